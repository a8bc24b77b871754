/* A pattern as several simpler ones: (?:a|b)c is ac or bc. What is said of each alone says more
 * than what is said of all at once. */
#ifndef CL_RULESET_BRANCHES_H
#define CL_RULESET_BRANCHES_H

#include "ruleset/syntax.h"

/* Sequences of which each match of the pattern matches one. They live in `arena`; *out is an array
 * of const cl_node *. */
CL_MUST_USE cl_status cl_branches_of(cl_arena *arena, const cl_node *pattern, cl_array *out);

#endif
