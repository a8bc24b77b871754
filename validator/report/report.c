#include "report/report.h"

#define ADDRESS(name) &cl_report_##name,
#define NAME(name)    ", " #name

static const cl_report_format *const formats[] = {CL_REPORT_FORMATS(ADDRESS)};
static const char names[] = CL_REPORT_FORMATS(NAME);

const cl_report_format *cl_report_format_of(cl_span name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (cl_span_equal(cl_span_of(formats[i]->name), name)) {
            return formats[i];
        }
    }
    return NULL;
}

const char *cl_report_format_names(void)
{
    return names + 2; /* without the first ", " */
}

bool cl_report_incomplete(const cl_report_item *item)
{
    bool incomplete = cl_findings_incomplete(&item->record->findings);
    for (size_t i = 0; i < item->judgement_count && !incomplete; i++) {
        const cl_judgement *judgement = &item->judgements[i];
        incomplete = judgement->verdict == CL_VERDICT_INCOMPLETE ||
                     cl_findings_incomplete(&judgement->findings);
    }
    return incomplete;
}

void cl_report_count(cl_report_totals *totals, const cl_report_item *item)
{
    totals->pictures++;
    totals->incomplete += cl_report_incomplete(item);
    if (item->judgement_count > totals->editions) {
        totals->editions = item->judgement_count;
    }
    cl_verdict worst = CL_VERDICT_OK;
    for (size_t i = 0; i < item->judgement_count; i++) {
        if (item->judgements[i].verdict > worst) {
            worst = item->judgements[i].verdict;
        }
    }
    totals->verdicts[worst]++;
}
