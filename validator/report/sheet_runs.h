/* A text cut where notes begin and end, so that each can be marked in place: runs that no note
 * covers, and runs with the notes that cover them. Notes may overlap. */
#ifndef CL_REPORT_SHEET_RUNS_H
#define CL_REPORT_SHEET_RUNS_H

#include "base/array.h"

/* Code points [start, end) of a text; what stands beyond its end is left out. */
typedef struct cl_noted {
    uint64_t start;
    uint64_t end;
    size_t note; /* the caller's */
} cl_noted;

typedef struct cl_noted_run {
    cl_span text;
    const size_t *notes; /* in the order given */
    size_t count;
} cl_noted_run;

/* The runs of `text`, one behind the other and none of them empty, in `arena`. CL_LIMIT,
 * CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_runs_cut(cl_arena *arena, cl_span text, const cl_noted *noted,
                                  size_t count, cl_array *out);

#endif
