/* One record as JSON, as docs/record.schema.json describes it. Keys stand in a fixed order; a
 * change here is a change there. */
#ifndef CL_REPORT_RECORD_JSON_H
#define CL_REPORT_RECORD_JSON_H

#include "report/json_writer.h"
#include "report/report.h"

enum {
    CL_RECORD_SCHEMA = 1
};

/* The record as one object; with "editions" where it was judged. */
void cl_record_json(cl_json *json, const cl_report_options *options, const cl_report_item *item);

#endif
