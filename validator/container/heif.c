#include "container/heif.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/text.h"
#include "container/brotli.h"
#include "container/heif_items.h"
#include "container/inflate.h"
#include "container/item.h"

enum {
    BOX_HEADER = 8,
    FULL_BOX = 4 /* version and flags */
};

/* ISO/IEC 14496-12, 8.11.6 */
typedef struct item_info {
    uint32_t item;
    uint16_t protection; /* 0: none */
    bool is_exif;
    bool is_mime;
    cl_span content_type;
    cl_span content_encoding;
} item_info;

/* A text that a NUL or the end of its box ends. */
static cl_status read_string(cl_reader *reader, cl_span *out)
{
    cl_span rest = cl_span_from(reader->bytes, reader->at);
    CL_TRY(cl_read_span(reader, cl_span_find_byte(rest, 0), out));
    return cl_read_skip(reader, cl_reader_left(reader) > 0 ? 1 : 0);
}

static cl_status read_media_type(cl_reader *reader, item_info *out)
{
    CL_TRY(read_string(reader, &out->content_type));
    return read_string(reader, &out->content_encoding);
}

/* Versions 0 and 1 know no types: an item is what its media type says. */
static cl_status read_old_info(cl_reader *reader, item_info *out)
{
    uint16_t id;
    cl_span name;
    CL_TRY(cl_read_u16be(reader, &id));
    CL_TRY(cl_read_u16be(reader, &out->protection));
    CL_TRY(read_string(reader, &name));
    out->item = id;
    out->is_mime = true;
    return read_media_type(reader, out);
}

static cl_status read_new_info(cl_reader *reader, bool is_long, item_info *out)
{
    uint16_t id;
    cl_span type;
    cl_span name;
    if (is_long) {
        CL_TRY(cl_read_u32be(reader, &out->item));
    } else {
        CL_TRY(cl_read_u16be(reader, &id));
        out->item = id;
    }
    CL_TRY(cl_read_u16be(reader, &out->protection));
    CL_TRY(cl_read_span(reader, CL_BOX_TYPE, &type));
    out->is_exif = cl_span_equal(type, CL_SPAN("Exif"));
    out->is_mime = cl_span_equal(type, CL_SPAN("mime"));
    CL_TRY(read_string(reader, &name));
    return out->is_mime ? read_media_type(reader, out) : CL_OK;
}

/* One "infe" box of the table; CL_MALFORMED where none stands. */
static cl_status read_info(cl_reader *reader, item_info *out)
{
    uint32_t size;
    uint8_t version;
    cl_span type;
    cl_span body;
    CL_TRY(cl_read_u32be(reader, &size));
    CL_TRY(cl_read_span(reader, CL_BOX_TYPE, &type));
    if (size < BOX_HEADER || !cl_span_equal(type, CL_SPAN("infe"))) {
        return CL_MALFORMED;
    }
    uint64_t offset = cl_reader_offset(reader);
    CL_TRY(cl_read_span(reader, size - BOX_HEADER, &body));
    cl_reader info = cl_reader_of(body, offset);
    CL_TRY(cl_read_u8(&info, &version));
    CL_TRY(cl_read_skip(&info, FULL_BOX - 1));
    if (version > 3) {
        return CL_MALFORMED;
    }
    return version < 2 ? read_old_info(&info, out) : read_new_info(&info, version > 2, out);
}

/* Items */

static cl_status decode(cl_heif_items *items, const item_info *info, cl_block *block)
{
    cl_blocks *blocks = items->boxes->blocks;
    if (info->content_encoding.len == 0 || block->bytes.len == 0) {
        return CL_OK;
    }
    block->inflated = true;
    block->pieces = NULL;
    if (cl_span_equal_nocase(info->content_encoding, CL_SPAN("deflate"))) {
        return cl_inflate(blocks, block->bytes, block->offset, &block->bytes);
    }
    if (cl_span_equal_nocase(info->content_encoding, CL_SPAN("br"))) {
        return cl_unbrotli(blocks, block->bytes, block->offset, &block->bytes);
    }
    block->bytes = CL_EMPTY_SPAN;
    return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, block->offset,
                            "an item is compressed in an unknown way; it was not read");
}

static bool is_xmp(const item_info *info)
{
    return info->is_mime &&
           cl_span_equal_nocase(cl_span_trim(info->content_type), CL_SPAN("application/rdf+xml"));
}

static bool is_xml(const item_info *info)
{
    static const char *const types[] = {"text/xml", "application/xml", "text/plain", NULL};
    return info->is_mime && cl_span_is_one_of(info->content_type, types);
}

static cl_status read_exif(cl_heif_items *items, const item_info *info)
{
    cl_block block = {.container = "the Exif item"};
    CL_TRY(cl_heif_items_take(items, info->item, &block));
    return cl_item_add_exif(items->boxes->blocks, &block);
}

static cl_status read_text(cl_heif_items *items, const item_info *info)
{
    cl_block block = {.container = is_xmp(info) ? "the XMP item" : "HEIF text item"};
    CL_TRY(cl_heif_items_take(items, info->item, &block));
    CL_TRY(decode(items, info, &block));
    return is_xmp(info) ? cl_item_add_xmp(items->boxes->blocks, &block)
                        : cl_item_add_xml(items->boxes->blocks, &block);
}

static cl_status report_media_type(const cl_heif_items *items, const item_info *info,
                                   uint64_t offset)
{
    cl_span shown;
    cl_blocks *blocks = items->boxes->blocks;
    CL_TRY(cl_utf8_repair(blocks->arena, cl_span_sub(info->content_type, 0, 79), &shown));
    return cl_damage_report(blocks->findings, CL_DAMAGE_IGNORED, offset,
                            "item %u, of the media type \"%.*s\", was not read", info->item,
                            CL_SPAN_PRINT(shown));
}

static cl_status read_item(cl_heif_items *items, const item_info *info, uint64_t offset)
{
    cl_findings *findings = items->boxes->blocks->findings;
    bool text = is_xmp(info) || is_xml(info);
    if (!info->is_exif && !text) {
        return info->is_mime ? report_media_type(items, info, offset) : CL_OK;
    }
    if (info->protection != 0) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, offset,
                                "item %u is encrypted; it was not read", info->item);
    }
    return info->is_exif ? read_exif(items, info) : read_text(items, info);
}

static cl_status report_table(const cl_heif_items *items, uint64_t offset)
{
    return cl_damage_report(items->boxes->blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                            "the table of items (iinf) is not laid out as it should be");
}

cl_status cl_heif_read_items(cl_boxes *boxes, const cl_heif_boxes *in)
{
    enum {
        COUNT = 2,
        LONG_COUNT = 4
    };
    cl_heif_items items;
    cl_block table = {0};
    uint8_t version;
    CL_TRY(cl_heif_items_open(boxes, in, &items));
    CL_TRY(cl_box_take(boxes, in->info, 0, &table));
    cl_reader reader = cl_reader_of(table.bytes, table.offset);
    if (cl_read_u8(&reader, &version) != CL_OK ||
        cl_read_skip(&reader, FULL_BOX - 1 + (version == 0 ? COUNT : LONG_COUNT)) != CL_OK) {
        return report_table(&items, table.offset);
    }
    for (size_t i = 0; cl_reader_left(&reader) > 0; i++) {
        item_info info = {0};
        uint64_t offset = cl_reader_offset(&reader);
        if (i >= CL_ITEMS_MAX) {
            return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LIMIT, offset,
                                    "more than %u items", CL_ITEMS_MAX);
        }
        cl_status status = read_info(&reader, &info);
        if (status == CL_TRUNCATED || status == CL_MALFORMED) {
            return report_table(&items, offset);
        }
        CL_TRY(status);
        CL_TRY(read_item(&items, &info, offset));
    }
    return CL_OK;
}
