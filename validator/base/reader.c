#include "base/reader.h"

cl_reader cl_reader_of(cl_span bytes, uint64_t offset)
{
    return (cl_reader){.bytes = bytes, .offset = offset};
}

uint64_t cl_reader_offset(const cl_reader *reader)
{
    return reader->offset + reader->at;
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

static cl_status read_u16(cl_reader *reader, bool little_endian, uint16_t *out)
{
    if (cl_reader_left(reader) < 2) {
        return CL_TRUNCATED;
    }
    const uint8_t *bytes = reader->bytes.data + reader->at;
    *out = (uint16_t)(little_endian ? bytes[1] << 8 | bytes[0] : bytes[0] << 8 | bytes[1]);
    reader->at += 2;
    return CL_OK;
}

static cl_status read_u32(cl_reader *reader, bool little_endian, uint32_t *out)
{
    uint16_t first;
    uint16_t second;
    if (cl_reader_left(reader) < 4) {
        return CL_TRUNCATED;
    }
    CL_TRY(read_u16(reader, little_endian, &first));
    CL_TRY(read_u16(reader, little_endian, &second));
    *out = little_endian ? (uint32_t)second << 16 | first : (uint32_t)first << 16 | second;
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
