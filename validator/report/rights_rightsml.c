/* --as rightsml: IPTC RightsML 2.0 as JSON-LD. */
#include "report/rights.h"
#include "report/rights_policy.h"

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_json json = {.out = out, .indented = options->indented};
    cl_rights_policy(&json, &cl_rights_of_rightsml, picture);
    cl_out_byte(out, '\n');
}

const cl_report_format cl_rights_rightsml = {
    .name = "rightsml",
    .begin = cl_rights_begin,
    .item = item,
    .between = "",
    .streams = true,
    .end = cl_rights_end,
};
