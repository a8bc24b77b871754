#include "metadata/alike.h"

#include <utf8proc.h>

#include "base/limits.h"
#include "base/text.h"
#include "metadata/shown.h"

enum {
    MARKS_MAX = 16, /* accents on one letter: more than two are no language's */
    PARTS_MAX = 8   /* of one code point, decomposed */
};

/* One character as it is seen: a letter with its accents. */
typedef struct letter {
    uint64_t key;
    uint64_t caseless;
    size_t at; /* its first byte */
    bool ascii;
    bool lost; /* stands for a character that a charset lacks */
} letter;

typedef struct walk {
    cl_span text;
    size_t at;
    size_t letters;
    bool begun;
} walk;

typedef struct pair {
    walk first;
    walk second;
    bool guessed; /* the characters beyond ASCII of one of them */
} pair;

/* Sums of these tell sets of code points apart. */
static uint64_t mix(uint64_t code)
{
    uint64_t mixed = (code + 1) * UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 32) * UINT64_C(0xBF58476D1CE4E5B9);
    return mixed ^ mixed >> 29;
}

/* ZWSP, marks of direction, soft hyphen, byte order mark. */
static bool is_unseen(uint32_t code)
{
    return code == 0 || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
           code == 0xFEFF;
}

/* Typographic characters as a typewriter has them. */
static uint32_t plain(uint32_t code)
{
    if (code < 0x80) {
        return code == '`' ? '\'' : code;
    }
    if ((code >= 0x2018 && code <= 0x201B) || code == 0xB4 || code == 0x2032) {
        return '\'';
    }
    if ((code >= 0x201C && code <= 0x201F) || code == 0x2033) {
        return '"';
    }
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212) {
        return '-';
    }
    return code == 0x2026 ? '.' : code;
}

/* Dashes and dots of any length are one: "--" is how wires write a dash. */
static bool runs_together(uint32_t code)
{
    return code == '-' || code == '.';
}

static bool is_mark(uint32_t code)
{
    return code >= 0x300 && utf8proc_get_property((utf8proc_int32_t)code)->combining_class != 0;
}

/* Adds a code point to the letter, taken apart; accents count in any order. */
static void add_code(letter *out, uint32_t code)
{
    utf8proc_int32_t parts[PARTS_MAX];
    if (code < 0x80) {
        bool capital = code >= 'A' && code <= 'Z';
        out->key += mix(code);
        out->caseless += mix(capital ? code + ('a' - 'A') : code);
        return;
    }
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE, NULL);
    if (count <= 0 || count > PARTS_MAX) {
        parts[0] = (utf8proc_int32_t)code;
        count = 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        out->key += mix((uint32_t)parts[i]);
        out->caseless += mix((uint32_t)utf8proc_tolower(parts[i]));
    }
}

/* (c) is the sign ©. */
static bool is_copyright(cl_span rest)
{
    return cl_span_equal_nocase(cl_span_sub(rest, 0, 3), CL_SPAN("(c)"));
}

static void skip_run(walk *text, uint32_t of)
{
    uint32_t code;
    for (size_t next = text->at; cl_utf8_next(text->text, &next, &code) && plain(code) == of;) {
        text->at = next;
    }
}

static void add_marks(walk *text, letter *out)
{
    uint32_t code;
    size_t marks = 0;
    for (size_t next = text->at;
         marks < MARKS_MAX && next < text->text.len && text->text.data[next] >= 0x80 &&
         cl_utf8_next(text->text, &next, &code) && is_mark(code);
         marks++) {
        add_code(out, code);
        out->ascii = false;
        text->at = next;
    }
}

/* Past blanks and what is not seen; whether a blank was among it. False at the end. */
static bool skip_blanks(walk *text, bool *blank)
{
    uint32_t code;
    *blank = false;
    for (size_t next = text->at; cl_utf8_next(text->text, &next, &code); text->at = next) {
        bool is_blank = cl_utf8_is_blank(code);
        *blank = *blank || is_blank;
        if (!is_blank && !is_unseen(code)) {
            return true;
        }
    }
    return false;
}

static bool next_letter(walk *text, letter *out)
{
    uint32_t code;
    bool blank;
    size_t before = text->at;
    *out = (letter){.ascii = true, .at = before};
    if (text->letters++ >= CL_COMPARED_MAX || !skip_blanks(text, &blank)) {
        return false;
    }
    if (blank && text->begun) {
        out->key = out->caseless = ' ';
        return true;
    }
    text->begun = true;
    out->at = text->at;
    if (is_copyright(cl_span_from(text->text, text->at))) {
        text->at += 3;
        out->ascii = false;
        add_code(out, 0xA9);
        return true;
    }
    (void)cl_utf8_next(text->text, &text->at, &code);
    out->lost = code == '?' || code == CL_REPLACEMENT;
    code = plain(code);
    out->ascii = code < 0x80;
    add_code(out, code);
    if (runs_together(code)) {
        skip_run(text, code);
    }
    add_marks(text, out);
    return true;
}

/* Whether the charset, or the guess at it, may have made one of the other. */
static bool may_be_one(const pair *both, const letter *first, const letter *second)
{
    return (first->lost && !second->ascii) || (second->lost && !first->ascii) ||
           (both->guessed && !first->ascii && !second->ascii);
}

/* One character of one side may be several of the other. */
static void skip_lost(walk *text)
{
    letter next;
    for (walk ahead = *text; next_letter(&ahead, &next) && (next.lost || !next.ascii);) {
        *text = ahead;
    }
}

static cl_comparison parted(const pair *both, cl_likeness how, const letter *first,
                            const letter *second)
{
    bool first_ended = how == CL_FIRST_IS_SHORTER;
    bool second_ended = how == CL_SECOND_IS_SHORTER;
    return (cl_comparison){how, first_ended ? both->first.text.len : first->at,
                           second_ended ? both->second.text.len : second->at};
}

static cl_comparison compare(pair *both)
{
    cl_comparison out = {.how = CL_ALIKE};
    for (;;) {
        letter first;
        letter second;
        bool has_first = next_letter(&both->first, &first);
        bool has_second = next_letter(&both->second, &second);
        if (!has_first && !has_second) {
            return out;
        }
        if (!has_first || !has_second) {
            cl_likeness how = has_second ? CL_FIRST_IS_SHORTER : CL_SECOND_IS_SHORTER;
            bool capped =
                both->first.letters > CL_COMPARED_MAX || both->second.letters > CL_COMPARED_MAX;
            return capped ? out : parted(both, how, &first, &second);
        }
        if (first.key == second.key) {
            continue;
        }
        if (may_be_one(both, &first, &second)) {
            skip_lost(&both->first);
            skip_lost(&both->second);
            continue;
        }
        if (first.caseless != second.caseless) {
            return parted(both, CL_DIFFERENT, &first, &second);
        }
        if (out.how == CL_ALIKE) {
            out = parted(both, CL_ALIKE_BUT_CASE, &first, &second);
        }
    }
}

cl_comparison cl_alike(cl_span first, cl_span second)
{
    pair both = {.first = {.text = first}, .second = {.text = second}};
    if (cl_span_equal(first, second)) {
        return (cl_comparison){.how = CL_ALIKE};
    }
    return compare(&both);
}

cl_comparison cl_fields_alike(const cl_field *first, const cl_field *second)
{
    pair both = {.first = {.text = first->value},
                 .second = {.text = second->value},
                 .guessed = first->decoded != NULL || second->decoded != NULL};
    if (cl_span_equal(first->value, second->value)) {
        return (cl_comparison){.how = CL_ALIKE};
    }
    cl_comparison found = compare(&both);
    if ((found.how == CL_FIRST_IS_SHORTER && cl_field_may_be_cut(first)) ||
        (found.how == CL_SECOND_IS_SHORTER && cl_field_may_be_cut(second))) {
        return (cl_comparison){.how = CL_ALIKE};
    }
    return found;
}

bool cl_alike_nocase(cl_span first, cl_span second)
{
    cl_likeness how = cl_alike(first, second).how;
    return how == CL_ALIKE || how == CL_ALIKE_BUT_CASE;
}

uint64_t cl_alike_key(cl_span text)
{
    walk rest = {.text = text};
    letter next;
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    bool in_run = false;
    while (next_letter(&rest, &next)) {
        bool unsure = next.lost || !next.ascii;
        if (!unsure || !in_run) {
            key = (key ^ (unsure ? '?' : next.caseless)) * UINT64_C(0x100000001b3);
        }
        in_run = unsure;
    }
    return key;
}
