#include "container/irb.h"

#include "base/limits.h"
#include "base/reader.h"
#include "container/take.h"

enum {
    PADDING_SEEN = 64
};

typedef struct resource {
    size_t start; /* of its signature in the stream */
    uint16_t id;
    uint32_t size; /* as stated */
    size_t data;
    size_t end; /* of the data, as it could be established */
    size_t next;
} resource;

bool cl_irb_is(cl_span bytes)
{
    static const cl_span signatures[] = {{(const uint8_t *)"8BIM", 4},
                                         {(const uint8_t *)"PHUT", 4},
                                         {(const uint8_t *)"DCSR", 4},
                                         {(const uint8_t *)"AgHg", 4},
                                         {(const uint8_t *)"MeSa", 4}};
    if (bytes.len < 4) {
        return false;
    }
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (bytes.data[0] == signatures[i].data[0] && cl_span_starts(bytes, signatures[i])) {
            return true;
        }
    }
    return false;
}

bool cl_irb_is_bare_iim(cl_span bytes)
{
    return cl_span_starts(bytes, CL_SPAN("\x1C\x01")) || cl_span_starts(bytes, CL_SPAN("\x1C\x02"));
}

static bool all_zero(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a resource may end where these bytes begin. Of padding a stretch is enough: looking at
 * all of it for every resource would let a hostile file take quadratic time. */
static bool may_follow(cl_span rest)
{
    return cl_irb_is(rest) || cl_irb_is_bare_iim(rest) ||
           all_zero(cl_span_sub(rest, 0, PADDING_SEEN));
}

static size_t next_signature(cl_span bytes, size_t at)
{
    while (at < bytes.len && !cl_irb_is(cl_span_from(bytes, at))) {
        at++;
    }
    return at;
}

/* Adobe Photoshop File Formats Specification, "Image resource blocks". */
static cl_status read_header(cl_reader *reader, resource *out)
{
    uint8_t name;
    out->start = reader->at;
    CL_TRY(cl_read_skip(reader, 4));
    CL_TRY(cl_read_u16be(reader, &out->id));
    CL_TRY(cl_read_u8(reader, &name));
    CL_TRY(cl_read_skip(reader, name | 1u)); /* even together with its length byte */
    CL_TRY(cl_read_u32be(reader, &out->size));
    out->data = reader->at;
    return CL_OK;
}

/* Data ends where its size says if something sensible follows there; else at the next signature. */
static bool find_end(cl_span bytes, resource *found)
{
    size_t left = bytes.len - found->data;
    if (found->size <= left) {
        found->end = found->data + found->size;
        found->next = found->end;
        if (may_follow(cl_span_from(bytes, found->end))) {
            return true;
        }
        /* The pad byte, which some writers leave out and some fill with anything. */
        found->next = found->end + (found->size & 1u);
        if (may_follow(cl_span_from(bytes, found->next))) {
            return true;
        }
    }
    found->end = next_signature(bytes, found->data);
    found->next = found->end;
    return false;
}

static bool wanted(uint16_t id, cl_block_kind *kind)
{
    switch (id) {
    case 0x0404:
        *kind = CL_BLOCK_IIM;
        return true;
    case 0x040A:
        *kind = CL_BLOCK_FLAG;
        return true;
    case 0x040B:
        *kind = CL_BLOCK_URL;
        return true;
    case 0x0422:
    case 0x0423: /* the rest of the tags, by the specification; a whole stream in files */
        *kind = CL_BLOCK_EXIF;
        return true;
    case 0x0424:
        *kind = CL_BLOCK_XMP;
        return true;
    case 0x0425:
        *kind = CL_BLOCK_DIGEST;
        return true;
    default:
        return false;
    }
}

static cl_status report_length(const cl_block *stream, cl_blocks *blocks, const resource *found)
{
    cl_block_kind kind;
    uint64_t offset = cl_block_offset(stream, found->start);
    size_t left = stream->bytes.len - found->data;
    if (found->size > left) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_LENGTH, offset,
                                "%s: resource 0x%04X announces %u bytes where %zu are left",
                                stream->container, found->id, found->size, left);
    }
    return cl_damage_report(
        blocks->findings, wanted(found->id, &kind) ? CL_DAMAGE_LENGTH : CL_DAMAGE_REPAIRED, offset,
        "%s: resource 0x%04X announces %u bytes, but no resource follows "
        "them; it was read up to the next one, %zu bytes",
        stream->container, found->id, found->size, found->end - found->data);
}

/* "APP13 Photoshop 0x0404" */
static cl_status name_of(cl_arena *arena, const char *container, uint16_t id, const char **out)
{
    static const char digits[] = "0123456789ABCDEF";
    const uint8_t number[] = {' ',
                              '0',
                              'x',
                              (uint8_t)digits[id >> 12],
                              (uint8_t)digits[id >> 8 & 0xF],
                              (uint8_t)digits[id >> 4 & 0xF],
                              (uint8_t)digits[id & 0xF]};
    const cl_span parts[] = {cl_span_of(container), {number, sizeof number}};
    cl_span name;
    CL_TRY(cl_arena_join(arena, parts, sizeof parts / sizeof *parts, &name));
    *out = (const char *)name.data;
    return CL_OK;
}

static cl_status add_part(const cl_block *stream, cl_blocks *blocks, const resource *found,
                          cl_block_kind kind)
{
    if (found->end == found->data) {
        return CL_OK;
    }
    cl_block block = {.kind = kind};
    CL_TRY(cl_block_part(blocks->arena, stream, found->data, found->end - found->data, &block));
    CL_TRY(name_of(blocks->arena, stream->container, found->id, &block.container));
    return cl_blocks_add(blocks, &block);
}

static cl_status read_resource(const cl_block *stream, cl_blocks *blocks, cl_reader *reader)
{
    resource found = {0};
    cl_block_kind kind;
    cl_span bytes = stream->bytes;
    if (read_header(reader, &found) != CL_OK) {
        reader->at = bytes.len;
        return cl_damage_report(blocks->findings, CL_DAMAGE_LENGTH,
                                cl_block_offset(stream, found.start),
                                "%s: the last resource ends inside its header", stream->container);
    }
    if (!find_end(bytes, &found)) {
        CL_TRY(report_length(stream, blocks, &found));
    }
    if (wanted(found.id, &kind)) {
        CL_TRY(add_part(stream, blocks, &found, kind));
    }
    return cl_reader_seek(reader, found.next);
}

/* Datasets where a resource should be: a known fault of some writers. */
static cl_status read_bare_iim(const cl_block *stream, cl_blocks *blocks, cl_reader *reader)
{
    resource bare = {.id = 0x0404, .data = reader->at};
    bare.end = next_signature(stream->bytes, bare.data);
    CL_TRY(
        cl_damage_report(blocks->findings, CL_DAMAGE_REPAIRED, cl_block_offset(stream, bare.data),
                         "%s: IPTC datasets stand without a resource header", stream->container));
    CL_TRY(add_part(stream, blocks, &bare, CL_BLOCK_IIM));
    return cl_reader_seek(reader, bare.end);
}

/* Bytes that belong to no resource. They are a loss where IIM or more resources lie in them. */
static cl_status skip_junk(const cl_block *stream, cl_blocks *blocks, cl_reader *reader)
{
    size_t start = reader->at;
    size_t next = next_signature(stream->bytes, start);
    cl_span junk = cl_span_sub(stream->bytes, start, next - start);
    bool loss = start == 0 || cl_span_find(junk, CL_SPAN("\x1C\x02")) < junk.len;
    CL_TRY(cl_reader_seek(reader, next));
    return cl_damage_report(blocks->findings, loss ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED,
                            cl_block_offset(stream, start),
                            "%s: %zu bytes belong to no image resource", stream->container,
                            junk.len);
}

static cl_status read_next(const cl_block *stream, cl_blocks *blocks, cl_reader *reader)
{
    cl_span rest = cl_span_from(stream->bytes, reader->at);
    if (cl_irb_is(rest)) {
        return read_resource(stream, blocks, reader);
    }
    if (cl_irb_is_bare_iim(rest)) {
        return read_bare_iim(stream, blocks, reader);
    }
    if (all_zero(rest)) {
        return cl_read_skip(reader, rest.len);
    }
    return skip_junk(stream, blocks, reader);
}

cl_status cl_irb_read(const cl_block *stream, cl_blocks *blocks)
{
    cl_reader reader = cl_reader_of(stream->bytes, stream->offset);
    for (size_t i = 0; cl_reader_left(&reader) > 0; i++) {
        if (i >= CL_IRB_MAX) {
            return cl_damage_report(
                blocks->findings, CL_DAMAGE_LIMIT, cl_block_offset(stream, reader.at),
                "%s: more than %u image resources", stream->container, CL_IRB_MAX);
        }
        CL_TRY(read_next(stream, blocks, &reader));
    }
    return CL_OK;
}
