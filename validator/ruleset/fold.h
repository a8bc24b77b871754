/* Text as it is matched: entities decoded, widths, quotes, dashes and spaces made plain, invisible
 * characters gone, words that IMAGO joins with x apart. Case stays. Every byte of the result knows
 * which original characters it is. */
#ifndef CL_RULESET_FOLD_H
#define CL_RULESET_FOLD_H

#include "base/text.h"

typedef struct cl_folded {
    cl_span text;          /* valid UTF-8 */
    const uint32_t *begin; /* for each byte of `text`: the first original code point */
    const uint32_t *end;   /* and the one after the last */
    cl_utf8_steps original;
} cl_folded;

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
    CL_MARK_LAST = 0xF8FF
};

/* Folds a value of at most CL_TEXT_BYTES_MAX bytes of valid UTF-8. The result lives in `arena`. */
CL_MUST_USE cl_status cl_fold(cl_arena *arena, cl_span value, cl_folded *out);

/* Whether the space at byte `at` of the folded text is an x that joins words in the original. */
bool cl_folded_joined(const cl_folded *folded, size_t at);

/* One code point without case; İ and ı become i. */
uint32_t cl_fold_case(uint32_t code);
/* As cl_fold_case; letters of one capital are one: σ and ς, s and long s, β and ϐ. */
uint32_t cl_fold_letter(uint32_t code);
/* A letter, mark or digit: what a word is made of. */
bool cl_is_word(uint32_t code);
/* A letter of a script that puts no spaces between words: Han, kana, Hangul, Thai. */
bool cl_is_unspaced(uint32_t code);
bool cl_is_upper(uint32_t code);
bool cl_is_lower(uint32_t code);

#endif
