/* Comparisons of two pictures -> text. One file a format, named once in CL_DIFF_FORMATS. */
#ifndef CL_REPORT_DIFF_H
#define CL_REPORT_DIFF_H

#include "check/compare.h"
#include "report/report.h"

/* What one edition makes of the two pictures. */
typedef struct cl_diff_edition {
    cl_span name;
    cl_verdict before;
    cl_verdict after;
} cl_diff_edition;

/* The worst first. */
typedef enum cl_diff_result {
    CL_DIFF_LOST,    /* rights text is lost, or asks for less */
    CL_DIFF_MISSING, /* there is no new picture */
    CL_DIFF_CHANGED, /* nothing is lost */
    CL_DIFF_NEW,     /* there was no old picture */
    CL_DIFF_SAME,
    CL_DIFF_RESULTS
} cl_diff_result;

typedef struct cl_diff_item {
    cl_span before; /* paths; empty where there is no such picture */
    cl_span after;
    cl_span id;                /* of records; else empty */
    const cl_changes *changes; /* NULL where one of the two is missing */
    bool before_incomplete;    /* it could not be read whole */
    bool after_incomplete;
    const cl_diff_edition *editions;
    size_t edition_count;
} cl_diff_item;

typedef struct cl_diff_totals {
    size_t results[CL_DIFF_RESULTS];
    size_t incomplete;
} cl_diff_totals;

typedef struct cl_diff_format {
    const char *name; /* "text" */
    void (*begin)(cl_out *out, const cl_report_options *options);
    void (*item)(cl_out *out, const cl_report_options *options, const cl_diff_item *item,
                 size_t index);
    void (*end)(cl_out *out, const cl_report_options *options, const cl_diff_totals *totals);
} cl_diff_format;

cl_diff_result cl_diff_result_of(const cl_diff_item *item);
/* "lost", "missing", "changed", "new", "same"; static. */
const char *cl_diff_result_name(cl_diff_result result);
bool cl_diff_incomplete(const cl_diff_item *item);
void cl_diff_count(cl_diff_totals *totals, const cl_diff_item *item);
size_t cl_diff_total(const cl_diff_totals *totals);

/* One change in plain words: lost: JAPAN OUT (stood in IIM 2:40 and XMP photoshop:Instructions). */
void cl_diff_sentence(cl_out *out, const cl_change *change);

/* The format of that name, or NULL. */
const cl_diff_format *cl_diff_format_of(cl_span name);
/* "text, json" */
const char *cl_diff_format_names(void);

#define CL_DIFF_FORMATS(X)    X(text) X(json)
#define CL_DIFF_DECLARE(name) extern const cl_diff_format cl_diff_##name;
CL_DIFF_FORMATS(CL_DIFF_DECLARE)

#endif
