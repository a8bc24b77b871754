/* Which characters a piece of a pattern may take, as far as it is worth knowing: whether two pieces
 * can take the same one. What is not known of a piece is left out. */
#ifndef CL_RULESET_CHAR_SET_H
#define CL_RULESET_CHAR_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CL_CHAR_RANGES_MAX = 16 /* ranges beyond ASCII of one class; others are left out */
};

typedef struct cl_char_range {
    uint32_t first;
    uint32_t last;
} cl_char_range;

/* Zeroed: no character. */
typedef struct cl_char_set {
    bool ascii[128]; /* a letter always with its other case */
    cl_char_range ranges[CL_CHAR_RANGES_MAX];
    size_t count;
    bool words; /* every letter and digit beyond ASCII */
    bool rest;  /* every other character beyond ASCII */
} cl_char_set;

void cl_char_set_add(cl_char_set *set, uint32_t first, uint32_t last);
/* What \d, \w, \s, \h and their capitals stand for, and \N; other letters add nothing. */
void cl_char_set_add_escape(cl_char_set *set, uint32_t letter);
void cl_char_set_join(cl_char_set *set, const cl_char_set *other);
/* Everything that is not in it: [^…]. Beyond ASCII single characters are not told from their
 * kind. */
void cl_char_set_invert(cl_char_set *set);
bool cl_char_sets_overlap(const cl_char_set *a, const cl_char_set *b);

#endif
