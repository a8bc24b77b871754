/* What programs of picture desks append behind the end of a JPEG: trailers that are found from the
 * end of the file, one before the other. */
#ifndef CL_CONTAINER_JPEG_TRAILER_H
#define CL_CONTAINER_JPEG_TRAILER_H

#include "container/take.h"

/* Adds the IPTC datasets of the trailers of AFCP and FotoStation. */
CL_MUST_USE cl_status cl_jpeg_trailers_read(cl_source *source, cl_blocks *blocks);

#endif
