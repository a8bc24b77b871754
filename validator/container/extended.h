/* The extended XMP of a JPEG: chunks in many APP1 segments, in any order, that make one packet
 * named by its MD5 (XMP Specification Part 3, 1.1.3.1). */
#ifndef CL_CONTAINER_EXTENDED_H
#define CL_CONTAINER_EXTENDED_H

#include "container/take.h"

enum {
    CL_EXTENDED_GUID = 32,
    CL_EXTENDED_HEADER = 35 + CL_EXTENDED_GUID + 8 /* signature, GUID, size, offset */
};

/* Whether a segment's first bytes are those of a chunk. */
bool cl_extended_is(cl_span head);
/* Notes a chunk: `head` are the first CL_EXTENDED_HEADER bytes of the segment `body`. */
CL_MUST_USE cl_status cl_extended_note(cl_blocks *blocks, cl_array *chunks, cl_span head,
                                       cl_extent body);
/* Adds one block a GUID, in the order of the GUIDs; gaps and a wrong MD5 become findings. */
CL_MUST_USE cl_status cl_extended_read(cl_blocks *blocks, cl_source *source, cl_array *chunks);

#endif
