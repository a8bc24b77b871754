/* Reports: what report/ formats goes out through the caller's function, a picture at a time. */
#include "captionlint_report.h"

#include <stdlib.h>

struct captionlint_report {
    const cl_report_format *format;
    cl_report_options options;
    captionlint_write_fn write;
    void *user;
    cl_out out; /* what is not yet handed over */
    cl_report_totals totals;
};

const char *captionlint_report_formats(void)
{
    return cl_report_format_names();
}

captionlint_report *captionlint_report_new(const captionlint_report_options *options,
                                           captionlint_write_fn write, void *user,
                                           captionlint_error *error)
{
    cl_error cause = {0};
    const cl_report_format *format = cl_report_format_of(cl_span_of(options->format));
    if (format == NULL) {
        cl_status status =
            cl_error_set(&cause, CL_BAD_CONFIG, "unknown report format \"%s\"; there are: %s",
                         options->format == NULL ? "" : options->format, cl_report_format_names());
        (void)captionlint_fail(error, &cause, status);
        return NULL;
    }
    captionlint_report *report = calloc(1, sizeof *report);
    if (report == NULL) {
        (void)captionlint_fail(error, &cause, CL_NO_MEMORY);
        return NULL;
    }
    report->format = format;
    report->options = (cl_report_options){.colour = options->colour != 0,
                                          .extract = options->extract != 0,
                                          .columns = options->columns,
                                          .rules =
                                              options->lint == NULL ? NULL : options->lint->rules,
                                          .version = CAPTIONLINT_VERSION};
    report->write = write;
    report->user = user;
    format->begin(&report->out, &report->options);
    return report;
}

captionlint_status captionlint_report_flush(captionlint_report *report, captionlint_error *error)
{
    cl_error cause = {0};
    if (report->out.failed) {
        return captionlint_fail(error, &cause, CL_NO_MEMORY);
    }
    cl_span text = cl_out_span(&report->out);
    if (text.len > 0 && report->write((const char *)text.data, text.len, report->user) != 0) {
        return captionlint_fail(
            error, &cause, cl_error_set(&cause, CL_UNWRITABLE, "the report could not be written"));
    }
    cl_out_clear(&report->out);
    return CAPTIONLINT_OK;
}

/* Counts a picture and writes what stands before it. */
static void count(captionlint_report *report, const cl_report_tally *tally)
{
    if (report->totals.pictures > 0) {
        cl_out_text(&report->out, report->format->between);
    }
    cl_report_count(&report->totals, tally);
}

captionlint_status captionlint_report_add(captionlint_report *report,
                                          const captionlint_picture *picture,
                                          captionlint_error *error)
{
    const cl_report_item item = captionlint_report_item(picture);
    const cl_report_tally tally = cl_report_tally_of(&item);
    count(report, &tally);
    report->format->item(&report->out, &report->options, &item);
    return captionlint_report_flush(report, error);
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
    count(report, tally);
    cl_out_put(&report->out, text);
    return report->out.len < CL_REPORT_BUFFER ? CAPTIONLINT_OK
                                              : captionlint_report_flush(report, error);
}

void captionlint_report_identify(const captionlint_report *report, cl_fingerprint *fingerprint)
{
    cl_fingerprint_add(fingerprint, cl_span_of(report->format->name));
    cl_fingerprint_add(fingerprint, cl_span_of(report->options.version));
    cl_fingerprint_add_number(fingerprint, report->options.colour);
    cl_fingerprint_add_number(fingerprint, report->options.extract);
    cl_fingerprint_add_number(fingerprint, report->options.columns);
}

captionlint_status captionlint_report_end(captionlint_report *report, captionlint_error *error)
{
    report->format->end(&report->out, &report->options, &report->totals);
    captionlint_status status = captionlint_report_flush(report, error);
    captionlint_report_drop(report);
    return status;
}

void captionlint_report_drop(captionlint_report *report)
{
    if (report != NULL) {
        cl_out_free(&report->out);
        cl_report_totals_free(&report->totals);
        free(report);
    }
}
