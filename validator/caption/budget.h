/* What matching patterns in one field may cost. A text that needs more is not read to its end, and
 * says so: a count of calls, the same on every machine, stops what is merely long; the clock stops
 * what is hostile. It is looked at only where the work between two looks could be large. */
#ifndef CL_CAPTION_BUDGET_H
#define CL_CAPTION_BUDGET_H

#include "base/span.h"

typedef struct cl_budget {
    uint32_t calls;    /* that were allowed */
    bool spent;        /* nothing more is allowed */
    size_t reached;    /* up to where the last call may begin a match */
    size_t step;       /* places that it had to begin at */
    uint64_t unseen;   /* work since the clock was looked at */
    uint64_t seen;     /* the time then; all times are nanoseconds */
    uint64_t wall_end; /* up to here the cheap clock says that all is well */
    uint64_t cpu_end;  /* behind it: where the thread's own time ends; 0: not asked yet */
} cl_budget;

/* A new field. */
void cl_budget_begin(cl_budget *budget);

/* Allows one call of a pattern that looks for a match which begins at byte `at` of `text` or behind
 * it, and before `end`; `end` may be one behind the text, where empty matches begin. Returns up to
 * where that call may look, at least one character on; the next call goes on from there, so that a
 * text that is slow at every place is stopped in between. `at` itself: the budget is spent. */
size_t cl_budget_next(cl_budget *budget, cl_span text, size_t at, size_t end);

/* So many nanoseconds were no work of the text: a pattern was compiled that others will use too. */
void cl_budget_excuse(cl_budget *budget, uint64_t nanoseconds);

#endif
