#include "base/charset.h"
#include "base/limits.h"
#include "base/reader.h"
#include "base/text.h"
#include "container/formats.h"
#include "container/item.h"

/* ISO/IEC 15444-1, annexes A (codestream) and I (file format); 15444-2, annex M (JPX). */
enum {
    MARKER_SIZE = 2,
    SOC = 0xFF4F,
    SOT = 0xFF90,
    EOC = 0xFFD9,
    COM = 0xFF64,
    COM_HEADER = 2, /* what the bytes are */
    COM_LATIN = 1
};

static bool is_codestream(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("\xFF\x4F\xFF\x51"));
}

static bool is_jp2(cl_span head)
{
    return is_codestream(head) || cl_span_starts(head, (cl_span){(const uint8_t *)"\0\0\0\x0CjP  "
                                                                                  "\r\n\x87\n",
                                                                 12});
}

/* Codestreams: comments stand among the marker segments before the first tile. */

typedef struct marker_segment {
    uint64_t offset; /* of the marker */
    uint16_t marker;
    uint16_t length; /* of what follows it, with its own two bytes */
} marker_segment;

/* CL_TRUNCATED where the stream ends, CL_MALFORMED where no marker stands. */
static cl_status read_segment(cl_source *source, uint64_t at, uint64_t end, marker_segment *out)
{
    cl_span head;
    uint64_t left = end - at;
    CL_TRY(cl_source_peek_some(source, at, left < 4 ? (size_t)left : 4, &head));
    cl_reader reader = cl_reader_of(head, at);
    out->offset = at;
    out->length = 0;
    CL_TRY(cl_read_u16be(&reader, &out->marker));
    if (out->marker == SOC || out->marker == SOT || out->marker == EOC) {
        return CL_OK;
    }
    CL_TRY(cl_read_u16be(&reader, &out->length));
    if (out->marker < 0xFF00 || out->length < 2) {
        return CL_MALFORMED;
    }
    return out->length > left - MARKER_SIZE ? CL_TRUNCATED : CL_OK;
}

static bool has_no_controls(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t byte = bytes.data[i];
        if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            return false;
        }
    }
    return true;
}

/* A.9.2: binary data, or Latin text, in which some write UTF-8. */
static cl_status read_comment(cl_blocks *blocks, cl_source *source, const marker_segment *from)
{
    uint16_t kind;
    cl_span bytes;
    cl_block block = {.kind = CL_BLOCK_TEXT, .container = "JPEG 2000 COM"};
    cl_extent extent = {from->offset + 2u * MARKER_SIZE, from->length - 2u};
    CL_TRY(cl_take(blocks, source, extent, &bytes));
    cl_reader reader = cl_reader_of(bytes, extent.offset);
    if (cl_read_u16be(&reader, &kind) != CL_OK) {
        return CL_OK;
    }
    block.bytes = cl_span_trim(cl_span_from(bytes, COM_HEADER));
    block.offset = extent.offset + (uint64_t)(block.bytes.data - bytes.data);
    block.charset = cl_utf8_valid(block.bytes) ? CL_CHARSET_UTF8
                    : kind == COM_LATIN        ? "ISO-8859-15"
                                               : NULL;
    bool text = kind == COM_LATIN || has_no_controls(block.bytes);
    return text && block.bytes.len > 0 ? cl_blocks_add(blocks, &block) : CL_OK;
}

static cl_status report_codestream(cl_blocks *blocks, cl_status status, uint64_t offset)
{
    if (status == CL_TRUNCATED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, offset,
                                "the JPEG 2000 codestream ends inside its header");
    }
    if (status == CL_MALFORMED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                                "no marker of a JPEG 2000 codestream stands here");
    }
    return status;
}

static cl_status read_codestream(cl_blocks *blocks, cl_source *source, uint64_t at, uint64_t end)
{
    marker_segment next = {0};
    for (size_t i = 0; i < CL_SEGMENTS_MAX; i++) {
        cl_status status = read_segment(source, at, end, &next);
        if (status != CL_OK) {
            return report_codestream(blocks, status, at);
        }
        if (next.marker == SOT || next.marker == EOC) {
            return CL_OK;
        }
        if (next.marker == COM) {
            CL_TRY(read_comment(blocks, source, &next));
        }
        at += MARKER_SIZE + (uint64_t)next.length;
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, at,
                            "more than %u segments in a JPEG 2000 codestream", CL_SEGMENTS_MAX);
}

/* Boxes */

static cl_status read_text(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {.container = "JPEG 2000 xml"};
    CL_TRY(cl_box_take(boxes, box, 0, &block));
    return cl_item_add_xml(boxes->blocks, &block);
}

static cl_status read_label(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {.kind = CL_BLOCK_TEXT,
                      .container = "JPEG 2000 lbl",
                      .key = CL_SPAN("label"),
                      .charset = CL_CHARSET_UTF8};
    CL_TRY(cl_box_take(boxes, box, 0, &block));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(boxes->blocks, &block);
}

static cl_status read_uuid(cl_boxes *boxes, const cl_box *box)
{
    bool known;
    CL_TRY(cl_item_read_uuid(boxes, box, &known));
    return known ? CL_OK : cl_boxes_note_unread(boxes, box);
}

static cl_status read_row(cl_boxes *boxes, cl_box_row row, unsigned depth);

static cl_status read_children(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    if (depth >= CL_BOX_DEPTH_MAX) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LIMIT, box->offset,
                                "boxes in boxes, more than %u deep; what lies deeper was not read",
                                CL_BOX_DEPTH_MAX);
    }
    return read_row(boxes, cl_boxes_in(box, 0), depth + 1);
}

static cl_status read_box(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    if (cl_box_is(box, "uuid")) {
        return read_uuid(boxes, box);
    }
    if (cl_box_is(box, "xml ") || cl_box_is(box, "jp2i")) {
        return read_text(boxes, box);
    }
    if (cl_box_is(box, "jumb")) {
        return cl_item_add_jumbf(boxes, box, "JPEG 2000 jumb");
    }
    if (cl_box_is(box, "jp2c")) {
        boxes->whole = true;
        return read_codestream(boxes->blocks, boxes->source, box->body, box->end);
    }
    if (cl_box_is(box, "lbl ")) {
        return read_label(boxes, box);
    }
    return cl_box_is(box, "asoc") ? read_children(boxes, box, depth) : CL_OK;
}

static cl_status read_row(cl_boxes *boxes, cl_box_row row, unsigned depth)
{
    cl_box box;
    bool more;
    CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    while (more) {
        CL_TRY(read_box(boxes, &box, depth));
        CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    }
    return CL_OK;
}

static cl_status read_jp2(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    cl_boxes boxes = {.source = source, .blocks = blocks};
    CL_TRY(cl_source_peek_some(source, 0, 4, &head));
    if (is_codestream(head)) {
        return read_codestream(blocks, source, 0, cl_source_size(source));
    }
    return cl_boxes_end(&boxes, read_row(&boxes, cl_boxes_of_file(&boxes, 0), 0), "codestream");
}

const cl_format cl_format_jp2 = {.name = "JPEG 2000", .is = is_jp2, .read = read_jp2};
