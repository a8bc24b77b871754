/* Where the matches of a pattern can begin: a set of texts, one of which stands at the begin of
 * every match, and of characters around it. So a pattern is tried at those places only. */
#ifndef CL_RULESET_STARTS_H
#define CL_RULESET_STARTS_H

#include "ruleset/syntax.h"

/* The characters around a place, as they are written. */
typedef struct cl_gate {
    cl_characters before;       /* what stands before the place */
    cl_characters before_space; /* where that is a space: what stands before the space */
    cl_characters first;        /* what stands at the place */
    cl_characters second;       /* and behind that */
} cl_gate;

/* A match may begin where `text` stands (folded as cl_literal_fold does; maybe empty) and the gate
 * lets it. */
typedef struct cl_start {
    cl_span text;
    cl_gate gate;
} cl_start;

/* Every match of the pattern begins at one of the starts. They live in `arena`; *out is an array of
 * cl_start, with one empty text at most. */
CL_MUST_USE cl_status cl_starts_of(cl_arena *arena, const cl_node *pattern, cl_array *out);

/* Whether the gate lets everything. */
bool cl_gate_is_open(const cl_gate *gate);

#endif
