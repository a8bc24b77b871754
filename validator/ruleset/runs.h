/* Which bytes of a text stand for which bytes of the text that it was made from. Kept as the few
 * runs between which something changed: most texts are copied whole. */
#ifndef CL_RULESET_RUNS_H
#define CL_RULESET_RUNS_H

#include "base/array.h"

/* From `at` to where the next run begins. */
typedef struct cl_run {
    uint32_t at;
    uint32_t from; /* its first byte in the other text */
    uint32_t len;  /* all its bytes stand for so many there; 0: they are copied one by one */
} cl_run;

typedef struct cl_runs {
    cl_array items; /* of cl_run, by `at` and by `from`; none: the two texts are the same */
} cl_runs;

/* What a byte stands for. */
typedef struct cl_stretch {
    uint32_t from;
    uint32_t to;
} cl_stretch;

/* The bytes from `at` on are those from `from` on. */
CL_MUST_USE cl_status cl_runs_copied(cl_runs *runs, cl_arena *arena, size_t at, size_t from);
/* The bytes from `at` on stand for the `len` bytes, one at least, from `from` on. */
CL_MUST_USE cl_status cl_runs_replaced(cl_runs *runs, cl_arena *arena, size_t at, size_t from,
                                       size_t len);
/* What byte `at` of the text stands for. */
cl_stretch cl_runs_of(const cl_runs *runs, size_t at);

/* Where the bytes that are copied one by one, of which byte `at` is the first, end; `at` where it
 * is not copied. `len` is the text's. */
size_t cl_runs_copied_until(const cl_runs *runs, size_t at, size_t len);

#endif
