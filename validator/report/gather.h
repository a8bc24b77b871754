/* What was found for several editions, put together: what is true of three editions is said once.
 * The worst comes first, what is waived last; among equals the order found. */
#ifndef CL_REPORT_GATHER_H
#define CL_REPORT_GATHER_H

#include "report/report.h"

/* A finding (or a duty in a finding's form) of one edition. */
typedef struct cl_remark {
    const cl_finding *what;
    size_t edition; /* index of its judgement */
    size_t ordinal; /* in the order found, over all editions */
    size_t group;   /* ordinal of the first remark that says the same of the same place */
} cl_remark;

typedef struct cl_remarks {
    const cl_remark *items; /* those of one group stand together */
    size_t count;
} cl_remarks;

CL_MUST_USE cl_status cl_gather_findings(cl_arena *arena, const cl_report_item *item,
                                         cl_remarks *out);
CL_MUST_USE cl_status cl_gather_duties(cl_arena *arena, const cl_report_item *item,
                                       cl_remarks *out);
/* Cuts the first group off `rest`; false when nothing is left. */
bool cl_remarks_next(cl_remarks *rest, cl_remarks *out);

/* Whether two proofs are the same words of the same field. */
bool cl_gather_same_place(const cl_proof *a, const cl_proof *b);

#endif
