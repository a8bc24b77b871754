#include "container/tiff.h"

#include "base/limits.h"
#include "base/message.h"
#include "container/formats.h"
#include "container/irb.h"
#include "container/jpeg.h"
#include "container/tiff_ifd.h"
#include "container/tiff_stream.h"

/* Adobe's tags for metadata, the DNG specification, the C2PA specification; Panasonic's are known
 * from its files alone. */
enum {
    TAG_SUB_IFDS = 330,
    TAG_XMP = 700,
    TAG_IIM = 33723,
    TAG_PHOTOSHOP = 34377,
    TAG_DNG_VERSION = 0xC612,
    TAG_C2PA = 0xCD41,
    TAG_PANASONIC_JPEG = 0x002E,
    TAG_PANASONIC_JPEG_2 = 0x0127
};

enum {
    HEAD = 16,
    PREVIEWS_MAX = 2 /* one for each of Panasonic's tags */
};

typedef struct directory {
    uint64_t offset; /* in the file */
    cl_tiff_kind kind;
} directory;

typedef struct tiff {
    cl_tiff_file file;
    directory directories[CL_IFDS_MAX]; /* to read, in the order found; each once */
    size_t count;
    bool loop_reported;
    bool limit_reported;
    bool values_reported;
    cl_tiff_stream values;
    cl_span iim; /* of its own tag, in the directory that is being read */
    bool panasonic;
    cl_extent previews[PREVIEWS_MAX];
    size_t preview_count;
} tiff;

/* --- which TIFF it is --- */

typedef struct magic {
    cl_span bytes;
    const char *format; /* NULL: plain TIFF */
} magic;

static const magic magics[] = {
    {{(const uint8_t *)"II*", 4}, NULL},   {{(const uint8_t *)"MM\0*", 4}, NULL},
    {{(const uint8_t *)"II+", 4}, NULL},   {{(const uint8_t *)"MM\0+", 4}, NULL},
    {{(const uint8_t *)"IIRO", 4}, "ORF"}, {{(const uint8_t *)"IIRS", 4}, "ORF"},
    {{(const uint8_t *)"MMOR", 4}, "ORF"}, {{(const uint8_t *)"IIU", 4}, "RW2"},
};

static const magic *magic_of(cl_span head)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (cl_span_starts(head, magics[i].bytes)) {
            return &magics[i];
        }
    }
    return NULL;
}

static bool is_tiff(cl_span head)
{
    return magic_of(head) != NULL;
}

static const char *format_of(cl_span head)
{
    const magic *found = magic_of(head);
    if (found != NULL && found->format != NULL) {
        return found->format;
    }
    return cl_span_starts(cl_span_from(head, 8), CL_SPAN("CR")) ? "CR2" : NULL;
}

/* --- directories to read --- */

static cl_status report_once(tiff *from, bool *reported, cl_damage damage, uint64_t offset,
                             const char *message)
{
    if (*reported) {
        return CL_OK;
    }
    *reported = true;
    return cl_damage_report(from->file.blocks->findings, damage, offset, "%s", cl_message(message));
}

static cl_status note_directory(tiff *from, uint64_t place, cl_tiff_kind kind, uint64_t seen_at)
{
    uint64_t offset = cl_tiff_offset(&from->file, place);
    if (place == 0) {
        return CL_OK;
    }
    for (size_t i = 0; i < from->count; i++) {
        if (from->directories[i].offset == offset) {
            return report_once(from, &from->loop_reported, CL_DAMAGE_REPAIRED, seen_at,
                               "TIFF directories lead back to one that was read");
        }
    }
    if (from->count == CL_IFDS_MAX) {
        return report_once(from, &from->limit_reported, CL_DAMAGE_LIMIT, seen_at,
                           "more TIFF directories than are read");
    }
    from->directories[from->count++] = (directory){offset, kind};
    return CL_OK;
}

/* The places that a value holds. */
static cl_status note_directories(tiff *from, const cl_tiff_entry *entry, cl_tiff_kind kind)
{
    bool wide = entry->type == CL_TIFF_LONG8 || entry->type == CL_TIFF_IFD8;
    if (!wide && entry->type != CL_TIFF_LONG && entry->type != CL_TIFF_IFD) {
        return cl_damage_report(from->file.blocks->findings, CL_DAMAGE_STRUCTURE, entry->offset,
                                "TIFF tag %u leads to directories by values of the type %u",
                                entry->tag, entry->type);
    }
    cl_span bytes;
    CL_TRY(cl_tiff_take(&from->file, entry, CL_IFDS_MAX * sizeof(uint64_t), &bytes));
    cl_reader reader = cl_reader_of(bytes, entry->offset);
    reader.little_endian = from->file.little_endian;
    uint64_t place;
    while (cl_tiff_place(&reader, wide, &place) == CL_OK) {
        CL_TRY(note_directory(from, place, kind, entry->offset));
    }
    return CL_OK;
}

/* --- metadata blocks --- */

static cl_status take_block(const tiff *from, const cl_tiff_entry *entry, cl_block *block)
{
    block->offset = entry->offset;
    return cl_tiff_take(&from->file, entry, CL_BLOCK_BYTES_MAX, &block->bytes);
}

static cl_status add_block(const tiff *from, const cl_block *block)
{
    return block->bytes.len == 0 ? CL_OK : cl_blocks_add(from->file.blocks, block);
}

static cl_status read_xmp(const tiff *from, const cl_tiff_entry *entry)
{
    cl_block block = {.kind = CL_BLOCK_XMP, .container = "TIFF 700"};
    CL_TRY(take_block(from, entry, &block));
    return add_block(from, &block);
}

/* Some writers give the datasets the type LONG and swap the bytes of each group of four. */
static cl_status swap_longs(const tiff *from, cl_block *block)
{
    cl_span in = block->bytes;
    uint8_t *bytes;
    CL_TRY(cl_take_room(from->file.blocks, block->offset, in.len, &bytes));
    if (bytes == NULL) {
        block->bytes = CL_EMPTY_SPAN;
        return CL_OK;
    }
    for (size_t i = 0; i < in.len; i++) {
        size_t mirrored = i ^ 3u;
        bytes[i] = in.data[mirrored < in.len ? mirrored : i];
    }
    block->bytes = (cl_span){bytes, in.len};
    block->inflated = true;
    return cl_damage_report(from->file.blocks->findings, CL_DAMAGE_REPAIRED, block->offset,
                            "the IPTC datasets of the TIFF stand in swapped groups of four bytes");
}

static cl_status read_iim(tiff *from, const cl_tiff_entry *entry)
{
    cl_block block = {.kind = CL_BLOCK_IIM, .container = "TIFF 33723"};
    CL_TRY(take_block(from, entry, &block));
    if (block.bytes.len >= 4 && block.bytes.data[0] != 0x1C && block.bytes.data[3] == 0x1C) {
        CL_TRY(swap_longs(from, &block));
    }
    from->iim = from->iim.len == 0 ? block.bytes : from->iim;
    return add_block(from, &block);
}

/* Programs that know only the tag of IIM leave Photoshop's copy of it as it was. The tag may be
 * padded. */
static cl_status report_copy(const tiff *from, size_t first)
{
    const cl_blocks *blocks = from->file.blocks;
    for (size_t i = first; from->iim.len > 0 && i < blocks->items.count; i++) {
        const cl_block *block = cl_blocks_at(blocks, i);
        cl_span same = cl_span_sub(from->iim, 0, block->bytes.len);
        if (block->kind == CL_BLOCK_IIM && !cl_span_equal(block->bytes, same)) {
            return cl_damage_report(blocks->findings, CL_DAMAGE_REPAIRED, cl_block_offset(block, 0),
                                    "%s holds other IPTC datasets than tag 33723, probably older "
                                    "ones; both were read",
                                    block->container);
        }
    }
    return CL_OK;
}

static cl_status read_photoshop(const tiff *from, const cl_tiff_entry *entry)
{
    if (entry->tag != TAG_PHOTOSHOP) {
        return CL_OK;
    }
    cl_block stream = {.container = "TIFF Photoshop"};
    size_t first = from->file.blocks->items.count;
    CL_TRY(take_block(from, entry, &stream));
    CL_TRY(cl_irb_read(&stream, from->file.blocks));
    return report_copy(from, first);
}

static cl_status read_c2pa(const tiff *from, const cl_tiff_entry *entry)
{
    cl_block block = {.kind = CL_BLOCK_C2PA, .offset = entry->offset, .container = "TIFF 52545"};
    cl_tiff_entry start = *entry;
    start.len = entry->len < CL_C2PA_BYTES_MAX ? entry->len : CL_C2PA_BYTES_MAX;
    CL_TRY(cl_tiff_take(&from->file, &start, CL_C2PA_BYTES_MAX, &block.bytes));
    return add_block(from, &block);
}

/* --- values of Exif --- */

/* Of a text whose end lies beyond the file what stands before its first NUL: behind it stands what
 * comes next in the file. */
static cl_status cut_text(const tiff *from, const cl_tiff_entry *entry, cl_extent *where)
{
    bool text = entry->type == CL_TIFF_ASCII || entry->type == CL_TIFF_UTF8;
    uint64_t left = cl_source_size(from->file.source) - where->offset;
    cl_span bytes;
    if (!text || entry->len <= left) {
        return CL_OK;
    }
    CL_TRY(cl_source_peek_some(from->file.source, where->offset, where->len, &bytes));
    where->len = cl_span_find_byte(bytes, 0);
    return CL_OK;
}

static cl_status note_value(tiff *from, const cl_tiff_entry *entry, cl_tiff_kind kind)
{
    cl_array *values = &from->values.values[kind];
    cl_extent where;
    if (values->count == CL_TIFF_VALUES_MAX) {
        return report_once(from, &from->values_reported, CL_DAMAGE_LIMIT, entry->offset,
                           "more values in the TIFF than are read");
    }
    CL_TRY(cl_tiff_extent(&from->file, entry, CL_FIELD_BYTES_MAX, &where));
    CL_TRY(cut_text(from, entry, &where));
    if (where.len == 0) {
        return CL_OK; /* so its type has a size */
    }
    where.len -= where.len % cl_tiff_type_size(entry->type);
    cl_tiff_value *value =
        cl_array_add(values, from->file.blocks->arena, sizeof *value, CL_TIFF_VALUES_MAX);
    if (value == NULL) {
        return cl_arena_status(from->file.blocks->arena);
    }
    *value = (cl_tiff_value){entry->tag, entry->type, where};
    return CL_OK;
}

static cl_status add_values(tiff *from)
{
    cl_block block = {.kind = CL_BLOCK_EXIF, .container = "TIFF"};
    CL_TRY(cl_tiff_stream_write(&from->values, from->file.source, from->file.blocks, &block));
    return add_block(from, &block);
}

/* --- Panasonic's pictures in the picture --- */

static cl_status note_preview(tiff *from, const cl_tiff_entry *entry)
{
    if (!from->panasonic || from->preview_count == PREVIEWS_MAX) {
        return CL_OK;
    }
    cl_extent *preview = &from->previews[from->preview_count];
    CL_TRY(cl_tiff_extent(&from->file, entry, SIZE_MAX, preview));
    from->preview_count += preview->len > 0;
    return CL_OK;
}

static cl_status read_previews(const tiff *from)
{
    for (size_t i = 0; i < from->preview_count; i++) {
        const cl_extent *preview = &from->previews[i];
        cl_source *part = NULL;
        CL_TRY(cl_source_until(from->file.source, preview->offset + preview->len, &part));
        CL_TRY(cl_jpeg_read(part, preview->offset, from->file.blocks));
    }
    return CL_OK;
}

/* --- reading --- */

static cl_status read_entry(tiff *from, const cl_tiff_entry *entry, cl_tiff_kind kind)
{
    switch (entry->tag) {
    case TAG_XMP:
        return read_xmp(from, entry);
    case TAG_IIM:
        return read_iim(from, entry);
    case TAG_C2PA:
        return read_c2pa(from, entry);
    case TAG_SUB_IFDS:
        return note_directories(from, entry, CL_TIFF_MAIN);
    case CL_TAG_EXIF_IFD:
        return note_directories(from, entry, CL_TIFF_EXIF);
    case CL_TAG_GPS_IFD:
        return note_directories(from, entry, CL_TIFF_GPS);
    case TAG_PANASONIC_JPEG:
    case TAG_PANASONIC_JPEG_2:
        return note_preview(from, entry);
    default:
        return cl_tiff_tag_is_read(entry->tag) ? note_value(from, entry, kind) : CL_OK;
    }
}

/* A directory of positions; its tags mean other things elsewhere. */
static cl_status read_gps(tiff *from, cl_tiff_directory *gps)
{
    cl_tiff_entry entry;
    while (cl_tiff_next(&from->file, gps, &entry) == CL_OK) {
        if (cl_tiff_gps_tag_is_read(entry.tag)) {
            CL_TRY(note_value(from, &entry, CL_TIFF_GPS));
        }
    }
    return CL_OK;
}

static cl_status read_directory(tiff *from, const directory *which)
{
    cl_tiff_directory open;
    cl_tiff_entry entry;
    cl_tiff_entry photoshop = {.tag = 0}; /* read when the tag of IIM has been */
    from->iim = CL_EMPTY_SPAN;
    CL_TRY(cl_tiff_open(&from->file, which->offset, which->kind == CL_TIFF_MAIN, &open));
    if (which->kind == CL_TIFF_GPS) {
        return read_gps(from, &open);
    }
    while (cl_tiff_next(&from->file, &open, &entry) == CL_OK) {
        if (entry.tag == TAG_PHOTOSHOP) {
            CL_TRY(read_photoshop(from, &photoshop));
            photoshop = entry;
        } else {
            CL_TRY(read_entry(from, &entry, which->kind));
        }
        if (entry.tag == TAG_DNG_VERSION && from->file.base == 0) {
            from->file.blocks->format = "DNG";
        }
    }
    CL_TRY(read_photoshop(from, &photoshop));
    return which->kind == CL_TIFF_MAIN
               ? note_directory(from, open.next, CL_TIFF_MAIN, which->offset)
               : CL_OK;
}

/* BigTIFF puts the width of its places, 8, and a 0 before the first of them. */
static cl_status read_first(tiff *from, cl_span head, uint64_t *out)
{
    cl_reader reader = cl_reader_of(head, from->file.base);
    uint16_t width;
    reader.little_endian = from->file.little_endian;
    CL_TRY(cl_read_skip(&reader, 4));
    if (from->file.big) {
        CL_TRY(cl_read_u16(&reader, &width));
        CL_TRY(cl_read_skip(&reader, 2));
        if (width != sizeof(uint64_t)) {
            return CL_MALFORMED;
        }
    }
    CL_TRY(cl_tiff_place(&reader, from->file.big, out));
    return *out == 0 ? CL_MALFORMED : CL_OK;
}

cl_status cl_tiff_read(cl_source *source, uint64_t base, cl_blocks *blocks)
{
    cl_span head;
    uint64_t first;
    CL_TRY(cl_source_peek_some(source, base, HEAD, &head));
    bool little_endian = cl_span_starts(head, CL_SPAN("II"));
    tiff from = {.file = {.source = source, .blocks = blocks, .base = base}};
    from.file.little_endian = little_endian;
    from.file.big = head.len > 3 && head.data[little_endian ? 2 : 3] == '+';
    from.panasonic = cl_span_starts(head, CL_SPAN("IIU"));
    cl_status status = magic_of(head) == NULL ? CL_MALFORMED : read_first(&from, head, &first);
    if (status != CL_OK) {
        return cl_damage_report(blocks->findings,
                                status == CL_TRUNCATED ? CL_DAMAGE_TRUNCATED : CL_DAMAGE_STRUCTURE,
                                base, "the TIFF has no header that leads to a directory");
    }
    from.values.little_endian = little_endian;
    from.values.offset = cl_tiff_offset(&from.file, first);
    CL_TRY(note_directory(&from, first, CL_TIFF_MAIN, base));
    for (size_t i = 0; i < from.count; i++) {
        const directory next = from.directories[i];
        CL_TRY(read_directory(&from, &next));
    }
    CL_TRY(add_values(&from));
    return read_previews(&from);
}

static cl_status read_tiff(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, HEAD, &head));
    blocks->format = format_of(head);
    return cl_tiff_read(source, 0, blocks);
}

const cl_format cl_format_tiff = {.name = "TIFF", .is = is_tiff, .read = read_tiff};
