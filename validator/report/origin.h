/* Where a value came from, in words: "XMP dc:description[x-default]". */
#ifndef CL_REPORT_ORIGIN_H
#define CL_REPORT_ORIGIN_H

#include "base/out.h"
#include "metadata/field.h"

/* Nothing for NULL. */
void cl_origin_put(cl_out *out, const cl_field *field);

/* The same for a terminal, with sidecar and offset: "XMP dc:description of a.xmp at byte 301". */
void cl_origin_source(cl_out *out, const cl_field *field);
/* The whole proof in one line for a terminal: "caption 12–40, XMP dc:description at byte 301". */
void cl_origin_line(cl_out *out, const cl_field *field, uint32_t start, uint32_t end);

#endif
