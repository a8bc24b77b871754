/* A report as captionlint_run fills it: its pictures are turned into text by many threads, and one
 * puts the texts together. */
#ifndef CAPTIONLINT_REPORT_H
#define CAPTIONLINT_REPORT_H

#include "base/fingerprint.h"
#include "captionlint_handle.h"

/* What the picture is in this report, wherever it will stand in it. Any thread may call it; the
 * report is not changed. */
void captionlint_report_render(const captionlint_report *report, const captionlint_picture *picture,
                               cl_out *out);
/* Adds a picture by such a text; it need not go out before captionlint_report_flush. */
captionlint_status captionlint_report_put(captionlint_report *report, cl_span text,
                                          const cl_report_tally *tally, captionlint_error *error);
/* Counts an input that could not be read, and why. */
void captionlint_report_count_failure(captionlint_report *report, const char *message);
captionlint_status captionlint_report_flush(captionlint_report *report, captionlint_error *error);
/* Adds all that the text of a picture depends on beside the picture. */
void captionlint_report_identify(const captionlint_report *report, cl_fingerprint *fingerprint);

#endif
