#include "base/limits.h"
#include "base/reader.h"
#include "base/text.h"
#include "container/formats.h"
#include "container/inflate.h"
#include "container/jumbf.h"
#include "container/png_keyword.h"
#include "container/raw_profile.h"
#include "container/take.h"

/* W3C Portable Network Graphics (Third Edition). The CRC of a chunk is not checked: what to look
 * for when it is wrong is no clearer, the other checks hold whatever the bytes, writers that edit
 * texts in place leave it stale, and a right one says nothing about who wrote the text. It helps
 * where a length is wrong. */
enum {
    SIGNATURE = 8,
    CHUNK_HEADER = 8,
    CRC = 4,
    TYPE = 4,
    KEYWORD_MAX = 79,
    OTHER_MAX = 8192, /* of a text under a keyword that nobody knows: a page */
    LENGTH_MAX = 0x7FFFFFFF
};

typedef struct chunk {
    uint64_t offset;
    uint8_t type[TYPE];
    cl_extent data; /* what there is of it */
} chunk;

typedef struct png {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t offset; /* of the next chunk */
    bool ended;
    size_t other_texts; /* under keywords that are not read */
    cl_span other_keyword;
    uint64_t other_offset;
} png;

static const cl_span signature = {(const uint8_t *)"\x89PNG\r\n\x1A\n", SIGNATURE};

static bool is_png(cl_span head)
{
    return cl_span_starts(head, signature);
}

static bool is_type(const chunk *found, const char *type)
{
    return cl_span_equal((cl_span){found->type, TYPE}, cl_span_of(type));
}

static bool has_letters(const chunk *found)
{
    for (size_t i = 0; i < TYPE; i++) {
        uint8_t upper = found->type[i] & 0xDFu;
        if (upper < 'A' || upper > 'Z') {
            return false;
        }
    }
    return true;
}

static cl_status read_header(png *file, chunk *out, uint32_t *length) /* 5.3 */
{
    cl_span bytes;
    cl_span type;
    CL_TRY(cl_source_peek(file->source, file->offset, CHUNK_HEADER, &bytes));
    cl_reader reader = cl_reader_of(bytes, file->offset);
    CL_TRY(cl_read_u32be(&reader, length));
    CL_TRY(cl_read_span(&reader, TYPE, &type));
    out->offset = file->offset;
    for (size_t i = 0; i < TYPE; i++) {
        out->type[i] = type.data[i];
    }
    out->data.offset = cl_reader_offset(&reader);
    return has_letters(out) ? CL_OK : CL_MALFORMED;
}

static uint32_t add_to_crc(uint32_t crc, uint8_t byte) /* Annex D */
{
    crc ^= byte;
    for (unsigned bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? 0xEDB88320u ^ crc >> 1 : crc >> 1;
    }
    return crc;
}

/* The length after which the right CRC stands; data.len where there is none. */
static size_t length_by_crc(const chunk *found, cl_span data)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < TYPE; i++) {
        crc = add_to_crc(crc, found->type[i]);
    }
    cl_reader reader = cl_reader_of(data, 0);
    for (size_t len = 0; len < data.len; len++) {
        uint32_t stated;
        cl_reader behind = reader;
        if (cl_read_u32be(&behind, &stated) == CL_OK && stated == ~crc) {
            return len;
        }
        crc = add_to_crc(crc, data.data[len]);
        reader.at = len + 1;
    }
    return data.len;
}

/* A chunk that announces more than the file has ends where its CRC stands, if it is a short one. */
static cl_status mend_length(png *file, chunk *out, bool *mended)
{
    cl_span data;
    CL_TRY(cl_source_peek_some(file->source, out->data.offset, CL_SOURCE_WINDOW, &data));
    size_t len = length_by_crc(out, data);
    *mended = len < data.len;
    if (!*mended) {
        return CL_OK;
    }
    out->data.len = len;
    file->offset = out->data.offset + len + CRC;
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, out->offset,
                            "PNG chunk %.4s announces more bytes than the file has; by its CRC it "
                            "has %zu",
                            (const char *)out->type, len);
}

/* CL_MALFORMED where no chunk stands, CL_TRUNCATED where the file ends. */
static cl_status read_chunk(png *file, chunk *out)
{
    uint32_t length;
    CL_TRY(read_header(file, out, &length));
    uint64_t left = cl_source_size(file->source) - out->data.offset;
    out->data.len = length < left ? length : (size_t)left;
    file->offset = out->data.offset + out->data.len;
    if (length > left) {
        bool mended;
        CL_TRY(mend_length(file, out, &mended));
        if (mended) {
            return CL_OK;
        }
    }
    if (length > LENGTH_MAX || length > left) {
        file->ended = length > left;
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, out->offset,
                                "PNG chunk %.4s announces %u bytes where the file has %llu left",
                                (const char *)out->type, length, (unsigned long long)left);
    }
    /* A file that is cut inside the last CRC lost nothing. */
    file->offset += left - length < CRC ? left - length : CRC;
    return CL_OK;
}

/* Texts */

/* Whether the text is to be looked at. */
static bool is_wanted(cl_span keyword, size_t len)
{
    return cl_png_keyword_is_read(keyword) || cl_png_keyword_is_xmp(keyword) ||
           cl_raw_profile_is(keyword) ||
           (!cl_png_keyword_is_technical(keyword) && len <= OTHER_MAX);
}

static cl_status note_other(png *file, uint64_t offset, cl_span keyword)
{
    if (cl_png_keyword_is_usual(keyword)) {
        return CL_OK;
    }
    if (file->other_texts++ == 0) {
        file->other_offset = offset;
        return cl_utf8_repair(file->blocks->arena, keyword, &file->other_keyword);
    }
    return CL_OK;
}

static cl_status report_other(const png *file)
{
    if (file->other_texts == 0) {
        return CL_OK;
    }
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_IGNORED, file->other_offset,
                            "%zu PNG texts under other keywords were not read, the first is "
                            "\"%.*s\"",
                            file->other_texts, CL_SPAN_PRINT(file->other_keyword));
}

/* Latin-1 as the specification wants it, unless the bytes are UTF-8: many writers ignore the rule,
 * and Latin-1 text hardly ever happens to be UTF-8. */
static cl_status decode_latin1(png *file, cl_block *block)
{
    cl_span in = block->bytes;
    uint8_t *bytes;
    if (cl_utf8_valid(in)) {
        bool ascii = cl_utf8_count(in) == in.len;
        return ascii ? CL_OK
                     : cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, block->offset,
                                        "a PNG text that should be Latin-1 is UTF-8");
    }
    block->bytes = CL_EMPTY_SPAN;
    block->inflated = true;
    CL_TRY(cl_take_room(file->blocks, block->offset, 2 * in.len, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    size_t len = 0;
    for (size_t i = 0; i < in.len; i++) {
        uint8_t utf8[CL_UTF8_MAX];
        size_t count = cl_utf8_put(in.data[i], utf8);
        for (size_t k = 0; k < count; k++) {
            bytes[len++] = utf8[k];
        }
    }
    block->bytes = (cl_span){bytes, len};
    return CL_OK;
}

/* A text with its keyword, inflated already; `key` is borrowed from the chunk. */
static cl_status add_text(png *file, cl_block *block, bool latin1)
{
    if (cl_raw_profile_is(block->key)) {
        return cl_raw_profile_read(file->blocks, block->key, block->bytes, block->offset);
    }
    block->kind = cl_png_keyword_is_xmp(block->key) ? CL_BLOCK_XMP : CL_BLOCK_TEXT;
    if (block->kind == CL_BLOCK_TEXT && !cl_png_keyword_is_read(block->key) &&
        !cl_png_text_is_prose(block->bytes)) {
        return note_other(file, block->offset, block->key);
    }
    if (latin1 && block->kind == CL_BLOCK_TEXT) {
        CL_TRY(decode_latin1(file, block));
    }
    if (block->kind == CL_BLOCK_XMP) {
        block->key = CL_EMPTY_SPAN;
    }
    return block->bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, block);
}

static cl_status report_text(const png *file, const chunk *found)
{
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, found->offset,
                            "PNG chunk %.4s is not laid out as it should be",
                            (const char *)found->type);
}

static cl_status inflate_block(png *file, cl_block *block)
{
    block->inflated = true;
    return cl_inflate(file->blocks, block->bytes, block->offset, &block->bytes);
}

static cl_status set_rest(const cl_reader *reader, cl_block *block)
{
    block->offset = cl_reader_offset(reader);
    block->bytes = cl_span_from(reader->bytes, reader->at);
    return CL_OK;
}

static cl_status read_text(png *file, cl_reader *reader, cl_block *block) /* 11.3.3.2 */
{
    block->container = "PNG tEXt";
    CL_TRY(set_rest(reader, block));
    return add_text(file, block, true);
}

static cl_status read_ztxt(png *file, cl_reader *reader, cl_block *block) /* 11.3.3.3 */
{
    uint8_t method;
    block->container = "PNG zTXt";
    CL_TRY(cl_read_u8(reader, &method));
    CL_TRY(set_rest(reader, block));
    if (method != 0) {
        return CL_MALFORMED;
    }
    CL_TRY(inflate_block(file, block));
    return add_text(file, block, true);
}

/* Moves behind the next NUL. */
static cl_status skip_string(cl_reader *reader, cl_span *out)
{
    size_t len = cl_span_find_byte(cl_span_from(reader->bytes, reader->at), 0);
    CL_TRY(cl_read_span(reader, len, out));
    return cl_read_skip(reader, 1);
}

static cl_status read_itxt(png *file, cl_reader *reader, cl_block *block) /* 11.3.3.4 */
{
    uint8_t compressed;
    uint8_t method;
    cl_span skipped;
    block->container = "PNG iTXt";
    CL_TRY(cl_read_u8(reader, &compressed));
    CL_TRY(cl_read_u8(reader, &method));
    CL_TRY(skip_string(reader, &skipped)); /* language */
    CL_TRY(skip_string(reader, &skipped)); /* keyword in that language */
    CL_TRY(set_rest(reader, block));
    if (compressed > 1 || (compressed == 1 && method != 0)) {
        return CL_MALFORMED;
    }
    if (compressed == 1) {
        CL_TRY(inflate_block(file, block));
    }
    return add_text(file, block, false);
}

/* The keyword of a text; longer than the specification allows where its NUL is missing. Of texts
 * that are not read no more than this is. */
static cl_status peek_keyword(png *file, const chunk *found, cl_span *out) /* 11.3.3.1 */
{
    size_t len = found->data.len < KEYWORD_MAX + 1 ? found->data.len : KEYWORD_MAX + 1;
    CL_TRY(cl_source_peek_some(file->source, found->data.offset, len, out));
    *out = cl_span_sub(*out, 0, cl_span_find_byte(*out, 0));
    return CL_OK;
}

static cl_status read_keyword_text(png *file, const chunk *found)
{
    cl_span keyword;
    cl_span bytes;
    cl_block block = {0};
    CL_TRY(peek_keyword(file, found, &keyword));
    if (keyword.len == found->data.len || keyword.len > KEYWORD_MAX) {
        return found->data.len == 0 ? CL_OK : report_text(file, found);
    }
    if (!is_wanted(keyword, found->data.len)) {
        return note_other(file, found->offset, keyword);
    }
    CL_TRY(cl_take(file->blocks, file->source, found->data, &bytes));
    cl_reader reader = cl_reader_of(bytes, found->data.offset);
    cl_status status = skip_string(&reader, &block.key);
    if (bytes.len == 0) {
        return CL_OK; /* the cap was reached, and reported */
    }
    if (status == CL_OK) {
        status = is_type(found, "tEXt")   ? read_text(file, &reader, &block)
                 : is_type(found, "zTXt") ? read_ztxt(file, &reader, &block)
                                          : read_itxt(file, &reader, &block);
    }
    bool damaged = status == CL_TRUNCATED || status == CL_MALFORMED;
    return damaged ? report_text(file, found) : status;
}

static cl_status read_exif(png *file, const chunk *found) /* 11.3.4.5 */
{
    cl_block block = {.kind = CL_BLOCK_EXIF, .offset = found->data.offset, .container = "PNG eXIf"};
    CL_TRY(cl_take(file->blocks, file->source, found->data, &block.bytes));
    if (cl_span_starts(block.bytes, (cl_span){(const uint8_t *)"Exif\0", 6})) {
        block.bytes = cl_span_from(block.bytes, 6);
        block.offset += 6;
    }
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

static cl_status read_data(png *file, const chunk *found)
{
    if (is_type(found, "IEND")) {
        file->ended = true;
        return CL_OK;
    }
    if (is_type(found, "tEXt") || is_type(found, "zTXt") || is_type(found, "iTXt")) {
        return read_keyword_text(file, found);
    }
    if (is_type(found, "eXIf")) {
        return read_exif(file, found);
    }
    if (is_type(found, "caBX")) {
        return cl_jumbf_add(file->blocks, file->source, found->data, "PNG caBX");
    }
    return CL_OK;
}

static cl_status read_next(png *file)
{
    chunk found = {0};
    CL_TRY(read_chunk(file, &found));
    return read_data(file, &found);
}

static cl_status report_end(const png *file, cl_status status)
{
    cl_findings *findings = file->blocks->findings;
    if (status == CL_TRUNCATED) {
        return cl_damage_report(findings, CL_DAMAGE_TRUNCATED, file->offset,
                                "the PNG ends before its IEND chunk");
    }
    if (status == CL_MALFORMED) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, file->offset,
                                "no PNG chunk stands here; what follows was not read");
    }
    if (status == CL_OK && !file->ended) {
        return cl_damage_report(findings, CL_DAMAGE_LIMIT, file->offset, "more than %u PNG chunks",
                                CL_SEGMENTS_MAX);
    }
    return status;
}

static cl_status read_png(cl_source *source, cl_blocks *blocks)
{
    png file = {.source = source, .blocks = blocks, .offset = SIGNATURE};
    cl_status status = CL_OK;
    for (size_t i = 0; !file.ended && status == CL_OK && i < CL_SEGMENTS_MAX; i++) {
        status = read_next(&file);
    }
    CL_TRY(report_end(&file, status));
    return report_other(&file);
}

const cl_format cl_format_png = {.name = "PNG", .is = is_png, .read = read_png};
