/* What the picture-desk sheet needs beside the pictures: its stylesheet, its language, the time. */
#ifndef CAPTIONLINT_SHEET_H
#define CAPTIONLINT_SHEET_H

#include "captionlint_handle.h"

typedef struct captionlint_sheet captionlint_sheet;

typedef struct captionlint_sheet_wanted {
    const captionlint *lint; /* whose rules have the stylesheet; NULL: none are at hand */
    const char *stylesheet;  /* NULL: that of the rules */
    const char *title;       /* copied; NULL: none */
} captionlint_sheet_wanted;

/* CL_UNREADABLE or CL_BAD_CONFIG for a stylesheet that cannot be used. */
CL_MUST_USE cl_status captionlint_sheet_new(const captionlint_sheet_wanted *wanted,
                                            captionlint_sheet **out, cl_error *error);
const cl_sheet_options *captionlint_sheet_options(const captionlint_sheet *sheet);
void captionlint_sheet_free(captionlint_sheet *sheet);

#endif
