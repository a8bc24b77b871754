/* All that there is to say of a picture, a statement at a time and the worst first, for formats of
 * one line a statement. What is true of several editions is said once; what is waived stays, as a
 * note. */
#ifndef CL_REPORT_STATEMENTS_H
#define CL_REPORT_STATEMENTS_H

#include "report/gather.h"
#include "report/spot.h"

typedef struct cl_statement {
    const cl_finding *what;
    cl_level level; /* what is waived is only told */
    cl_span text;   /* the message with what it needs to be understood alone; as hostile as it */
    cl_spot spot;
} cl_statement;

typedef void (*cl_statement_fn)(const cl_report_item *item, const cl_statement *statement,
                                void *to);

/* Calls `put` for each; its texts live until it returns. Without memory `out` has failed. */
void cl_statements_put(cl_out *out, const cl_report_item *item, cl_statement_fn put, void *to);

#endif
