#include "caption/credit_words.h"

#include "base/text.h"
#include "ruleset/fold.h"

/* Instead of a name, or a qualifier of the picture. */
static const char *const nobodies[] = {
    "str",
    "-str",
    "stringer",
    "str new",
    "xxstringerxx xxxxx",
    "ho",
    "handout",
    "ho handout",
    "hand-out",
    "handouts",
    "supplied",
    "pool",
    "pool new",
    "pool photo",
    "pool picture",
    "staff",
    "uncredited",
    "contributor",
    "freelance",
    "freelancer",
    "photographer",
    "correspondent",
    "file",
    "files",
    "file photo",
    "file picture",
    "archive",
    "archives",
    "archiv",
    "archivbild",
    "arkivfoto",
    "arkiv",
    "archivo",
    "archivio",
    "xgty",
    "dr",
    "d.r.",
    "nn",
    "n/a",
    "unknown",
    "none",
    "hogp",
    "hons",
    "hoep",
    "courtesy",
    "cortesía",
    "cortesia",
    "privat",
    "privé",
    "via",
    "photo",
    "photos",
    "foto",
    "fotos",
    "picture",
    "pictures",
    "image",
    "images",
    "bild",
    "credit",
    "kod",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "gmbh",
    "jr",
    "jr.",
    "all rights reserved",
    "genrefoto",
    "http",
    "https",
    "www",
    "us out",
    "사진공동취재단",
    "기자",
    "자료사진",
    "제공",
    "提供",
    "資料写真",
    "撮影",
    "記者",
    "фото",
    "архив",
};

/* Before a name. */
static const char *const labels[] = {
    "mandatory credit",
    "photo credit should read",
    "photo credit",
    "photo courtesy of",
    "courtesy of",
    "courtesy",
    "credit image",
    "image credit",
    "picture credit",
    "handout photo by",
    "pool photo by",
    "file photo by",
    "photograph by",
    "photographs by",
    "photos by",
    "photo by",
    "picture by",
    "pictures by",
    "image by",
    "images by",
    "video by",
    "foto von",
    "foto di",
    "foto de",
    "photo de",
    "photo par",
    "crédit photo",
    "crédits photo",
    "credit photo",
    "photographer",
    "fotograf",
    "fotografía",
    "fotografia",
    "photographie",
    "photograph",
    "photos",
    "photo",
    "fotos",
    "foto",
    "pictures",
    "picture",
    "images",
    "image",
    "bildnachweis",
    "bildquelle",
    "bild",
    "quelle",
    "fuente",
    "fonte",
    "source",
    "credits",
    "credit",
    "crédit",
    "crédito",
    "copyright",
    "handout",
    "pool",
    "via",
    "by",
    "von",
    "par",
    "fot.",
    "写真",
    "사진",
    "фото",
};

/* Behind a name. */
static const char *const qualifiers[] = {
    "pool photo", "file photo", "pool",    "handout", "photo",       "photos",       "foto",
    "file",       "files",      "archive", "archiv",  "stringer",    "staff",        "기자",
    "제공",       "記者",       "撮影",    "提供",    "contributor", "photographer",
};

/* Words that a person's name does not have. */
static const char *const organisations[] = {
    "police",      "ministry",     "minister",       "agency",         "agence",
    "agencia",     "agentur",      "agenzia",        "press",          "presse",
    "prensa",      "office",       "palace",         "palais",         "studio",
    "studios",     "pictures",     "picture",        "images",         "image",
    "news",        "photo",        "photos",         "foto",           "photography",
    "media",       "times",        "shimbun",        "court",          "army",
    "navy",        "force",        "forces",         "guard",          "corps",
    "command",     "tv",           "television",     "radio",          "channel",
    "network",     "broadcasting", "government",     "department",     "dept",
    "embassy",     "committee",    "foundation",     "museum",         "gallery",
    "collection",  "library",      "archive",        "archives",       "institute",
    "university",  "college",      "school",         "club",           "fc",
    "federation",  "association",  "league",         "union",          "party",
    "council",     "parliament",   "senate",         "house",          "kremlin",
    "vatican",     "service",      "services",       "group",          "inc",
    "ltd",         "llc",          "gmbh",           "corp",           "company",
    "productions", "films",        "entertainment",  "records",        "music",
    "sport",       "sports",       "daily",          "herald",         "tribune",
    "gazette",     "journal",      "telegraph",      "guardian",       "observer",
    "chronicle",   "newspapers",   "newspaper",      "zeitung",        "wire",
    "defense",     "defence",      "royal",          "family",         "handout",
    "pool",        "hospital",     "airport",        "airlines",       "center",
    "centre",      "authority",    "administration", "bureau",         "commission",
    "republic",    "national",     "international",  "united",         "global",
    "sheriff",     "sheriff's",    "county",         "municipality",   "prefecture",
    "facebook",    "instagram",    "twitter",        "youtube",        "tiktok",
    "telegram",    "stock",        "features",       "presidency",     "presidential",
    "general",     "embassy",      "festival",       "theatre",        "theater",
    "church",      "magazine",     "editorial",      "communications", "security",
    "rescue",      "brigade",      "military",       "space",          "system",
    "co",          "the",          "file",           "video",          "screengrab",
    "screenshot",
};

/* Written small inside a name. */
static const char *const particles[] = {
    "van", "de",  "der", "den", "von", "zu", "zum", "del", "della", "di",   "da",
    "dos", "das", "do",  "la",  "le",  "du", "des", "bin", "ibn",   "al",   "el",
    "ter", "ten", "te",  "y",   "e",   "af", "av",  "san", "st",    "bint", "abu",
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

bool cl_credit_equal(cl_span text, const char *word)
{
    cl_span other = cl_span_of(word);
    size_t i = 0;
    size_t j = 0;
    uint32_t left = 0;
    uint32_t right = 0;
    while (i < text.len && j < other.len) {
        (void)cl_utf8_next(text, &i, &left);
        (void)cl_utf8_next(other, &j, &right);
        if (cl_fold_case(left) != cl_fold_case(right)) {
            return false;
        }
    }
    return i == text.len && j == other.len;
}

static bool is_one_of(cl_span text, const char *const table[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (cl_credit_equal(text, table[i])) {
            return true;
        }
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
        size_t len = cl_span_of(labels[i]).len;
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
        size_t len = cl_span_of(qualifiers[i]).len;
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
