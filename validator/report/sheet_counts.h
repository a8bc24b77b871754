/* What the head of the sheet says of all pictures: how many by verdict, edition, agency and rule,
 * and what is due first. */
#ifndef CL_REPORT_SHEET_COUNTS_H
#define CL_REPORT_SHEET_COUNTS_H

#include "report/sheet_facts.h"
#include "report/sheet_names.h"
#include "report/tree.h"

enum {
    CL_SHEET_DUE_SHOWN = 50,
    CL_SHEET_AGENCIES_SHOWN = 40
};

typedef struct cl_due_shown {
    cl_due due;
    size_t number; /* of the picture */
    cl_span name;
} cl_due_shown;

/* Begin with cl_sheet_counts_begin; everything lives as long as the arena. */
typedef struct cl_sheet_counts {
    cl_arena *arena;
    int64_t now; /* seconds since 1970 */
    size_t pictures;
    size_t incomplete;
    size_t verdicts[CL_VERDICT_BLOCK + 1];
    cl_names editions; /* each with all its pictures */
    cl_names edition_verdicts[CL_VERDICT_BLOCK + 1];
    cl_names agencies; /* pictures that credit them */
    cl_names rules;    /* pictures with a finding of theirs */
    cl_names used;     /* all rules that the pictures name */
    size_t waived;
    uint64_t known;
    cl_due_shown
        due[CL_SHEET_DUE_SHOWN]; /* what is to come first, then what is past, latest first */
    size_t due_count;
    cl_span pack;
    cl_span hash;
} cl_sheet_counts;

void cl_sheet_counts_begin(cl_sheet_counts *counts, cl_arena *arena, int64_t now);
/* Counts picture `number`. CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_sheet_counts_add(cl_sheet_counts *counts, const cl_stored *record,
                                          size_t number);
/* The counts as elements of the open one. */
CL_MUST_USE cl_status cl_sheet_counts_put(const cl_sheet_counts *counts, cl_tree *tree);

#endif
