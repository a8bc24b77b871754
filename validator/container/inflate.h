/* The one place with zlib: what PNG, PDF and SVG compress, with a cap on what it may grow to. */
#ifndef CL_CONTAINER_INFLATE_H
#define CL_CONTAINER_INFLATE_H

#include "container/container.h"

/* Inflates a zlib or gzip stream that stands at `offset`. A broken, cut or too large stream becomes
 * a finding and gives what was inflated before. */
CL_MUST_USE cl_status cl_inflate(cl_blocks *blocks, cl_span compressed, uint64_t offset,
                                 cl_span *out);

#endif
