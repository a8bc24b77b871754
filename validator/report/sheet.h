/* The picture-desk sheet: stored records -> one HTML page that needs nothing else, made by a
 * stylesheet. The records are read twice: for what the head counts, then a card at a time. */
#ifndef CL_REPORT_SHEET_H
#define CL_REPORT_SHEET_H

#include "report/report.h"
#include "report/stored.h"

typedef struct cl_sheet {
    const cl_report_options *options; /* with `sheet` */
    const cl_stored_file *files;
    size_t file_count;
    bool merged;                 /* a picture may come again in a later file, which then holds */
    const cl_stored_file *since; /* an earlier run to compare with; NULL: none */
    bool weeks;                  /* a summary by week */
    cl_span failures;            /* inputs that could not be read, a line each */
    size_t failed;               /* how many they are: not all are named */
} cl_sheet;

/* What became of it. */
typedef struct cl_sheet_told {
    size_t pictures;
    size_t replaced;   /* by a later run */
    size_t incomplete; /* pictures that were not read whole */
    size_t cut;        /* cards that are told in brief */
} cl_sheet_told;

/* Whether there is a stylesheet that can be used: what cl_sheet_write would say of it. */
CL_MUST_USE cl_status cl_sheet_try(const cl_sheet_options *options, cl_error *error);

/* Writes the page. What the sink or the spools give goes up; CL_UNREADABLE for a line that is no
 * record, CL_BAD_CONFIG for a stylesheet that is none, CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_sheet_write(const cl_sheet *sheet, const cl_report_sink *sink,
                                     cl_sheet_told *told, cl_error *error);

#endif
