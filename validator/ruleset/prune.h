/* Definitions that a pattern carries and does not use. A file keeps its grammar in one fragment of
 * (?(DEFINE)…) groups; each phrase repeats a few of them, and only those are worth compiling. */
#ifndef CL_RULESET_PRUNE_H
#define CL_RULESET_PRUNE_H

#include "base/arena.h"

/* The pattern without the groups of its first (?(DEFINE)…) that neither it nor a group that it uses
 * repeats. A pattern that is not understood is left as it is. The result lives in `arena` or is
 * `pattern`. */
CL_MUST_USE cl_status cl_prune_definitions(cl_arena *arena, cl_span pattern, cl_span *out);

#endif
