/* Damage inside a value that a program before us left there, and that can be undone for certain:
 * UTF-8 that was encoded twice, signs of windows-1252 that became control characters, marks and
 * control characters. What cannot be undone is at least seen. */
#ifndef CL_METADATA_MEND_H
#define CL_METADATA_MEND_H

#include "metadata/field.h"

typedef enum cl_mend {
    CL_MEND_TWICE = 1u << 0,    /* UTF-8 encoded twice, or three times */
    CL_MEND_SIGNS = 1u << 1,    /* C1 control characters that are signs of windows-1252 */
    CL_MEND_MARK = 1u << 2,     /* a byte order mark before the text */
    CL_MEND_CONTROLS = 1u << 3, /* other control characters, read as spaces */
    CL_SEEN_ENTITIES = 1u << 4, /* HTML character references, which the reading of rules decodes */
    CL_SEEN_LOSS = 1u << 5      /* U+FFFD that stands in the file: nobody knows what was there */
} cl_mend;

/* Mends field->value; sets `original` and `decoded` where it changed anything. *out gets the
 * cl_mend that were met. A field that was mended already is left as it is. */
CL_MUST_USE cl_status cl_mend_field(cl_arena *arena, cl_field *field, unsigned *out);

/* One finding for all that was met in one field; none for 0. */
CL_MUST_USE cl_status cl_mend_report(cl_arena *arena, cl_findings *findings, const cl_field *field,
                                     unsigned met);

#endif
