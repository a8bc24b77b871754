#include "base/reader.h"

cl_reader cl_reader_of(cl_span bytes, uint64_t offset)
{
    return (cl_reader){.bytes = bytes, .offset = offset};
}

size_t cl_reader_left(const cl_reader *reader)
{
    return reader->bytes.len - reader->at;
}

uint64_t cl_reader_offset(const cl_reader *reader)
{
    return reader->offset + reader->at;
}

cl_status cl_read_span(cl_reader *reader, size_t len, cl_span *out)
{
    if (len > cl_reader_left(reader)) {
        return CL_TRUNCATED;
    }
    *out = cl_span_sub(reader->bytes, reader->at, len);
    reader->at += len;
    return CL_OK;
}

cl_status cl_read_skip(cl_reader *reader, size_t len)
{
    cl_span skipped;
    return cl_read_span(reader, len, &skipped);
}

cl_status cl_reader_seek(cl_reader *reader, size_t at)
{
    if (at > reader->bytes.len) {
        return CL_TRUNCATED;
    }
    reader->at = at;
    return CL_OK;
}

/* Up to eight bytes as one number, most or least significant byte first. */
static cl_status read_number(cl_reader *reader, size_t len, bool little_endian, uint64_t *out)
{
    cl_span bytes;
    CL_TRY(cl_read_span(reader, len, &bytes));
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) {
        value = value << 8 | bytes.data[little_endian ? len - 1 - i : i];
    }
    *out = value;
    return CL_OK;
}

cl_status cl_read_u8(cl_reader *reader, uint8_t *out)
{
    uint64_t value;
    CL_TRY(read_number(reader, 1, false, &value));
    *out = (uint8_t)value;
    return CL_OK;
}

static cl_status read_u16(cl_reader *reader, bool little_endian, uint16_t *out)
{
    uint64_t value;
    CL_TRY(read_number(reader, 2, little_endian, &value));
    *out = (uint16_t)value;
    return CL_OK;
}

static cl_status read_u32(cl_reader *reader, bool little_endian, uint32_t *out)
{
    uint64_t value;
    CL_TRY(read_number(reader, 4, little_endian, &value));
    *out = (uint32_t)value;
    return CL_OK;
}

cl_status cl_read_u16be(cl_reader *reader, uint16_t *out)
{
    return read_u16(reader, false, out);
}

cl_status cl_read_u32be(cl_reader *reader, uint32_t *out)
{
    return read_u32(reader, false, out);
}

cl_status cl_read_u32le(cl_reader *reader, uint32_t *out)
{
    return read_u32(reader, true, out);
}

cl_status cl_read_u16(cl_reader *reader, uint16_t *out)
{
    return read_u16(reader, reader->little_endian, out);
}

cl_status cl_read_u32(cl_reader *reader, uint32_t *out)
{
    return read_u32(reader, reader->little_endian, out);
}
