/* --format json: one document, indented for people, whatever the number of pictures. */
#include "report/record_json.h"

/* The state inside the list of pictures. */
static cl_json in_pictures(cl_out *out, size_t before)
{
    return (cl_json){.out = out, .indented = true, .depth = 2, .comma = before > 0};
}

static void begin(cl_out *out, const cl_report_options *options)
{
    cl_json json = {.out = out, .indented = true};
    cl_json_open(&json, '{');
    cl_json_put_number(&json, CL_SPAN("schema"), CL_RECORD_SCHEMA);
    cl_json_open_at(&json, CL_SPAN("tool"), '{');
    cl_json_put_text(&json, CL_SPAN("name"), "captionlint");
    cl_json_put_optional(&json, CL_SPAN("version"), cl_span_of(options->version));
    cl_json_close(&json, '}');
    cl_json_open_at(&json, CL_SPAN("pictures"), '[');
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_json json = in_pictures(out, 0);
    cl_record_json(&json, options, picture);
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)options;
    cl_json json = in_pictures(out, totals->pictures);
    cl_json_close(&json, ']');
    cl_json_close(&json, '}');
    cl_out_byte(out, '\n');
}

const cl_report_format cl_report_json = {
    .name = "json",
    .begin = begin,
    .item = item,
    .between = ",",
    .end = end,
};
