#include "caption/credit_words.h"

#include "base/text.h"
#include "ruleset/fold.h"

/* Instead of a name, or a qualifier of the picture. In the order of their bytes, as all tables here
 * but those of which the first word that fits is taken. */
static const cl_span nobodies[] = {
    CL_CREDIT_WORD("-str"),
    CL_CREDIT_WORD("all rights reserved"),
    CL_CREDIT_WORD("archiv"),
    CL_CREDIT_WORD("archivbild"),
    CL_CREDIT_WORD("archive"),
    CL_CREDIT_WORD("archives"),
    CL_CREDIT_WORD("archivio"),
    CL_CREDIT_WORD("archivo"),
    CL_CREDIT_WORD("arkiv"),
    CL_CREDIT_WORD("arkivfoto"),
    CL_CREDIT_WORD("bild"),
    CL_CREDIT_WORD("contributor"),
    CL_CREDIT_WORD("correspondent"),
    CL_CREDIT_WORD("cortesia"),
    CL_CREDIT_WORD("cortesía"),
    CL_CREDIT_WORD("courtesy"),
    CL_CREDIT_WORD("credit"),
    CL_CREDIT_WORD("d.r."),
    CL_CREDIT_WORD("dr"),
    CL_CREDIT_WORD("file"),
    CL_CREDIT_WORD("file photo"),
    CL_CREDIT_WORD("file picture"),
    CL_CREDIT_WORD("files"),
    CL_CREDIT_WORD("foto"),
    CL_CREDIT_WORD("fotos"),
    CL_CREDIT_WORD("freelance"),
    CL_CREDIT_WORD("freelancer"),
    CL_CREDIT_WORD("genrefoto"),
    CL_CREDIT_WORD("gmbh"),
    CL_CREDIT_WORD("hand-out"),
    CL_CREDIT_WORD("handout"),
    CL_CREDIT_WORD("handouts"),
    CL_CREDIT_WORD("ho"),
    CL_CREDIT_WORD("ho handout"),
    CL_CREDIT_WORD("hoep"),
    CL_CREDIT_WORD("hogp"),
    CL_CREDIT_WORD("hons"),
    CL_CREDIT_WORD("http"),
    CL_CREDIT_WORD("https"),
    CL_CREDIT_WORD("image"),
    CL_CREDIT_WORD("images"),
    CL_CREDIT_WORD("inc"),
    CL_CREDIT_WORD("inc."),
    CL_CREDIT_WORD("jr"),
    CL_CREDIT_WORD("jr."),
    CL_CREDIT_WORD("kod"),
    CL_CREDIT_WORD("llc"),
    CL_CREDIT_WORD("ltd"),
    CL_CREDIT_WORD("ltd."),
    CL_CREDIT_WORD("n/a"),
    CL_CREDIT_WORD("nn"),
    CL_CREDIT_WORD("none"),
    CL_CREDIT_WORD("photo"),
    CL_CREDIT_WORD("photographer"),
    CL_CREDIT_WORD("photos"),
    CL_CREDIT_WORD("picture"),
    CL_CREDIT_WORD("pictures"),
    CL_CREDIT_WORD("pool"),
    CL_CREDIT_WORD("pool new"),
    CL_CREDIT_WORD("pool photo"),
    CL_CREDIT_WORD("pool picture"),
    CL_CREDIT_WORD("privat"),
    CL_CREDIT_WORD("privé"),
    CL_CREDIT_WORD("staff"),
    CL_CREDIT_WORD("str"),
    CL_CREDIT_WORD("str new"),
    CL_CREDIT_WORD("stringer"),
    CL_CREDIT_WORD("supplied"),
    CL_CREDIT_WORD("uncredited"),
    CL_CREDIT_WORD("unknown"),
    CL_CREDIT_WORD("us out"),
    CL_CREDIT_WORD("via"),
    CL_CREDIT_WORD("www"),
    CL_CREDIT_WORD("xgty"),
    CL_CREDIT_WORD("xxstringerxx xxxxx"),
    CL_CREDIT_WORD("архив"),
    CL_CREDIT_WORD("фото"),
    CL_CREDIT_WORD("提供"),
    CL_CREDIT_WORD("撮影"),
    CL_CREDIT_WORD("記者"),
    CL_CREDIT_WORD("資料写真"),
    CL_CREDIT_WORD("기자"),
    CL_CREDIT_WORD("사진공동취재단"),
    CL_CREDIT_WORD("자료사진"),
    CL_CREDIT_WORD("제공"),
};

/* Before a name. */
static const cl_span labels[] = {
    CL_CREDIT_WORD("mandatory credit"),
    CL_CREDIT_WORD("photo credit should read"),
    CL_CREDIT_WORD("photo credit"),
    CL_CREDIT_WORD("photo courtesy of"),
    CL_CREDIT_WORD("courtesy of"),
    CL_CREDIT_WORD("courtesy"),
    CL_CREDIT_WORD("credit image"),
    CL_CREDIT_WORD("image credit"),
    CL_CREDIT_WORD("picture credit"),
    CL_CREDIT_WORD("handout photo by"),
    CL_CREDIT_WORD("pool photo by"),
    CL_CREDIT_WORD("file photo by"),
    CL_CREDIT_WORD("photograph by"),
    CL_CREDIT_WORD("photographs by"),
    CL_CREDIT_WORD("photos by"),
    CL_CREDIT_WORD("photo by"),
    CL_CREDIT_WORD("picture by"),
    CL_CREDIT_WORD("pictures by"),
    CL_CREDIT_WORD("image by"),
    CL_CREDIT_WORD("images by"),
    CL_CREDIT_WORD("video by"),
    CL_CREDIT_WORD("foto von"),
    CL_CREDIT_WORD("foto di"),
    CL_CREDIT_WORD("foto de"),
    CL_CREDIT_WORD("photo de"),
    CL_CREDIT_WORD("photo par"),
    CL_CREDIT_WORD("crédit photo"),
    CL_CREDIT_WORD("crédits photo"),
    CL_CREDIT_WORD("credit photo"),
    CL_CREDIT_WORD("photographer"),
    CL_CREDIT_WORD("fotograf"),
    CL_CREDIT_WORD("fotografía"),
    CL_CREDIT_WORD("fotografia"),
    CL_CREDIT_WORD("photographie"),
    CL_CREDIT_WORD("photograph"),
    CL_CREDIT_WORD("photos"),
    CL_CREDIT_WORD("photo"),
    CL_CREDIT_WORD("fotos"),
    CL_CREDIT_WORD("foto"),
    CL_CREDIT_WORD("pictures"),
    CL_CREDIT_WORD("picture"),
    CL_CREDIT_WORD("images"),
    CL_CREDIT_WORD("image"),
    CL_CREDIT_WORD("bildnachweis"),
    CL_CREDIT_WORD("bildquelle"),
    CL_CREDIT_WORD("bild"),
    CL_CREDIT_WORD("quelle"),
    CL_CREDIT_WORD("fuente"),
    CL_CREDIT_WORD("fonte"),
    CL_CREDIT_WORD("source"),
    CL_CREDIT_WORD("credits"),
    CL_CREDIT_WORD("credit"),
    CL_CREDIT_WORD("crédit"),
    CL_CREDIT_WORD("crédito"),
    CL_CREDIT_WORD("copyright"),
    CL_CREDIT_WORD("handout"),
    CL_CREDIT_WORD("pool"),
    CL_CREDIT_WORD("via"),
    CL_CREDIT_WORD("by"),
    CL_CREDIT_WORD("von"),
    CL_CREDIT_WORD("par"),
    CL_CREDIT_WORD("fot."),
    CL_CREDIT_WORD("写真"),
    CL_CREDIT_WORD("사진"),
    CL_CREDIT_WORD("фото"),
};

/* Behind a name. */
static const cl_span qualifiers[] = {
    CL_CREDIT_WORD("pool photo"),  CL_CREDIT_WORD("file photo"),   CL_CREDIT_WORD("pool"),
    CL_CREDIT_WORD("handout"),     CL_CREDIT_WORD("photo"),        CL_CREDIT_WORD("photos"),
    CL_CREDIT_WORD("foto"),        CL_CREDIT_WORD("file"),         CL_CREDIT_WORD("files"),
    CL_CREDIT_WORD("archive"),     CL_CREDIT_WORD("archiv"),       CL_CREDIT_WORD("stringer"),
    CL_CREDIT_WORD("staff"),       CL_CREDIT_WORD("기자"),         CL_CREDIT_WORD("제공"),
    CL_CREDIT_WORD("記者"),        CL_CREDIT_WORD("撮影"),         CL_CREDIT_WORD("提供"),
    CL_CREDIT_WORD("contributor"), CL_CREDIT_WORD("photographer"),
};

/* Words that a person's name does not have. */
static const cl_span organisations[] = {
    CL_CREDIT_WORD("administration"),
    CL_CREDIT_WORD("agence"),
    CL_CREDIT_WORD("agencia"),
    CL_CREDIT_WORD("agency"),
    CL_CREDIT_WORD("agentur"),
    CL_CREDIT_WORD("agenzia"),
    CL_CREDIT_WORD("airlines"),
    CL_CREDIT_WORD("airport"),
    CL_CREDIT_WORD("archive"),
    CL_CREDIT_WORD("archives"),
    CL_CREDIT_WORD("army"),
    CL_CREDIT_WORD("association"),
    CL_CREDIT_WORD("authority"),
    CL_CREDIT_WORD("brigade"),
    CL_CREDIT_WORD("broadcasting"),
    CL_CREDIT_WORD("bureau"),
    CL_CREDIT_WORD("center"),
    CL_CREDIT_WORD("centre"),
    CL_CREDIT_WORD("channel"),
    CL_CREDIT_WORD("chronicle"),
    CL_CREDIT_WORD("church"),
    CL_CREDIT_WORD("club"),
    CL_CREDIT_WORD("co"),
    CL_CREDIT_WORD("collection"),
    CL_CREDIT_WORD("college"),
    CL_CREDIT_WORD("command"),
    CL_CREDIT_WORD("commission"),
    CL_CREDIT_WORD("committee"),
    CL_CREDIT_WORD("communications"),
    CL_CREDIT_WORD("company"),
    CL_CREDIT_WORD("corp"),
    CL_CREDIT_WORD("corps"),
    CL_CREDIT_WORD("council"),
    CL_CREDIT_WORD("county"),
    CL_CREDIT_WORD("court"),
    CL_CREDIT_WORD("daily"),
    CL_CREDIT_WORD("defence"),
    CL_CREDIT_WORD("defense"),
    CL_CREDIT_WORD("department"),
    CL_CREDIT_WORD("dept"),
    CL_CREDIT_WORD("editorial"),
    CL_CREDIT_WORD("embassy"),
    CL_CREDIT_WORD("entertainment"),
    CL_CREDIT_WORD("facebook"),
    CL_CREDIT_WORD("family"),
    CL_CREDIT_WORD("fc"),
    CL_CREDIT_WORD("features"),
    CL_CREDIT_WORD("federation"),
    CL_CREDIT_WORD("festival"),
    CL_CREDIT_WORD("file"),
    CL_CREDIT_WORD("films"),
    CL_CREDIT_WORD("force"),
    CL_CREDIT_WORD("forces"),
    CL_CREDIT_WORD("foto"),
    CL_CREDIT_WORD("foundation"),
    CL_CREDIT_WORD("gallery"),
    CL_CREDIT_WORD("gazette"),
    CL_CREDIT_WORD("general"),
    CL_CREDIT_WORD("global"),
    CL_CREDIT_WORD("gmbh"),
    CL_CREDIT_WORD("government"),
    CL_CREDIT_WORD("group"),
    CL_CREDIT_WORD("guard"),
    CL_CREDIT_WORD("guardian"),
    CL_CREDIT_WORD("handout"),
    CL_CREDIT_WORD("herald"),
    CL_CREDIT_WORD("hospital"),
    CL_CREDIT_WORD("house"),
    CL_CREDIT_WORD("image"),
    CL_CREDIT_WORD("images"),
    CL_CREDIT_WORD("inc"),
    CL_CREDIT_WORD("instagram"),
    CL_CREDIT_WORD("institute"),
    CL_CREDIT_WORD("international"),
    CL_CREDIT_WORD("journal"),
    CL_CREDIT_WORD("kremlin"),
    CL_CREDIT_WORD("league"),
    CL_CREDIT_WORD("library"),
    CL_CREDIT_WORD("llc"),
    CL_CREDIT_WORD("ltd"),
    CL_CREDIT_WORD("magazine"),
    CL_CREDIT_WORD("media"),
    CL_CREDIT_WORD("military"),
    CL_CREDIT_WORD("minister"),
    CL_CREDIT_WORD("ministry"),
    CL_CREDIT_WORD("municipality"),
    CL_CREDIT_WORD("museum"),
    CL_CREDIT_WORD("music"),
    CL_CREDIT_WORD("national"),
    CL_CREDIT_WORD("navy"),
    CL_CREDIT_WORD("network"),
    CL_CREDIT_WORD("news"),
    CL_CREDIT_WORD("newspaper"),
    CL_CREDIT_WORD("newspapers"),
    CL_CREDIT_WORD("observer"),
    CL_CREDIT_WORD("office"),
    CL_CREDIT_WORD("palace"),
    CL_CREDIT_WORD("palais"),
    CL_CREDIT_WORD("parliament"),
    CL_CREDIT_WORD("party"),
    CL_CREDIT_WORD("photo"),
    CL_CREDIT_WORD("photography"),
    CL_CREDIT_WORD("photos"),
    CL_CREDIT_WORD("picture"),
    CL_CREDIT_WORD("pictures"),
    CL_CREDIT_WORD("police"),
    CL_CREDIT_WORD("pool"),
    CL_CREDIT_WORD("prefecture"),
    CL_CREDIT_WORD("prensa"),
    CL_CREDIT_WORD("presidency"),
    CL_CREDIT_WORD("presidential"),
    CL_CREDIT_WORD("press"),
    CL_CREDIT_WORD("presse"),
    CL_CREDIT_WORD("productions"),
    CL_CREDIT_WORD("radio"),
    CL_CREDIT_WORD("records"),
    CL_CREDIT_WORD("republic"),
    CL_CREDIT_WORD("rescue"),
    CL_CREDIT_WORD("royal"),
    CL_CREDIT_WORD("school"),
    CL_CREDIT_WORD("screengrab"),
    CL_CREDIT_WORD("screenshot"),
    CL_CREDIT_WORD("security"),
    CL_CREDIT_WORD("senate"),
    CL_CREDIT_WORD("service"),
    CL_CREDIT_WORD("services"),
    CL_CREDIT_WORD("sheriff"),
    CL_CREDIT_WORD("sheriff's"),
    CL_CREDIT_WORD("shimbun"),
    CL_CREDIT_WORD("space"),
    CL_CREDIT_WORD("sport"),
    CL_CREDIT_WORD("sports"),
    CL_CREDIT_WORD("stock"),
    CL_CREDIT_WORD("studio"),
    CL_CREDIT_WORD("studios"),
    CL_CREDIT_WORD("system"),
    CL_CREDIT_WORD("telegram"),
    CL_CREDIT_WORD("telegraph"),
    CL_CREDIT_WORD("television"),
    CL_CREDIT_WORD("the"),
    CL_CREDIT_WORD("theater"),
    CL_CREDIT_WORD("theatre"),
    CL_CREDIT_WORD("tiktok"),
    CL_CREDIT_WORD("times"),
    CL_CREDIT_WORD("tribune"),
    CL_CREDIT_WORD("tv"),
    CL_CREDIT_WORD("twitter"),
    CL_CREDIT_WORD("union"),
    CL_CREDIT_WORD("united"),
    CL_CREDIT_WORD("university"),
    CL_CREDIT_WORD("vatican"),
    CL_CREDIT_WORD("video"),
    CL_CREDIT_WORD("wire"),
    CL_CREDIT_WORD("youtube"),
    CL_CREDIT_WORD("zeitung"),
};

/* Written small inside a name. */
static const cl_span particles[] = {
    CL_CREDIT_WORD("abu"), CL_CREDIT_WORD("af"),   CL_CREDIT_WORD("al"),    CL_CREDIT_WORD("av"),
    CL_CREDIT_WORD("bin"), CL_CREDIT_WORD("bint"), CL_CREDIT_WORD("da"),    CL_CREDIT_WORD("das"),
    CL_CREDIT_WORD("de"),  CL_CREDIT_WORD("del"),  CL_CREDIT_WORD("della"), CL_CREDIT_WORD("den"),
    CL_CREDIT_WORD("der"), CL_CREDIT_WORD("des"),  CL_CREDIT_WORD("di"),    CL_CREDIT_WORD("do"),
    CL_CREDIT_WORD("dos"), CL_CREDIT_WORD("du"),   CL_CREDIT_WORD("e"),     CL_CREDIT_WORD("el"),
    CL_CREDIT_WORD("ibn"), CL_CREDIT_WORD("la"),   CL_CREDIT_WORD("le"),    CL_CREDIT_WORD("san"),
    CL_CREDIT_WORD("st"),  CL_CREDIT_WORD("te"),   CL_CREDIT_WORD("ten"),   CL_CREDIT_WORD("ter"),
    CL_CREDIT_WORD("van"), CL_CREDIT_WORD("von"),  CL_CREDIT_WORD("y"),     CL_CREDIT_WORD("zu"),
    CL_CREDIT_WORD("zum"),
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* How the text stands to a word in small letters: before it (< 0), behind it (> 0), or 0 where they
 * are the same but for case. */
static int compare(cl_span text, cl_span word)
{
    size_t i = 0;
    size_t j = 0;
    uint32_t left = 0;
    uint32_t right = 0;
    while (i < text.len && j < word.len) {
        (void)cl_utf8_next(text, &i, &left);
        (void)cl_utf8_next(word, &j, &right);
        left = cl_fold_case(left);
        if (left != right) {
            return left < right ? -1 : 1;
        }
    }
    return i < text.len ? 1 : j < word.len ? -1 : 0;
}

bool cl_credit_equal(cl_span text, cl_span word)
{
    return compare(text, word) == 0;
}

static bool is_one_of(cl_span text, const cl_span table[], size_t count)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(text, table[middle]);
        if (order == 0) {
            return true;
        }
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle : high;
    }
    return false;
}

/* A separator that stands between the words of one name. */
static bool is_gap(uint8_t byte)
{
    return byte == ' ' || byte == '\n';
}

static bool is_stray(uint8_t byte)
{
    return is_gap(byte) || byte == '-' || byte == ',' || byte == '\'' || byte == '.' ||
           byte == ':' || byte == '!' || byte == '?' || byte == '~' || byte == '_';
}

/* The full stop of "D.R." and "Jr." stays: it follows a letter that follows a stop or a capital. */
static cl_span without_stray(cl_span text)
{
    size_t start = 0;
    size_t end = text.len;
    while (start < end && is_stray(text.data[start])) {
        start++;
    }
    while (end > start && is_stray(text.data[end - 1])) {
        end--;
    }
    bool initials =
        end - start >= 3 && end < text.len && text.data[end] == '.' && text.data[end - 2] == '.';
    return cl_span_sub(text, start, end - start + (initials ? 1 : 0));
}

static cl_span last_word(cl_span text)
{
    size_t start = text.len;
    while (start > 0 && !is_gap(text.data[start - 1])) {
        start--;
    }
    return cl_span_from(text, start);
}

static cl_span first_word(cl_span text)
{
    size_t end = 0;
    while (end < text.len && !is_gap(text.data[end])) {
        end++;
    }
    return cl_span_sub(text, 0, end);
}

/* A year, a date's number, or the number of a picture: 16507315bs, ny123. */
static bool is_number(cl_span word)
{
    size_t digits = 0;
    for (size_t i = 0; i < word.len; i++) {
        bool digit = word.data[i] >= '0' && word.data[i] <= '9';
        digits += digit;
        if (word.data[i] >= 0x80) {
            return false;
        }
    }
    return digits > 0 && (digits == word.len || (digits >= 4 && word.len - digits <= 3));
}

static cl_span drop_numbers(cl_span text)
{
    for (;;) {
        cl_span first = first_word(text);
        cl_span last = last_word(text);
        if (is_number(first)) {
            text = cl_span_from(text, first.len);
        } else if (is_number(last)) {
            text = cl_span_sub(text, 0, text.len - last.len);
        } else {
            return text;
        }
        text = without_stray(text);
    }
}

static bool ends_word(cl_span text, size_t at)
{
    return at == text.len || is_gap(text.data[at]);
}

static cl_span drop_label(cl_span text)
{
    if (cl_span_equal_nocase(cl_span_sub(text, 0, 3), CL_SPAN("HO-"))) { /* HO-Source */
        return cl_span_from(text, 3);
    }
    for (size_t i = 0; i < COUNT(labels); i++) {
        size_t len = labels[i].len;
        if (len <= text.len && ends_word(text, len) &&
            cl_credit_equal(cl_span_sub(text, 0, len), labels[i])) {
            return cl_span_from(text, len);
        }
    }
    return text;
}

static cl_span drop_qualifier(cl_span text)
{
    for (size_t i = 0; i < COUNT(qualifiers); i++) {
        size_t len = qualifiers[i].len;
        if (len < text.len && is_gap(text.data[text.len - len - 1]) &&
            cl_credit_equal(cl_span_from(text, text.len - len), qualifiers[i])) {
            return cl_span_sub(text, 0, text.len - len);
        }
    }
    return text;
}

/* STR, POOL, HANDOUT, "-", FILE: nobody's name, nothing to print. */
static bool is_nobody(cl_span text)
{
    return text.len == 0 || is_one_of(text, nobodies, COUNT(nobodies));
}

cl_span cl_credit_bare(cl_span text)
{
    size_t before;
    do {
        before = text.len;
        text = without_stray(text);
        if (is_nobody(text)) {
            return CL_EMPTY_SPAN;
        }
        text = drop_numbers(text);
        text = drop_label(text);
        text = drop_qualifier(text);
    } while (text.len < before);
    return text;
}

typedef struct word_shape {
    size_t letters;
    bool capital;  /* begins with one */
    bool unspaced; /* of a script without spaces and case */
    bool digit;
} word_shape;

static word_shape shape_of(cl_span word)
{
    word_shape shape = {0};
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(word, &at, &code);) {
        shape.capital = shape.letters == 0 ? cl_is_upper(code) : shape.capital;
        shape.unspaced = shape.unspaced || cl_is_unspaced(code);
        shape.digit = shape.digit || (code >= '0' && code <= '9') || code == '@';
        shape.letters += cl_is_word(code);
    }
    return shape;
}

bool cl_credit_is_person(cl_span text)
{
    size_t words = 0;
    size_t capitals = 0;
    while (text.len > 0) {
        cl_span word = first_word(text);
        text = cl_span_trim(cl_span_from(text, word.len));
        word_shape shape = shape_of(word);
        if (is_one_of(word, organisations, COUNT(organisations)) || shape.digit ||
            shape.letters == 0) {
            return false;
        }
        if (shape.unspaced) {
            return words == 0 && text.len == 0 && shape.letters >= 2 && shape.letters <= 4;
        }
        if (!shape.capital && !is_one_of(word, particles, COUNT(particles))) {
            return false;
        }
        capitals += shape.capital;
        words++;
    }
    return words >= 2 && words <= 5 && capitals >= 2 && capitals <= 4;
}
