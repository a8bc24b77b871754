/* Reports: what report/ formats goes out through the caller's function, a picture at a time. */
#include "captionlint_report.h"

#include <stdlib.h>

#include "captionlint_sheet.h"
#include "report/rights.h"

struct captionlint_report {
    const cl_report_format *format;
    cl_report_options options;
    captionlint_write_fn write;
    void *user;
    cl_out out;               /* what is not yet handed over */
    cl_spool held;            /* the items of a report that is made when all are there */
    captionlint_sheet *sheet; /* what the picture-desk sheet needs; NULL for others */
    cl_report_totals totals;
};

const char *captionlint_report_formats(void)
{
    return cl_report_format_names();
}

int captionlint_report_is_for_people(const char *format)
{
    const cl_report_format *found = cl_report_format_of(cl_span_of(format));
    return found != NULL && found->for_people;
}

const char *captionlint_rights_exports(void)
{
    return cl_rights_export_names();
}

/* What the options name. */
static cl_status find_format(const captionlint_report_options *options,
                             const cl_report_format **out, cl_error *error)
{
    bool as = options->as != NULL;
    cl_span name = cl_span_of(as ? options->as : options->format);
    *out = as ? cl_rights_export_of(name) : cl_report_format_of(name);
    if (*out == NULL) {
        return cl_error_set(error, CL_BAD_CONFIG, "unknown %s \"%.*s\"; there are: %s",
                            as ? "rights export" : "report format", CL_SPAN_PRINT(name),
                            as ? cl_rights_export_names() : cl_report_format_names());
    }
    if (as && !options->extract) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "rights are exported without a verdict; set `extract`");
    }
    return CL_OK;
}

static bool needs_sheet(const captionlint_report *report)
{
    return report->format == &cl_report_html;
}

static cl_status add_sheet(captionlint_report *report, const captionlint_report_options *options,
                           cl_error *error)
{
    const captionlint_sheet_wanted wanted = {options->lint, options->stylesheet, options->title};
    CL_TRY(captionlint_sheet_new(&wanted, &report->sheet, error));
    report->options.sheet = captionlint_sheet_options(report->sheet);
    return CL_OK;
}

captionlint_report *captionlint_report_new(const captionlint_report_options *options,
                                           captionlint_write_fn write, void *user,
                                           captionlint_error *error)
{
    cl_error cause = {0};
    const cl_report_format *format = NULL;
    cl_status status = find_format(options, &format, &cause);
    if (status != CL_OK) {
        (void)captionlint_fail(error, &cause, status);
        return NULL;
    }
    captionlint_report *report = calloc(1, sizeof *report);
    if (report == NULL) {
        (void)captionlint_fail(error, &cause, CL_NO_MEMORY);
        return NULL;
    }
    report->format = format;
    report->options =
        (cl_report_options){.colour = options->colour != 0,
                            .extract = options->extract != 0,
                            .columns = options->columns,
                            .indented = options->as != NULL && options->indented != 0,
                            .thumbnails = options->thumbnails != 0,
                            .rules = options->lint == NULL ? NULL : options->lint->rules,
                            .version = CAPTIONLINT_VERSION};
    report->write = write;
    report->user = user;
    status = needs_sheet(report) ? add_sheet(report, options, &cause) : CL_OK;
    if (status != CL_OK) {
        (void)captionlint_fail(error, &cause, status);
        captionlint_report_drop(report);
        return NULL;
    }
    if (format->begin != NULL) {
        format->begin(&report->out, &report->options);
    }
    return report;
}

static cl_status flush(void *user, cl_error *error)
{
    captionlint_report *report = user;
    if (report->out.failed) {
        return CL_NO_MEMORY;
    }
    cl_span text = cl_out_span(&report->out);
    if (text.len > 0 && report->write((const char *)text.data, text.len, report->user) != 0) {
        return cl_error_set(error, CL_UNWRITABLE, "the report could not be written");
    }
    cl_out_clear(&report->out);
    return CL_OK;
}

static bool is_held(const captionlint_report *report)
{
    return report->format->finish != NULL;
}

/* Counts a picture and writes its text, with what stands before it. */
static void put(captionlint_report *report, cl_span text, const cl_report_tally *tally)
{
    if (report->totals.written && text.len > 0 && !is_held(report)) {
        cl_out_text(&report->out, report->format->between);
    }
    report->totals.written = report->totals.written || text.len > 0;
    cl_out_put(&report->out, text);
    cl_report_count(&report->totals, tally);
}

/* What waits of a held report goes to its spool, that of others to the caller. */
static cl_status pass_on(captionlint_report *report, cl_error *error)
{
    if (!is_held(report)) {
        return flush(report, error);
    }
    CL_TRY(report->out.failed ? CL_NO_MEMORY : CL_OK);
    CL_TRY(cl_spool_put(&report->held, cl_out_span(&report->out), error));
    cl_out_clear(&report->out);
    return CL_OK;
}

captionlint_status captionlint_report_flush(captionlint_report *report, captionlint_error *error)
{
    cl_error cause = {0};
    return captionlint_fail(error, &cause, pass_on(report, &cause));
}

captionlint_status captionlint_report_add(captionlint_report *report,
                                          const captionlint_picture *picture,
                                          captionlint_error *error)
{
    cl_error cause = {0};
    const cl_report_item item = captionlint_report_item(picture);
    const cl_report_tally tally = cl_report_tally_of(&item);
    cl_out text = {0};
    report->format->item(&text, &report->options, &item);
    put(report, cl_out_span(&text), &tally);
    report->out.failed = report->out.failed || text.failed;
    cl_out_free(&text);
    return captionlint_fail(error, &cause, pass_on(report, &cause));
}

void captionlint_report_render(const captionlint_report *report, const captionlint_picture *picture,
                               cl_out *out)
{
    const cl_report_item item = captionlint_report_item(picture);
    report->format->item(out, &report->options, &item);
}

captionlint_status captionlint_report_put(captionlint_report *report, cl_span text,
                                          const cl_report_tally *tally, captionlint_error *error)
{
    cl_error cause = {0};
    put(report, text, tally);
    bool waits = !report->format->streams && report->out.len < CL_REPORT_BUFFER;
    cl_status status = waits ? CL_OK : pass_on(report, &cause);
    return captionlint_fail(error, &cause, status);
}

void captionlint_report_count_failure(captionlint_report *report, const char *message)
{
    cl_report_count_failure(&report->totals, cl_span_of(message));
}

void captionlint_report_identify(const captionlint_report *report, cl_fingerprint *fingerprint)
{
    cl_fingerprint_add(fingerprint, cl_span_of(report->format->name));
    cl_fingerprint_add(fingerprint, cl_span_of(report->options.version));
    cl_fingerprint_add_number(fingerprint, report->options.colour);
    cl_fingerprint_add_number(fingerprint, report->options.extract);
    cl_fingerprint_add_number(fingerprint, report->options.columns);
    cl_fingerprint_add_number(fingerprint, report->options.indented);
    cl_fingerprint_add_number(fingerprint, report->options.thumbnails);
}

static cl_status finish(captionlint_report *report, cl_error *error)
{
    const cl_report_sink sink = {&report->out, flush, report};
    CL_TRY(pass_on(report, error));
    return report->format->finish(&sink, &report->options, &report->totals, &report->held, error);
}

captionlint_status captionlint_report_end(captionlint_report *report, captionlint_error *error)
{
    cl_error cause = {0};
    cl_status status = CL_OK;
    if (is_held(report)) {
        status = finish(report, &cause);
    } else {
        report->format->end(&report->out, &report->options, &report->totals);
    }
    if (status == CL_OK) {
        status = flush(report, &cause);
    }
    captionlint_report_drop(report);
    return captionlint_fail(error, &cause, status);
}

void captionlint_report_drop(captionlint_report *report)
{
    if (report != NULL) {
        cl_out_free(&report->out);
        cl_spool_free(&report->held);
        captionlint_sheet_free(report->sheet);
        cl_report_totals_free(&report->totals);
        free(report);
    }
}
