/* The segments of a JPEG, also of one that lies inside another file: raws carry their Exif in such
 * a picture. */
#ifndef CL_CONTAINER_JPEG_H
#define CL_CONTAINER_JPEG_H

#include "container/container.h"

/* Whether the bytes start as a JPEG does. */
bool cl_jpeg_is(cl_span head);

/* Adds the blocks of the JPEG whose first bytes stand at `offset` of the source, which ends where
 * the JPEG may end (cl_source_until). As cl_format.read. */
CL_MUST_USE cl_status cl_jpeg_read(cl_source *source, uint64_t offset, cl_blocks *blocks);

#endif
