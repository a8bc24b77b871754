/* Reports of differences: what report/ formats goes out through the caller's function, a pair at a
 * time. */
#include <stdlib.h>

#include "captionlint_diff.h"

struct captionlint_diff_report {
    const cl_diff_format *format;
    cl_report_options options;
    captionlint_write_fn write;
    void *user;
    cl_out out; /* what is not yet handed over */
    cl_diff_totals totals;
};

const char *captionlint_diff_formats(void)
{
    return cl_diff_format_names();
}

captionlint_diff_report *captionlint_diff_report_new(const captionlint_report_options *options,
                                                     captionlint_write_fn write, void *user,
                                                     captionlint_error *error)
{
    cl_error cause = {0};
    const cl_diff_format *format = cl_diff_format_of(cl_span_of(options->format));
    if (format == NULL) {
        cl_status status =
            cl_error_set(&cause, CL_BAD_CONFIG, "unknown format \"%s\" of a diff; there are: %s",
                         options->format == NULL ? "" : options->format, cl_diff_format_names());
        (void)captionlint_fail(error, &cause, status);
        return NULL;
    }
    captionlint_diff_report *report = calloc(1, sizeof *report);
    if (report == NULL) {
        (void)captionlint_fail(error, &cause, CL_NO_MEMORY);
        return NULL;
    }
    report->format = format;
    report->options = (cl_report_options){.colour = options->colour != 0,
                                          .columns = options->columns,
                                          .version = CAPTIONLINT_VERSION};
    report->write = write;
    report->user = user;
    format->begin(&report->out, &report->options);
    return report;
}

static captionlint_status flush(captionlint_diff_report *report, captionlint_error *error)
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

static captionlint_status add(captionlint_diff_report *report, const cl_diff_item *item,
                              captionlint_error *error)
{
    report->format->item(&report->out, &report->options, item, cl_diff_total(&report->totals));
    cl_diff_count(&report->totals, item);
    return flush(report, error);
}

captionlint_status captionlint_diff_report_add(captionlint_diff_report *report,
                                               const captionlint_difference *difference,
                                               captionlint_error *error)
{
    return add(report, &difference->item, error);
}

captionlint_status captionlint_diff_report_alone(captionlint_diff_report *report, const char *path,
                                                 int is_new, captionlint_error *error)
{
    cl_diff_item item = {0};
    *(is_new != 0 ? &item.after : &item.before) = cl_span_of(path);
    return add(report, &item, error);
}

captionlint_status captionlint_diff_report_end(captionlint_diff_report *report,
                                               captionlint_error *error)
{
    report->format->end(&report->out, &report->options, &report->totals);
    captionlint_status status = flush(report, error);
    captionlint_diff_report_drop(report);
    return status;
}

void captionlint_diff_report_drop(captionlint_diff_report *report)
{
    if (report != NULL) {
        cl_out_free(&report->out);
        free(report);
    }
}
