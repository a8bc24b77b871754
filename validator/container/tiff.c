#include "base/limits.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/irb.h"
#include "container/take.h"
#include "container/tiff_stream.h"

/* TIFF Revision 6.0; Adobe's supplement for the metadata tags. */
enum {
    TAG_XMP = 700,
    TAG_SUB_IFDS = 330,
    TAG_IIM = 33723,
    TAG_PHOTOSHOP = 34377,
    TAG_EXIF_IFD = 34665
};
enum {
    TYPE_LONG = 4,
    TYPE_IFD = 13,
    ENTRY = 12,
    INLINE = 4,
    HEADER = 8
};

typedef struct tiff {
    cl_source *source;
    cl_blocks *blocks;
    bool little_endian;
    uint32_t ifds[CL_IFDS_MAX]; /* to read, in the order found; each once */
    size_t ifd_count;
} tiff;

typedef struct entry {
    uint16_t tag;
    uint16_t type;
    uint32_t count;
    uint64_t len;    /* of the value, as stated */
    uint64_t offset; /* of the value */
} entry;

typedef struct directory {
    cl_reader entries;
    size_t count;
    uint32_t next; /* 0: none */
} directory;

static bool is_big_tiff(cl_span head)
{
    return cl_span_starts(head, (cl_span){(const uint8_t *)"II+", 4}) ||
           cl_span_starts(head, CL_SPAN("MM\0+"));
}

static bool is_tiff(cl_span head)
{
    return cl_span_starts(head, (cl_span){(const uint8_t *)"II*", 4}) ||
           cl_span_starts(head, CL_SPAN("MM\0*")) || is_big_tiff(head);
}

/* Directories */

static cl_status note_ifd(tiff *file, uint32_t offset, uint64_t seen_at)
{
    if (offset == 0) {
        return CL_OK;
    }
    for (size_t i = 0; i < file->ifd_count; i++) {
        if (file->ifds[i] == offset) {
            return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, seen_at,
                                    "TIFF directories lead back to one that was read");
        }
    }
    if (file->ifd_count == CL_IFDS_MAX) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, seen_at,
                                "more than %u TIFF directories", CL_IFDS_MAX);
    }
    file->ifds[file->ifd_count++] = offset;
    return CL_OK;
}

static cl_status report_cut(const tiff *file, uint64_t offset)
{
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, offset,
                            "a TIFF directory reaches beyond the end of the file");
}

/* What there is of a directory. */
static cl_status open_ifd(tiff *file, uint64_t offset, directory *out)
{
    cl_span two;
    uint16_t count;
    *out = (directory){0};
    CL_TRY(cl_source_peek_some(file->source, offset, 2, &two));
    cl_reader head = cl_reader_of(two, offset);
    head.little_endian = file->little_endian;
    if (cl_read_u16(&head, &count) != CL_OK) {
        return report_cut(file, offset);
    }
    if (count > CL_IFD_ENTRIES_MAX) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, offset,
                                "a TIFF directory of %u entries; %u are read", count,
                                CL_IFD_ENTRIES_MAX));
        count = CL_IFD_ENTRIES_MAX;
    }
    cl_span bytes;
    cl_extent all = {offset + 2, count * (size_t)ENTRY + 4};
    CL_TRY(cl_take(file->blocks, file->source, all, &bytes));
    out->entries = cl_reader_of(bytes, offset + 2);
    out->entries.little_endian = file->little_endian;
    out->count = bytes.len / ENTRY < count ? bytes.len / ENTRY : count;
    cl_reader next = out->entries;
    cl_status status = cl_reader_seek(&next, count * (size_t)ENTRY);
    if (status != CL_OK || cl_read_u32(&next, &out->next) != CL_OK) {
        return report_cut(file, offset);
    }
    return CL_OK;
}

static size_t type_size(uint16_t type)
{
    static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    enum {
        TYPE_UTF8 = 129
    }; /* Exif 3.0 */
    if (type == TYPE_UTF8) {
        return 1;
    }
    return type < sizeof sizes ? sizes[type] : 0;
}

static cl_status read_entry(cl_reader *reader, entry *out)
{
    uint32_t offset;
    CL_TRY(cl_read_u16(reader, &out->tag));
    CL_TRY(cl_read_u16(reader, &out->type));
    CL_TRY(cl_read_u32(reader, &out->count));
    out->len = (uint64_t)out->count * type_size(out->type);
    out->offset = cl_reader_offset(reader);
    CL_TRY(cl_read_u32(reader, &offset));
    if (out->len > INLINE) {
        out->offset = offset;
    }
    return CL_OK;
}

/* What there is of a value, at most `cap` bytes. */
static cl_status take_value(const tiff *file, const entry *from, size_t cap, cl_span *out)
{
    uint64_t size = cl_source_size(file->source);
    uint64_t left = from->offset < size ? size - from->offset : 0;
    *out = CL_EMPTY_SPAN;
    if (type_size(from->type) == 0) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, from->offset,
                                "TIFF tag %u has the unknown type %u", from->tag, from->type);
    }
    if (from->len > left) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, from->offset,
                                "TIFF tag %u announces %llu bytes where the file has %llu left",
                                from->tag, (unsigned long long)from->len,
                                (unsigned long long)left));
    }
    size_t len = from->len < cap ? (size_t)from->len : cap;
    if (len < from->len && len < left) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, from->offset,
                                "TIFF tag %u holds %llu bytes; %zu are read", from->tag,
                                (unsigned long long)from->len, cap));
    }
    return cl_take(file->blocks, file->source, (cl_extent){from->offset, len}, out);
}

/* Metadata tags */

static cl_status take_block(const tiff *file, const entry *from, cl_block *block)
{
    block->offset = from->offset;
    return take_value(file, from, CL_BLOCK_BYTES_MAX, &block->bytes);
}

static cl_status read_xmp(tiff *file, const entry *from)
{
    cl_block block = {.kind = CL_BLOCK_XMP, .container = "TIFF 700"};
    CL_TRY(take_block(file, from, &block));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

/* Some writers give the datasets the type LONG and swap the bytes of each group of four. */
static cl_status swap_longs(tiff *file, cl_block *block)
{
    cl_span in = block->bytes;
    uint8_t *bytes;
    CL_TRY(cl_take_room(file->blocks, block->offset, in.len, &bytes));
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
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, block->offset,
                            "the IPTC datasets of the TIFF stand in swapped groups of four bytes");
}

static cl_status read_iim(tiff *file, const entry *from)
{
    cl_block block = {.kind = CL_BLOCK_IIM, .container = "TIFF 33723"};
    CL_TRY(take_block(file, from, &block));
    if (block.bytes.len >= 4 && block.bytes.data[0] != 0x1C && block.bytes.data[3] == 0x1C) {
        CL_TRY(swap_longs(file, &block));
    }
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

static cl_status read_photoshop(tiff *file, const entry *from)
{
    cl_block stream = {.container = "TIFF Photoshop"};
    CL_TRY(take_block(file, from, &stream));
    return cl_irb_read(&stream, file->blocks);
}

static cl_status read_sub_ifds(tiff *file, const entry *from)
{
    cl_span bytes;
    if (from->type != TYPE_LONG && from->type != TYPE_IFD) {
        return CL_OK;
    }
    CL_TRY(take_value(file, from, CL_IFDS_MAX * sizeof(uint32_t), &bytes));
    cl_reader reader = cl_reader_of(bytes, from->offset);
    reader.little_endian = file->little_endian;
    uint32_t offset;
    while (cl_read_u32(&reader, &offset) == CL_OK) {
        CL_TRY(note_ifd(file, offset, from->offset));
    }
    return CL_OK;
}

/* Exif: texts and dates are copied into a stream of their own. */

static bool is_main_text(uint16_t tag)
{
    return tag == 0x010E || tag == 0x0132 || tag == 0x013B || tag == 0x8298 ||
           (tag >= 0x9C9B && tag <= 0x9C9F) || tag == 0xA436 || tag == 0xA437;
}

static bool is_exif_text(uint16_t tag)
{
    return tag == 0x9003 || tag == 0x9011 || tag == 0x9286 || tag == 0xA436 || tag == 0xA437;
}

static cl_status copy_value(const tiff *file, const entry *from, cl_array *values)
{
    cl_span bytes;
    CL_TRY(take_value(file, from, CL_FIELD_BYTES_MAX, &bytes));
    if (bytes.len == 0) {
        return CL_OK;
    }
    cl_tiff_value *value =
        cl_array_add(values, file->blocks->arena, sizeof *value, CL_IFD_ENTRIES_MAX);
    if (value == NULL) {
        return cl_arena_status(file->blocks->arena);
    }
    size_t size = type_size(from->type);
    uint32_t count = (uint32_t)(bytes.len / size);
    *value = (cl_tiff_value){from->tag, from->type, count, cl_span_sub(bytes, 0, count * size)};
    return CL_OK;
}

static cl_status read_exif_ifd(const tiff *file, directory *ifd, cl_array *values)
{
    entry found;
    for (size_t i = 0; i < ifd->count; i++) {
        CL_TRY(read_entry(&ifd->entries, &found));
        if (is_exif_text(found.tag)) {
            CL_TRY(copy_value(file, &found, values));
        }
    }
    return CL_OK;
}

static cl_status follow_exif(tiff *file, const entry *from, cl_array *values)
{
    cl_span four;
    uint32_t offset;
    directory ifd;
    CL_TRY(take_value(file, from, sizeof offset, &four));
    cl_reader reader = cl_reader_of(four, from->offset);
    reader.little_endian = file->little_endian;
    if (cl_read_u32(&reader, &offset) != CL_OK || offset == 0) {
        return CL_OK;
    }
    CL_TRY(open_ifd(file, offset, &ifd));
    return read_exif_ifd(file, &ifd, values);
}

static cl_status read_value(tiff *file, const entry *found, cl_tiff_stream *texts)
{
    switch (found->tag) {
    case TAG_XMP:
        return read_xmp(file, found);
    case TAG_IIM:
        return read_iim(file, found);
    case TAG_PHOTOSHOP:
        return read_photoshop(file, found);
    case TAG_SUB_IFDS:
        return read_sub_ifds(file, found);
    case TAG_EXIF_IFD:
        return texts->exif.count > 0 ? CL_OK : follow_exif(file, found, &texts->exif);
    default:
        return is_main_text(found->tag) ? copy_value(file, found, &texts->main) : CL_OK;
    }
}

static cl_status add_texts(tiff *file, const cl_tiff_stream *texts, uint64_t offset)
{
    if (texts->main.count == 0 && texts->exif.count == 0) {
        return CL_OK;
    }
    cl_block block = {
        .kind = CL_BLOCK_EXIF, .offset = offset, .inflated = true, .container = "TIFF"};
    CL_TRY(cl_tiff_stream_write(texts, file->blocks, offset, &block.bytes));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

static cl_status read_ifd(tiff *file, uint32_t offset)
{
    directory ifd;
    entry found;
    cl_tiff_stream texts = {.little_endian = file->little_endian};
    CL_TRY(open_ifd(file, offset, &ifd));
    for (size_t i = 0; i < ifd.count; i++) {
        CL_TRY(read_entry(&ifd.entries, &found));
        CL_TRY(read_value(file, &found, &texts));
    }
    CL_TRY(add_texts(file, &texts, offset));
    return note_ifd(file, ifd.next, offset);
}

static cl_status read_tiff(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    uint32_t first;
    CL_TRY(cl_source_peek_some(source, 0, HEADER, &head));
    if (is_big_tiff(head)) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_UNKNOWN_FORMAT, 0,
                                "a BigTIFF (a TIFF with 64-bit offsets) is not read");
    }
    tiff file = {
        .source = source, .blocks = blocks, .little_endian = cl_span_starts(head, CL_SPAN("II"))};
    cl_reader reader = cl_reader_of(cl_span_from(head, 4), 4);
    reader.little_endian = file.little_endian;
    if (cl_read_u32(&reader, &first) != CL_OK || first == 0) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, 4,
                                "the TIFF has no first directory");
    }
    CL_TRY(note_ifd(&file, first, 4));
    for (size_t i = 0; i < file.ifd_count; i++) {
        CL_TRY(read_ifd(&file, file.ifds[i]));
    }
    return CL_OK;
}

const cl_format cl_format_tiff = {.name = "TIFF", .is = is_tiff, .read = read_tiff};
