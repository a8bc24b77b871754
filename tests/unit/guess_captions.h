/* Invented captions and short values in many languages, by which the guess of charsets is measured.
 * Those of a list can all be written in the charsets that test_charset_guess.c names for it. */
#ifndef CL_TEST_GUESS_CAPTIONS_H
#define CL_TEST_GUESS_CAPTIONS_H

#include <stddef.h>

static const char *const western_captions[] = {
    "The mayor of Orléans opens the new bridge over the Loire on Sunday, 3 May. (Example Press)",
    "Fans wait outside the stadium in São Paulo before the final. Jane Doe/Example Press",
    "Editor’s note: the café’s owner asked not to be named. EDITORIAL USE ONLY",
    "© 2019 Example Press. The minister said “no comment” – again – in Malmö on Friday",
    "Le maire de Bélanger-sur-Mer inaugure la nouvelle école, lundi à midi. PHOTO EXEMPLE PRESSE",
    "Des manifestants défilent près de l’hôtel de ville après l’annonce de la fermeture de l’usine",
    "La Bundeskanzlei in Köln: Schülerinnen und Schüler übergeben eine Liste mit Wünschen",
    "Frühlingswetter in München: Spaziergänger genießen die Sonne an der Isar. Foto: Beispiel",
    "El alcalde de Peñaflor saluda a los niños durante la inauguración del jardín de infancia",
    "Aficionados del equipo español celebran en Logroño. PROHIBIDO SU USO EN ESPAÑA",
    "O presidente da câmara não quis prestar declarações à saída da reunião em Évora",
    "Crianças brincam na praça após a chuva na região da Estação, em São João",
    "Il sindaco di Forlì ha detto che la città sarà più verde: “Perché no?”, martedì",
    "Barn leker på en öde strand utanför Växjö när våren äntligen kommer. Foto: Exempel",
    "Ordføreren i Tromsø åpner den nye skolen på Kvaløya lørdag. Foto: Eksempel",
    "Åse Østby vant løpet foran Bjørn Næss på Gjøvik i går",
    "Borgarstjórinn í Reykjavík opnaði nýja brú yfir ána á föstudag, segir í fréttinni",
    "De burgemeester van Coevorden opent het café „De Zoëven” in aanwezigheid van één ministér",
    "Kansalaiset jonottivat äänestyspaikalle Jyväskylässä sunnuntaiaamuna. Kuva: Esimerkki",
    "JOSÉ MUÑOZ OF MÁLAGA AND FRANÇOIS LEFÈVRE OF NÎMES ARRIVE AT THE COURT",
    "Striker Zoë Müller (9) of Example FC and her coach, André Søgaard, watch the team’s training",
    "A view of the Château d’Example at −5 °C; temperatures fell below −20 °C in the Jura",
};

static const char *const western_values[] = {
    "José Muñoz",    "Zürich",   "São Paulo",      "Malmö",         "François Lefèvre",
    "Düsseldorf",    "Østfold",  "Île-de-France",  "Åse Næss",      "© Example Press",
    "Côte d’Ivoire", "Medellín", "Köln",           "Reykjavík",     "Bogotá",
    "Jürgen Groß",   "Besançon", "Jane Doe’s cat", "Café de Paris", "A Coruña",
    "Example®",      "Müller",   "Genève",         "Trübiger",
};

static const char *const central_captions[] = {
    "Prezydent Łodzi otwiera nową szkołę podstawową w dzielnicy Śródmieście, 12 maja. Fot. "
    "Przykład",
    "Kibice czekają przed stadionem w Gdańsku na początek meczu półfinałowego",
    "Żołnierze pomagają mieszkańcom zalanych wsi pod Wrocławiem. Tylko do użytku redakcyjnego",
    "Świąteczne oświetlenie na rynku w Krakowie; władze zapowiadają oszczędności",
    "Starosta Dvořáček otevírá nový most přes řeku Moravu v neděli odpoledne. Foto: Příklad",
    "Hasiči zasahují u požáru skladu v Českých Budějovicích, nikdo nebyl zraněn",
    "Žáci základní školy předali ministrovi školství svůj dopis. Pouze pro redakční užití",
    "Fanoušci čekají před zápasem v Plzni; vstupenky jsou již vyprodány, uvedl pořadatel",
    "Starosta Košíc otvára novú školu, na ktorú občania čakali päť rokov. Foto: Príklad",
    "Ľudia čakajú pred ťažkým zápasom v Žiline, vstupenky boli rýchlo vypredané",
    "A polgármester megnyitja az új hidat Győrben, a Duna fölött. Fotó: Példa",
    "Szurkolók várják a döntőt a zsúfolt budapesti stadion előtt, ahol esős idő várható",
    "Tűzoltók dolgoznak a székesfehérvári raktárnál; senki sem sérült meg",
    "Gradonačelnik Šibenika otvara novu školu; učenici čekaju već od jutra. Foto: Primjer",
    "Navijači čekaju početak utakmice u Osijeku, ulaznice su već rasprodane",
    "Župan in župnik v Črni odpirata novo šolo, učenci že čakajo pred vrati",
    "Primarul oraşului Braşov deschide şcoala nouă; copiii aşteaptă în faţa porţii",
    "Suporterii aşteaptă începutul meciului în faţa stadionului din Bucureşti, sâmbătă",
    "Václav Říha a Zdeněk Šťastný při jednání o důchodech ve Sněmovně",
    "Małgorzata Wójcik i Paweł Żurek podczas obrad sejmowej komisji zdrowia",
};

static const char *const central_values[] = {
    "Łódź",
    "Kraków – Śródmieście",
    "Paweł Żurek",
    "Dvořáček",
    "České Budějovice",
    "Jiří Šťastný",
    "Győr",
    "Škoda Plzeň",
    "Žilina",
    "Małgorzata Wójcik",
    "Bucureşti",
    "Šibenik",
    "Zdeněk Říha",
    "Wrocław",
    "Erdős Pál és Szűcs Éva",
    "Ľubomír Ďuriš",
    "Gdańsk",
    "Timișoara 1",
    "Przemyśl",
    "Fotó: Példa Sajtó",
};

static const char *const polish_values[] = {"Łódź", "Paweł Żurek", "Gdańsk", "Przemyśl"};

static const char *const czech_values[] = {"Jiří Šťastný", "České Budějovice", "Zdeněk Říha"};

static const char *const hungarian_values[] = {"Győr", "Erdős Pál és Szűcs Éva",
                                               "Székesfehérvár – tűzoltók és mentők",
                                               "Fotó: Példa Sajtó, belső használatra"};

static const char *const cyrillic_captions[] = {
    "Мэр города открывает новый мост через реку, воскресенье, 3 мая. Фото: Пример",
    "Болельщики ждут начала финального матча у стадиона в Казани",
    "Пожарные работают на складе в пригороде; никто не пострадал, сообщили власти",
    "МОСКВА. ДЕТИ ИДУТ В ШКОЛУ ПЕРВОГО СЕНТЯБРЯ. ТОЛЬКО ДЛЯ РЕДАКЦИОННОГО ИСПОЛЬЗОВАНИЯ",
    "Жители посёлка убирают снег после сильной метели. Иван Примеров/Пресса",
    "Министр отвечает на вопросы журналистов после заседания правительства",
    "Иван Примеров",
    "Волгоград, Россия. Ветераны на параде Победы",
    "Выставка открылась в Третьем музее: посетители смотрят картины XIX века",
    "Команда «Пример» празднует победу в кубке, тренер даёт интервью",
    "Рыбаки вышли на лёд озера, несмотря на предупреждение спасателей",
    "Самолёт совершил вынужденную посадку в аэропорту Пулково в пятницу",
    "Студенты сдают экзамен по физике в главном здании университета",
    "Врачи рассказали о состоянии пострадавших при взрыве газа",
    "На снимке: хор имени Примерова выступает на фестивале в Вологде",
    "Женщина покупает хлеб в магазине на окраине Омска",
    "Фото запрещено использовать в рекламе. EDITORIAL USE ONLY",
    "Президент подписал указ о новых мерах поддержки семей с детьми",
    "Учёные показали новый спутник, который запустят в космос в июне",
    "Пассажиры ждут поезда на вокзале: движение задержано из-за снегопада",
};

static const char *const cyrillic_values[] = {
    "Москва",          "Иван Примеров", "Санкт-Петербург", "ТАСС",         "Фото: Пример", "Казань",
    "Россия",          "Волгоград",     "РИА Новости",     "Анна Иванова", "Екатеринбург", "Минск",
    "Пресс-служба",    "Новосибирск",   "Пётр Сидоров",    "ПРЕЗИДЕНТ",    "Футбол",       "Выборы",
    "Нижний Новгород", "Омск",
};

static const char *const more_cyrillic_captions[] = {
    "Мер міста відкриває новий міст через річку Дніпро у неділю. Фото: Приклад",
    "Вболівальники чекають на початок матчу біля стадіону в Харкові",
    "Діти йдуть до школи першого вересня у Львові; їхні батьки стоять поруч",
    "Пожежники гасять склад на околиці Києва, є постраждалі",
    "Кметът на София открива новото училище в квартал Младост. Снимка: Пример",
    "Пожарникари гасят склад край Пловдив; няма пострадали, съобщи полицията",
    "Дъждът наводни улиците на Бургас, хората чакат на покривите",
    "Градоначелник Београда отвара нову школу; ђаци чекају испред капије",
    "Навијачи чекају почетак утакмице у Нишу, карте су већ распродате",
};

static const char *const turkish_captions[] = {
    "Belediye başkanı yeni köprünün açılışını pazar günü yaptı. Fotoğraf: Örnek Ajansı",
    "Taraftarlar İstanbul’daki stadın önünde maçın başlamasını bekliyor",
    "İtfaiye ekipleri depodaki yangını söndürdü; ölen ya da yaralanan olmadı",
    "Öğrenciler Ankara’da okulun ilk gününde sıraya girdi. YALNIZCA HABER AMAÇLI KULLANILIR",
    "Cumhurbaşkanı, toplantının ardından gazetecilerin sorularını yanıtladı",
    "Yağışlı hava İzmir’de ulaşımı aksattı, vatandaşlar otobüs beklerken ıslandı",
    "Şanlıurfa’da çiftçiler tarlalarında pamuk topluyor",
    "Diyarbakır’da sokak satıcıları bayram hazırlığında",
    "Göçmenler Edirne’de sınır kapısına doğru yürüyor",
    "Bakan, Kahramanmaraş’ta depremden etkilenen aileleri ziyaret etti",
    "Galatasaraylı oyuncular gol sevinci yaşıyor",
    "Çocuklar karne günü arkadaşlarıyla fotoğraf çektiriyor",
    "Muğla’da orman yangını üçüncü gününde: helikopterler su taşıyor",
    "Eskişehir’de üniversite öğrencileri kış şenliğinde",
    "Karadeniz’de fırtına: balıkçılar denize açılamıyor",
    "Sağlık çalışanları nöbet değişiminde alkışlandı",
    "Trabzon’da çay hasadı başladı, üreticiler fiyatı bekliyor",
    "Müze yöneticisi yeni sergiyi gazetecilere tanıttı",
    "Kapadokya’da balonlar gün doğarken havalandı",
    "Muhalefet lideri Çanakkale’de partililere seslendi",
};

static const char *const turkish_values[] = {
    "İstanbul",      "Diyarbakır",  "Şanlıurfa",     "Fotoğraf: Örnek Ajansı",
    "Ayşe Yıldız",   "Muğla",       "Eskişehir",     "Işık Doğan",
    "Kahramanmaraş", "Çağrı Şahin", "Tuğba Aydın",   "Barış Kılıç",
    "Balıkesir",     "Ağrı",        "Gülşen Öztürk", "Kırıkkale",
    "Cumhurbaşkanı", "Iğdır",       "Nevşehir",      "Doğuş Çınar",
};

static const char *const japanese_captions[] = {
    "新しい橋の開通式でテープを切る市長（3日午前、例示市で）＝例示通信",
    "決勝戦を前に競技場の前に並ぶサポーター＝東京都新宿区",
    "記者会見で質問に答える首相＝首相官邸で、山田太郎撮影",
    "大雨で冠水した道路を歩く人たち（12日、福岡市）",
    "ゴールを決めて喜ぶ選手たち。日本は２対１で勝った",
    "小学校の入学式に向かう親子＝大阪市で",
    "火災があった倉庫で消火活動をする消防隊員ら",
    "国会で審議される予算案。野党は反対している",
    "春の高校野球で優勝し、校歌を歌う選手",
    "桜が満開になった公園で花見を楽しむ家族連れ",
    "台風が近づき、高い波が打ち寄せる海岸",
    "裁判所に入る被告を乗せた車＝名古屋地裁",
    "新幹線の運転見合わせで混雑する駅の構内",
    "共同記者会見に臨む両国の外相。使用は報道目的に限る",
    "展覧会の開幕を前に公開された作品を見る関係者",
    "試合後、インタビューに答える監督と主将",
    "EDITORIAL USE ONLY 無断転載を禁じます（例示通信提供）",
    "市場に並ぶ初物のマグロ。一匹の値段は過去最高だった",
    "地震で倒れた家の前に立つ住民と警察官",
    "オリンピックの開会式で旗を持って入場する日本の選手団",
};

static const char *const japanese_values[] = {
    "東京",     "山田太郎",     "例示通信",   "大阪市",   "スポーツ",
    "ロイター", "佐藤花子撮影", "サッカー",   "時事",     "北海道",
    "共同",     "首相官邸",     "高校野球",   "記者会見", "写真提供・例示通信",
    "新宿区",   "プロ野球",     "おことわり", "使用禁止", "名古屋",
};

static const char *const korean_captions[] = {
    "새 다리 개통식에서 시장이 테이프를 자르고 있다. (서울=예시뉴스)",
    "축구 팬들이 결승전을 앞두고 경기장 앞에서 기다리고 있다",
    "대통령이 청와대에서 기자들의 질문에 답하고 있다. 2013.5.3",
    "소방관들이 창고 화재를 진압하고 있다. 인명 피해는 없었다",
    "폭우로 잠긴 도로를 시민들이 걸어가고 있다. 홍길동 기자",
    "국회에서 열린 본회의에서 의원들이 투표하고 있다",
    "골을 넣은 선수들이 기뻐하고 있다. 한국은 2대 1로 이겼다",
    "초등학교 입학식에 참석한 어린이들. 무단 전재 및 재배포 금지",
    "김영희 감독이 경기 뒤 기자회견을 하고 있다",
    "봄을 맞아 공원을 찾은 가족들이 꽃구경을 하고 있다",
    "북한 조선중앙통신이 공개한 사진. 촬영 날짜는 알 수 없다",
    "외교부 장관이 회담장으로 들어서고 있다",
    "태풍이 다가오면서 높은 파도가 해안에 몰아치고 있다",
    "전시회를 찾은 관람객들이 작품을 감상하고 있다",
    "법원에 출석하는 피고인을 경찰이 호송하고 있다",
    "수출용 자동차가 부산항에서 선적을 기다리고 있다",
    "EDITORIAL USE ONLY 국내 언론 사용 금지",
    "올림픽 개막식에서 한국 선수단이 입장하고 있다",
    "지진으로 무너진 건물 앞에 주민들이 서 있다",
    "시장에서 상인이 추석을 앞두고 과일을 팔고 있다",
};

static const char *const korean_values[] = {
    "서울",           "홍길동 기자", "예시뉴스", "한국",   "부산",   "대통령",   "김영희",
    "사진 제공",      "축구",        "국회",     "연합",   "박지수", "평양",     "기자회견",
    "무단 전재 금지", "청와대",      "이순신",   "경기도", "올림픽", "인천공항",
};

static const char *const simplified_captions[] = {
    "5月3日，市民在新建成的大桥上行走。新华示例社记者 张三 摄",
    "球迷在体育场外等待决赛开始。示例社发",
    "当日，国务院总理在北京会见来访的外国客人",
    "消防人员在仓库火灾现场进行扑救，没有人员伤亡",
    "大雨过后，人们在被水淹没的道路上行走",
    "小学生在开学第一天走进校园。版权所有，禁止转载",
    "中国队球员在比赛中庆祝进球，最终以二比一获胜",
    "记者在新闻发布会上向外交部发言人提问",
    "工人在上海的一家工厂里生产汽车，产品将出口到国外",
    "这是四月二日拍摄的北京大学校园内盛开的樱花",
    "代表们在人民大会堂听取政府工作报告",
    "救援队员在地震灾区帮助居民转移",
    "台风来临前，渔船回到港口避风",
    "展览开幕后，观众正在参观历史文物",
    "农民在田里收割水稻，今年的产量比去年有所增加",
    "运动员代表团在奥运会开幕式上入场",
    "EDITORIAL USE ONLY 仅限编辑使用",
    "旅客在火车站排队买票，准备回家过年",
    "医生和护士在医院里照顾受伤的孩子",
    "示例图片社 李四 报道：科学家展示了新的卫星",
};

static const char *const simplified_values[] = {
    "北京",     "新华社",   "张三 摄",  "中国",     "上海市",
    "体育",     "李四",     "示例社发", "国际新闻", "人民大会堂",
    "版权所有", "足球比赛", "广州",     "王小明",   "记者",
    "中新社",   "发布会",   "香港",     "政治",     "图片来源：示例社",
};

static const char *const traditional_captions[] = {
    "5月3日，市民在新建成的大橋上行走。示例社記者 張三 攝",
    "球迷在體育場外等待決賽開始。示例社",
    "總統在台北會見來訪的外國客人，並接受記者提問",
    "消防人員在倉庫火災現場進行撲救，沒有人員傷亡",
    "大雨過後，人們在被水淹沒的道路上行走",
    "小學生在開學第一天走進校園。版權所有，不得轉載",
    "中華隊球員在比賽中慶祝進球，最後以二比一獲勝",
    "記者在新聞發布會上向發言人提問",
    "工人在高雄的一家工廠裡生產汽車，產品將出口到國外",
    "這是四月二日拍攝的台灣大學校園內盛開的櫻花",
    "立法委員在立法院聽取政府的工作報告",
    "救援隊員在地震災區幫助居民",
    "颱風來臨前，漁船回到港口避風",
    "展覽開幕後，觀眾正在參觀歷史文物",
    "農民在田裡收割水稻，今年的產量比去年增加",
    "運動員代表團在奧運會開幕式上入場",
    "EDITORIAL USE ONLY 僅限編輯使用",
    "旅客在火車站排隊買票，準備回家過年",
    "醫生和護士在醫院裡照顧受傷的孩子",
    "示例圖片社 李四 報導：科學家展示了新的衛星",
};

static const char *const traditional_values[] = {
    "台北",     "中央社",   "張三 攝", "臺灣",     "高雄市",
    "體育",     "李四",     "示例社",  "國際新聞", "立法院",
    "版權所有", "足球比賽", "香港",    "王小明",   "記者",
    "新聞",     "發布會",   "總統府",  "政治",     "圖片來源：示例社",
};

#endif
