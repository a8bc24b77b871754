/* The one place with zlib: PNG's compressed texts, with a cap on what they may grow to. */
#ifndef CL_CONTAINER_INFLATE_H
#define CL_CONTAINER_INFLATE_H

#include "container/container.h"

/* Inflates a zlib stream that stands at `offset`. A broken, cut or too large stream becomes a
 * finding and gives what was inflated before. */
CL_MUST_USE cl_status cl_inflate(cl_blocks *blocks, cl_span compressed, uint64_t offset,
                                 cl_span *out);

#endif
