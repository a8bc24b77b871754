#include <string.h>

#include "base/limits.h"
#include "container/brotli.h"
#include "container/formats.h"
#include "container/item.h"
#include "container/jbrd.h"

/* ISO/IEC 18181-2, the file format; of a bare codestream (18181-1) nothing is metadata. */
static bool is_codestream(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("\xFF\x0A"));
}

static bool is_jxl(cl_span head)
{
    return is_codestream(head) || cl_span_starts(head, (cl_span){(const uint8_t *)"\0\0\0\x0CJXL "
                                                                                  "\r\n\x87\n",
                                                                 12});
}

/* A manifest store lacks the header of its JUMBF box here, which its reader wants. */
static cl_status add_jumbf(cl_boxes *boxes, cl_block *block)
{
    enum {
        HEADER = 8
    };
    uint8_t *bytes;
    size_t len = block->bytes.len + HEADER;
    *block = (cl_block){.kind = CL_BLOCK_C2PA,
                        .bytes = block->bytes,
                        .offset = block->offset,
                        .inflated = true,
                        .container = "JPEG XL jumb"};
    if (!cl_span_starts(cl_span_from(block->bytes, 4), CL_SPAN("jumdc2pa"))) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_IGNORED, block->offset,
                                "a compressed JUMBF box that holds no Content Credentials was not "
                                "read");
    }
    CL_TRY(cl_take_room(boxes->blocks, block->offset, len, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    for (size_t i = 0; i < 4; i++) {
        bytes[i] = (uint8_t)(len >> (24 - 8 * i));
    }
    memcpy(bytes + 4, "jumb", CL_BOX_TYPE);
    memcpy(bytes + HEADER, block->bytes.data, block->bytes.len);
    block->bytes = cl_span_sub((cl_span){bytes, len}, 0, CL_C2PA_BYTES_MAX);
    return cl_blocks_add(boxes->blocks, block);
}

static cl_status add_exif(cl_boxes *boxes, cl_block *block)
{
    block->container = "JPEG XL Exif";
    return cl_item_add_exif(boxes->blocks, block);
}

static cl_status add_xml(cl_boxes *boxes, cl_block *block)
{
    block->container = "JPEG XL xml";
    return cl_item_add_xml(boxes->blocks, block);
}

/* 9.7: the type of the box that was compressed, then its body in Brotli. */
static cl_status read_compressed(cl_boxes *boxes, const cl_box *box)
{
    cl_span type;
    cl_block block = {0};
    CL_TRY(cl_box_head(boxes, box, CL_BOX_TYPE, &type));
    cl_status (*add)(cl_boxes *, cl_block *) = cl_span_equal(type, CL_SPAN("Exif"))   ? add_exif
                                               : cl_span_equal(type, CL_SPAN("xml ")) ? add_xml
                                               : cl_span_equal(type, CL_SPAN("jumb")) ? add_jumbf
                                                                                      : NULL;
    if (add == NULL) {
        return cl_boxes_note_unread(boxes, box);
    }
    CL_TRY(cl_box_take(boxes, box, CL_BOX_TYPE, &block));
    block.inflated = true;
    CL_TRY(cl_unbrotli(boxes->blocks, block.bytes, block.offset, &block.bytes));
    return add(boxes, &block);
}

static cl_status read_uuid(cl_boxes *boxes, const cl_box *box)
{
    bool known;
    CL_TRY(cl_item_read_uuid(boxes, box, &known));
    return known ? CL_OK : cl_boxes_note_unread(boxes, box);
}

static cl_status read_box(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {0};
    if (cl_box_is(box, "Exif")) {
        CL_TRY(cl_box_take(boxes, box, 0, &block));
        return add_exif(boxes, &block);
    }
    if (cl_box_is(box, "xml ")) {
        CL_TRY(cl_box_take(boxes, box, 0, &block));
        return add_xml(boxes, &block);
    }
    if (cl_box_is(box, "jumb")) {
        return cl_item_add_jumbf(boxes, box, "JPEG XL jumb");
    }
    if (cl_box_is(box, "brob")) {
        return read_compressed(boxes, box);
    }
    if (cl_box_is(box, "jbrd")) {
        return cl_jbrd_read(boxes, box);
    }
    return cl_box_is(box, "uuid") ? read_uuid(boxes, box) : CL_OK;
}

static cl_status read_boxes(cl_boxes *boxes)
{
    cl_box box;
    bool more;
    cl_box_row row = cl_boxes_of_file(boxes, 0);
    CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    while (more) {
        boxes->whole = boxes->whole || cl_box_is(&box, "jxlc") || cl_box_is(&box, "jxlp");
        CL_TRY(read_box(boxes, &box));
        CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    }
    return CL_OK;
}

static cl_status read_jxl(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    cl_boxes boxes = {.source = source, .blocks = blocks};
    CL_TRY(cl_source_peek_some(source, 0, 2, &head));
    return is_codestream(head) ? CL_OK : cl_boxes_end(&boxes, read_boxes(&boxes), "picture data");
}

const cl_format cl_format_jxl = {.name = "JPEG XL", .is = is_jxl, .read = read_jxl};
