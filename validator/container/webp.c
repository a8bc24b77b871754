#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/jumbf.h"
#include "container/take.h"

/* RFC 9649, WebP Image Format: RIFF, little-endian. */
enum {
    FILE_HEADER = 12,
    CHUNK_HEADER = 8,
    FOURCC = 4
};

typedef struct chunk {
    uint64_t offset;
    uint8_t type[FOURCC];
    cl_extent data; /* what there is of it */
} chunk;

typedef struct webp {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t offset; /* of the next chunk */
    uint64_t stated; /* where the file says it ends */
} webp;

static bool is_webp(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("RIFF")) &&
           cl_span_starts(cl_span_from(head, 8), CL_SPAN("WEBP"));
}

static bool is_type(const chunk *found, const char *type)
{
    return cl_span_equal((cl_span){found->type, FOURCC}, cl_span_of(type));
}

static bool is_xmp(const chunk *found)
{
    /* A writer of old ends the name with a NUL. */
    return is_type(found, "XMP ") ||
           cl_span_equal((cl_span){found->type, FOURCC}, (cl_span){(const uint8_t *)"XMP", FOURCC});
}

static bool is_known(cl_span type)
{
    static const char *const types[] = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM",
                                        "ANMF", "ICCP", "EXIF", "XMP ", "C2PA"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (cl_span_equal(type, cl_span_of(types[i]))) {
            return true;
        }
    }
    return cl_span_equal(type, (cl_span){(const uint8_t *)"XMP", FOURCC});
}

static cl_status known_at(const webp *file, uint64_t offset, bool *out)
{
    cl_span type;
    CL_TRY(cl_source_peek_some(file->source, offset, FOURCC, &type));
    *out = is_known(type);
    return CL_OK;
}

/* CL_MALFORMED where no chunk stands. */
static cl_status read_header(const webp *file, chunk *out, uint32_t *length)
{
    cl_span bytes;
    cl_span type;
    CL_TRY(cl_source_peek(file->source, file->offset, CHUNK_HEADER, &bytes));
    cl_reader reader = cl_reader_of(bytes, file->offset);
    CL_TRY(cl_read_span(&reader, FOURCC, &type));
    CL_TRY(cl_read_u32le(&reader, length));
    out->offset = file->offset;
    out->data.offset = cl_reader_offset(&reader);
    for (size_t i = 0; i < FOURCC; i++) {
        out->type[i] = type.data[i];
        bool printable = type.data[i] >= ' ' && type.data[i] <= '~';
        if (!printable && !is_known(type)) {
            return CL_MALFORMED;
        }
    }
    return CL_OK;
}

/* A chunk of odd length is padded to an even one; some writers forget it. */
static cl_status skip_padding(webp *file, const chunk *after)
{
    bool known;
    if ((after->data.len & 1u) == 0) {
        return CL_OK;
    }
    CL_TRY(known_at(file, file->offset, &known));
    if (known) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, after->offset,
                                "the WebP chunk %.4s lacks its pad byte",
                                (const char *)after->type);
    }
    file->offset++;
    return CL_OK;
}

static cl_status read_chunk(webp *file, chunk *out)
{
    uint32_t length;
    CL_TRY(read_header(file, out, &length));
    uint64_t left = cl_source_size(file->source) - out->data.offset;
    out->data.len = length < left ? length : (size_t)left;
    file->offset = out->data.offset + out->data.len;
    if (length > left) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, out->offset,
                                "WebP chunk %.4s announces %u bytes where the file has %llu left",
                                (const char *)out->type, length, (unsigned long long)left);
    }
    return skip_padding(file, out);
}

static cl_status add_block(webp *file, const chunk *found, cl_block block)
{
    block.offset = found->data.offset;
    CL_TRY(cl_take(file->blocks, file->source, found->data, &block.bytes));
    if (block.kind == CL_BLOCK_EXIF &&
        cl_span_starts(block.bytes, (cl_span){(const uint8_t *)"Exif\0", 6})) {
        block.bytes = cl_span_from(block.bytes, 6);
        block.offset += 6;
    }
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

/* The flags of VP8X say which chunks there are, and may lie: the chunks themselves are read. */
static cl_status read_data(webp *file, const chunk *found)
{
    if (is_xmp(found)) {
        return add_block(file, found, (cl_block){.kind = CL_BLOCK_XMP, .container = "WebP XMP"});
    }
    if (is_type(found, "EXIF")) {
        return add_block(file, found, (cl_block){.kind = CL_BLOCK_EXIF, .container = "WebP EXIF"});
    }
    if (is_type(found, "C2PA")) {
        return cl_jumbf_add(file->blocks, file->source, found->data, "WebP C2PA");
    }
    return CL_OK;
}

/* Whether there is more to read. Behind the stated end only what is surely a chunk counts. */
static cl_status goes_on(webp *file, bool *out)
{
    uint64_t size = cl_source_size(file->source);
    *out = file->offset < size;
    if (!*out || file->offset < file->stated) {
        return CL_OK;
    }
    CL_TRY(known_at(file, file->offset, out));
    uint64_t from = file->stated;
    file->stated = UINT64_MAX;
    return cl_damage_report(file->blocks->findings, *out ? CL_DAMAGE_REPAIRED : CL_DAMAGE_IGNORED,
                            from,
                            *out ? CL_MESSAGE("the WebP states a size of %llu bytes and has %llu; "
                                              "the chunks behind it were read")
                                 : CL_MESSAGE("the WebP states a size of %llu bytes and has %llu; "
                                              "what lies behind it is no chunk"),
                            (unsigned long long)from, (unsigned long long)size);
}

static cl_status read_chunks(webp *file)
{
    bool more;
    CL_TRY(goes_on(file, &more));
    for (size_t i = 0; more; i++) {
        chunk found = {0};
        if (i >= CL_SEGMENTS_MAX) {
            return CL_LIMIT;
        }
        CL_TRY(read_chunk(file, &found));
        CL_TRY(read_data(file, &found));
        CL_TRY(goes_on(file, &more));
    }
    return CL_OK;
}

static cl_status read_stated(webp *file)
{
    cl_span head;
    uint32_t stated;
    CL_TRY(cl_source_peek(file->source, 0, FILE_HEADER, &head));
    cl_reader reader = cl_reader_of(cl_span_from(head, 4), 4);
    CL_TRY(cl_read_u32le(&reader, &stated));
    file->stated = 8 + (uint64_t)stated;
    if (file->stated > cl_source_size(file->source)) {
        return cl_damage_report(
            file->blocks->findings, CL_DAMAGE_TRUNCATED, cl_source_size(file->source),
            "the WebP states a size of %llu bytes and has %llu", (unsigned long long)file->stated,
            (unsigned long long)cl_source_size(file->source));
    }
    return CL_OK;
}

static cl_status read_webp(cl_source *source, cl_blocks *blocks)
{
    webp file = {.source = source, .blocks = blocks, .offset = FILE_HEADER};
    cl_status status = read_stated(&file);
    if (status == CL_OK) {
        status = read_chunks(&file);
    }
    if (status == CL_TRUNCATED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, file.offset,
                                "the WebP ends inside the header of a chunk");
    }
    if (status == CL_MALFORMED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, file.offset,
                                "no WebP chunk stands here; what follows was not read");
    }
    if (status == CL_LIMIT && cl_arena_status(blocks->arena) == CL_OK) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, file.offset,
                                "more than %u WebP chunks", CL_SEGMENTS_MAX);
    }
    return status;
}

const cl_format cl_format_webp = {.name = "WebP", .is = is_webp, .read = read_webp};
