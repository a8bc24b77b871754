/* A small TIFF stream made of chosen values: what a big TIFF file gives the Exif reader, so that it
 * need not hold the picture. */
#ifndef CL_CONTAINER_TIFF_STREAM_H
#define CL_CONTAINER_TIFF_STREAM_H

#include "container/take.h"

typedef struct cl_tiff_value {
    uint16_t tag;
    uint16_t type;
    uint32_t count;
    cl_span bytes; /* in the stream's byte order */
} cl_tiff_value;

typedef struct cl_tiff_stream {
    bool little_endian;
    cl_array main; /* of cl_tiff_value: what goes into IFD0 */
    cl_array exif; /* of cl_tiff_value: what goes into its Exif IFD */
} cl_tiff_stream;

/* Writes header, IFD0, Exif IFD and values. `offset` is what a finding names; past the cap *out is
 * empty. */
CL_MUST_USE cl_status cl_tiff_stream_write(const cl_tiff_stream *stream, cl_blocks *blocks,
                                           uint64_t offset, cl_span *out);

#endif
