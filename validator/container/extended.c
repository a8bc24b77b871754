#include "container/extended.h"

#include <md5.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/reader.h"

typedef struct chunk {
    uint8_t guid[CL_EXTENDED_GUID];
    uint32_t total; /* bytes of the whole packet */
    uint32_t at;    /* index of this chunk in it */
    cl_extent data;
} chunk;

typedef struct extended_packet {
    const chunk *chunks;
    size_t count;
    size_t len;    /* bytes from its start that follow without a gap */
    bool complete; /* those are all of it */
} extended_packet;

static const cl_span signature = {(const uint8_t *)"http://ns.adobe.com/xmp/extension/", 35};

bool cl_extended_is(cl_span head)
{
    return cl_span_starts(head, signature);
}

static cl_status parse_head(cl_span head, chunk *out)
{
    cl_reader reader = cl_reader_of(head, 0);
    cl_span guid;
    CL_TRY(cl_read_skip(&reader, signature.len));
    CL_TRY(cl_read_span(&reader, CL_EXTENDED_GUID, &guid));
    CL_TRY(cl_read_u32be(&reader, &out->total));
    CL_TRY(cl_read_u32be(&reader, &out->at));
    memcpy(out->guid, guid.data, guid.len);
    return CL_OK;
}

cl_status cl_extended_note(cl_blocks *blocks, cl_array *chunks, cl_span head, cl_extent body)
{
    chunk noted = {.data = body};
    if (body.len < CL_EXTENDED_HEADER || parse_head(head, &noted) != CL_OK) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, body.offset,
                                "an extended XMP segment ends inside its header");
    }
    noted.data.offset += CL_EXTENDED_HEADER;
    noted.data.len -= CL_EXTENDED_HEADER;
    chunk *added = cl_array_add(chunks, blocks->arena, sizeof *added, CL_SEGMENTS_MAX);
    if (added == NULL) {
        return cl_arena_status(blocks->arena);
    }
    *added = noted;
    return CL_OK;
}

static int compare_chunks(const void *left, const void *right)
{
    const chunk *a = left;
    const chunk *b = right;
    int order = memcmp(a->guid, b->guid, CL_EXTENDED_GUID);
    if (order != 0) {
        return order;
    }
    if (a->at != b->at) {
        return a->at < b->at ? -1 : 1;
    }
    return a->data.offset < b->data.offset ? -1 : a->data.offset > b->data.offset;
}

/* The extents of the packet from its start to its end or to the first gap. Of what stands there
 * twice the first is taken: whether both say the same the MD5 will tell. */
static cl_status cover(cl_blocks *blocks, extended_packet *packet, cl_array *extents)
{
    packet->complete = true;
    for (size_t i = 0; i < packet->count; i++) {
        const chunk *next = &packet->chunks[i];
        packet->complete = packet->complete && next->total == packet->chunks[0].total;
        if (next->at > packet->len) {
            packet->complete = false;
            break;
        }
        size_t twice = packet->len - next->at;
        if (twice >= next->data.len) {
            continue;
        }
        cl_extent more = {next->data.offset + twice, next->data.len - twice};
        CL_TRY(cl_take_note(blocks, extents, more));
        packet->len += more.len;
    }
    packet->complete = packet->complete && packet->len == packet->chunks[0].total;
    return CL_OK;
}

static bool is_named_by_digest(const extended_packet *packet, cl_span bytes)
{
    uint8_t digest[MD5_DIGEST_LENGTH];
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, bytes.data, bytes.len);
    MD5Final(digest, &context);
    static const char digits[] = "0123456789ABCDEF";
    uint8_t name[CL_EXTENDED_GUID];
    for (size_t i = 0; i < MD5_DIGEST_LENGTH; i++) {
        name[2 * i] = (uint8_t)digits[digest[i] >> 4];
        name[2 * i + 1] = (uint8_t)digits[digest[i] & 0xF];
    }
    cl_span guid = {packet->chunks[0].guid, CL_EXTENDED_GUID};
    return cl_span_equal_nocase(guid, (cl_span){name, sizeof name});
}

static cl_status add_packet(cl_blocks *blocks, cl_source *source, extended_packet *packet)
{
    cl_array extents = {0};
    const chunk *first = packet->chunks;
    CL_TRY(cover(blocks, packet, &extents));
    if (!packet->complete) {
        CL_TRY(cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, first->data.offset,
                                "an extended XMP packet of %u bytes has a gap or goes beyond its "
                                "end: its first %zu bytes were read",
                                first->total, packet->len));
    }
    cl_block block = {.kind = CL_BLOCK_XMP_EXTENDED,
                      .key = {first->guid, CL_EXTENDED_GUID},
                      .container = "APP1 extended XMP"};
    CL_TRY(cl_take_joined(blocks, source, &extents, &block));
    if (block.bytes.len == 0) {
        return CL_OK;
    }
    if (packet->complete && !is_named_by_digest(packet, block.bytes)) {
        CL_TRY(cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, first->data.offset,
                                "the MD5 of an extended XMP packet is not its name: it was "
                                "changed after it was written"));
    }
    return cl_blocks_add(blocks, &block);
}

cl_status cl_extended_read(cl_blocks *blocks, cl_source *source, cl_array *chunks)
{
    chunk *all = chunks->items;
    if (chunks->count == 0) {
        return CL_OK;
    }
    qsort(all, chunks->count, sizeof *all, compare_chunks);
    for (size_t i = 0; i < chunks->count;) {
        extended_packet found = {.chunks = &all[i]};
        while (i < chunks->count &&
               memcmp(all[i].guid, found.chunks->guid, CL_EXTENDED_GUID) == 0) {
            found.count++;
            i++;
        }
        CL_TRY(add_packet(blocks, source, &found));
    }
    return CL_OK;
}
