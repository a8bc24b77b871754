#include "container/tiff_stream.h"

#include <string.h>

enum {
    HEADER = 8,
    ENTRY = 12,
    INLINE = 4,
    EXIF_POINTER = 0x8769,
    TYPE_LONG = 4
};

/* The room is computed before, so that nothing here can run past it. */
typedef struct writer {
    uint8_t *bytes;
    size_t at;    /* next byte of the directory */
    size_t value; /* next free byte behind the directories */
    bool little_endian;
} writer;

static void put_number(writer *to, uint32_t number, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t shift = 8 * (to->little_endian ? i : len - 1 - i);
        to->bytes[to->at + i] = (uint8_t)(number >> shift);
    }
    to->at += len;
}

static size_t directory_length(size_t entries)
{
    return 2 + entries * ENTRY + 4;
}

static size_t values_length(const cl_array *values)
{
    size_t len = 0;
    for (size_t i = 0; i < values->count; i++) {
        size_t one = CL_ARRAY_AT(values, const cl_tiff_value, i)->bytes.len;
        len += one > INLINE ? one + (one & 1u) : 0;
    }
    return len;
}

static void put_entry(writer *to, const cl_tiff_value *value)
{
    put_number(to, value->tag, 2);
    put_number(to, value->type, 2);
    put_number(to, value->count, 4);
    size_t len = value->bytes.len;
    if (len > INLINE) {
        put_number(to, (uint32_t)to->value, INLINE);
        memcpy(to->bytes + to->value, value->bytes.data, len);
        to->value += len + (len & 1u);
        return;
    }
    if (len > 0) {
        memcpy(to->bytes + to->at, value->bytes.data, len);
    }
    to->at += INLINE;
}

static void put_entries(writer *to, const cl_array *values)
{
    for (size_t i = 0; i < values->count; i++) {
        put_entry(to, CL_ARRAY_AT(values, const cl_tiff_value, i));
    }
}

cl_status cl_tiff_stream_write(const cl_tiff_stream *stream, cl_blocks *blocks, uint64_t offset,
                               cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    size_t exif_at = HEADER + directory_length(stream->main.count + 1);
    size_t values_at = exif_at + directory_length(stream->exif.count);
    size_t len = values_at + values_length(&stream->main) + values_length(&stream->exif);
    writer to = {.value = values_at, .little_endian = stream->little_endian};
    CL_TRY(cl_take_room(blocks, offset, len, &to.bytes));
    if (to.bytes == NULL) {
        return CL_OK;
    }
    memcpy(to.bytes, stream->little_endian ? "II" : "MM", 2);
    to.at = 2;
    put_number(&to, 42, 2);
    put_number(&to, HEADER, 4);
    put_number(&to, (uint32_t)stream->main.count + 1, 2);
    put_entries(&to, &stream->main);
    put_number(&to, EXIF_POINTER, 2);
    put_number(&to, TYPE_LONG, 2);
    put_number(&to, 1, 4);
    put_number(&to, (uint32_t)exif_at, 4);
    put_number(&to, 0, 4);
    put_number(&to, (uint32_t)stream->exif.count, 2);
    put_entries(&to, &stream->exif);
    put_number(&to, 0, 4);
    *out = (cl_span){to.bytes, len};
    return CL_OK;
}
