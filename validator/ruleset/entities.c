#include "ruleset/entities.h"

typedef struct entity {
    const char *name;
    uint32_t code;
} entity;

static const entity entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},    {"copy", 0xA9},    {"reg", 0xAE},      {"laquo", 0xAB},   {"raquo", 0xBB},
    {"middot", 0xB7},  {"iexcl", 0xA1},   {"iquest", 0xBF},   {"deg", 0xB0},     {"ndash", 0x2013},
    {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"sbquo", 0x201A}, {"bdquo", 0x201E}, {"hellip", 0x2026}, {"bull", 0x2022},  {"trade", 0x2122},
    {"euro", 0x20AC},  {"pound", 0xA3},   {"Agrave", 0xC0},   {"Aacute", 0xC1},  {"Acirc", 0xC2},
    {"Atilde", 0xC3},  {"Auml", 0xC4},    {"Aring", 0xC5},    {"AElig", 0xC6},   {"Ccedil", 0xC7},
    {"Egrave", 0xC8},  {"Eacute", 0xC9},  {"Ecirc", 0xCA},    {"Euml", 0xCB},    {"Igrave", 0xCC},
    {"Iacute", 0xCD},  {"Icirc", 0xCE},   {"Iuml", 0xCF},     {"Ntilde", 0xD1},  {"Ograve", 0xD2},
    {"Oacute", 0xD3},  {"Ocirc", 0xD4},   {"Otilde", 0xD5},   {"Ouml", 0xD6},    {"Oslash", 0xD8},
    {"Ugrave", 0xD9},  {"Uacute", 0xDA},  {"Ucirc", 0xDB},    {"Uuml", 0xDC},    {"szlig", 0xDF},
    {"agrave", 0xE0},  {"aacute", 0xE1},  {"acirc", 0xE2},    {"atilde", 0xE3},  {"auml", 0xE4},
    {"aring", 0xE5},   {"aelig", 0xE6},   {"ccedil", 0xE7},   {"egrave", 0xE8},  {"eacute", 0xE9},
    {"ecirc", 0xEA},   {"euml", 0xEB},    {"igrave", 0xEC},   {"iacute", 0xED},  {"icirc", 0xEE},
    {"iuml", 0xEF},    {"ntilde", 0xF1},  {"ograve", 0xF2},   {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"otilde", 0xF5},  {"ouml", 0xF6},    {"oslash", 0xF8},   {"ugrave", 0xF9},  {"uacute", 0xFA},
    {"ucirc", 0xFB},   {"uuml", 0xFC},
};

#define ENTITY_LENGTH_MAX 12 /* "&#x0010FFFF;" */

static int digit_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    uint8_t lower = byte | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

static bool read_number(cl_span digits, uint32_t *code)
{
    uint32_t base = 10;
    if (digits.len > 0 && (digits.data[0] | 0x20) == 'x') {
        base = 16;
        digits = cl_span_from(digits, 1);
    }
    uint32_t value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t digit = (uint32_t)digit_of(digits.data[i]);
        if (digit >= base || value > 0x10FFFF) {
            return false;
        }
        value = value * base + digit;
    }
    *code = value;
    return digits.len > 0 && value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

static bool read_once(cl_span text, uint32_t *code, size_t *len)
{
    cl_span body = cl_span_sub(text, 1, ENTITY_LENGTH_MAX);
    size_t end = cl_span_find_byte(body, ';');
    if (text.len == 0 || text.data[0] != '&' || end == body.len || end == 0) {
        return false;
    }
    cl_span name = cl_span_sub(body, 0, end);
    *len = end + 2;
    if (name.data[0] == '#') {
        return read_number(cl_span_from(name, 1), code);
    }
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        if (cl_span_equal(name, cl_span_of(entities[i].name))) {
            *code = entities[i].code;
            return true;
        }
    }
    return false;
}

/* "&" + "amp;" + "nbsp;": a reference whose ampersand was escaped. The result is the length of the
 * whole, 0 when what follows "&amp;" is no reference. */
static size_t read_twice(cl_span text, size_t amp, uint32_t *code)
{
    uint8_t again[ENTITY_LENGTH_MAX + 1] = {'&'};
    cl_span rest = cl_span_sub(text, amp, ENTITY_LENGTH_MAX);
    for (size_t i = 0; i < rest.len; i++) {
        again[i + 1] = rest.data[i];
    }
    size_t len;
    uint32_t inner;
    if (!read_once((cl_span){again, rest.len + 1}, &inner, &len)) {
        return 0;
    }
    *code = inner;
    return amp + len - 1;
}

bool cl_entity_read(cl_span text, uint32_t *code, size_t *len)
{
    if (!read_once(text, code, len)) {
        return false;
    }
    size_t both = *code == '&' ? read_twice(text, *len, code) : 0;
    *len = both == 0 ? *len : both;
    return true;
}

static const struct {
    const char *name;
    bool line;
} tags[] = {
    {"br", true}, {"p", true},     {"div", true},  {"li", true},
    {"i", false}, {"b", false},    {"em", false},  {"strong", false},
    {"u", false}, {"span", false}, {"sup", false}, {"sub", false},
};

size_t cl_tag_length(cl_span text, bool *line)
{
    size_t close = cl_span_find_byte(cl_span_sub(text, 0, 16), '>');
    if (text.len < 3 || text.data[0] != '<' || close >= 16 || close >= text.len) {
        return 0;
    }
    cl_span name = cl_span_trim(cl_span_sub(text, 1, close - 1));
    if (name.len > 0 && name.data[0] == '/') {
        name = cl_span_from(name, 1);
    } else if (name.len > 0 && name.data[name.len - 1] == '/') {
        name = cl_span_trim(cl_span_sub(name, 0, name.len - 1));
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (cl_span_equal_nocase(name, cl_span_of(tags[i].name))) {
            *line = tags[i].line;
            return close + 1;
        }
    }
    return 0;
}
