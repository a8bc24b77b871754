#include "container/boxes.h"

#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"

/* ISO/IEC 14496-12, 4.2 */
enum {
    HEADER = 8,
    HEADER_MAX = HEADER + 8 + CL_BOX_UUID, /* with a long size and a uuid */
    SIZE_TO_END = 0,
    SIZE_LONG = 1,
    TEXT_MIN = 5 /* a box of four bytes holds a number */
};

cl_box_row cl_boxes_of_file(const cl_boxes *boxes, uint64_t offset)
{
    return (cl_box_row){.at = offset, .end = cl_source_size(boxes->source), .top = true};
}

cl_box_row cl_boxes_in(const cl_box *box, uint64_t skip)
{
    uint64_t len = cl_box_len(box);
    return (cl_box_row){.at = box->body + (skip < len ? skip : len), .end = box->end};
}

bool cl_box_is(const cl_box *box, const char *type)
{
    return cl_span_equal((cl_span){box->type, CL_BOX_TYPE}, cl_span_of(type));
}

uint64_t cl_box_len(const cl_box *box)
{
    return box->end - box->body;
}

/* QuickTime's names begin with the copyright sign of MacRoman. */
static bool is_printable(uint8_t byte)
{
    return (byte >= ' ' && byte <= '~') || byte == 0xA9;
}

cl_status cl_box_name(cl_arena *arena, const uint8_t type[CL_BOX_TYPE], cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    for (size_t i = 0; i < CL_BOX_TYPE; i++) {
        if (type[i] == 0xA9) {
            *out = cl_arena_format(arena, "%.*s\u00A9", CL_SPAN_PRINT(*out));
        } else if (is_printable(type[i])) {
            *out = cl_arena_format(arena, "%.*s%c", CL_SPAN_PRINT(*out), type[i]);
        } else {
            *out = cl_arena_format(arena, "%.*s\\x%02X", CL_SPAN_PRINT(*out), type[i]);
        }
    }
    return out->len == 0 ? cl_arena_status(arena) : CL_OK;
}

/* The header alone: the window of the source would be filled anew for every box of a video. */
static cl_status take_header(const cl_boxes *boxes, const cl_box_row *row, cl_span *out)
{
    uint64_t left = row->end - row->at;
    size_t len = left < HEADER_MAX ? (size_t)left : HEADER_MAX;
    return cl_source_take(boxes->source, row->at, len, out);
}

cl_status cl_box_head(const cl_boxes *boxes, const cl_box *box, size_t len, cl_span *out)
{
    uint64_t left = cl_box_len(box);
    return cl_source_take(boxes->source, box->body, len < left ? len : (size_t)left, out);
}

static bool all_zero(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Says that no box stands where the row goes on. */
static cl_status report_no_box(const cl_boxes *boxes, const cl_box_row *row, cl_span header)
{
    cl_findings *findings = boxes->blocks->findings;
    if (all_zero(header)) {
        /* User data may end with a zero; some writers fill files up. */
        return row->top ? cl_damage_report(findings, CL_DAMAGE_IGNORED, row->at,
                                           "zeros stand behind the last box")
                        : CL_OK;
    }
    if (row->top && header.len < HEADER) {
        return cl_damage_report(findings, CL_DAMAGE_TRUNCATED, row->at,
                                "the file ends inside the header of a box");
    }
    return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, row->at,
                            "no box stands here; the %llu bytes that follow were not read",
                            (unsigned long long)(row->end - row->at));
}

static cl_status report_too_long(const cl_boxes *boxes, const cl_box *box, uint64_t size,
                                 uint64_t left)
{
    cl_span name;
    CL_TRY(cl_box_name(boxes->blocks->arena, box->type, &name));
    return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LENGTH, box->offset,
                            "box %.*s announces %llu bytes where %llu are left",
                            CL_SPAN_PRINT(name), (unsigned long long)size,
                            (unsigned long long)left);
}

/* Reads size, type and uuid; CL_MALFORMED or CL_TRUNCATED where no box stands. */
static cl_status read_header(cl_reader *reader, uint64_t left, cl_box *out, uint64_t *size)
{
    uint32_t short_size;
    uint32_t high;
    uint32_t low;
    cl_span type;
    CL_TRY(cl_read_u32be(reader, &short_size));
    CL_TRY(cl_read_span(reader, CL_BOX_TYPE, &type));
    memcpy(out->type, type.data, CL_BOX_TYPE);
    *size = short_size == SIZE_TO_END ? left : short_size;
    if (short_size == SIZE_LONG) {
        CL_TRY(cl_read_u32be(reader, &high));
        CL_TRY(cl_read_u32be(reader, &low));
        *size = (uint64_t)high << 32 | low;
    }
    if (cl_box_is(out, "uuid")) {
        cl_span uuid;
        CL_TRY(cl_read_span(reader, CL_BOX_UUID, &uuid));
        memcpy(out->uuid, uuid.data, CL_BOX_UUID);
    }
    out->body = cl_reader_offset(reader);
    return *size < out->body - out->offset ? CL_MALFORMED : CL_OK;
}

static bool has_name(const cl_box *box)
{
    return is_printable(box->type[0]) && is_printable(box->type[1]) && is_printable(box->type[2]) &&
           is_printable(box->type[3]);
}

cl_status cl_boxes_count(cl_boxes *boxes, uint64_t at, bool *more)
{
    *more = boxes->met < CL_BOXES_MAX;
    if (boxes->met > CL_BOXES_MAX) {
        return CL_OK;
    }
    boxes->met++;
    return *more ? CL_OK
                 : cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LIMIT, at,
                                    "more than %u boxes; what follows was not read", CL_BOXES_MAX);
}

cl_status cl_boxes_next(cl_boxes *boxes, cl_box_row *row, cl_box *out, bool *more)
{
    cl_span header;
    uint64_t size;
    uint64_t left = row->end - row->at;
    *more = false;
    if (left == 0) {
        return CL_OK;
    }
    CL_TRY(cl_boxes_count(boxes, row->at, more));
    if (!*more) {
        return CL_OK;
    }
    *more = false;
    CL_TRY(take_header(boxes, row, &header));
    *out = (cl_box){.offset = row->at};
    cl_reader reader = cl_reader_of(header, row->at);
    cl_status status = all_zero(cl_span_sub(header, 0, HEADER))
                           ? CL_MALFORMED
                           : read_header(&reader, left, out, &size);
    if (status != CL_OK || (row->top && !has_name(out))) {
        return report_no_box(boxes, row, header);
    }
    *more = true;
    if (size > left) {
        CL_TRY(report_too_long(boxes, out, size, left));
        size = left;
    }
    out->end = out->offset + size;
    row->at = out->end;
    return CL_OK;
}

cl_status cl_box_take(cl_boxes *boxes, const cl_box *box, uint64_t skip, cl_block *block)
{
    uint64_t len = cl_box_len(box);
    uint64_t left = skip < len ? len - skip : 0;
    block->offset = box->end - left;
    block->bytes = CL_EMPTY_SPAN;
    if (left > CL_BLOCK_BYTES_MAX) {
        return cl_take_report_limit(boxes->blocks, block->offset);
    }
    cl_extent extent = {block->offset, (size_t)left};
    return cl_take(boxes->blocks, boxes->source, extent, &block->bytes);
}

cl_status cl_boxes_note_unread(cl_boxes *boxes, const cl_box *box)
{
    if (cl_box_len(box) < TEXT_MIN || boxes->unread++ > 0) {
        return CL_OK;
    }
    boxes->unread_offset = box->offset;
    return cl_box_name(boxes->blocks->arena, box->type, &boxes->unread_name);
}

static cl_status report_unread(const cl_boxes *boxes)
{
    if (boxes->unread == 0) {
        return CL_OK;
    }
    return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_IGNORED, boxes->unread_offset,
                            "boxes of user data or of an unknown kind were not read: %zu, the "
                            "first is %.*s",
                            boxes->unread, CL_SPAN_PRINT(boxes->unread_name));
}

cl_status cl_boxes_end(const cl_boxes *boxes, cl_status status, const char *missing)
{
    if (status == CL_TRUNCATED) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_TRUNCATED, 0,
                                "the file became shorter while it was read");
    }
    CL_TRY(status);
    if (!boxes->whole) {
        CL_TRY(cl_damage_report(boxes->blocks->findings, CL_DAMAGE_TRUNCATED,
                                cl_source_size(boxes->source), "the file ends before its %s",
                                cl_message(missing)));
    }
    return report_unread(boxes);
}
