#include "report/rights.h"

#define ADDRESS(word, name) &cl_rights_##word,
#define NAME(word, name)    ", " name

static const cl_report_format *const exports[] = {CL_RIGHTS_EXPORTS(ADDRESS)};
static const char names[] = CL_RIGHTS_EXPORTS(NAME);

void cl_rights_begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

void cl_rights_end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)out;
    (void)options;
    (void)totals;
}

const cl_report_format *cl_rights_export_of(cl_span name)
{
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        if (cl_span_equal(cl_span_of(exports[i]->name), name)) {
            return exports[i];
        }
    }
    return NULL;
}

const char *cl_rights_export_names(void)
{
    return names + 2; /* without the first ", " */
}
