/* The small TIFF that stands for the Exif values of a large one: values of its directories,
 * gathered into one main directory with an Exif and a GPS directory. The values stand in the file
 * as they are, and the block's pieces say where. */
#ifndef CL_CONTAINER_TIFF_STREAM_H
#define CL_CONTAINER_TIFF_STREAM_H

#include "container/take.h"
#include "container/tiff_tags.h"

typedef struct cl_tiff_value {
    uint16_t tag;
    uint16_t type;
    cl_extent from; /* a whole number of values of the type, at most CL_SOURCE_WINDOW */
} cl_tiff_value;

typedef struct cl_tiff_stream {
    bool little_endian;
    uint64_t offset;                          /* where the bytes that we write ourselves belong */
    cl_array values[CL_TIFF_DIRECTORY_KINDS]; /* of cl_tiff_value, at most CL_TIFF_VALUES_MAX */
} cl_tiff_stream;

/* Writes the stream: sets bytes, offset and pieces of `out`. No bytes, and a finding, when the
 * blocks' cap is reached; none either when there are no values. */
CL_MUST_USE cl_status cl_tiff_stream_write(const cl_tiff_stream *stream, cl_source *source,
                                           cl_blocks *blocks, cl_block *out);

#endif
