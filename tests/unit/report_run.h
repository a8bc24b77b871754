/* A whole report of pictures built by hand, as captionlint_report.c makes it. */
#ifndef REPORT_RUN_H
#define REPORT_RUN_H

#include "report_picture.h"

typedef struct report_pictures {
    const cl_report_item *const *items;
    size_t count;
    const char *failure; /* an input that could not be read; NULL: none */
} report_pictures;

static inline cl_status report_not_flushed(void *user, cl_error *error)
{
    (void)user;
    (void)error;
    return CL_OK;
}

static inline void report_items(const cl_report_format *format, const cl_report_options *options,
                                const report_pictures *pictures, cl_report_totals *totals,
                                cl_out *out)
{
    for (size_t i = 0; i < pictures->count; i++) {
        cl_out text = {0};
        format->item(&text, options, pictures->items[i]);
        assert_false(text.failed);
        if (text.len > 0 && totals->written && format->between != NULL) {
            cl_out_text(out, format->between);
        }
        totals->written = totals->written || text.len > 0;
        cl_out_put(out, cl_out_span(&text));
        cl_out_free(&text);
        const cl_report_tally tally = cl_report_tally_of(pictures->items[i]);
        cl_report_count(totals, &tally);
    }
    if (pictures->failure != NULL) {
        cl_report_count_failure(totals, cl_span_of(pictures->failure));
    }
}

static inline void report_held(const cl_report_format *format, const cl_report_options *options,
                               const report_pictures *pictures, cl_report_totals *totals,
                               cl_out *out)
{
    const cl_report_sink sink = {out, report_not_flushed, NULL};
    cl_spool held = {0};
    cl_error error = {0};
    cl_out text = {0};
    report_items(format, options, pictures, totals, &text);
    assert_int_equal(cl_spool_put(&held, cl_out_span(&text), &error), CL_OK);
    assert_int_equal(format->finish(&sink, options, totals, &held, &error), CL_OK);
    cl_spool_free(&held);
    cl_out_free(&text);
}

static inline cl_out report_run(const char *name, const cl_report_options *options,
                                const report_pictures *pictures)
{
    cl_out out = {0};
    cl_report_totals totals = {0};
    const cl_report_format *format = cl_report_format_of(cl_span_of(name));
    assert_non_null(format);
    if (format->finish != NULL) {
        report_held(format, options, pictures, &totals, &out);
    } else {
        format->begin(&out, options);
        report_items(format, options, pictures, &totals, &out);
        format->end(&out, options, &totals);
    }
    assert_false(out.failed);
    cl_report_totals_free(&totals);
    return out;
}

#endif
