/* The one place that steps through untrusted bytes. A read past the end gives CL_TRUNCATED and
 * moves nothing; every position is also a file offset, so that damage can be named. */
#ifndef CL_BASE_READER_H
#define CL_BASE_READER_H

#include "base/span.h"
#include "base/status.h"

typedef struct cl_reader {
    cl_span bytes;
    size_t at;          /* next byte to read, <= bytes.len */
    uint64_t offset;    /* where bytes.data[0] lies in the file */
    bool little_endian; /* for cl_read_u16 and its kin; false = big-endian */
} cl_reader;

cl_reader cl_reader_of(cl_span bytes, uint64_t offset);

static inline size_t cl_reader_left(const cl_reader *reader)
{
    return reader->bytes.len - reader->at;
}
/* The file offset of the next byte. */
uint64_t cl_reader_offset(const cl_reader *reader);

CL_MUST_USE static inline cl_status cl_read_u8(cl_reader *reader, uint8_t *out)
{
    if (cl_reader_left(reader) < 1) {
        return CL_TRUNCATED;
    }
    *out = reader->bytes.data[reader->at++];
    return CL_OK;
}

CL_MUST_USE cl_status cl_read_u16be(cl_reader *reader, uint16_t *out);
CL_MUST_USE cl_status cl_read_u32be(cl_reader *reader, uint32_t *out);
CL_MUST_USE cl_status cl_read_u32le(cl_reader *reader, uint32_t *out);
/* In the reader's own byte order (TIFF). */
CL_MUST_USE cl_status cl_read_u16(cl_reader *reader, uint16_t *out);
CL_MUST_USE cl_status cl_read_u32(cl_reader *reader, uint32_t *out);
CL_MUST_USE static inline cl_status cl_read_span(cl_reader *reader, size_t len, cl_span *out)
{
    if (len > cl_reader_left(reader)) {
        return CL_TRUNCATED;
    }
    *out = cl_span_sub(reader->bytes, reader->at, len);
    reader->at += len;
    return CL_OK;
}

CL_MUST_USE cl_status cl_read_skip(cl_reader *reader, size_t len);
/* Moves to an absolute index of `bytes`; the end itself is allowed. */
CL_MUST_USE cl_status cl_reader_seek(cl_reader *reader, size_t at);

#endif
