#include "ruleset/char_set.h"

#include "ruleset/fold.h"

enum {
    ASCII = 128
};

static bool is_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_word(uint32_t code)
{
    return is_letter(code) || is_digit(code) || code == '_';
}

static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r');
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t';
}

static bool is_no_newline(uint32_t code)
{
    return code != '\n';
}

void cl_char_set_add(cl_char_set *set, uint32_t first, uint32_t last)
{
    for (uint32_t code = first; code <= last && code < ASCII; code++) {
        set->ascii[code] = true;
        if (is_letter(code)) {
            set->ascii[code ^ 0x20] = true;
        }
    }
    if (last >= ASCII && set->count < CL_CHAR_RANGES_MAX) {
        set->ranges[set->count++] = (cl_char_range){first < ASCII ? ASCII : first, last};
    }
}

/* The kinds of characters that an escape names, by its small letter. */
typedef struct escape {
    char letter;
    bool (*has)(uint32_t code);
    bool words; /* beyond ASCII */
    bool rest;
} escape;

void cl_char_set_add_escape(cl_char_set *set, uint32_t letter)
{
    static const escape escapes[] = {
        {'w', is_word, true, false},      {'d', is_digit, false, false},
        {'s', is_space, false, false},    {'h', is_blank, false, false},
        {'n', is_no_newline, true, true}, /* \N: \n is a character */
    };
    bool capital = letter >= 'A' && letter <= 'Z';
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        const escape *found = &escapes[i];
        if ((letter | 0x20) != (uint32_t)found->letter) {
            continue;
        }
        bool others = capital && letter != 'N';
        for (uint32_t code = 0; code < ASCII; code++) {
            set->ascii[code] = set->ascii[code] || found->has(code) != others;
        }
        set->words = set->words || found->words != others;
        set->rest = set->rest || found->rest != others;
    }
}

void cl_char_set_join(cl_char_set *set, const cl_char_set *other)
{
    for (size_t i = 0; i < ASCII; i++) {
        set->ascii[i] = set->ascii[i] || other->ascii[i];
    }
    for (size_t i = 0; i < other->count; i++) {
        cl_char_set_add(set, other->ranges[i].first, other->ranges[i].last);
    }
    set->words = set->words || other->words;
    set->rest = set->rest || other->rest;
}

void cl_char_set_invert(cl_char_set *set)
{
    for (size_t i = 0; i < ASCII; i++) {
        set->ascii[i] = !set->ascii[i];
    }
    set->words = !set->words;
    set->rest = !set->rest;
    set->count = 0;
}

/* Whether it has a letter beyond ASCII, or another character, as asked for. */
static bool has_beyond(const cl_char_set *set, bool words)
{
    if (words ? set->words : set->rest) {
        return true;
    }
    for (size_t i = 0; i < set->count; i++) {
        if (cl_is_word(set->ranges[i].first) == words) {
            return true;
        }
    }
    return false;
}

static bool ranges_overlap(const cl_char_set *a, const cl_char_set *b)
{
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            if (a->ranges[i].first <= b->ranges[j].last &&
                b->ranges[j].first <= a->ranges[i].last) {
                return true;
            }
        }
    }
    return false;
}

bool cl_char_sets_overlap(const cl_char_set *a, const cl_char_set *b)
{
    for (size_t i = 0; i < ASCII; i++) {
        if (a->ascii[i] && b->ascii[i]) {
            return true;
        }
    }
    return ranges_overlap(a, b) || (a->words && has_beyond(b, true)) ||
           (b->words && has_beyond(a, true)) || (a->rest && has_beyond(b, false)) ||
           (b->rest && has_beyond(a, false));
}
