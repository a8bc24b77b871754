#include "container/svg.h"

#include "base/charset.h"
#include "base/limits.h"
#include "container/formats.h"
#include "container/inflate.h"
#include "container/markup.h"
#include "container/xml_head.h"

/* Scalable Vector Graphics (SVG) 1.1, 21 (metadata) and 5.4 (title and desc). Those of the root are
 * the drawing's. */
enum {
    HEAD_MAX = 4096,
    PARTS_MAX = 64, /* in all metadata elements: most have one */
    WRAPPER = 4     /* tags around a part */
};

typedef enum part_kind {
    PART_NONE,
    PART_METADATA, /* the element that holds the others */
    PART_XMP,
    PART_MANIFEST,
    PART_TITLE,
    PART_DESCRIPTION,
    PART_TEXT /* metadata without markup */
} part_kind;

typedef struct part {
    part_kind kind;
    cl_stretch at;
    cl_stretch opened; /* the tags of the metadata element around it */
    cl_stretch closed;
} part;

typedef struct svg {
    cl_source *source; /* of the text */
    cl_blocks *blocks;
    bool made; /* the text is not what stands in the file: from UTF-16, or inflated */
    size_t depth;
    part_kind inside; /* which child of the root */
    uint64_t content; /* where its content begins */
    part open;        /* what is being walked through */
    size_t first;     /* part of the metadata element */
    cl_stretch opened;
    cl_stretch root;
    cl_stretch root_end;
    cl_array parts;
} svg;

/* --- what is one --- */

/* The name at the start of the text. */
static cl_span name_at(cl_span text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] > ' ' && text.data[len] != '>' &&
           text.data[len] != '/' && text.data[len] != '[') {
        len++;
    }
    return cl_span_sub(text, 0, len);
}

bool cl_svg_is(cl_span head)
{
    uint8_t ascii[HEAD_MAX];
    const cl_span name = CL_SPAN("svg");
    cl_span text = cl_xml_skip_blank(cl_xml_fold(cl_span_sub(head, 0, HEAD_MAX), ascii));
    while (cl_xml_skip_prologue(&text)) {
        text = cl_xml_skip_blank(text);
    }
    if (cl_span_starts(text, CL_SPAN("<!DOCTYPE"))) {
        return cl_span_equal(name_at(cl_xml_skip_blank(cl_span_from(text, 9))), name);
    }
    cl_span root = name_at(cl_span_from(text, 1));
    size_t colon = cl_span_find_byte(root, ':');
    return cl_span_starts(text, CL_SPAN("<")) &&
           (cl_span_equal(root, name) || cl_span_equal(cl_span_from(root, colon + 1), name));
}

/* --- walking --- */

static cl_status note(svg *file, const part *found)
{
    if (found->kind == PART_NONE || found->at.end <= found->at.offset) {
        return CL_OK;
    }
    if (file->parts.count >= PARTS_MAX) {
        return cl_take_report_limit(file->blocks, file->made ? 0 : found->at.offset);
    }
    part *added = cl_array_add(&file->parts, file->blocks->arena, sizeof *added, PARTS_MAX);
    if (added == NULL) {
        return cl_arena_status(file->blocks->arena);
    }
    *added = *found;
    return CL_OK;
}

static part_kind child_kind(const cl_markup_tag *tag)
{
    cl_span name = cl_markup_local(tag);
    if (cl_span_equal(name, CL_SPAN("metadata"))) {
        return PART_METADATA;
    }
    if (cl_span_equal(name, CL_SPAN("title"))) {
        return PART_TITLE;
    }
    return cl_span_equal(name, CL_SPAN("desc")) ? PART_DESCRIPTION : PART_NONE;
}

static void start_child(svg *file, const cl_markup_tag *tag)
{
    file->inside = child_kind(tag);
    file->content = tag->end;
    file->first = file->parts.count;
    file->opened = (cl_stretch){tag->offset, tag->end};
}

static void start_part(svg *file, const cl_markup_tag *tag)
{
    cl_span name = {tag->name, tag->name_len};
    bool manifest = cl_span_equal(name, CL_SPAN("c2pa:manifest"));
    file->open = (part){.kind = manifest ? PART_MANIFEST : PART_XMP,
                        .at = {manifest ? tag->end : tag->offset, tag->end},
                        .opened = file->opened};
}

static cl_status end_part(svg *file, const cl_markup_tag *tag)
{
    file->open.at.end = file->open.kind == PART_MANIFEST ? tag->offset : tag->end;
    CL_TRY(note(file, &file->open));
    file->open.kind = PART_NONE;
    return CL_OK;
}

static cl_status end_child(svg *file, const cl_markup_tag *tag)
{
    part text = {.kind = file->inside, .at = {file->content, tag->offset}};
    file->inside = PART_NONE;
    if (text.kind != PART_METADATA) {
        return note(file, &text);
    }
    for (size_t i = file->first; i < file->parts.count; i++) {
        CL_ARRAY_AT(&file->parts, part, i)->closed = (cl_stretch){tag->offset, tag->end};
    }
    text.kind = file->parts.count == file->first ? PART_TEXT : PART_NONE;
    return note(file, &text);
}

static cl_status on_start(svg *file, const cl_markup_tag *tag)
{
    bool empty = tag->kind == CL_MARKUP_EMPTY;
    if (file->depth == 0) {
        file->root = (cl_stretch){tag->offset, tag->end};
    } else if (file->depth == 1 && !empty) {
        start_child(file, tag);
    } else if (file->depth == 2 && file->inside == PART_METADATA) {
        start_part(file, tag);
    }
    if (!empty) {
        file->depth++;
        return CL_OK;
    }
    return file->open.kind != PART_NONE && file->depth == 2 ? end_part(file, tag) : CL_OK;
}

static cl_status on_end(svg *file, const cl_markup_tag *tag)
{
    if (file->depth == 0) {
        return CL_MALFORMED;
    }
    file->depth--;
    if (file->depth == 0) {
        file->root_end = (cl_stretch){tag->offset, tag->end};
        return CL_OK;
    }
    if (file->depth == 2 && file->open.kind != PART_NONE) {
        return end_part(file, tag);
    }
    return file->depth == 1 && file->inside != PART_NONE ? end_child(file, tag) : CL_OK;
}

/* To the end of the root element; CL_OK inside it when there are too many tags. */
static cl_status walk(svg *file, cl_markup *in)
{
    size_t tags = 0;
    do {
        cl_markup_tag tag;
        if (tags++ >= CL_SVG_TAGS_MAX) {
            return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT,
                                    file->made ? 0 : in->rest.offset, "more than %u tags in an SVG",
                                    CL_SVG_TAGS_MAX);
        }
        CL_TRY(cl_markup_next(in, &tag));
        CL_TRY(tag.kind == CL_MARKUP_END ? on_end(file, &tag) : on_start(file, &tag));
    } while (file->depth > 0);
    return CL_OK;
}

/* What the end of the text cuts is read as far as it goes. */
static cl_status walk_all(svg *file)
{
    uint64_t size = cl_source_size(file->source);
    cl_markup in = {.source = file->source, .rest = {0, size}};
    if (size > CL_SVG_BYTES_MAX) {
        in.rest.end = CL_SVG_BYTES_MAX;
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, CL_SVG_BYTES_MAX,
                                "the SVG has %llu bytes; %u are read", (unsigned long long)size,
                                CL_SVG_BYTES_MAX));
    }
    cl_status status = walk(file, &in);
    bool cut = status == CL_TRUNCATED || status == CL_MALFORMED;
    if (!cut && (status != CL_OK || file->depth == 0)) {
        return status;
    }
    cl_markup_tag end = {.offset = in.rest.offset, .end = in.rest.offset};
    if (file->open.kind != PART_NONE) {
        CL_TRY(end_part(file, &end));
    }
    if (file->inside != PART_NONE) {
        CL_TRY(end_child(file, &end));
    }
    return !cut ? CL_OK
                : cl_damage_report(file->blocks->findings, CL_DAMAGE_TRUNCATED,
                                   file->made ? 0 : in.rest.end,
                                   "the SVG ends inside its root element");
}

/* --- blocks --- */

static cl_status add_block(svg *file, cl_block *block)
{
    if (file->made) {
        block->inflated = true;
        block->offset = 0;
        block->pieces = NULL;
        block->piece_count = 0;
    }
    return block->bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, block);
}

static cl_status take(svg *file, cl_stretch from, size_t most, cl_block *out)
{
    uint64_t len = from.end - from.offset;
    out->offset = from.offset;
    if (len > most) {
        CL_TRY(cl_damage_report(
            file->blocks->findings, CL_DAMAGE_LIMIT, file->made ? 0 : from.offset,
            "metadata of an SVG of %llu bytes; %zu are read", (unsigned long long)len, most));
        len = most;
    }
    return cl_take(file->blocks, file->source, (cl_extent){from.offset, (size_t)len}, &out->bytes);
}

static cl_status add_text(svg *file, const part *found, const char *key)
{
    cl_block block = {.kind = CL_BLOCK_TEXT,
                      .key = cl_span_of(key),
                      .charset = CL_CHARSET_UTF8,
                      .container = "SVG"};
    CL_TRY(take(file, found->at, CL_SVG_TEXT_MAX, &block));
    CL_TRY(cl_markup_text(file->blocks, &block));
    return add_block(file, &block);
}

/* RFC 4648, 4. */
static size_t decode_base64(cl_span text, uint8_t *out)
{
    uint32_t bits = 0;
    size_t count = 0;
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        static const cl_span digits = {
            (const uint8_t *)"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            64};
        size_t digit = cl_span_find_byte(digits, text.data[i]);
        if (digit == digits.len) {
            continue; /* white space and padding */
        }
        bits = bits << 6 | (uint32_t)digit;
        if (++count % 4 != 1) {
            size_t shift = 6 - 2 * ((count - 1) % 4);
            out[len++] = (uint8_t)(bits >> shift);
        }
    }
    return len;
}

/* C2PA 2.1, A.3.3: Content Credentials in base64. */
static cl_status add_manifest(svg *file, const part *found)
{
    uint8_t *bytes;
    cl_block block = {.kind = CL_BLOCK_C2PA, .container = "SVG c2pa:manifest"};
    CL_TRY(take(file, found->at, CL_C2PA_BYTES_MAX, &block));
    CL_TRY(cl_take_room(file->blocks, block.offset, block.bytes.len, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    block.bytes = (cl_span){bytes, decode_base64(block.bytes, bytes)};
    block.inflated = true;
    return add_block(file, &block);
}

/* --- XMP --- */

/* Whether a prefix is used whose declaration must stand on an element around. */
static bool needs_wrapper(cl_span text)
{
    static const cl_span used[] = {
        {(const uint8_t *)"<rdf:", 5}, {(const uint8_t *)"<cc:", 4},
        {(const uint8_t *)"<dc:", 4},  {(const uint8_t *)"<xmpRights:", 11},
        {(const uint8_t *)"<xmp:", 5}, {(const uint8_t *)"<photoshop:", 11}};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        uint8_t declared[32] = "xmlns:";
        size_t len = 6;
        for (size_t k = 1; k + 1 < used[i].len; k++) {
            declared[len++] = used[i].data[k];
        }
        if (cl_span_find(text, used[i]) < text.len &&
            cl_span_find(text, (cl_span){declared, len}) == text.len) {
            return true;
        }
    }
    return false;
}

/* A reference to what the document type declares cannot be resolved: the tag is left out. */
static cl_status may_wrap(svg *file, cl_stretch tag, bool *out)
{
    cl_span text;
    uint64_t len = tag.end - tag.offset;
    *out = len > 0 && len <= CL_SOURCE_WINDOW;
    if (*out) {
        CL_TRY(cl_source_peek_some(file->source, tag.offset, (size_t)len, &text));
        *out = cl_span_find_byte(text, '&') == text.len;
    }
    return CL_OK;
}

static cl_status note_extents(svg *file, cl_array *extents, cl_stretch from)
{
    while (from.offset < from.end) {
        uint64_t left = from.end - from.offset;
        size_t len = left < CL_SOURCE_WINDOW ? (size_t)left : CL_SOURCE_WINDOW;
        CL_TRY(cl_take_note(file->blocks, extents, (cl_extent){from.offset, len}));
        from.offset += len;
    }
    return CL_OK;
}

/* With the tags around it, which declare its prefixes. */
static cl_status take_wrapped(svg *file, const part *found, cl_block *block)
{
    const cl_stretch around[WRAPPER] = {file->root, found->opened, found->closed, file->root_end};
    cl_array extents = {0};
    for (size_t i = 0; i < WRAPPER; i++) {
        CL_TRY(note_extents(file, &extents, around[i]));
        if (i == WRAPPER / 2 - 1) {
            CL_TRY(note_extents(file, &extents, found->at));
        }
    }
    return cl_take_joined(file->blocks, file->source, &extents, block);
}

static cl_status add_xmp(svg *file, const part *found)
{
    cl_block block = {.kind = CL_BLOCK_XMP, .container = "SVG metadata"};
    cl_span start;
    bool wrap;
    uint64_t len = found->at.end - found->at.offset;
    CL_TRY(cl_source_peek_some(file->source, found->at.offset,
                               len < CL_SOURCE_WINDOW ? (size_t)len : CL_SOURCE_WINDOW, &start));
    bool needed = needs_wrapper(start) && len <= CL_XMP_BYTES_MAX;
    CL_TRY(may_wrap(file, file->root, &wrap));
    if (wrap) {
        CL_TRY(may_wrap(file, found->opened, &wrap));
    }
    CL_TRY(needed && wrap ? take_wrapped(file, found, &block)
                          : take(file, found->at, CL_XMP_BYTES_MAX, &block));
    return add_block(file, &block);
}

static cl_status add_part(svg *file, const part *found)
{
    switch (found->kind) {
    case PART_XMP:
        return add_xmp(file, found);
    case PART_MANIFEST:
        return add_manifest(file, found);
    case PART_TITLE:
        return add_text(file, found, "title");
    case PART_DESCRIPTION:
        return add_text(file, found, "desc");
    case PART_TEXT:
        return add_text(file, found, "metadata");
    case PART_NONE:
    case PART_METADATA:
    default:
        return CL_OK;
    }
}

static cl_status read_text(svg *file)
{
    CL_TRY(walk_all(file));
    for (size_t pass = 0; pass < 2; pass++) { /* XMP says more than the texts for a viewer */
        for (size_t i = 0; i < file->parts.count; i++) {
            const part *found = CL_ARRAY_AT(&file->parts, const part, i);
            if ((found->kind == PART_XMP) == (pass == 0)) {
                CL_TRY(add_part(file, found));
            }
        }
    }
    return CL_OK;
}

/* --- the file --- */

/* The text in UTF-8, whole, as a source of its own. */
static cl_status convert(svg *file, const char *charset, size_t skip)
{
    enum {
        WIDE_MAX = CL_SIDECAR_MAX / 2 /* converted as a whole, to up to twice as much */
    };
    bool lossless;
    cl_block text = {0};
    cl_stretch whole = {skip, cl_source_size(file->source)};
    CL_TRY(take(file, whole, WIDE_MAX, &text));
    CL_TRY(cl_charset_convert(file->blocks->arena, text.bytes, charset, &text.bytes, &lossless));
    if (!lossless) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_ENCODING, 0,
                                "an SVG that is not %s all through", charset));
    }
    file->made = true;
    return cl_source_of(file->blocks->arena, text.bytes, &file->source);
}

static cl_status read_source(svg *file)
{
    size_t skip;
    cl_span head;
    CL_TRY(cl_source_peek_some(file->source, 0, HEAD_MAX, &head));
    const char *charset = cl_xml_charset(head, &skip);
    if (!cl_span_equal(cl_span_of(charset), CL_SPAN(CL_CHARSET_UTF8))) {
        CL_TRY(convert(file, charset, skip));
    }
    return read_text(file);
}

static cl_status read_svg(cl_source *source, cl_blocks *blocks)
{
    svg file = {.source = source, .blocks = blocks};
    return read_source(&file);
}

const cl_format cl_format_svg = {.name = "SVG", .is = cl_svg_is, .read = read_svg};

/* --- gzip --- */

static bool is_gzip(cl_span head) /* RFC 1952, 2.3.1 */
{
    return cl_span_starts(head, CL_SPAN("\x1F\x8B\x08"));
}

static cl_status read_gzip(cl_source *source, cl_blocks *blocks)
{
    svg file = {.source = source, .blocks = blocks, .made = true};
    cl_block packed = {0};
    cl_span text;
    cl_stretch whole = {0, cl_source_size(source)};
    CL_TRY(take(&file, whole, CL_INFLATE_MAX, &packed));
    CL_TRY(cl_inflate(blocks, packed.bytes, 0, &text));
    if (!cl_svg_is(text)) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_UNKNOWN_FORMAT, 0,
                                "a compressed file that holds no SVG");
    }
    blocks->format = cl_format_svg.name;
    CL_TRY(cl_source_of(blocks->arena, text, &file.source));
    return read_source(&file);
}

const cl_format cl_format_svgz = {.name = "gzip", .is = is_gzip, .read = read_gzip};
