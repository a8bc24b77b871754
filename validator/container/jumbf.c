#include "container/jumbf.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/reader.h"

/* ISO/IEC 18477-3, B.2: "JP", box instance, packet sequence, and then the header of the box, which
 * every packet repeats. */
enum {
    PACKET_HEADER = 8,
    BOX_HEADER = 8,
    LONG_BOX_HEADER = 16,
    TYPE = 4,
    UUID = 16,
    STORE_HEAD = LONG_BOX_HEADER + BOX_HEADER + UUID /* up to the UUID of the description */
};

typedef struct piece {
    uint16_t instance;
    uint32_t box; /* of those of one instance: a writer may number several alike */
    uint32_t sequence;
    uint64_t stated; /* bytes of the whole box, 0: up to the end */
    size_t header;   /* of the box, as this piece repeats it */
    bool store;      /* the piece begins as a manifest store does */
    cl_extent data;  /* from that header on */
} piece;

static const char in_jpeg[] = "JPEG APP11";

static cl_status report_ignored(cl_blocks *blocks, uint64_t offset, const char *container)
{
    return cl_damage_report(blocks->findings, CL_DAMAGE_IGNORED, offset,
                            "%s: a JUMBF box that holds no Content Credentials was not read",
                            container);
}

/* What the box states of itself. A writer has length and type in the wrong byte order ("bmuj"). */
static cl_status read_box_header(cl_reader *reader, uint64_t *stated, size_t *header, bool *jumb)
{
    cl_reader swapped = *reader;
    cl_span type;
    uint32_t length;
    uint32_t high;
    uint32_t low;
    CL_TRY(cl_read_u32be(reader, &length));
    CL_TRY(cl_read_span(reader, TYPE, &type));
    *header = BOX_HEADER;
    *jumb = cl_span_equal(type, CL_SPAN("jumb"));
    if (cl_span_equal(type, CL_SPAN("bmuj"))) {
        *jumb = true;
        CL_TRY(cl_read_u32le(&swapped, &length));
    }
    *stated = length;
    if (length == 1) {
        CL_TRY(cl_read_u32be(reader, &high));
        CL_TRY(cl_read_u32be(reader, &low));
        *stated = (uint64_t)high << 32 | low;
        *header = LONG_BOX_HEADER;
    }
    return CL_OK;
}

/* Whether a box begins with the description of a manifest store (C2PA, 11.1.4.2): the UUID of its
 * type begins with "c2pa". */
static bool is_store(cl_span head)
{
    cl_reader reader = cl_reader_of(head, 0);
    uint64_t stated;
    size_t header;
    bool jumb;
    uint32_t length;
    if (read_box_header(&reader, &stated, &header, &jumb) != CL_OK || !jumb ||
        cl_read_u32be(&reader, &length) != CL_OK) {
        return false;
    }
    return cl_span_starts(cl_span_from(head, reader.at), CL_SPAN("jumdc2pa"));
}

bool cl_jumbf_is(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("JP")) && head.len >= PACKET_HEADER + BOX_HEADER;
}

/* CL_MALFORMED for the boxes of JPEG XT, which hold picture data. */
static cl_status parse_head(cl_span head, piece *out)
{
    cl_reader reader = cl_reader_of(head, 0);
    bool jumb;
    CL_TRY(cl_read_skip(&reader, 2));
    CL_TRY(cl_read_u16be(&reader, &out->instance));
    CL_TRY(cl_read_u32be(&reader, &out->sequence));
    CL_TRY(read_box_header(&reader, &out->stated, &out->header, &jumb));
    return jumb ? CL_OK : CL_MALFORMED;
}

cl_status cl_jumbf_note(cl_blocks *blocks, cl_array *pieces, cl_span head, cl_extent body)
{
    piece noted = {.data = {body.offset + PACKET_HEADER, body.len - PACKET_HEADER}};
    if (parse_head(head, &noted) != CL_OK) {
        return CL_OK;
    }
    noted.store = is_store(cl_span_from(head, PACKET_HEADER));
    piece *added = cl_array_add(pieces, blocks->arena, sizeof *added, CL_SEGMENTS_MAX);
    if (added == NULL) {
        return cl_arena_status(blocks->arena);
    }
    *added = noted;
    return CL_OK;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_sequence(const void *left, const void *right)
{
    const piece *a = left;
    const piece *b = right;
    int order = compare_numbers(a->instance, b->instance);
    order = order != 0 ? order : compare_numbers(a->sequence, b->sequence);
    return order != 0 ? order : compare_numbers(a->data.offset, b->data.offset);
}

static int by_box(const void *left, const void *right)
{
    const piece *a = left;
    const piece *b = right;
    int order = compare_numbers(a->instance, b->instance);
    order = order != 0 ? order : compare_numbers(a->box, b->box);
    return order != 0 ? order : compare_numbers(a->sequence, b->sequence);
}

static bool are_of_one_box(const piece *a, const piece *b)
{
    return a->instance == b->instance && a->box == b->box;
}

/* Pieces in the order in which they make boxes. The second of two that have the same numbers is of
 * another box. */
static void order_pieces(piece *all, size_t count)
{
    qsort(all, count, sizeof *all, by_sequence);
    for (size_t i = 1; i < count; i++) {
        bool again =
            all[i].instance == all[i - 1].instance && all[i].sequence == all[i - 1].sequence;
        all[i].box = again ? all[i - 1].box + 1 : 0;
    }
    qsort(all, count, sizeof *all, by_box);
}

/* The extents of the box that begins with the first piece, up to its end or to the first gap. */
static cl_status cover(cl_blocks *blocks, const piece *all, size_t count, cl_array *extents)
{
    size_t len = 0;
    size_t i = 0;
    for (; i < count && all[i].sequence - all[0].sequence == i; i++) {
        size_t skip = i == 0 ? 0 : all[i].header;
        size_t room = CL_C2PA_BYTES_MAX - len;
        cl_extent more = {all[i].data.offset + skip, all[i].data.len - skip};
        if (more.len >= room) {
            more.len = room;
            return cl_take_note(blocks, extents, more);
        }
        CL_TRY(cl_take_note(blocks, extents, more));
        len += more.len;
    }
    if (i == count && len >= all[0].stated) {
        return CL_OK;
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, all[0].data.offset,
                            "Content Credentials of %llu bytes have a gap: their first %zu bytes "
                            "were read",
                            (unsigned long long)all[0].stated, len);
}

static cl_status add_store(cl_blocks *blocks, cl_source *source, const piece *all, size_t count)
{
    cl_array extents = {0};
    cl_block block = {.kind = CL_BLOCK_C2PA, .container = in_jpeg};
    CL_TRY(cover(blocks, all, count, &extents));
    CL_TRY(cl_take_joined(blocks, source, &extents, &block));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, &block);
}

cl_status cl_jumbf_read(cl_blocks *blocks, cl_source *source, cl_array *pieces)
{
    piece *all = pieces->items;
    if (pieces->count == 0) {
        return CL_OK;
    }
    bool reported = false;
    order_pieces(all, pieces->count);
    for (size_t i = 0; i < pieces->count;) {
        size_t count = 1;
        while (i + count < pieces->count && are_of_one_box(&all[i], &all[i + count])) {
            count++;
        }
        if (all[i].store) {
            CL_TRY(add_store(blocks, source, &all[i], count));
        } else if (!reported) {
            reported = true;
            CL_TRY(report_ignored(blocks, all[i].data.offset, in_jpeg));
        }
        i += count;
    }
    return CL_OK;
}

cl_status cl_jumbf_add(cl_blocks *blocks, cl_source *source, cl_extent from, const char *container)
{
    cl_block block = {.kind = CL_BLOCK_C2PA, .offset = from.offset, .container = container};
    cl_span head;
    CL_TRY(cl_source_peek_some(source, from.offset, STORE_HEAD, &head));
    if (!is_store(head)) {
        return report_ignored(blocks, from.offset, container);
    }
    from.len = from.len < CL_C2PA_BYTES_MAX ? from.len : CL_C2PA_BYTES_MAX;
    CL_TRY(cl_take(blocks, source, from, &block.bytes));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, &block);
}
