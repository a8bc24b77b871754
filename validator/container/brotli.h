/* The one place with libbrotli: compressed boxes, with a cap on what they may grow to. */
#ifndef CL_CONTAINER_BROTLI_H
#define CL_CONTAINER_BROTLI_H

#include "container/container.h"

/* Decompresses a Brotli stream that stands at `offset`. A broken, cut or too large stream becomes a
 * finding and gives what was decompressed before. */
CL_MUST_USE cl_status cl_unbrotli(cl_blocks *blocks, cl_span compressed, uint64_t offset,
                                  cl_span *out);
/* As cl_unbrotli, but of the first `want` bytes alone; *out holds fewer only after a finding. */
CL_MUST_USE cl_status cl_unbrotli_start(cl_blocks *blocks, cl_span compressed, uint64_t offset,
                                        uint64_t want, cl_span *out);

#endif
