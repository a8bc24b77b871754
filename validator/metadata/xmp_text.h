/* The bytes of an XMP packet -> text that an XML parser can take: UTF-8, without the characters
 * that XML forbids and without ampersands that stand for themselves. What was mended is remembered.
 */
#ifndef CL_METADATA_XMP_TEXT_H
#define CL_METADATA_XMP_TEXT_H

#include "base/out.h"
#include "container/container.h"

typedef enum cl_xmp_mend {
    CL_XMP_LOST_START,          /* bytes before the first tag: a packet that lost its "<?" */
    CL_XMP_CONTROLS,            /* control characters */
    CL_XMP_NOT_UTF8,            /* bytes that are not UTF-8, read as windows-1252 */
    CL_XMP_AMPERSANDS,          /* & that begins no reference of XML */
    CL_XMP_TOO_LONG,            /* mending made the text longer than is read */
    CL_XMP_TOO_MANY_ATTRIBUTES, /* nothing may be parsed */
    CL_XMP_MEND_COUNT
} cl_xmp_mend;

typedef struct cl_xmp_text {
    cl_span text; /* in the block, in the arena or in `mended` */
    size_t skip;  /* index in the block of the text's first byte */
    bool exact;   /* byte for byte as in the block: an index in the text is one in the block */
    bool seen[CL_XMP_MEND_COUNT];
    size_t at[CL_XMP_MEND_COUNT]; /* index in the text where it was first seen */
    cl_out mended;                /* free with cl_out_free */
} cl_xmp_text;

/* CL_LIMIT when the packet is larger than CL_XMP_BYTES_MAX. */
CL_MUST_USE cl_status cl_xmp_text_of(const cl_block *block, cl_arena *arena, cl_xmp_text *out);

#endif
