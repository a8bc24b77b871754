"""What invented captions are made of: pieces of sentences in twenty languages. All persons, places
and events are invented; countries are real, for their names are what rules look for.

A piece may hold blanks: {who} a person, {place} a town and its country, {town}, {land}, {day},
{time} of day, {n} a number, {thing}, {event}, {people} a group. English sentences are put together
from an opening, a core and an ending, so that there are tens of thousands of them.
"""

SYLLABLES = """ba be bi bo bra bre da de dal dor el en fa fen fer ga gar gel gre ha hal her il in ja
jo ka kel kor la lan lem lin lo lor ma mar mel mi mor na nel ni nor o ol or pa pel per pol ra ren ri
ro rus sa sel si sol sta ta tan tel ti tor u ul va vel ver vi vor wa wel wi za zel zo""".split()
FIRST_NAMES = """Ada Anouk Bela Bo Carla Dario Edda Emil Fenna Gil Hanne Ines Ivo Jara Jonas Kaja
Lea Levi Lio Mara Milo Nela Nils Noor Olga Oren Paola Rafi Rika Sanna Selim Tara Timo Una Vito Wanda
Yara Yusuf Zeno Zita""".split()
TOWN_ENDS = """burg ford haven ville stad by wick mouth polis grad holm vik ton field pool bridge
bach dorf ona ara eta""".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = """January February March April May June July August September October November
December""".split()
SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
TIMES = ["early", "in the morning", "at noon", "in the afternoon", "late", "at dusk", "before dawn"]

THINGS = """the old ferry|a row of market stalls|a flooded underpass|the harbour wall|a new tram line
|the town library|a burnt warehouse|an empty swimming pool|a field of sunflowers|the main stage
|a school canteen|the lighthouse|a broken dam|the court building|a vaccination centre|the north stand
|a wooden bridge|the grain silo|a police cordon|a mobile clinic|the polling station|a picket line
|the finish line|a bakery window|a herd of goats|the customs hall|a solar farm|a line of buses
|the national museum|a carnival float|the cargo ship|an overturned lorry|the penalty area|a press box
|the signing table|a podium|the royal carriage|the drilling rig|a refugee camp|the exhibition hall
|a mural|the glacier|the wind turbines|a nursery|the parade ground|a fish auction
|the night train|an open-air cinema|a rope bridge|the reading room""".replace("\n", "").split("|")

PEOPLE = """residents|farmers|students|supporters|firefighters|medical workers|fishermen|shoppers
|volunteers|police officers|commuters|delegates|dancers|schoolchildren|miners|pilgrims|tourists
|soldiers|striking drivers|election officials|divers|relatives|traders|apprentices|cyclists
|scientists|gardeners|engineers|rescue workers|neighbours""".replace("\n", "").split("|")

EVENTS = """the spring festival|a charity run|the regional election|a trade fair|the cup final
|a summit on fisheries|an open day|the harvest parade|a memorial service|the film festival
|a climate conference|the opening ceremony|a fashion show|the quarter-final|a court hearing
|a training session|the budget debate|a book fair|the transfer window|the rowing regatta
|a product launch|the state visit|a drill|the winter games trials|a concert""".replace("\n", "").split("|")

# Who does it: one, and several.
ONE = """{who}, the mayor of {town},|{who}|A woman|A man|A group of {people}|The coach of {land}, {who},
|Actor {who}|Singer {who}|Foreign minister {who}|A child|The captain of {town} FC, {who},|A worker
|Defending champion {who} of {land}|President {who}|An employee|The crew of a rescue boat
|Prosecutor {who}|Author {who}|A street vendor|A guide|The choir of {town}""".replace("\n", "").split("|")
MANY = """{people}|Two {people}|Players of {town} United|{who} (left) and {who}|Hundreds of {people}
|Members of the choir of {town}|Workers|{people} and {people}|Police|Children|{n} {people}
|Local {people}|{who} and {who} of {land}""".replace("\n", "").split("|")

CORES = """walk past {thing}|stand in front of {thing}|wait beside {thing}|wave from {thing}
|look at {thing}|carry water out of {thing}|take part in {event}|arrive for {event}
|leave after {event}|prepare for {event}|pose with a trophy at {event}|speak to the press about {event}
|repair {thing}|climb over {thing}|sell flowers near {thing}|clean {thing}|inspect {thing}
|celebrate a goal by {who}|argue with the referee during {event}|hold up a sign at {event}
|sit out the rain under {thing}|queue for bread at {thing}|plant trees around {thing}
|sign an agreement beside {who}|run out of {thing}|throw confetti at {event}|warm up for {event}
|put out a fire at {thing}|play music on {thing}|read the names of the missing at {event}
|protest against the sale of {thing}|cross {thing} on foot|unload crates at {thing}
|rest after a night at {thing}|cast a ballot for {event}|show a map of {thing}
|listen to {who} during {event}|feed birds on {thing}|lay flowers at {thing}
|try on masks for {event}|watch {event} on a screen|shake hands with {who}
|move sandbags to {thing}|paint {thing}|guard {thing}
|race past {thing}|search for survivors at {thing}|drive out to {thing}|unveil {thing}
|close {thing} to the public|mark the anniversary of {event}|look out over {thing}
|walk out of {event}|sing at {event}|test a robot at {thing}|dive off {thing}
|appear in court over {thing}|take pictures of {thing}|answer questions on {event}
|hand out leaflets about {event}|defend a title at {event}|fly kites above {thing}""".replace(
    "\n", "").split("|")

WHENS = ["in {place} on {day}", "in {place}, {day}", "{time} on {day} in {place}", "in {town}, {land}, {date}",
         "in {town} on {date}", "on {date}", "in {place} {time}", "near {place} on {day}",
         "outside {place}, on {date}", "in central {town}, {land}, on {day}", "at {place} on {day} {time}"]

ENDINGS = """, as the strike went into its {n}th day|, after days of rain|, a day before {event}
|, hours after {event}|, while {people} look on|, following a court ruling
|, as temperatures rose to {n} degrees| during {event}| ahead of {event}| as part of {event}
|, for the first time in {n} years|, where {n} people were injured|, with {who} in the background
|, in front of {n} spectators|, before the match between {town} and {town}|||||||||
|, weeks after the vote|, under the eyes of {who}|, on the eve of {event}|, as talks continue
|, despite a ban on gatherings|, after a draw with {land}|, as prices climb
|, to raise money for {thing}|, in memory of {who}|, {n} days after the flood""".replace("\n", "").split("|")

BACKGROUND = """The town council has promised to reopen {thing} by {month}.
|More than {n} {people} were brought to safety, officials said.
|It is the {n}th time that {land} takes part in {event}.
|The talks between {land} and {land} ran into the night.
|{who}, who is {n}, had been ruled out with a knee injury.
|Only {n} of the {people} were there when it began.
|No one was hurt, a spokesman for the ministry in {town} said.
|The company will not comment on the sale of its stake in {thing}.
|Prices in {land} rose by {n} percent in {month}.
|The film will be shown in {land} from {month} on.
|A spokeswoman, {who}, said that the use of {thing} would be limited.
|The exhibition is open until {date}.
|About {n} {people} still live without power.
|The mission left {town} in {month} and is due to return in {month}.
|According to {who}, the report will be published next week.
|Voters in {land} go to the polls on {day}.
|The painting was bought by a private collector for {n} million.
|The rights of {people} are at the centre of {event}.
|The hearing was put off until {day}.
|{land} won {n}-{n} and goes through to the last eight.
|The magazine had printed the letter without the name of {who}.
|Television crews waited for hours in front of {thing}.
|The internet was cut off in {n} districts, {people} said.
|In all, {n} flights to {land} and {land} were cancelled.
|The two sides have not met since {month}.
|Critics say that the law, which {land} passed in {month}, goes too far.
|{who} has worked at {thing} for {n} years.
|It was not clear who would pay for {thing}.
|The archive of {town} holds {n} letters by {who}.
|{land} has closed its border with {land}.
|The museum said it must sell {thing} to cover its costs.
|The advertising campaign began on {date}.
|The club may not sign {people} until {month}.
|Tickets sold out within {n} minutes.
|Doctors in {town} want more {people}.
|The commercial port handles {n} ships a day.
|One of the {people}, {who}, thanked {who} for the help.
|{n} houses were destroyed and {n} roads are closed.
|The government of {land} has asked {land} for help.
|Nothing like it has been seen in {town} for {n} years.
|{who} took the credit for the deal, and {who} the blame.
|The editorial in the local paper was read out at {event}.
|It could take {n} weeks to clear {thing}.
|The picture of {thing} went around the world.
|{who} came on for {who} after {n} minutes.
|The embargo on grain from {land} ends in {month}.
|A third party, led by {who}, holds the balance.
|Local {people} have set up {thing} with their own money.
|The court will decide on {day} whether {who} may stay.
|Mandatory checks at {thing} were lifted in {month}.""".replace("\n", "").split("|")

# Sentences of other languages. Wire services of one country often write in its language alone.
OTHERS = {
    "fr": ["{who} passe devant l'ancien marché de {town}, le {d} mars.", "Des habitants de {town} attendent le bateau, le {d} juin dans le port.",
           "Le ministre {who} a quitté la salle après {n} heures de débat.", "Des secouristes cherchent des survivants près de {place}.",
           "La récolte a commencé plus tôt que prévu, selon {who}.", "Plus de {n} personnes ont participé à la marche.",
           "Le musée sera fermé jusqu'au {d} octobre.", "{who} a marqué le seul but de la rencontre entre {land} et {land}."],
    "de": ["{who} geht am {d}. März in {town} an der alten Halle vorbei.", "Anwohner von {town} warten am Hafen auf die Fähre.",
           "Die Ministerin {who} spricht bei der Eröffnung der Messe.", "Einsatzkräfte sichern nach dem Unwetter eine Brücke bei {place}.",
           "Rund {n} Menschen nahmen an dem Umzug teil.", "Der Trainer {who} verlässt nach der Niederlage den Platz.",
           "Die Ausstellung ist nur noch bis zum {d}. Oktober zu sehen.", "Das Spiel endete {n}:{n}, teilte der Verband mit."],
    "es": ["{who} camina frente al viejo mercado de {town} el {d} de marzo.", "Vecinos de {town} esperan el barco en el puerto.",
           "El ministro {who} salió de la sala tras {n} horas de debate.", "Bomberos trabajan en un incendio cerca de {place}.",
           "Más de {n} personas participaron en la marcha.", "La exposición permanecerá abierta hasta octubre.",
           "{who} anotó el único gol del partido entre {land} y {land}."],
    "it": ["{who} passa davanti al vecchio mercato di {town}, {d} marzo.", "Abitanti di {town} aspettano il traghetto nel porto.",
           "Il ministro {who} ha lasciato l'aula dopo {n} ore.", "Vigili del fuoco al lavoro vicino a {place}.",
           "Più di {n} persone hanno preso parte al corteo.", "La mostra resterà aperta fino a ottobre."],
    "pt": ["{who} caminha em frente ao antigo mercado de {town} em {d} de março.", "Moradores de {town} esperam o barco no porto.",
           "O ministro {who} deixou a sala depois de {n} horas.", "Bombeiros trabalham perto de {place}.",
           "Mais de {n} pessoas participaram da marcha."],
    "nl": ["{who} loopt langs de oude markthal van {town}, {d} maart.", "Inwoners van {town} wachten op de veerboot.",
           "Minister {who} verliet de zaal na {n} uur.", "Hulpdiensten bij een brug in {place}.", "Ruim {n} mensen liepen mee."],
    "sv": ["{who} går förbi den gamla saluhallen i {town} den {d} mars.", "Boende i {town} väntar på färjan.",
           "Räddningstjänsten arbetar vid en bro nära {place}.", "Omkring {n} personer deltog i tåget."],
    "da": ["{who} går forbi den gamle hal i {town} den {d}. marts.", "Beboere i {town} venter på færgen.",
           "Redningsfolk arbejder ved en bro nær {place}.", "Omkring {n} mennesker deltog."],
    "no": ["{who} går forbi den gamle hallen i {town} {d}. mars.", "Innbyggere i {town} venter på fergen.",
           "Redningsmannskaper ved en bro nær {place}.", "Rundt {n} personer deltok i toget."],
    "fi": ["{who} kävelee vanhan kauppahallin ohi kaupungissa {town} {d}. maaliskuuta.", "Asukkaat odottavat lauttaa satamassa.",
           "Pelastajat työskentelevät sillan luona, {place}.", "Noin {n} ihmistä osallistui kulkueeseen."],
    "pl": ["{who} przechodzi obok starej hali w {town}, {d} marca.", "Mieszkańcy {town} czekają na prom w porcie.",
           "Ratownicy pracują przy moście koło {place}.", "W marszu wzięło udział ponad {n} osób."],
    "cs": ["{who} prochází kolem staré tržnice v {town}, {d}. března.", "Obyvatelé {town} čekají v přístavu na loď.",
           "Záchranáři pracují u mostu poblíž {place}.", "Pochodu se zúčastnilo přes {n} lidí."],
    "hu": ["{who} elhalad a régi piac mellett, {town}, március {d}.", "A lakók a kompra várnak {town} kikötőjében.",
           "Tűzoltók dolgoznak a hídnál, {place}.", "A menetben több mint {n} ember vett részt."],
    "tr": ["{who}, {d} Mart'ta {town} kentinde eski pazarın önünden geçiyor.", "{town} sakinleri limanda feribotu bekliyor.",
           "İtfaiye ekipleri {place} yakınında çalışıyor.", "Yürüyüşe {n} kişi katıldı."],
    "ru": ["Местные жители ждут паром в порту города {town}, {d} марта.", "{who} проходит мимо старого рынка.",
           "Спасатели работают у моста недалеко от {place}.", "В шествии приняли участие более {n} человек.",
           "Министр покинул зал после {n} часов переговоров."],
    "el": ["Κάτοικοι περιμένουν το πλοίο στο λιμάνι, {town}, {d} Μαρτίου.", "{who} περνά μπροστά από την παλιά αγορά.",
           "Πυροσβέστες εργάζονται κοντά στη γέφυρα, {place}.", "Στην πορεία συμμετείχαν πάνω από {n} άτομα."],
    "ja": ["港でフェリーを待つ住民たち＝{d}日、{town}市", "旧市場の前を歩く{who}さん。", "橋の近くで作業する消防隊員。",
           "式典には約{n}人が参加した。", "試合は{n}対{n}で終わった。", "展示は来月まで続く。"],
    "ko": ["{d}일 {town} 항구에서 주민들이 배를 기다리고 있다.", "{who} 씨가 옛 시장 앞을 지나고 있다.",
           "소방대원들이 다리 근처에서 작업하고 있다.", "행사에는 약 {n}명이 참가했다."],
    "zh": ["{d}日，居民在{town}港口等候渡轮。", "{who}走过旧市场。", "消防员在大桥附近作业。", "约{n}人参加了游行。",
           "展览将持续到下月。", "比赛以{n}比{n}结束。"],
}
SHARE_OF_OTHERS = ["fr", "de", "es", "it", "fr", "de", "es", "pt", "nl", "sv", "da", "no", "fi", "pl",
                   "cs", "hu", "tr", "ru", "el", "ja", "ko", "zh", "ja", "zh"]

DATELINES = ["{TOWN}, {LAND} - {MONTH} {d}: ", "{TOWN}, {land} ({month} {d}) -- ", "({day}, {month} {d}) ", "{land}, {town}: ",
             "{town} ({land}), {d} {month} {year}. ", "{d}{MON}{year}_", "(FILES) ", "(FILES) In this file photo taken on {date} ",
             "In this {date} photo, ", "{TOWN} {LAND} {d}/{m}/{year} ", "{date}, {town}: "]
DATE_LINE_SHARE = 40  # of a hundred captions

CREDITS = ["(Photo by {who} / {agency})", "(Photo by {who}/{agency})", "({agency} Photo/{who})", "{AGENCY}/{who}", "Photo: {who}/{agency}",
           "REUTERS/{who}", "(AP Photo/{who})", "EPA-EFE/{WHO}", "Foto: {who}/{agency}", "(KYODO)", "(c) {who} / {agency}", "© {who}",
           "Picture: {who}", "Image: {who}/{agency}", "(Photo by {who}/{agency} via {agency})", "{agency} / {who}", "PHOTO: {WHO} / {AGENCY}",
           "Credit: {who}/{agency}", "AFP PHOTO / {WHO}", "photo by {who}", "Handout via REUTERS", "Courtesy of {who}", "Imago/{who}"]
NOTE_JOINTS = [" ", " / ", " - ", "\n", "\n\n", " -- ", ". ", " *** ", " (", " [", "; ", ", "]
