/* JUMBF boxes (ISO/IEC 19566-5) as far as a container goes: the pieces of one that a JPEG holds in
 * many APP11 segments, and whether a box is a C2PA manifest store. */
#ifndef CL_CONTAINER_JUMBF_H
#define CL_CONTAINER_JUMBF_H

#include "container/take.h"

/* Whether an APP11 segment's first bytes are those of a piece of a box. */
bool cl_jumbf_is(cl_span head);
/* Notes a piece: `head` are the first bytes of the segment `body`. */
CL_MUST_USE cl_status cl_jumbf_note(cl_blocks *blocks, cl_array *pieces, cl_span head,
                                    cl_extent body);
/* Joins the pieces by box instance and sequence and adds a block for each manifest store. Gaps
 * become findings. */
CL_MUST_USE cl_status cl_jumbf_read(cl_blocks *blocks, cl_source *source, cl_array *pieces);

/* Adds the box that stands in one piece at `from`, if it is a manifest store. At most
 * CL_C2PA_BYTES_MAX are kept. */
CL_MUST_USE cl_status cl_jumbf_add(cl_blocks *blocks, cl_source *source, cl_extent from,
                                   const char *container);

#endif
