/* Text as it is matched: entities decoded, widths, quotes, dashes and spaces made plain, invisible
 * characters gone, words that IMAGO joins with x apart. Case stays. Every byte of the result knows
 * which original characters it is. */
#ifndef CL_RULESET_FOLD_H
#define CL_RULESET_FOLD_H

#include "base/text.h"
#include "ruleset/runs.h"

typedef struct cl_folded {
    cl_span text; /* valid UTF-8; the value itself where nothing had to be changed */
    cl_runs runs; /* to bytes of the original */
    cl_utf8_steps original;
} cl_folded;

/* Some characters of the original: code points [start, end). */
typedef struct cl_original {
    uint32_t start;
    uint32_t end;
    cl_span text;
} cl_original;

/* Private-use characters stand for names in marked text; in the input they become U+FFFD. */
enum {
    CL_MARK_FIRST = 0xE000,
    CL_MARK_TERRITORY = 0xE001,
    CL_MARK_TERRITORY_CAPS,
    CL_MARK_ADJECTIVE,
    CL_MARK_ADJECTIVE_CAPS,
    CL_MARK_DATE,
    CL_MARK_CLOCK,
    CL_MARK_DURATION,
    CL_MARK_WORDS = 0xE100,  /* vocabulary values, in the order of words.tsv */
    CL_MARK_AGENCY = 0xE800, /* agencies, in the order loaded */
    CL_MARK_AGENCY_LAST = 0xF7FF,
    CL_MARK_MASKED = 0xF8FF, /* what was read before */
    CL_MARK_LAST = 0xF8FF,
    CL_MARK_BYTES = 3 /* of each in UTF-8 */
};

/* Folds a value of at most CL_TEXT_BYTES_MAX bytes of valid UTF-8. The result lives in `arena` and
 * borrows the value. */
CL_MUST_USE cl_status cl_fold(cl_arena *arena, cl_span value, cl_folded *out);

/* The characters that the folded bytes `first` to `last`, both included, stand for. */
cl_original cl_folded_original(const cl_folded *folded, size_t first, size_t last);

/* Whether the space at byte `at` of the folded text is an x that joins words in the original. */
bool cl_folded_joined(const cl_folded *folded, size_t at);

/* One code point without case; İ and ı become i. */
uint32_t cl_fold_case(uint32_t code);
/* As cl_fold_case; letters of one capital are one: σ and ς, s and long s, β and ϐ. */
uint32_t cl_fold_letter(uint32_t code);
/* As cl_is_word, of which it is the part for all but ASCII. */
bool cl_is_wide_word(uint32_t code);

/* A letter, mark or digit: what a word is made of. */
static inline bool cl_is_word(uint32_t code)
{
    if (code >= 0x80) {
        return cl_is_wide_word(code);
    }
    return (code | 0x20) - 'a' < 26 || code - '0' < 10;
}

/* A letter of a script that puts no spaces between words: Han, kana, Hangul, Thai. */
bool cl_is_unspaced(uint32_t code);
bool cl_is_upper(uint32_t code);
bool cl_is_lower(uint32_t code);
/* The version of the library that knows the letters; static. */
const char *cl_fold_library(void);

#endif
