#include "base/limits.h"
#include "base/reader.h"
#include "container/find.h"
#include "container/formats.h"

/* GIF89a specification; XMP Specification Part 3, 1.1.2 for the packet. */
enum {
    SIGNATURE = 6,
    SCREEN = 13, /* the signature with the logical screen descriptor */
    SCREEN_FLAGS = 10,
    IMAGE = 10, /* an image descriptor with its separator */
    IMAGE_FLAGS = 9,
    EXTENSION = 2, /* introducer and label */
    APPLICATION = 11,
    XMP_TRAILER = 258,
    SUB_BLOCK_MAX = 256,
    PLAIN_TEXT_HEAD = 13 /* its first sub-block: where and in which colours the text is drawn */
};

enum {
    INTRODUCER_IMAGE = 0x2C,
    INTRODUCER_EXTENSION = 0x21,
    INTRODUCER_TRAILER = 0x3B
};

enum {
    LABEL_PLAIN_TEXT = 0x01,
    LABEL_COMMENT = 0xFE,
    LABEL_APPLICATION = 0xFF
};

typedef struct gif {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t offset;   /* of the next byte to read */
    size_t sub_blocks; /* walked so far */
    size_t noted;      /* of them, as parts of texts */
    bool searched;     /* for a packet that its trailer does not end */
    bool ended;
} gif;

static bool is_gif(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("GIF87a")) || cl_span_starts(head, CL_SPAN("GIF89a"));
}

static cl_status read_byte(gif *file, uint64_t offset, uint8_t *out)
{
    cl_span byte;
    CL_TRY(cl_source_peek(file->source, offset, 1, &byte));
    *out = byte.data[0];
    return CL_OK;
}

/* --- sub-blocks (15) --- */

static cl_status note(gif *file, cl_array *data, cl_extent extent)
{
    if (data == NULL || extent.len == 0) {
        return CL_OK;
    }
    if (file->noted++ >= CL_SEGMENTS_MAX) {
        return cl_take_report_limit(file->blocks, extent.offset);
    }
    return cl_take_note(file->blocks, data, extent);
}

/* Walks to the end of the sub-blocks at file->offset; notes what they hold in `data` if wanted. */
static cl_status walk_sub_blocks(gif *file, cl_array *data)
{
    for (;;) {
        uint8_t len;
        CL_TRY(read_byte(file, file->offset, &len));
        if (len == 0) {
            file->offset++;
            return CL_OK;
        }
        if (file->sub_blocks++ >= CL_GIF_SUB_BLOCKS_MAX) {
            return CL_LIMIT;
        }
        uint64_t left = cl_source_size(file->source) - file->offset - 1;
        size_t there = len < left ? len : (size_t)left;
        CL_TRY(note(file, data, (cl_extent){file->offset + 1, there}));
        file->offset += 1 + (uint64_t)there;
        if (there < len) {
            return CL_TRUNCATED;
        }
    }
}

/* What sub-blocks hold, also those that the file's end cuts. */
static cl_status add_data(gif *file, cl_block block)
{
    cl_array data = {0};
    cl_status walked = walk_sub_blocks(file, &data);
    if (walked != CL_OK && walked != CL_TRUNCATED) {
        return walked;
    }
    CL_TRY(cl_take_joined(file->blocks, file->source, &data, &block));
    if (block.kind == CL_BLOCK_C2PA) {
        block.bytes = cl_span_sub(block.bytes, 0, CL_C2PA_BYTES_MAX);
    }
    if (block.bytes.len > 0) {
        CL_TRY(cl_blocks_add(file->blocks, &block));
    }
    return walked;
}

/* --- XMP --- */

/* 1, 255, 254 … 1, 0, 0 */
static uint8_t trailer_byte(size_t i)
{
    if (i == 0) {
        return 1;
    }
    return i < XMP_TRAILER - 1 ? (uint8_t)(SUB_BLOCK_MAX - i) : 0;
}

/* Whether the 258 bytes before `end` are those that lead a reader of sub-blocks out of a packet. */
static cl_status has_xmp_trailer(const gif *file, uint64_t start, uint64_t end, bool *out)
{
    cl_span bytes;
    *out = false;
    if (end - start < XMP_TRAILER) {
        return CL_OK;
    }
    CL_TRY(cl_source_peek(file->source, end - XMP_TRAILER, XMP_TRAILER, &bytes));
    *out = true;
    for (size_t i = 0; *out && i < XMP_TRAILER; i++) {
        *out = bytes.data[i] == trailer_byte(i);
    }
    return CL_OK;
}

/* Moves behind what there is of the trailer. */
static cl_status skip_trailer(gif *file)
{
    cl_span bytes;
    size_t len = 0;
    CL_TRY(cl_source_peek_some(file->source, file->offset, XMP_TRAILER, &bytes));
    while (len < bytes.len && bytes.data[len] == trailer_byte(len)) {
        len++;
    }
    file->offset += len;
    return CL_OK;
}

/* A packet whose trailer is not where it should be goes as far as its tags do. They are searched
 * for once: a file that needs it again and again would take quadratic time. */
static cl_status add_tagged_xmp(gif *file, uint64_t start, cl_status walked)
{
    cl_array packets = {0};
    cl_stretch rest = {start, start + CL_XMP_BYTES_MAX};
    if (!file->searched) {
        file->searched = true;
        CL_TRY(cl_find_packets(file->source, file->blocks, rest, &packets));
    }
    if (packets.count == 0) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, start,
                                "no XMP packet stands where the GIF announces one"));
        return walked;
    }
    cl_extent packet = *CL_ARRAY_AT(&packets, const cl_extent, 0);
    CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, packet.offset,
                            "the trailer behind the GIF's XMP packet is not what it should be; "
                            "the packet was read by its tags"));
    file->offset = packet.offset + packet.len;
    CL_TRY(skip_trailer(file));
    return cl_find_add_packet(file->source, file->blocks, packet, "GIF XMP");
}

static cl_status add_bare_xmp(gif *file)
{
    bool whole = false;
    uint64_t start = file->offset;
    cl_status walked = walk_sub_blocks(file, NULL);
    if (walked != CL_OK && walked != CL_TRUNCATED) {
        return walked;
    }
    if (walked == CL_OK) {
        CL_TRY(has_xmp_trailer(file, start, file->offset, &whole));
    }
    uint64_t len = file->offset - start;
    if (!whole || len > CL_XMP_BYTES_MAX) {
        return add_tagged_xmp(file, start, walked);
    }
    cl_extent packet = {start, (size_t)len - XMP_TRAILER};
    return cl_find_add_packet(file->source, file->blocks, packet, "GIF XMP");
}

/* The packet stands bare, not in sub-blocks; some writers put it into sub-blocks all the same. */
static cl_status read_xmp(gif *file)
{
    cl_span start;
    CL_TRY(cl_source_peek(file->source, file->offset, 2, &start));
    bool begins = start.data[0] == '<' || cl_span_trim(cl_span_sub(start, 0, 1)).len == 0;
    bool in_sub_blocks = start.data[1] == '<' || start.data[1] == 0xEF;
    if (!begins && in_sub_blocks) {
        return add_data(file, (cl_block){.kind = CL_BLOCK_XMP, .container = "GIF XMP"});
    }
    return add_bare_xmp(file);
}

/* --- extensions (23 to 26) --- */

static cl_status read_application(gif *file)
{
    cl_span head;
    CL_TRY(cl_source_peek(file->source, file->offset, 1 + APPLICATION, &head));
    cl_span name = cl_span_from(head, 1);
    bool whole = head.data[0] == APPLICATION;
    bool xmp = whole && cl_span_equal(name, CL_SPAN("XMP DataXMP"));
    bool manifest = whole && cl_span_starts(name, CL_SPAN("C2PA_GIF"));
    if (!xmp && !manifest) {
        return walk_sub_blocks(file, NULL);
    }
    file->offset += 1 + APPLICATION;
    if (xmp) {
        return read_xmp(file);
    }
    return add_data(file, (cl_block){.kind = CL_BLOCK_C2PA, .container = "GIF C2PA"});
}

/* Text that is drawn into the picture. */
static cl_status read_plain_text(gif *file)
{
    uint8_t len;
    CL_TRY(read_byte(file, file->offset, &len));
    if (len != PLAIN_TEXT_HEAD - 1) {
        return walk_sub_blocks(file, NULL);
    }
    file->offset += PLAIN_TEXT_HEAD;
    return add_data(
        file,
        (cl_block){.kind = CL_BLOCK_TEXT, .key = CL_SPAN("Plain Text"), .container = "GIF text"});
}

static cl_status read_extension(gif *file)
{
    uint8_t label;
    CL_TRY(read_byte(file, file->offset + 1, &label));
    file->offset += EXTENSION;
    switch (label) {
    case LABEL_APPLICATION:
        return read_application(file);
    case LABEL_COMMENT:
        return add_data(file, (cl_block){.kind = CL_BLOCK_TEXT,
                                         .key = CL_SPAN("Comment"),
                                         .container = "GIF comment"});
    case LABEL_PLAIN_TEXT:
        return read_plain_text(file);
    default:
        return walk_sub_blocks(file, NULL);
    }
}

/* --- blocks --- */

/* Bytes of the colour table that the flags announce (18, 20). */
static uint64_t table_length(uint8_t flags)
{
    return (flags & 0x80u) != 0 ? 3u * ((uint64_t)2 << (flags & 7u)) : 0;
}

static cl_status skip_image(gif *file)
{
    uint8_t flags;
    CL_TRY(read_byte(file, file->offset + IMAGE_FLAGS, &flags));
    file->offset += IMAGE + table_length(flags) + 1; /* the size of LZW codes (22) */
    return walk_sub_blocks(file, NULL);
}

static cl_status read_block(gif *file)
{
    uint8_t introducer;
    CL_TRY(read_byte(file, file->offset, &introducer));
    switch (introducer) {
    case INTRODUCER_IMAGE:
        return skip_image(file);
    case INTRODUCER_EXTENSION:
        return read_extension(file);
    case INTRODUCER_TRAILER:
        file->ended = true;
        file->offset++;
        return CL_OK;
    case 0: /* a terminator too many, as some writers leave */
        file->offset++;
        return CL_OK;
    default:
        return CL_MALFORMED;
    }
}

static cl_status read_blocks(gif *file)
{
    uint8_t flags;
    CL_TRY(read_byte(file, SCREEN_FLAGS, &flags));
    file->offset = SCREEN + table_length(flags);
    for (size_t i = 0; !file->ended; i++) {
        if (i >= CL_SEGMENTS_MAX) {
            return CL_LIMIT;
        }
        CL_TRY(read_block(file));
    }
    return CL_OK;
}

/* Where the blocks cannot be followed an XMP packet is still told by its tags. */
static cl_status read_rest(gif *file)
{
    cl_array packets = {0};
    cl_stretch rest = {file->offset, file->offset + CL_SEARCH_MAX};
    CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, file->offset,
                            "no GIF block stands here; what follows was searched for XMP only"));
    CL_TRY(cl_find_packets(file->source, file->blocks, rest, &packets));
    for (size_t i = 0; i < packets.count; i++) {
        CL_TRY(cl_find_add_packet(file->source, file->blocks,
                                  *CL_ARRAY_AT(&packets, const cl_extent, i), "GIF XMP"));
    }
    return CL_OK;
}

static cl_status report_behind(const gif *file)
{
    uint64_t size = cl_source_size(file->source);
    if (file->offset >= size) {
        return CL_OK;
    }
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_IGNORED, file->offset,
                            "%llu bytes behind the end of the GIF were not read",
                            (unsigned long long)(size - file->offset));
}

static cl_status read_gif(cl_source *source, cl_blocks *blocks)
{
    gif file = {.source = source, .blocks = blocks, .offset = SIGNATURE};
    cl_status status = read_blocks(&file);
    if (status == CL_TRUNCATED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, cl_source_size(source),
                                "the GIF ends before its trailer");
    }
    if (status == CL_MALFORMED) {
        return read_rest(&file);
    }
    if (status == CL_LIMIT && cl_arena_status(blocks->arena) == CL_OK) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, file.offset,
                                "more GIF blocks than are walked through");
    }
    CL_TRY(status);
    return report_behind(&file);
}

const cl_format cl_format_gif = {.name = "GIF", .is = is_gif, .read = read_gif};
