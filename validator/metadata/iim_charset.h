/* 1:90 of IIM, the escape sequences of ISO 2022 that say which charset text is in. Programs write
 * it wrongly as often as they leave it out. */
#ifndef CL_METADATA_IIM_CHARSET_H
#define CL_METADATA_IIM_CHARSET_H

#include "base/span.h"

typedef struct cl_iim_charset {
    bool utf8;          /* ESC % G */
    const char *legacy; /* another charset, as base/charset.h or iconv names it; NULL: none */
    bool unknown;       /* something is said that no charset is known for */
} cl_iim_charset;

/* Adds what one 1:90 says to *charset: there may be several. */
void cl_iim_charset_add(cl_iim_charset *charset, cl_span value);

#endif
