#include "ruleset/lexer.h"

#include "base/text.h"

bool cl_lexer_at_end(const cl_lexer *lexer)
{
    return lexer->lost || lexer->at >= lexer->text.len;
}

bool cl_lexer_is(const cl_lexer *lexer, const char *text)
{
    return cl_span_starts(cl_span_from(lexer->text, lexer->at), cl_span_of(text));
}

bool cl_lexer_skip(cl_lexer *lexer, const char *text)
{
    cl_span wanted = cl_span_of(text);
    if (!cl_span_starts(cl_span_from(lexer->text, lexer->at), wanted)) {
        return false;
    }
    lexer->at += wanted.len;
    return true;
}

uint32_t cl_lexer_next(cl_lexer *lexer)
{
    uint32_t code = 0;
    (void)cl_utf8_next(lexer->text, &lexer->at, &code);
    return code;
}

/* What stands before `end`, and past it. */
static cl_span read_until(cl_lexer *lexer, uint8_t end)
{
    cl_span rest = cl_span_from(lexer->text, lexer->at);
    size_t len = cl_span_find_byte(rest, end);
    lexer->at += len < rest.len ? len + 1 : rest.len;
    return cl_span_sub(rest, 0, len);
}

static uint32_t value_of_hex(cl_span digits)
{
    enum {
        CODE_POINT = 6 /* digits */
    };
    uint32_t value = 0;
    for (size_t i = 0; i < digits.len && i < CODE_POINT; i++) {
        uint32_t lower = digits.data[i] | 0x20u;
        value = value << 4 | ((lower >= 'a' ? lower - 'a' + 10 : lower - '0') & 0xF);
    }
    return value;
}

/* \x27 and \x{E001}, behind the x. */
static uint32_t read_hex(cl_lexer *lexer)
{
    if (cl_lexer_skip(lexer, "{")) {
        return value_of_hex(read_until(lexer, '}'));
    }
    cl_span digits = cl_span_sub(cl_span_from(lexer->text, lexer->at), 0, 2);
    lexer->at += digits.len;
    return value_of_hex(digits);
}

/* \p{L}, \p{Lu}, behind the letter of the escape. False for all others: they are not known. */
static bool add_property(cl_lexer *lexer, bool without, cl_char_set *out)
{
    if (!cl_lexer_skip(lexer, "{")) {
        lexer->lost = true;
        return false;
    }
    cl_span name = read_until(lexer, '}');
    if (without || name.len > 2 || !cl_span_starts(name, CL_SPAN("L"))) {
        return false;
    }
    cl_char_set_add(out, 'a', 'z');
    out->words = true;
    return true;
}

/* The character that an escape is; 0 where it stands for several, which are added. False when it is
 * not known which. */
static bool read_escape(cl_lexer *lexer, cl_char_set *out, uint32_t *code)
{
    uint32_t letter = cl_lexer_next(lexer);
    *code = 0;
    switch (letter) {
    case 'p':
    case 'P':
        return add_property(lexer, letter == 'P', out);
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 's':
    case 'S':
    case 'h':
    case 'H':
    case 'N':
        cl_char_set_add_escape(out, letter);
        return true;
    case 'x':
        *code = read_hex(lexer);
        return true;
    case 'n':
        *code = '\n';
        return true;
    case 't':
        *code = '\t';
        return true;
    default: /* \Q, \g, \1, … */
        lexer->lost =
            lexer->lost || letter == 0 || (letter | 0x20) - 'a' < 26u || letter - '0' < 10u;
        *code = letter;
        return true;
    }
}

void cl_lexer_escape(cl_lexer *lexer, cl_char_set *out)
{
    uint32_t code = 0;
    (void)read_escape(lexer, out, &code);
    if (code != 0) {
        cl_char_set_add(out, code, code);
    }
}

/* One character of a class, or several. */
static bool read_member(cl_lexer *lexer, cl_char_set *out, uint32_t *code)
{
    if (cl_lexer_skip(lexer, "\\")) {
        return read_escape(lexer, out, code);
    }
    lexer->lost = lexer->lost || cl_lexer_is(lexer, "[:"); /* or only a bracket and a colon */
    *code = cl_lexer_next(lexer);
    return true;
}

static bool read_range(cl_lexer *lexer, cl_char_set *out)
{
    uint32_t first = 0;
    bool known = read_member(lexer, out, &first);
    uint32_t last = first;
    if (first != 0 && cl_lexer_is(lexer, "-") && !cl_lexer_is(lexer, "-]")) {
        (void)cl_lexer_skip(lexer, "-");
        known = read_member(lexer, out, &last) && known;
    }
    if (first != 0) {
        cl_char_set_add(out, first, last);
    }
    return known;
}

void cl_lexer_class(cl_lexer *lexer, cl_char_set *out)
{
    cl_char_set found = {.count = 0};
    bool inverted = cl_lexer_skip(lexer, "^");
    bool known = true;
    for (bool first = true; !cl_lexer_at_end(lexer) && (first || !cl_lexer_is(lexer, "]"));
         first = false) {
        known = read_range(lexer, &found) && known;
    }
    (void)cl_lexer_skip(lexer, "]");
    if (inverted) {
        cl_char_set_invert(&found);
    }
    if (known || !inverted) {
        cl_char_set_join(out, &found);
    }
}

/* Without x: blanks that say nothing are not read. */
static void skip_options(cl_lexer *lexer)
{
    static const cl_span options = {(const uint8_t *)"imsnJ-^", 7};
    while (!cl_lexer_at_end(lexer) &&
           cl_span_find_byte(options, lexer->text.data[lexer->at]) < options.len) {
        lexer->at++;
    }
}

cl_group_kind cl_lexer_group(cl_lexer *lexer, cl_span *name)
{
    static const struct {
        const char *text;
        cl_group_kind kind;
        char end; /* of the name */
    } openings[] = {
        {">", CL_GROUP_ATOMIC, 0},     {"<=", CL_GROUP_ASSERTION, 0},
        {"<!", CL_GROUP_ASSERTION, 0}, {"=", CL_GROUP_ASSERTION, 0},
        {"!", CL_GROUP_NOT_BEHIND, 0}, {"(DEFINE)", CL_GROUP_DEFINE, 0},
        {"<", CL_GROUP_NAMED, '>'},    {"P<", CL_GROUP_NAMED, '>'},
        {"&", CL_GROUP_REPEATED, ')'},
    };
    if (!cl_lexer_skip(lexer, "?")) {
        lexer->lost = lexer->lost || cl_lexer_is(lexer, "*"); /* (*COMMIT) */
        return CL_GROUP_PLAIN;
    }
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (cl_lexer_skip(lexer, openings[i].text)) {
            *name = openings[i].end == 0 ? *name : read_until(lexer, (uint8_t)openings[i].end);
            return openings[i].kind;
        }
    }
    skip_options(lexer);
    if (cl_lexer_skip(lexer, ")")) {
        return CL_GROUP_OPTIONS;
    }
    lexer->lost = !cl_lexer_skip(lexer, ":") || lexer->lost;
    return CL_GROUP_PLAIN;
}

static bool read_number(cl_span text, size_t *at, uint32_t *out)
{
    enum {
        LARGEST = 65535 /* of PCRE2 */
    };
    size_t start = *at;
    *out = 0;
    while (*at < text.len && text.data[*at] >= '0' && text.data[*at] <= '9') {
        *out = *out > LARGEST ? *out : *out * 10 + (uint32_t)(text.data[*at] - '0');
        (*at)++;
    }
    return *at > start;
}

/* {2}, {0,3}, {2,}: a brace that is none stands for itself. */
static bool read_braces(cl_lexer *lexer, cl_quantifier *out)
{
    size_t at = lexer->at + 1;
    bool known = read_number(lexer->text, &at, &out->least);
    out->most = out->least;
    if (known && at < lexer->text.len && lexer->text.data[at] == ',') {
        at++;
        if (!read_number(lexer->text, &at, &out->most)) {
            out->most = UINT32_MAX;
        }
    }
    if (!known || at >= lexer->text.len || lexer->text.data[at] != '}') {
        return false;
    }
    lexer->at = at + 1;
    return true;
}

cl_quantifier cl_lexer_quantifier(cl_lexer *lexer)
{
    cl_quantifier out = {0, UINT32_MAX, true};
    if (cl_lexer_skip(lexer, "?")) {
        out.most = 1;
    } else if (cl_lexer_skip(lexer, "+")) {
        out.least = 1;
    } else if (!cl_lexer_skip(lexer, "*") &&
               !(cl_lexer_is(lexer, "{") && read_braces(lexer, &out))) {
        return (cl_quantifier){1, 1, true};
    }
    if (!cl_lexer_skip(lexer, "?")) { /* lazy */
        out.gives_back = !cl_lexer_skip(lexer, "+");
    }
    return out;
}
