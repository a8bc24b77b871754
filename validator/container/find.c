#include "container/find.h"

#include "base/limits.h"

enum {
    /* Peeked at a time: much less than the source's window, so that a search that goes on behind a
     * hit finds the bytes there. */
    STEP = 4096
};

/* --- any bytes --- */

/* Which needle stands at an index. The second byte is looked at first: a file may be full of the
 * byte that all needles begin with. */
static size_t match(cl_span bytes, size_t at, const cl_span *needles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool likely =
            needles[i].len < 2 || (at + 1 < bytes.len && bytes.data[at + 1] == needles[i].data[1]);
        if (likely && cl_span_starts(cl_span_from(bytes, at), needles[i])) {
            return i;
        }
    }
    return count;
}

/* The index in `bytes` of the first needle, or bytes.len. */
static size_t first_in(cl_span bytes, const cl_span *needles, size_t count, size_t *which)
{
    const uint8_t first = needles[0].data[0];
    for (size_t at = 0; at < bytes.len; at++) {
        if (bytes.data[at] != first) {
            continue;
        }
        *which = match(bytes, at, needles, count);
        if (*which < count) {
            return at;
        }
    }
    *which = count;
    return bytes.len;
}

cl_status cl_find_any(cl_source *source, cl_stretch *within, const cl_span *needles, size_t count,
                      size_t *which)
{
    *which = count;
    while (within->offset < within->end) {
        uint64_t left = within->end - within->offset;
        cl_span bytes;
        CL_TRY(
            cl_source_peek_some(source, within->offset, left < STEP ? (size_t)left : STEP, &bytes));
        size_t at = first_in(bytes, needles, count, which);
        if (*which < count) {
            within->offset += at;
            return CL_OK;
        }
        if (bytes.len < STEP) {
            break;
        }
        within->offset += STEP - CL_NEEDLE_MAX; /* one may begin at the end of the step */
    }
    within->offset = within->end;
    return CL_OK;
}

cl_status cl_find_stretches(cl_blocks *blocks, cl_stretch whole, cl_stretch out[2], size_t *count)
{
    *count = 1;
    out[0] = whole;
    if (whole.end <= whole.offset || whole.end - whole.offset <= CL_SEARCH_MAX) {
        return CL_OK;
    }
    *count = 2;
    out[0].end = whole.offset + CL_SEARCH_MAX / 2;
    out[1] = (cl_stretch){whole.end - CL_SEARCH_MAX / 2, whole.end};
    return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, out[0].end,
                            "metadata was searched for in the first and last %u MiB only",
                            CL_SEARCH_MAX / 2 >> 20);
}

/* --- XMP packets --- */

typedef enum tag {
    PACKET_BEGIN,
    PACKET_END,
    META_BEGIN,
    META_END,
    OLD_META_BEGIN,
    OLD_META_END,
    TAG_COUNT
} tag;

static const cl_span tags[TAG_COUNT] = {
    [PACKET_BEGIN] = {(const uint8_t *)"<?xpacket begin", 15},
    [PACKET_END] = {(const uint8_t *)"<?xpacket end", 13},
    [META_BEGIN] = {(const uint8_t *)"<x:xmpmeta", 10},
    [META_END] = {(const uint8_t *)"</x:xmpmeta>", 12},
    [OLD_META_BEGIN] = {(const uint8_t *)"<x:xapmeta", 10},
    [OLD_META_END] = {(const uint8_t *)"</x:xapmeta>", 12},
};

typedef struct search {
    cl_source *source;
    cl_blocks *blocks;
    cl_array *packets;
    cl_stretch rest;
    bool open; /* a packet began at `start` */
    bool wrapped;
    uint64_t start;
    uint64_t body_end; /* behind its </x:xmpmeta>; 0: not there yet */
    bool full;
} search;

static void open_packet(search *in, bool wrapped)
{
    in->open = true;
    in->wrapped = wrapped;
    in->start = in->rest.offset;
    in->body_end = 0;
}

static cl_status close_packet(search *in, uint64_t end)
{
    in->open = false;
    if (in->packets->count >= CL_BLOCKS_MAX) {
        in->full = true;
        return cl_take_report_limit(in->blocks, in->start);
    }
    uint64_t len = end - in->start;
    if (len > CL_XMP_BYTES_MAX) {
        CL_TRY(cl_damage_report(in->blocks->findings, CL_DAMAGE_LIMIT, in->start,
                                "an XMP packet of %llu bytes; %u are read", (unsigned long long)len,
                                CL_XMP_BYTES_MAX));
        len = CL_XMP_BYTES_MAX;
    }
    return cl_take_note(in->blocks, in->packets, (cl_extent){in->start, (size_t)len});
}

/* Its end is not where it should be; `end` is as far as it can go. */
static cl_status close_lost(search *in, uint64_t end)
{
    if (in->body_end > 0) {
        return close_packet(in, in->body_end);
    }
    CL_TRY(cl_damage_report(in->blocks->findings, CL_DAMAGE_STRUCTURE, in->start,
                            "an XMP packet begins here and does not end"));
    return close_packet(in, end);
}

/* Behind the instruction that ends a packet. */
static cl_status behind_instruction(const search *in, uint64_t *out)
{
    enum {
        INSTRUCTION = 64
    };
    cl_span bytes;
    CL_TRY(cl_source_peek_some(in->source, in->rest.offset, INSTRUCTION, &bytes));
    size_t at = cl_span_find(bytes, CL_SPAN("?>"));
    *out = in->rest.offset + (at < bytes.len ? at + 2 : tags[PACKET_END].len);
    *out = *out < in->rest.end ? *out : in->rest.end;
    return CL_OK;
}

static cl_status on_begin(search *in, tag seen)
{
    bool wrapper = seen == PACKET_BEGIN;
    if (in->open && !wrapper && in->wrapped) {
        return CL_OK; /* what the wrapper holds */
    }
    if (in->open) {
        CL_TRY(close_lost(in, in->rest.offset));
    }
    open_packet(in, wrapper);
    return CL_OK;
}

static cl_status on_end(search *in, tag seen)
{
    uint64_t end = in->rest.offset + tags[seen].len;
    if (!in->open) {
        return CL_OK;
    }
    if (seen == PACKET_END) {
        CL_TRY(behind_instruction(in, &end));
        return close_packet(in, end);
    }
    in->body_end = end;
    return in->wrapped ? CL_OK : close_packet(in, end);
}

cl_status cl_find_packets(cl_source *source, cl_blocks *blocks, cl_stretch within, cl_array *out)
{
    search in = {.source = source, .blocks = blocks, .packets = out, .rest = within};
    uint64_t size = cl_source_size(source);
    in.rest.end = within.end < size ? within.end : size;
    while (!in.full) {
        size_t seen;
        CL_TRY(cl_find_any(source, &in.rest, tags, TAG_COUNT, &seen));
        if (seen == TAG_COUNT) {
            break;
        }
        bool begins = seen == PACKET_BEGIN || seen == META_BEGIN || seen == OLD_META_BEGIN;
        CL_TRY(begins ? on_begin(&in, (tag)seen) : on_end(&in, (tag)seen));
        in.rest.offset++;
    }
    return in.open ? close_lost(&in, in.rest.end) : CL_OK;
}

cl_status cl_find_add_packet(cl_source *source, cl_blocks *blocks, cl_extent packet,
                             const char *container)
{
    cl_block block = {.kind = CL_BLOCK_XMP, .offset = packet.offset, .container = container};
    CL_TRY(cl_take(blocks, source, packet, &block.bytes));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, &block);
}
