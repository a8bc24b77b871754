#include "container/tiff_stream.h"

#include <string.h>

enum {
    HEADER = 8,
    ENTRY = 12,
    INLINE = 4
};

/* The room is computed before, so that nothing here can run past it. */
typedef struct writer {
    const cl_tiff_stream *stream;
    cl_source *source;
    cl_blocks *blocks;
    uint8_t *bytes;
    size_t at; /* next byte to write */
    cl_piece *pieces;
    size_t piece_count;
} writer;

/* --- lengths --- */

static size_t directory_length(size_t entries)
{
    return entries == 0 ? 0 : 2 + entries * ENTRY + 4;
}

static size_t main_entries(const cl_tiff_stream *stream)
{
    return stream->values[CL_TIFF_MAIN].count + (stream->values[CL_TIFF_EXIF].count > 0) +
           (stream->values[CL_TIFF_GPS].count > 0);
}

static size_t count_values(const cl_tiff_stream *stream)
{
    size_t count = 0;
    for (size_t i = 0; i < CL_TIFF_DIRECTORY_KINDS; i++) {
        count += stream->values[i].count;
    }
    return count;
}

static bool is_inline(const cl_tiff_value *value)
{
    return value->from.len <= INLINE;
}

/* Of the values that stand behind the directories. */
static size_t values_length(const cl_tiff_stream *stream)
{
    size_t len = 0;
    for (size_t kind = 0; kind < CL_TIFF_DIRECTORY_KINDS; kind++) {
        const cl_array *values = &stream->values[kind];
        for (size_t i = 0; i < values->count; i++) {
            const cl_tiff_value *value = CL_ARRAY_AT(values, const cl_tiff_value, i);
            len += is_inline(value) ? 0 : value->from.len;
        }
    }
    return len;
}

/* --- bytes --- */

static void put_number(writer *to, size_t number, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t shift = 8 * (to->stream->little_endian ? i : len - 1 - i);
        to->bytes[to->at + i] = (uint8_t)(number >> shift);
    }
    to->at += len;
}

/* From the next byte on the block stands at `offset`, or was written by us. */
static void put_piece(writer *to, uint64_t offset, bool made)
{
    to->pieces[to->piece_count++] = (cl_piece){.at = to->at, .offset = offset, .made = made};
}

static cl_status put_value(writer *to, const cl_tiff_value *value)
{
    put_piece(to, value->from.offset, false);
    CL_TRY(cl_take_into(to->blocks, to->source, value->from, to->bytes + to->at));
    to->at += value->from.len;
    return CL_OK;
}

static cl_status put_inline(writer *to, const cl_tiff_value *value)
{
    size_t end = to->at + INLINE;
    CL_TRY(put_value(to, value));
    put_piece(to, to->stream->offset, true);
    to->at = end;
    return CL_OK;
}

/* `*value_at` is where the next value behind the directories will stand. */
static cl_status put_entries(writer *to, const cl_array *values, size_t *value_at)
{
    for (size_t i = 0; i < values->count; i++) {
        const cl_tiff_value *value = CL_ARRAY_AT(values, const cl_tiff_value, i);
        put_number(to, value->tag, 2);
        put_number(to, value->type, 2);
        put_number(to, value->from.len / cl_tiff_type_size(value->type), 4);
        if (is_inline(value)) {
            CL_TRY(put_inline(to, value));
        } else {
            put_number(to, *value_at, 4);
            *value_at += value->from.len;
        }
    }
    return CL_OK;
}

static void put_pointer(writer *to, uint16_t tag, size_t entries, size_t at)
{
    if (entries == 0) {
        return;
    }
    put_number(to, tag, 2);
    put_number(to, CL_TIFF_LONG, 2);
    put_number(to, 1, 4);
    put_number(to, at, 4);
}

static cl_status put_directories(writer *to)
{
    const cl_array *values = to->stream->values;
    size_t exif_entries = values[CL_TIFF_EXIF].count;
    size_t gps_entries = values[CL_TIFF_GPS].count;
    size_t exif_at = HEADER + directory_length(main_entries(to->stream));
    size_t gps_at = exif_at + directory_length(exif_entries);
    size_t value_at = gps_at + directory_length(gps_entries);
    put_number(to, main_entries(to->stream), 2);
    CL_TRY(put_entries(to, &values[CL_TIFF_MAIN], &value_at));
    put_pointer(to, CL_TAG_EXIF_IFD, exif_entries, exif_at);
    put_pointer(to, CL_TAG_GPS_IFD, gps_entries, gps_at);
    put_number(to, 0, 4);
    for (size_t kind = CL_TIFF_EXIF; kind < CL_TIFF_DIRECTORY_KINDS; kind++) {
        if (values[kind].count == 0) {
            continue;
        }
        put_number(to, values[kind].count, 2);
        CL_TRY(put_entries(to, &values[kind], &value_at));
        put_number(to, 0, 4);
    }
    return CL_OK;
}

static cl_status put_values(writer *to)
{
    for (size_t kind = 0; kind < CL_TIFF_DIRECTORY_KINDS; kind++) {
        const cl_array *values = &to->stream->values[kind];
        for (size_t i = 0; i < values->count; i++) {
            const cl_tiff_value *value = CL_ARRAY_AT(values, const cl_tiff_value, i);
            if (!is_inline(value)) {
                CL_TRY(put_value(to, value));
            }
        }
    }
    return CL_OK;
}

static cl_status put_stream(writer *to)
{
    put_piece(to, to->stream->offset, true);
    memcpy(to->bytes, to->stream->little_endian ? "II" : "MM", 2);
    to->at = 2;
    put_number(to, 42, 2);
    put_number(to, HEADER, 4);
    CL_TRY(put_directories(to));
    return put_values(to);
}

cl_status cl_tiff_stream_write(const cl_tiff_stream *stream, cl_source *source, cl_blocks *blocks,
                               cl_block *out)
{
    size_t count = count_values(stream);
    writer to = {.stream = stream, .source = source, .blocks = blocks};
    out->bytes = CL_EMPTY_SPAN;
    if (count == 0) {
        return CL_OK;
    }
    size_t len = HEADER + directory_length(main_entries(stream)) +
                 directory_length(stream->values[CL_TIFF_EXIF].count) +
                 directory_length(stream->values[CL_TIFF_GPS].count) + values_length(stream);
    CL_TRY(cl_take_room(blocks, stream->offset, len, &to.bytes));
    if (to.bytes == NULL) {
        return CL_OK;
    }
    to.pieces = cl_arena_alloc(blocks->arena, 1 + 2 * count, sizeof *to.pieces);
    if (to.pieces == NULL) {
        return cl_arena_status(blocks->arena);
    }
    CL_TRY(put_stream(&to));
    out->bytes = (cl_span){to.bytes, len};
    out->offset = stream->offset;
    out->pieces = to.pieces;
    out->piece_count = to.piece_count;
    return CL_OK;
}
