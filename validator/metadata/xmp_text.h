/* The bytes of an XMP packet -> text that an XML parser can take: UTF-8, without the characters
 * that XML forbids and without ampersands that stand for themselves. What was mended is remembered.
 */
#ifndef CL_METADATA_XMP_TEXT_H
#define CL_METADATA_XMP_TEXT_H

#include "base/array.h"
#include "base/out.h"
#include "container/container.h"

typedef enum cl_xmp_mend {
    CL_XMP_LOST_START,          /* bytes before the first tag: a packet that lost its "<?" */
    CL_XMP_CONTROLS,            /* control characters */
    CL_XMP_NOT_UTF8,            /* bytes that are not UTF-8, read as windows-1252 */
    CL_XMP_DECLARED,            /* read in the charset that the XML declaration names */
    CL_XMP_LOSSY,               /* bytes that the charset does not allow */
    CL_XMP_AMPERSANDS,          /* & that begins no reference of XML */
    CL_XMP_ENTITIES,            /* &name; that XML does not know */
    CL_XMP_TOO_LARGE,           /* more bytes than are read */
    CL_XMP_TOO_LONG,            /* mending made the text longer than is read */
    CL_XMP_TOO_MANY_ATTRIBUTES, /* nothing may be parsed */
    CL_XMP_MEND_COUNT
} cl_xmp_mend;

typedef struct cl_xmp_text {
    cl_span text;        /* in the block, in the arena or in `mended` */
    cl_span lost;        /* what stands before the first tag, valid UTF-8 */
    const char *charset; /* of one byte a character, if it is not UTF-8; else NULL */
    size_t skip;         /* index in the block of the text's first byte */
    bool exact;          /* bytes of the text stand in the block; false: it was converted */
    bool seen[CL_XMP_MEND_COUNT];
    size_t at[CL_XMP_MEND_COUNT]; /* index in the text where it was first seen */
    cl_array shifts;              /* where mending changed its length */
    cl_out mended;                /* free with cl_out_free */
} cl_xmp_text;

/* Only memory makes this fail; the text is empty when the packet has no tag. */
CL_MUST_USE cl_status cl_xmp_text_of(const cl_block *block, cl_arena *arena, cl_xmp_text *out);
/* The length of the reference that begins `rest` and what it stands for; 0 when none does. Names
 * are the five of XML: others would need a declaration, which is not read. */
size_t cl_xmp_reference(cl_span rest, uint32_t *code);
/* The index in the block of index `at` of the text; false when that cannot be told. */
bool cl_xmp_text_index(const cl_xmp_text *text, size_t at, size_t *out);

#endif
