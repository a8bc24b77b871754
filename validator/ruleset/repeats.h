/* Repeats of a pattern that can share one stretch of text in many ways: a repeat inside a repeat,
 * (a+)+, or two side by side that take the same characters, \s*\s*. Where such a pattern does not
 * match, PCRE2 tries all the ways. What this reader of patterns does not know it says nothing of.
 */
#ifndef CL_RULESET_REPEATS_H
#define CL_RULESET_REPEATS_H

#include "base/arena.h"
#include "base/array.h"

typedef enum cl_repeats_kind {
    CL_REPEATS_NESTED,
    CL_REPEATS_ADJACENT
} cl_repeats_kind;

/* Spans of the pattern. */
typedef struct cl_repeats {
    cl_repeats_kind kind;
    cl_span first;  /* the inner repeat of two that are nested */
    cl_span second; /* the outer one */
} cl_repeats;

/* Adds each pair of an expanded pattern to `out` (of cl_repeats), in `arena`; at most
 * CL_REPEATS_MAX of them. */
CL_MUST_USE cl_status cl_repeats_of(cl_arena *arena, cl_span pattern, cl_array *out);

#endif
