#include "container/take.h"

#include <string.h>

#include "base/limits.h"

cl_status cl_take_report_limit(cl_blocks *blocks, uint64_t offset)
{
    if (blocks->limit_reported) {
        return CL_OK;
    }
    blocks->limit_reported = true;
    return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, offset,
                            "more metadata than is read: %u blocks and %u MiB are; "
                            "what comes after is not",
                            CL_BLOCKS_MAX, CL_BLOCK_BYTES_MAX >> 20);
}

size_t cl_take_left(const cl_blocks *blocks)
{
    return CL_BLOCK_BYTES_MAX - blocks->taken;
}

cl_status cl_take_room(cl_blocks *blocks, uint64_t offset, size_t len, uint8_t **out)
{
    *out = NULL;
    if (len > cl_take_left(blocks)) {
        return cl_take_report_limit(blocks, offset);
    }
    *out = cl_arena_alloc(blocks->arena, len, 1);
    if (*out == NULL) {
        return cl_arena_status(blocks->arena);
    }
    blocks->taken += len;
    return CL_OK;
}

static cl_status report_shrunk(cl_blocks *blocks, uint64_t offset)
{
    return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, offset,
                            "the file became shorter while it was read");
}

cl_status cl_take(cl_blocks *blocks, cl_source *source, cl_extent from, cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    uint64_t size = cl_source_size(source);
    if (from.offset >= size) {
        return CL_OK;
    }
    size_t len = from.len < size - from.offset ? from.len : (size_t)(size - from.offset);
    if (len > cl_take_left(blocks)) {
        return cl_take_report_limit(blocks, from.offset);
    }
    cl_status status = cl_source_take(source, from.offset, len, out);
    blocks->taken += out->len;
    return status == CL_TRUNCATED ? report_shrunk(blocks, from.offset) : status;
}

cl_status cl_take_into(cl_blocks *blocks, cl_source *source, cl_extent from, uint8_t *into)
{
    cl_span bytes;
    CL_TRY(cl_source_peek_some(source, from.offset, from.len, &bytes));
    if (bytes.len > 0) {
        memcpy(into, bytes.data, bytes.len);
    }
    return bytes.len < from.len ? report_shrunk(blocks, from.offset) : CL_OK;
}

cl_status cl_take_note(cl_blocks *blocks, cl_array *extents, cl_extent extent)
{
    cl_extent *added = cl_array_add(extents, blocks->arena, sizeof *added, CL_SEGMENTS_MAX);
    if (added == NULL) {
        return cl_arena_status(blocks->arena);
    }
    *added = extent;
    return CL_OK;
}

static size_t joined_length(const cl_array *extents)
{
    size_t len = 0;
    for (size_t i = 0; i < extents->count; i++) {
        size_t more = CL_ARRAY_AT(extents, const cl_extent, i)->len;
        len = more > SIZE_MAX - len ? SIZE_MAX : len + more;
    }
    return len;
}

/* Copies the extents one after the other and notes where each begins. */
static cl_status copy_pieces(cl_blocks *blocks, cl_source *source, const cl_array *extents,
                             uint8_t *bytes, cl_block *out)
{
    cl_piece *pieces = cl_arena_alloc(blocks->arena, extents->count, sizeof *pieces);
    if (pieces == NULL) {
        return cl_arena_status(blocks->arena);
    }
    out->pieces = pieces;
    out->piece_count = 0;
    size_t len = 0;
    for (size_t i = 0; i < extents->count; i++) {
        const cl_extent *extent = CL_ARRAY_AT(extents, const cl_extent, i);
        cl_span piece;
        CL_TRY(cl_source_peek_some(source, extent->offset, extent->len, &piece));
        pieces[i] = (cl_piece){.at = len, .offset = extent->offset};
        out->piece_count++;
        if (piece.len > 0) {
            memcpy(bytes + len, piece.data, piece.len);
        }
        len += piece.len;
        if (piece.len < extent->len) {
            CL_TRY(report_shrunk(blocks, extent->offset));
            break;
        }
    }
    out->bytes = (cl_span){bytes, len};
    return CL_OK;
}

cl_status cl_take_joined(cl_blocks *blocks, cl_source *source, const cl_array *extents,
                         cl_block *out)
{
    if (extents->count == 0) {
        return CL_OK;
    }
    const cl_extent *first = CL_ARRAY_AT(extents, const cl_extent, 0);
    out->offset = first->offset;
    if (extents->count == 1) {
        return cl_take(blocks, source, *first, &out->bytes);
    }
    uint8_t *bytes;
    CL_TRY(cl_take_room(blocks, first->offset, joined_length(extents), &bytes));
    return bytes == NULL ? CL_OK : copy_pieces(blocks, source, extents, bytes, out);
}

cl_status cl_block_part(cl_arena *arena, const cl_block *whole, size_t at, size_t len,
                        cl_block *out)
{
    out->bytes = cl_span_sub(whole->bytes, at, len);
    out->offset = cl_block_offset(whole, at);
    out->inflated = whole->inflated;
    out->pieces = NULL;
    out->piece_count = 0;
    if (whole->pieces == NULL || out->bytes.len == 0) {
        return CL_OK;
    }
    size_t first = cl_block_piece_at(whole, at);
    size_t last = cl_block_piece_at(whole, at + out->bytes.len - 1);
    if (first == last) {
        out->inflated = whole->inflated || whole->pieces[first].made;
        return CL_OK;
    }
    cl_piece *pieces = cl_arena_alloc(arena, last - first + 1, sizeof *pieces);
    if (pieces == NULL) {
        return cl_arena_status(arena);
    }
    pieces[0] = (cl_piece){.at = 0, .offset = out->offset, .made = whole->pieces[first].made};
    for (size_t i = first + 1; i <= last; i++) {
        pieces[i - first] = whole->pieces[i];
        pieces[i - first].at -= at;
    }
    out->pieces = pieces;
    out->piece_count = last - first + 1;
    return CL_OK;
}
