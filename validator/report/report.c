#include "report/report.h"

#include "base/limits.h"
#include "report/terminal.h"

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

cl_status cl_report_pass_on(const cl_report_sink *sink, cl_error *error)
{
    if (sink->out->failed) {
        return CL_NO_MEMORY;
    }
    return sink->out->len < CL_REPORT_BUFFER ? CL_OK : sink->flush(sink->user, error);
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

size_t cl_report_known(const cl_report_item *item)
{
    size_t known = item->record->findings.known;
    for (size_t i = 0; i < item->judgement_count; i++) {
        known += item->judgements[i].findings.known;
    }
    return known;
}

cl_verdict cl_report_worst(const cl_report_item *item)
{
    cl_verdict worst = CL_VERDICT_OK;
    for (size_t i = 0; i < item->judgement_count; i++) {
        if (item->judgements[i].verdict > worst) {
            worst = item->judgements[i].verdict;
        }
    }
    return worst;
}

void cl_report_name(cl_out *out, cl_span path, cl_span id)
{
    bool piped = cl_span_equal(path, CL_SPAN("-"));
    cl_terminal_text(out, piped ? CL_SPAN("standard input") : path);
    if (id.len > 0) {
        cl_out_text(out, "  ");
        cl_terminal_text(out, id);
    }
}

cl_report_tally cl_report_tally_of(const cl_report_item *item)
{
    return (cl_report_tally){.path = item->record->path,
                             .id = item->record->id,
                             .worst = cl_report_worst(item),
                             .incomplete = cl_report_incomplete(item),
                             .editions = item->judgement_count,
                             .known = cl_report_known(item)};
}

void cl_report_count(cl_report_totals *totals, const cl_report_tally *tally)
{
    totals->pictures++;
    totals->incomplete += tally->incomplete;
    totals->known += tally->known;
    if (tally->editions > totals->editions) {
        totals->editions = tally->editions;
    }
    totals->verdicts[tally->worst]++;
    if (tally->worst > CL_VERDICT_DUTY && totals->verdicts[tally->worst] <= CL_TOTALS_NAMES_MAX) {
        cl_report_name(&totals->names[tally->worst], tally->path, tally->id);
        cl_out_byte(&totals->names[tally->worst], '\n');
    }
}

void cl_report_count_failure(cl_report_totals *totals, cl_span message)
{
    if (++totals->failed <= CL_TOTALS_NAMES_MAX) {
        cl_terminal_text(&totals->failures, message);
        cl_out_byte(&totals->failures, '\n');
    }
}

void cl_report_totals_free(cl_report_totals *totals)
{
    cl_out_free(&totals->failures);
    for (size_t i = 0; i <= CL_VERDICT_BLOCK; i++) {
        cl_out_free(&totals->names[i]);
    }
}
