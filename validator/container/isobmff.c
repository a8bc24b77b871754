#include "base/limits.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/heif.h"
#include "container/item.h"
#include "container/quicktime.h"

/* ISO/IEC 14496-12: HEIF, AVIF, CR3, MP4, 3GP; QuickTime, which it grew from. */
enum {
    FULL_BOX = 4, /* version and flags */
    BRAND = 4,
    BRANDS_SEEN = 64 /* compatible brands that are looked at */
};

/* What the file is */

typedef struct brand_row {
    const char *brand;
    const char *format;
} brand_row;

static const brand_row brands[] = {
    {"heic", "HEIC"}, {"heix", "HEIC"}, {"heim", "HEIC"}, {"heis", "HEIC"}, {"hevc", "HEIC"},
    {"hevx", "HEIC"}, {"hevm", "HEIC"}, {"hevs", "HEIC"}, {"avif", "AVIF"}, {"avis", "AVIF"},
    {"mif1", "HEIF"}, {"mif2", "HEIF"}, {"msf1", "HEIF"}, {"miaf", "HEIF"}, {"jpeg", "HEIF"},
    {"jpgs", "HEIF"}, {"j2ki", "HEIF"}, {"j2is", "HEIF"}, {"avci", "HEIF"}, {"avcs", "HEIF"},
    {"1pic", "HEIF"}, {"crx ", "CR3"},  {"qt  ", "MOV"},
};

static const char *format_of_brand(cl_span brand)
{
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++) {
        if (cl_span_equal(brand, cl_span_of(brands[i].brand))) {
            return brands[i].format;
        }
    }
    return NULL;
}

static bool has_brand(cl_span compatible, const char *brand)
{
    for (size_t at = 0; at < compatible.len; at += BRAND) {
        if (cl_span_equal(cl_span_sub(compatible, at, BRAND), cl_span_of(brand))) {
            return true;
        }
    }
    return false;
}

/* By the major brand; the general ones of HEIF are those of AVIF too. */
static cl_status read_file_type(cl_boxes *boxes, const cl_box *box)
{
    cl_span head;
    CL_TRY(cl_box_head(boxes, box, BRAND + FULL_BOX + BRANDS_SEEN * BRAND, &head));
    cl_span compatible = cl_span_from(head, BRAND + FULL_BOX);
    const char *format = format_of_brand(cl_span_sub(head, 0, BRAND));
    if (format == NULL) {
        return CL_OK;
    }
    bool general = cl_span_equal(cl_span_of(format), CL_SPAN("HEIF"));
    boxes->blocks->format = general && has_brand(compatible, "avif") ? "AVIF" : format;
    return CL_OK;
}

static bool starts_box(cl_span head, const char *type)
{
    return cl_span_starts(cl_span_from(head, BRAND), cl_span_of(type));
}

/* Files from before "ftyp". A small box at the beginning has a NUL where no text has one. */
static bool is_old_quicktime(cl_span head)
{
    bool small = head.len > 0 && head.data[0] == 0;
    return starts_box(head, "moov") || starts_box(head, "mdat") || starts_box(head, "pnot") ||
           (small &&
            (starts_box(head, "wide") || starts_box(head, "free") || starts_box(head, "skip")));
}

static bool is_isobmff(cl_span head)
{
    return starts_box(head, "ftyp") || is_old_quicktime(head);
}

/* "meta" boxes */

typedef enum part {
    ITEM_INFO,
    ITEM_LOCATIONS,
    ITEM_DATA,
    ITEM_REFERENCES,
    KEYS,
    LIST,
    XML,
    PARTS
} part;

static const char *const part_names[PARTS] = {
    [ITEM_INFO] = "iinf", [ITEM_LOCATIONS] = "iloc",
    [ITEM_DATA] = "idat", [ITEM_REFERENCES] = "iref",
    [KEYS] = "keys",      [LIST] = "ilst",
    [XML] = "xml ",
};

typedef struct meta {
    cl_box boxes[PARTS];
    const cl_box *found[PARTS]; /* NULL: there is none */
} meta;

static cl_status report_second(const cl_boxes *boxes, const cl_box *box, const char *name)
{
    return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE, box->offset,
                            "a second box %s beside another was not read", name);
}

static cl_status note_part(cl_boxes *boxes, const cl_box *box, meta *out)
{
    for (size_t i = 0; i < PARTS; i++) {
        if (!cl_box_is(box, part_names[i])) {
            continue;
        }
        if (out->found[i] != NULL) {
            return report_second(boxes, box, part_names[i]);
        }
        out->boxes[i] = *box;
        out->found[i] = &out->boxes[i];
        return CL_OK;
    }
    bool other_text = cl_box_is(box, "bxml") || cl_box_is(box, "ID32");
    return other_text ? cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE, box->offset,
                                         "a box of metadata in %s was not read",
                                         cl_box_is(box, "bxml") ? "binary XML" : "ID3 form")
                      : CL_OK;
}

static cl_status read_xml(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {.container = "MP4 xml"};
    CL_TRY(cl_box_take(boxes, box, FULL_BOX, &block));
    return cl_item_add_xml(boxes->blocks, &block);
}

/* QuickTime's has no version: its first child stands at once. */
static cl_status meta_header(const cl_boxes *boxes, const cl_box *box, uint64_t *out)
{
    cl_span head;
    CL_TRY(cl_box_head(boxes, box, FULL_BOX + CL_BOX_TYPE, &head));
    *out = cl_span_equal(cl_span_from(head, FULL_BOX), CL_SPAN("hdlr")) ? 0 : FULL_BOX;
    return CL_OK;
}

static cl_status read_parts(cl_boxes *boxes, const meta *from)
{
    const cl_heif_boxes items = {from->found[ITEM_INFO], from->found[ITEM_LOCATIONS],
                                 from->found[ITEM_DATA], from->found[ITEM_REFERENCES]};
    if (items.info != NULL) {
        CL_TRY(cl_heif_read_items(boxes, &items));
    }
    if (from->found[LIST] != NULL) {
        CL_TRY(cl_quicktime_read_list(boxes, from->found[KEYS], from->found[LIST]));
    }
    return from->found[XML] == NULL ? CL_OK : read_xml(boxes, from->found[XML]);
}

static cl_status read_meta(cl_boxes *boxes, const cl_box *box)
{
    meta parts = {0};
    cl_box child;
    bool more;
    uint64_t header;
    CL_TRY(meta_header(boxes, box, &header));
    cl_box_row row = cl_boxes_in(box, header);
    CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    while (more) {
        CL_TRY(note_part(boxes, &child, &parts));
        CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    }
    return read_parts(boxes, &parts);
}

/* Other boxes */

static cl_status read_xmp(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {.container = "QuickTime XMP_"};
    CL_TRY(cl_box_take(boxes, box, 0, &block));
    return cl_item_add_xmp(boxes->blocks, &block);
}

/* Canon's CR3: a TIFF stream each for IFD0, the Exif IFD, a MakerNote and the GPS IFD. */
static cl_status read_canon(cl_boxes *boxes, const cl_box *box)
{
    static const struct {
        const char *type;
        const char *container;
        cl_span key;
    } streams[] = {{"CMT1", "CR3 CMT1", {NULL, 0}},
                   {"CMT2", "CR3 CMT2", {NULL, 0}},
                   {"CMT4", "CR3 CMT4", {(const uint8_t *)"GPS", 3}}};
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        if (cl_box_is(box, streams[i].type)) {
            cl_block block = {
                .kind = CL_BLOCK_EXIF, .key = streams[i].key, .container = streams[i].container};
            CL_TRY(cl_box_take(boxes, box, 0, &block));
            return block.bytes.len == 0 ? CL_OK : cl_blocks_add(boxes->blocks, &block);
        }
    }
    return CL_OK;
}

typedef cl_status (*box_reader)(cl_boxes *boxes, const cl_box *box, unsigned depth);

static cl_status read_children(cl_boxes *boxes, const cl_box *box, unsigned depth, box_reader read)
{
    cl_box child;
    bool more;
    cl_box_row row = cl_boxes_in(box, 0);
    if (depth >= CL_BOX_DEPTH_MAX) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LIMIT, box->offset,
                                "boxes in boxes, more than %u deep; what lies deeper was not read",
                                CL_BOX_DEPTH_MAX);
    }
    CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    while (more) {
        CL_TRY(read(boxes, &child, depth + 1));
        CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    }
    return CL_OK;
}

static cl_status read_canon_child(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    (void)depth;
    return read_canon(boxes, box);
}

static cl_status read_uuid(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    static const uint8_t canon[CL_BOX_UUID] = {0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0,
                                               0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48};
    bool known;
    if (cl_span_equal((cl_span){box->uuid, CL_BOX_UUID}, (cl_span){canon, CL_BOX_UUID})) {
        return read_children(boxes, box, depth, read_canon_child);
    }
    CL_TRY(cl_item_read_uuid(boxes, box, &known));
    return known ? CL_OK : cl_boxes_note_unread(boxes, box);
}

static cl_status read_user_data(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    if (cl_box_is(box, "meta")) {
        return read_meta(boxes, box);
    }
    if (cl_box_is(box, "XMP_")) {
        return read_xmp(boxes, box);
    }
    if (cl_box_is(box, "uuid")) {
        return read_uuid(boxes, box, depth);
    }
    return cl_quicktime_read_user_data(boxes, box);
}

static bool holds_boxes(const cl_box *box)
{
    static const char *const types[] = {"moov", "trak", "mdia", "moof", "traf", "meco", NULL};
    return cl_span_is_one_of((cl_span){box->type, CL_BOX_TYPE}, types);
}

static cl_status read_box(cl_boxes *boxes, const cl_box *box, unsigned depth)
{
    if (cl_box_is(box, "ftyp")) {
        return read_file_type(boxes, box);
    }
    if (cl_box_is(box, "udta")) {
        return read_children(boxes, box, depth, read_user_data);
    }
    if (cl_box_is(box, "meta")) {
        return read_meta(boxes, box);
    }
    if (cl_box_is(box, "uuid")) {
        return read_uuid(boxes, box, depth);
    }
    if (cl_box_is(box, "cmov")) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE, box->offset,
                                "a compressed movie header was not read");
    }
    return holds_boxes(box) ? read_children(boxes, box, depth, read_box) : CL_OK;
}

static cl_status read_boxes(cl_boxes *boxes)
{
    cl_box box;
    bool more;
    cl_box_row row = cl_boxes_of_file(boxes, 0);
    CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    while (more) {
        boxes->whole = boxes->whole || cl_box_is(&box, "moov") || cl_box_is(&box, "meta");
        CL_TRY(read_box(boxes, &box, 0));
        CL_TRY(cl_boxes_next(boxes, &row, &box, &more));
    }
    return CL_OK;
}

static cl_status read_isobmff(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    cl_boxes boxes = {.source = source, .blocks = blocks};
    CL_TRY(cl_source_peek_some(source, 0, 2 * BRAND, &head));
    if (!starts_box(head, "ftyp")) {
        blocks->format = "MOV";
    }
    return cl_boxes_end(&boxes, read_boxes(&boxes), "box moov or meta");
}

const cl_format cl_format_isobmff = {.name = "MP4", .is = is_isobmff, .read = read_isobmff};
