#include "container/item.h"

#include "base/limits.h"
#include "base/reader.h"
#include "container/irb.h"
#include "container/jumbf.h"

enum {
    EXIF_SEARCHED = 1024, /* for a TIFF header that does not stand where it should */
    XML_SEARCHED = 4096   /* for the tags of XMP */
};

/* Exif */

static bool is_tiff(cl_span bytes)
{
    return cl_span_starts(bytes, (cl_span){(const uint8_t *)"II*", 4}) ||
           cl_span_starts(bytes, CL_SPAN("MM\0*"));
}

/* Where the TIFF header stands; `bytes.len` where there is none. */
static size_t find_tiff(cl_span bytes)
{
    for (size_t at = 0; at < bytes.len && at < EXIF_SEARCHED; at++) {
        bool likely = bytes.data[at] == 'I' || bytes.data[at] == 'M';
        if (likely && is_tiff(cl_span_from(bytes, at))) {
            return at;
        }
    }
    return bytes.len;
}

static cl_status add_tiff_at(cl_blocks *blocks, cl_block *item, size_t at)
{
    cl_block stream = {.kind = CL_BLOCK_EXIF, .container = item->container, .key = item->key};
    CL_TRY(cl_block_part(blocks->arena, item, at, item->bytes.len - at, &stream));
    return cl_blocks_add(blocks, &stream);
}

cl_status cl_item_add_exif(cl_blocks *blocks, cl_block *item)
{
    uint32_t stated;
    cl_reader reader = cl_reader_of(item->bytes, item->offset);
    if (item->bytes.len == 0) {
        return CL_OK;
    }
    if (cl_read_u32be(&reader, &stated) == CL_OK && stated < cl_reader_left(&reader) &&
        is_tiff(cl_span_from(item->bytes, reader.at + stated))) {
        return add_tiff_at(blocks, item, reader.at + stated);
    }
    size_t at = find_tiff(item->bytes);
    if (at == item->bytes.len) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, item->offset,
                                "%s holds no TIFF stream", item->container);
    }
    CL_TRY(cl_damage_report(blocks->findings, CL_DAMAGE_REPAIRED, item->offset,
                            "%s does not say where its TIFF stream begins; it was found",
                            item->container));
    return add_tiff_at(blocks, item, at);
}

/* XML */

cl_status cl_item_add_xmp(cl_blocks *blocks, cl_block *item)
{
    item->kind = CL_BLOCK_XMP;
    return item->bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, item);
}

cl_status cl_item_add_xml(cl_blocks *blocks, cl_block *item)
{
    cl_span head = cl_span_sub(item->bytes, 0, XML_SEARCHED);
    if (cl_span_find(head, CL_SPAN("<?xpacket")) < head.len ||
        cl_span_find(head, CL_SPAN("<x:xmpmeta")) < head.len ||
        cl_span_find(head, CL_SPAN("<rdf:RDF")) < head.len) {
        return cl_item_add_xmp(blocks, item);
    }
    if (cl_span_find_byte(head, 0) < head.len) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, item->offset,
                                "%s holds no XML", item->container);
    }
    item->kind = CL_BLOCK_TEXT;
    item->key = CL_SPAN("xml");
    return item->bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, item);
}

cl_status cl_item_add_jumbf(cl_boxes *boxes, const cl_box *box, const char *container)
{
    uint64_t len = box->end - box->offset;
    cl_extent extent = {box->offset, len < SIZE_MAX ? (size_t)len : SIZE_MAX};
    return cl_jumbf_add(boxes->blocks, boxes->source, extent, container);
}

/* UUID boxes */

typedef enum meaning {
    MEANS_XMP,
    MEANS_EXIF,
    MEANS_IIM,
    MEANS_PHOTOSHOP,
    MEANS_C2PA,
    MEANS_NOTHING /* known to hold no text */
} meaning;

typedef struct uuid_row {
    uint8_t uuid[CL_BOX_UUID];
    meaning means;
    const char *container;
} uuid_row;

static const uuid_row uuids[] = {
    /* XMP Specification Part 3, 1.2.7 and 1.2.3; Canon's CR3 too */
    {{0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF,
      0xAC},
     MEANS_XMP,
     "uuid XMP"},
    /* "JpgTiffExif->JP2", and what a plug-in of Photoshop wrote in its place */
    {{0x4A, 0x70, 0x67, 0x54, 0x69, 0x66, 0x66, 0x45, 0x78, 0x69, 0x66, 0x2D, 0x3E, 0x4A, 0x50,
      0x32},
     MEANS_EXIF,
     "uuid Exif"},
    {{0x05, 0x37, 0xCD, 0xAB, 0x9D, 0x0C, 0x44, 0x31, 0xA7, 0x2A, 0xFA, 0x56, 0x1F, 0x2A, 0x11,
      0x3E},
     MEANS_EXIF,
     "uuid Exif"},
    {{0x33, 0xC7, 0xA4, 0xD2, 0xB8, 0x1D, 0x47, 0x23, 0xA0, 0xBA, 0xF1, 0xA3, 0xE0, 0x97, 0xAD,
      0x38},
     MEANS_IIM,
     "uuid IPTC"},
    {{0x09, 0xA1, 0x4E, 0x97, 0xC0, 0xB4, 0x42, 0xE0, 0xBE, 0xBF, 0x36, 0xDF, 0x6F, 0x0C, 0xE3,
      0x6F},
     MEANS_IIM,
     "uuid IPTC"},
    {{0x2C, 0x4C, 0x01, 0x00, 0x85, 0x04, 0x40, 0xB9, 0xA0, 0x3E, 0x56, 0x21, 0x48, 0xD6, 0xDF,
      0xEB},
     MEANS_PHOTOSHOP,
     "uuid Photoshop"},
    {{0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81},
     MEANS_C2PA,
     "uuid C2PA"},
    /* previews of CR3, and where things on the earth are */
    {{0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D,
      0x16},
     MEANS_NOTHING,
     ""},
    {{0x21, 0x0F, 0x16, 0x87, 0x91, 0x49, 0x11, 0xE4, 0x81, 0x11, 0x00, 0x24, 0x21, 0x31, 0xFC,
      0xE4},
     MEANS_NOTHING,
     ""},
    {{0xB1, 0x4B, 0xF8, 0xBD, 0x08, 0x3D, 0x4B, 0x43, 0xA5, 0xAE, 0x8C, 0xD7, 0xD5, 0xA6, 0xCE,
      0x03},
     MEANS_NOTHING,
     ""},
};

static const uuid_row *find_uuid(const cl_box *box)
{
    cl_span uuid = {box->uuid, CL_BOX_UUID};
    for (size_t i = 0; i < sizeof uuids / sizeof *uuids; i++) {
        if (cl_span_equal(uuid, (cl_span){uuids[i].uuid, CL_BOX_UUID})) {
            return &uuids[i];
        }
    }
    return NULL;
}

/* Without an offset before it; with "Exif\0\0" as digiKam writes it. */
static cl_status add_bare_exif(cl_blocks *blocks, cl_block *item)
{
    size_t at = find_tiff(item->bytes);
    if (item->bytes.len == 0) {
        return CL_OK;
    }
    if (at == item->bytes.len) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, item->offset,
                                "%s holds no TIFF stream", item->container);
    }
    return add_tiff_at(blocks, item, at);
}

/* C2PA 2.1, A.5: version and flags, a purpose that NUL ends, and before a manifest store the offset
 * of another box. Of other purposes there is nothing to read. */
static cl_status read_c2pa(cl_boxes *boxes, const cl_box *box, const char *container)
{
    enum {
        FLAGS = 4,
        PURPOSE_MAX = 16,
        OTHER_OFFSET = 8
    };
    cl_span head;
    cl_box jumbf = *box;
    CL_TRY(cl_box_head(boxes, box, FLAGS + PURPOSE_MAX, &head));
    cl_span purpose = cl_span_from(head, FLAGS);
    size_t len = cl_span_find_byte(purpose, 0);
    if (cl_span_equal(cl_span_sub(purpose, 0, len), CL_SPAN("merkle"))) {
        return CL_OK;
    }
    uint64_t skip = FLAGS + (uint64_t)len + 1 + OTHER_OFFSET;
    jumbf.offset = box->body + (skip < cl_box_len(box) ? skip : cl_box_len(box));
    return cl_item_add_jumbf(boxes, &jumbf, container);
}

static cl_status read_known(cl_boxes *boxes, const cl_box *box, const uuid_row *row)
{
    cl_block block = {.container = row->container};
    if (row->means == MEANS_NOTHING) {
        return CL_OK;
    }
    if (row->means == MEANS_C2PA) {
        return read_c2pa(boxes, box, row->container);
    }
    CL_TRY(cl_box_take(boxes, box, 0, &block));
    if (row->means == MEANS_XMP) {
        return cl_item_add_xmp(boxes->blocks, &block);
    }
    if (row->means == MEANS_EXIF) {
        return add_bare_exif(boxes->blocks, &block);
    }
    if (row->means == MEANS_PHOTOSHOP || cl_irb_is(block.bytes)) {
        return cl_irb_read(&block, boxes->blocks);
    }
    block.kind = CL_BLOCK_IIM;
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(boxes->blocks, &block);
}

cl_status cl_item_read_uuid(cl_boxes *boxes, const cl_box *box, bool *known)
{
    const uuid_row *row = find_uuid(box);
    *known = row != NULL;
    return row == NULL ? CL_OK : read_known(boxes, box, row);
}
