/* Tags and keywords looked for in a stretch of the input: what a container holds whose own
 * structure does not lead to it. Read window by window, each byte about once. */
#ifndef CL_CONTAINER_FIND_H
#define CL_CONTAINER_FIND_H

#include "container/take.h"

/* The bytes [offset, end) of the input. */
typedef struct cl_stretch {
    uint64_t offset;
    uint64_t end;
} cl_stretch;

enum {
    CL_NEEDLE_MAX = 32 /* bytes of the longest that may be looked for */
};

/* Moves within->offset to the first of `needles` and sets *which; to within->end and `count` when
 * there is none. All begin with the same byte; of two at one place the one that is named first is
 * meant. CL_OK unless the system fails to read. */
CL_MUST_USE cl_status cl_find_any(cl_source *source, cl_stretch *within, const cl_span *needles,
                                  size_t count, size_t *which);

/* The XMP packets that stand in the stretch as UTF-8, told by their tags, in their order, at the
 * end of a list of cl_extent. A packet without an end is reported and goes on to the next one. */
CL_MUST_USE cl_status cl_find_packets(cl_source *source, cl_blocks *blocks, cl_stretch within,
                                      cl_array *out);
/* Takes a packet and adds its block. */
CL_MUST_USE cl_status cl_find_add_packet(cl_source *source, cl_blocks *blocks, cl_extent packet,
                                         const char *container);

/* The stretches of `whole` that are searched: all of it, or its beginning and its end where it is
 * larger than CL_SEARCH_MAX, which is reported. */
CL_MUST_USE cl_status cl_find_stretches(cl_blocks *blocks, cl_stretch whole, cl_stretch out[2],
                                        size_t *count);

#endif
