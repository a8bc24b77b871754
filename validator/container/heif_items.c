#include "container/heif_items.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"

enum {
    FULL_BOX = 4, /* version and flags */
    METHOD_FILE = 0,
    METHOD_DATA = 1,
    METHOD_ITEM = 2
};

/* What "iloc" says of one item. */
typedef struct place {
    uint32_t item;
    uint16_t method;
    uint16_t file; /* 0: this one */
    uint16_t count;
    uint64_t base;
    size_t at; /* of its first extent, in the body of "iloc" */
} place;

/* One item that another lies in: the `index`th, counted from 1. */
typedef struct item_link {
    uint32_t from;
    uint32_t index;
    uint32_t to;
} item_link;

typedef struct extent {
    uint64_t index;
    uint64_t offset;
    uint64_t len;
} extent;

/* Tables */

/* A number of 0 to 8 bytes; of none it is 0. */
static cl_status read_sized(cl_reader *reader, unsigned size, uint64_t *out)
{
    *out = 0;
    for (unsigned i = 0; i < size; i++) {
        uint8_t byte;
        CL_TRY(cl_read_u8(reader, &byte));
        *out = *out << 8 | byte;
    }
    return CL_OK;
}

/* Item ids became longer in later versions. */
static cl_status read_id(cl_reader *reader, bool is_long, uint32_t *out)
{
    uint16_t narrow;
    if (is_long) {
        return cl_read_u32be(reader, out);
    }
    CL_TRY(cl_read_u16be(reader, &narrow));
    *out = narrow;
    return CL_OK;
}

static cl_status read_location_head(cl_reader *reader, cl_heif_items *items, uint32_t *count)
{
    uint8_t sizes;
    CL_TRY(cl_read_u8(reader, &items->version));
    CL_TRY(cl_read_skip(reader, FULL_BOX - 1));
    CL_TRY(cl_read_u8(reader, &sizes));
    items->offset_size = sizes >> 4;
    items->length_size = sizes & 15u;
    CL_TRY(cl_read_u8(reader, &sizes));
    items->base_size = sizes >> 4;
    items->index_size = items->version == 0 ? 0 : sizes & 15u;
    CL_TRY(read_id(reader, items->version >= 2, count));
    bool good = items->version <= 2 && items->offset_size <= 8 && items->length_size <= 8 &&
                items->base_size <= 8 && items->index_size <= 8;
    return good ? CL_OK : CL_MALFORMED;
}

static size_t extent_size(const cl_heif_items *items)
{
    return (size_t)items->index_size + items->offset_size + items->length_size;
}

static cl_status read_place(cl_reader *reader, const cl_heif_items *items, place *out)
{
    out->method = METHOD_FILE;
    CL_TRY(read_id(reader, items->version >= 2, &out->item));
    if (items->version > 0) {
        CL_TRY(cl_read_u16be(reader, &out->method));
        out->method &= 15u;
    }
    CL_TRY(cl_read_u16be(reader, &out->file));
    CL_TRY(read_sized(reader, items->base_size, &out->base));
    CL_TRY(cl_read_u16be(reader, &out->count));
    out->at = reader->at;
    return cl_read_skip(reader, out->count * extent_size(items));
}

static cl_status report_too_many(const cl_heif_items *items, uint64_t offset)
{
    return cl_damage_report(items->boxes->blocks->findings, CL_DAMAGE_LIMIT, offset,
                            "more than %u items", CL_ITEMS_MAX);
}

static cl_status read_places(cl_reader *reader, cl_heif_items *items)
{
    uint32_t count;
    CL_TRY(read_location_head(reader, items, &count));
    for (uint32_t i = 0; i < count; i++) {
        place next = {0};
        CL_TRY(read_place(reader, items, &next));
        if (i >= CL_ITEMS_MAX) {
            return report_too_many(items, cl_reader_offset(reader));
        }
        place *added =
            cl_array_add(&items->places, items->boxes->blocks->arena, sizeof *added, CL_ITEMS_MAX);
        if (added == NULL) {
            return cl_arena_status(items->boxes->blocks->arena);
        }
        *added = next;
    }
    return CL_OK;
}

static int compare_places(const void *left, const void *right)
{
    const place *a = left;
    const place *b = right;
    return a->item != b->item ? (a->item > b->item) - (a->item < b->item)
                              : (a->at > b->at) - (a->at < b->at);
}

static cl_status report_table(const cl_heif_items *items, uint64_t offset, const char *name)
{
    return cl_damage_report(items->boxes->blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                            "the table of items (%s) is not laid out as it should be", name);
}

static bool is_damage(cl_status status)
{
    return status == CL_TRUNCATED || status == CL_MALFORMED;
}

static cl_status open_places(cl_heif_items *items)
{
    const cl_box *box = items->in->locations;
    if (box == NULL) {
        return CL_OK;
    }
    CL_TRY(cl_box_take(items->boxes, box, 0, &items->locations));
    cl_reader reader = cl_reader_of(items->locations.bytes, items->locations.offset);
    cl_status status = read_places(&reader, items);
    if (items->places.count > 1) {
        qsort(items->places.items, items->places.count, sizeof(place), compare_places);
    }
    return is_damage(status) ? report_table(items, cl_reader_offset(&reader), "iloc") : status;
}

/* ISO/IEC 14496-12, 8.11.12: a box whose type says how one item refers to others. */
static cl_status read_links(cl_reader *reader, cl_heif_items *items, bool is_long)
{
    uint32_t size;
    uint16_t count;
    cl_span type;
    item_link next = {0};
    CL_TRY(cl_read_u32be(reader, &size));
    CL_TRY(cl_read_span(reader, CL_BOX_TYPE, &type));
    if (!cl_span_equal(type, CL_SPAN("iloc"))) {
        return size < 8 ? CL_MALFORMED : cl_read_skip(reader, size - 8);
    }
    CL_TRY(read_id(reader, is_long, &next.from));
    CL_TRY(cl_read_u16be(reader, &count));
    for (next.index = 1; next.index <= count; next.index++) {
        CL_TRY(read_id(reader, is_long, &next.to));
        item_link *added =
            cl_array_add(&items->links, items->boxes->blocks->arena, sizeof *added, CL_ITEMS_MAX);
        if (added == NULL) {
            return items->links.count == CL_ITEMS_MAX
                       ? report_too_many(items, cl_reader_offset(reader))
                       : cl_arena_status(items->boxes->blocks->arena);
        }
        *added = next;
    }
    return CL_OK;
}

static int compare_links(const void *left, const void *right)
{
    const item_link *a = left;
    const item_link *b = right;
    return a->from != b->from ? (a->from > b->from) - (a->from < b->from)
                              : (a->index > b->index) - (a->index < b->index);
}

static cl_status open_links(cl_heif_items *items)
{
    const cl_box *box = items->in->references;
    cl_block table = {0};
    uint8_t version;
    cl_status status = CL_OK;
    if (box == NULL) {
        return CL_OK;
    }
    CL_TRY(cl_box_take(items->boxes, box, 0, &table));
    cl_reader reader = cl_reader_of(table.bytes, table.offset);
    if (cl_read_u8(&reader, &version) != CL_OK || cl_read_skip(&reader, FULL_BOX - 1) != CL_OK) {
        return report_table(items, table.offset, "iref");
    }
    while (status == CL_OK && cl_reader_left(&reader) > 0 && items->links.count < CL_ITEMS_MAX) {
        status = read_links(&reader, items, version > 0);
    }
    if (items->links.count > 1) {
        qsort(items->links.items, items->links.count, sizeof(item_link), compare_links);
    }
    return is_damage(status) ? report_table(items, cl_reader_offset(&reader), "iref") : status;
}

cl_status cl_heif_items_open(cl_boxes *boxes, const cl_heif_boxes *in, cl_heif_items *out)
{
    *out = (cl_heif_items){.boxes = boxes, .in = in};
    CL_TRY(open_places(out));
    return open_links(out);
}

/* Looking up */

static const place *find_place(const cl_heif_items *items, uint32_t item)
{
    size_t low = 0;
    size_t high = items->places.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (CL_ARRAY_AT(&items->places, const place, middle)->item < item) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == items->places.count) {
        return NULL;
    }
    const place *found = CL_ARRAY_AT(&items->places, const place, low);
    return found->item == item ? found : NULL;
}

/* The item that `item` lies in, where it lies in several the `index`th. */
static const item_link *find_link(const cl_heif_items *items, uint32_t item, uint64_t index)
{
    size_t low = 0;
    size_t high = items->links.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const item_link *link = CL_ARRAY_AT(&items->links, const item_link, middle);
        if (link->from < item || (link->from == item && link->index < index)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == items->links.count) {
        return NULL;
    }
    const item_link *found = CL_ARRAY_AT(&items->links, const item_link, low);
    return found->from == item && found->index == index ? found : NULL;
}

/* Resolving */

static cl_status add_stretch(cl_heif_items *items, uint64_t offset, uint64_t len, cl_array *out)
{
    if (len == 0) {
        return CL_OK;
    }
    size_t kept = len <= CL_BLOCK_BYTES_MAX ? (size_t)len : CL_BLOCK_BYTES_MAX + 1u;
    return cl_take_note(items->boxes->blocks, out, (cl_extent){offset, kept});
}

/* One finding an item: where items lie in items, one fault shows in each of them. */
static bool is_first_fault(cl_heif_items *items)
{
    bool first = !items->faulty;
    items->faulty = true;
    return first;
}

static cl_status report_beyond(cl_heif_items *items, const place *from, const extent *want)
{
    if (!is_first_fault(items)) {
        return CL_OK;
    }
    return cl_damage_report(
        items->boxes->blocks->findings, CL_DAMAGE_LENGTH, items->locations.offset + from->at,
        "item %u is said to be %llu bytes at %llu, which lies beyond what "
        "holds it",
        from->item, (unsigned long long)want->len, (unsigned long long)want->offset);
}

/* The part `want` of what lies in the stretches `in`. */
static cl_status add_part(cl_heif_items *items, const place *from, const extent *want,
                          const cl_array *in, cl_array *out)
{
    uint64_t skip = want->offset;
    uint64_t left = want->len;
    for (size_t i = 0; i < in->count && left > 0; i++) {
        const cl_extent *one = CL_ARRAY_AT(in, const cl_extent, i);
        uint64_t skipped = skip < one->len ? skip : one->len;
        uint64_t len = one->len - skipped < left ? one->len - skipped : left;
        skip -= skipped;
        left -= len;
        CL_TRY(add_stretch(items, one->offset + skipped, len, out));
    }
    bool whole = left == 0 || want->len == UINT64_MAX;
    return whole ? CL_OK : report_beyond(items, from, want);
}

/* As add_part, of the file between two offsets. */
static cl_status add_part_of_file(cl_heif_items *items, const place *from, const extent *want,
                                  const cl_box *between, cl_array *out)
{
    uint64_t size = cl_box_len(between);
    uint64_t left = want->offset < size ? size - want->offset : 0;
    uint64_t len = want->len < left ? want->len : left;
    CL_TRY(add_stretch(items, between->body + want->offset, len, out));
    bool whole = want->len <= left || (want->len == UINT64_MAX && want->offset <= size);
    return whole ? CL_OK : report_beyond(items, from, want);
}

static cl_status read_extent(cl_reader *reader, const cl_heif_items *items, const place *from,
                             extent *out)
{
    CL_TRY(read_sized(reader, items->index_size, &out->index));
    CL_TRY(read_sized(reader, items->offset_size, &out->offset));
    CL_TRY(read_sized(reader, items->length_size, &out->len));
    if (out->len == 0 && from->count == 1 && from->method != METHOD_FILE) {
        out->len = UINT64_MAX; /* all of what holds it */
    }
    out->index = out->index == 0 ? 1 : out->index;
    /* A sum too large for any file stays too large. */
    out->offset = out->offset > UINT64_MAX - from->base ? UINT64_MAX : out->offset + from->base;
    return CL_OK;
}

static cl_status report_place(cl_heif_items *items, const place *from, const char *what)
{
    if (!is_first_fault(items)) {
        return CL_OK;
    }
    return cl_damage_report(items->boxes->blocks->findings, CL_DAMAGE_STRUCTURE,
                            items->locations.offset + from->at, "item %u %s; it was not read",
                            from->item, cl_message(what));
}

static cl_status resolve(cl_heif_items *items, const place *from, unsigned depth, cl_array *out);

static cl_status resolve_in_item(cl_heif_items *items, const place *from, const extent *want,
                                 unsigned depth, cl_array *out)
{
    cl_array holder = {0};
    const item_link *link = find_link(items, from->item, want->index);
    const place *in = link == NULL ? NULL : find_place(items, link->to);
    if (in == NULL) {
        return report_place(items, from, "lies in an item that there is not");
    }
    if (depth >= CL_ITEM_DEPTH_MAX) {
        return report_place(items, from, "lies in items that lie in one another");
    }
    CL_TRY(resolve(items, in, depth + 1, &holder));
    return add_part(items, from, want, &holder, out);
}

static cl_status resolve_extent(cl_heif_items *items, const place *from, const extent *want,
                                unsigned depth, cl_array *out)
{
    if (from->method == METHOD_ITEM) {
        return resolve_in_item(items, from, want, depth, out);
    }
    if (from->method == METHOD_DATA) {
        return items->in->data == NULL
                   ? report_place(items, from, "lies in a box \"idat\" that there is not")
                   : add_part_of_file(items, from, want, items->in->data, out);
    }
    const cl_box file = {.end = cl_source_size(items->boxes->source)};
    return add_part_of_file(items, from, want, &file, out);
}

/* Whether another extent may be looked at. */
static cl_status count_extent(cl_heif_items *items, const place *from, bool *out)
{
    *out = items->extents < CL_ITEM_EXTENTS_MAX;
    if (items->extents++ != CL_ITEM_EXTENTS_MAX) {
        return CL_OK;
    }
    return cl_damage_report(items->boxes->blocks->findings, CL_DAMAGE_LIMIT,
                            items->locations.offset + from->at,
                            "the metadata items lie in more than %u pieces", CL_ITEM_EXTENTS_MAX);
}

static cl_status resolve(cl_heif_items *items, const place *from, unsigned depth, cl_array *out)
{
    cl_reader reader = cl_reader_of(items->locations.bytes, items->locations.offset);
    if (from->file != 0) {
        return report_place(items, from, "is said to stand in another file");
    }
    if (from->method > METHOD_ITEM) {
        return report_place(items, from, "is put together in an unknown way");
    }
    CL_TRY(cl_reader_seek(&reader, from->at));
    for (unsigned i = 0; i < from->count; i++) {
        extent want;
        bool goes_on;
        CL_TRY(read_extent(&reader, items, from, &want));
        CL_TRY(count_extent(items, from, &goes_on));
        if (!goes_on) {
            return CL_OK;
        }
        CL_TRY(resolve_extent(items, from, &want, depth, out));
    }
    return CL_OK;
}

/* Pieces of at most a window, as they are joined. */
static cl_status split(cl_blocks *blocks, const cl_array *stretches, cl_array *out)
{
    for (size_t i = 0; i < stretches->count; i++) {
        cl_extent rest = *CL_ARRAY_AT(stretches, const cl_extent, i);
        while (rest.len > 0) {
            size_t len = rest.len < CL_SOURCE_WINDOW ? rest.len : CL_SOURCE_WINDOW;
            CL_TRY(cl_take_note(blocks, out, (cl_extent){rest.offset, len}));
            rest.offset += len;
            rest.len -= len;
        }
    }
    return CL_OK;
}

static uint64_t length_of(const cl_array *stretches)
{
    uint64_t len = 0;
    for (size_t i = 0; i < stretches->count; i++) {
        len += CL_ARRAY_AT(stretches, const cl_extent, i)->len;
    }
    return len;
}

cl_status cl_heif_items_take(cl_heif_items *items, uint32_t item, cl_block *block)
{
    cl_array stretches = {0};
    cl_array pieces = {0};
    cl_blocks *blocks = items->boxes->blocks;
    const place *from = find_place(items, item);
    block->bytes = CL_EMPTY_SPAN;
    items->faulty = false;
    if (from == NULL) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, items->in->info->offset,
                                "item %u has no place; it was not read", item);
    }
    CL_TRY(resolve(items, from, 0, &stretches));
    if (length_of(&stretches) > cl_take_left(blocks)) {
        return cl_take_report_limit(blocks, items->locations.offset + from->at);
    }
    if (stretches.count == 1) {
        return cl_take_joined(blocks, items->boxes->source, &stretches, block);
    }
    CL_TRY(split(blocks, &stretches, &pieces));
    return cl_take_joined(blocks, items->boxes->source, &pieces, block);
}
