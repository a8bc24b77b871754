/* A TIFF stream, also one that lies inside another file. */
#ifndef CL_CONTAINER_TIFF_H
#define CL_CONTAINER_TIFF_H

#include "container/container.h"

/* Adds the blocks of the TIFF or BigTIFF whose byte order stands at `base` of the source, which
 * ends where its values must end (cl_source_until). As cl_format.read. */
CL_MUST_USE cl_status cl_tiff_read(cl_source *source, uint64_t base, cl_blocks *blocks);

#endif
