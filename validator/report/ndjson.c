/* --format ndjson: one record a line, for programs that read while we write. */
#include "report/record_json.h"

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_json json = {.out = out};
    cl_record_json(&json, options, picture);
    cl_out_byte(out, '\n');
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)out;
    (void)options;
    (void)totals;
}

const cl_report_format cl_report_ndjson = {
    .name = "ndjson",
    .begin = begin,
    .item = item,
    .between = "",
    .streams = true,
    .end = end,
};
