/* What a picture is excepted from: waivers and the baseline, weighed when it is judged. */
#ifndef CAPTIONLINT_EXCEPTIONS_H
#define CAPTIONLINT_EXCEPTIONS_H

#include <time.h>

#include "base/source.h"
#include "captionlint_handle.h"
#include "captionlint_lines.h"

/* What a picture was read from: one of the two, or neither where it could not be. */
typedef struct captionlint_bytes {
    cl_source *source;
    const captionlint_line *line;
} captionlint_bytes;

/* SHA-256 of them, as waivers name it. */
CL_MUST_USE cl_status captionlint_digest(const captionlint_bytes *bytes,
                                         uint8_t out[CL_FINGERPRINT_BYTES]);

/* Applies the waivers to the picture, which is judged. */
CL_MUST_USE cl_status captionlint_apply_waivers(const captionlint *lint,
                                                const captionlint_bytes *bytes, time_t now,
                                                captionlint_picture *picture);
/* Takes out what the baseline knows; its findings have their ids. */
void captionlint_apply_baseline(const captionlint *lint, captionlint_picture *picture);

/* Reads a captionlint-waivers.yaml as an input: what is wrong with it is the record's damage. */
CL_MUST_USE cl_status captionlint_read_waivers(const captionlint *lint, cl_source *source,
                                               cl_record *record);

/* Adds a line for each finding of the picture that a baseline may hide. */
void captionlint_baseline_lines(const captionlint_picture *picture, cl_out *out);
/* Adds such lines. */
CL_MUST_USE cl_status captionlint_baseline_collect(captionlint_baseline *baseline, cl_span lines);

#endif
