/* Records and judgements -> text. One file a format, named once in the table of report.c. */
#ifndef CL_REPORT_REPORT_H
#define CL_REPORT_REPORT_H

#include "base/out.h"
#include "check/check.h"

typedef struct cl_report_options {
    bool colour;      /* terminal colours (text) */
    bool extract;     /* the record alone, no verdict */
    unsigned columns; /* width of the terminal; 0: 80 */
} cl_report_options;

/* One picture with what was judged of it; judgement_count is 0 for extract. */
typedef struct cl_report_item {
    const cl_ruleset *rules;
    const cl_record *record;
    const cl_judgement *judgements;
    size_t judgement_count;
} cl_report_item;

typedef struct cl_report_format {
    const char *name; /* "text" */
    void (*begin)(cl_out *out, const cl_report_options *options);
    void (*item)(cl_out *out, const cl_report_options *options, const cl_report_item *item,
                 size_t index);
    void (*end)(cl_out *out, const cl_report_options *options, size_t count);
} cl_report_format;

/* The format of that name, or NULL. */
const cl_report_format *cl_report_format_of(cl_span name);
/* The names of all formats, for messages: "text, json, ndjson". */
const char *cl_report_format_names(void);

#endif
