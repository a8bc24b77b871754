#include "ruleset/image.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "ruleset/image_form.h"
#include "ruleset/pattern.h"
#include "ruleset/placed.h"

/* Things are placed in the order in which they are reached, each once however many members point at
 * it. Equal texts are one text. */
typedef struct writer {
    cl_arena *arena;
    uintptr_t base;
    cl_placed_things
        things; /* reached: those at the end of the list are still to be looked through */
    cl_placed_things texts;
    cl_out thing_bytes;
    cl_out text_bytes;
    cl_out thing_slots; /* of uint32_t: slots of pointers to things */
    cl_out text_slots;  /* of uint32_t: of pointers to texts */
    cl_array patterns;  /* of pattern_slot */
} writer;

/* What a pattern is made from is written last. */
typedef struct pattern_slot {
    size_t slot;
    const cl_pattern *pattern;
} pattern_slot;

/* --- placing --- */

static void put(cl_out *out, const void *bytes, size_t len)
{
    cl_out_put(out, (cl_span){bytes, len});
}

static void align(cl_out *out)
{
    while (out->len % WORD != 0) {
        cl_out_byte(out, '\0');
    }
}

static bool same_thing(const cl_placed *a, const cl_placed *b)
{
    return a->thing == b->thing && a->shape == b->shape && a->count == b->count;
}

static bool same_text(const cl_placed *a, const cl_placed *b)
{
    return cl_span_equal((cl_span){a->thing, a->count}, (cl_span){b->thing, b->count});
}

static cl_status place_thing(writer *to, const void *thing, size_t count, const cl_shape *shape,
                             size_t *at)
{
    cl_placed place = {thing, shape, count, to->thing_bytes.len, 0};
    const uintptr_t key[] = {(uintptr_t)thing, (uintptr_t)shape, count};
    place.hash = cl_hash((cl_span){(const uint8_t *)key, sizeof key});
    const cl_placed *found = cl_placed_find(&to->things, &place);
    *at = found == NULL ? place.at : found->at;
    if (found != NULL) {
        return CL_OK;
    }
    put(&to->thing_bytes, thing, count * shape->size);
    align(&to->thing_bytes);
    return cl_placed_add(&to->things, &place);
}

/* With a NUL behind it, as everywhere. */
static cl_status place_text(writer *to, cl_span text, size_t *at)
{
    cl_placed place = {text.data, &cl_byte_shape, text.len, to->text_bytes.len, cl_hash(text)};
    const cl_placed *found = cl_placed_find(&to->texts, &place);
    *at = found == NULL ? place.at : found->at;
    if (found != NULL) {
        return CL_OK;
    }
    cl_out_put(&to->text_bytes, text);
    cl_out_byte(&to->text_bytes, '\0');
    return cl_placed_add(&to->texts, &place);
}

/* --- links --- */

static void set_slot(writer *to, size_t slot, uintptr_t value)
{
    if (!to->thing_bytes.failed) {
        memcpy(to->thing_bytes.data + slot, &value, sizeof value);
    }
}

static void note_slot(cl_out *slots, size_t slot)
{
    uint32_t number = (uint32_t)slot;
    put(slots, &number, sizeof number);
}

/* The members that count, and those that point, are of one size. */
_Static_assert(sizeof(size_t) == sizeof(uintptr_t), "a slot holds a size or a place");

static size_t size_at(const uint8_t *thing, size_t member)
{
    size_t size;
    memcpy(&size, thing + member, sizeof size);
    return size;
}

static cl_status link_text(writer *to, size_t slot, cl_span text)
{
    size_t at;
    CL_TRY(place_text(to, text, &at));
    set_slot(to, slot, at);
    note_slot(&to->text_slots, slot);
    return CL_OK;
}

static cl_status link_thing(writer *to, size_t slot, const void *thing, size_t count,
                            const cl_shape *shape)
{
    size_t at;
    CL_TRY(place_thing(to, thing, count, shape, &at));
    set_slot(to, slot, to->base + sizeof(image_head) + at);
    note_slot(&to->thing_slots, slot);
    return CL_OK;
}

static cl_status link_pattern(writer *to, size_t slot, const cl_pattern *pattern)
{
    pattern_slot *added = cl_array_add(&to->patterns, to->arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(to->arena);
    }
    *added = (pattern_slot){slot, pattern};
    return CL_OK;
}

/* The member of the thing that was put at `at`. */
static cl_status follow(writer *to, const uint8_t *thing, size_t at, const cl_link *link)
{
    const void *target;
    memcpy(&target, thing + link->at, sizeof target);
    bool dropped = link->kind == CL_LINK_DROPPED;
    size_t count = link->count == CL_NO_MEMBER ? 1 : dropped ? 0 : size_at(thing, link->count);
    size_t slot = at + link->at;
    set_slot(to, slot, 0);
    if (link->count != CL_NO_MEMBER) {
        set_slot(to, at + link->count, count);
    }
    if (link->capacity != CL_NO_MEMBER) {
        set_slot(to, at + link->capacity, count);
    }
    if (target == NULL || dropped) {
        return CL_OK;
    }
    if (link->kind == CL_LINK_PATTERN) {
        return link_pattern(to, slot, target);
    }
    if (link->kind == CL_LINK_TEXT) {
        return link_text(to, slot, cl_span_of(target));
    }
    if (link->of == &cl_byte_shape) {
        return link_text(to, slot, (cl_span){target, count});
    }
    return count == 0 ? CL_OK : link_thing(to, slot, target, count, link->of);
}

/* Looks through everything that was reached, while more is reached. */
static cl_status follow_all(writer *to)
{
    for (size_t i = 0; i < to->things.items.count; i++) {
        const cl_placed place = *CL_ARRAY_AT(&to->things.items, const cl_placed, i);
        for (size_t k = 0; place.shape->link_count > 0 && k < place.count; k++) {
            const uint8_t *thing = (const uint8_t *)place.thing + k * place.shape->size;
            size_t at = place.at + k * place.shape->size;
            for (size_t n = 0; n < place.shape->link_count; n++) {
                CL_TRY(follow(to, thing, at, &place.shape->links[n]));
            }
        }
        if (to->thing_bytes.len > CL_IMAGE_BYTES_MAX) {
            return CL_LIMIT;
        }
    }
    return CL_OK;
}

/* --- the whole --- */

/* Slots are counted from the first thing until here. */
static void put_slots(const cl_out *slots, cl_out *out)
{
    for (size_t i = 0; i < slots->len; i += sizeof(uint32_t)) {
        uint32_t slot;
        memcpy(&slot, slots->data + i, sizeof slot);
        slot += (uint32_t)sizeof(image_head);
        put(out, &slot, sizeof slot);
    }
}

/* What patterns are made from, at the end of the image, and where that is, in the table. */
static cl_status save_patterns(const writer *from, size_t begin, size_t table, cl_out *out)
{
    for (size_t i = 0; i < from->patterns.count; i++) {
        const pattern_slot *of = CL_ARRAY_AT(&from->patterns, const pattern_slot, i);
        image_pattern about = {(uint32_t)(sizeof(image_head) + of->slot), 0, out->len - begin};
        CL_TRY(cl_pattern_save(of->pattern, out));
        about.len = (uint32_t)(out->len - begin - about.at);
        align(out);
        if (out->failed || out->len - begin > CL_IMAGE_BYTES_MAX) {
            return out->failed ? CL_NO_MEMORY : CL_LIMIT;
        }
        memcpy(out->data + begin + table + i * sizeof about, &about, sizeof about);
    }
    return CL_OK;
}

/* Only now it is known how far behind the things the texts begin. */
static void settle_texts(writer *from, size_t begin)
{
    for (size_t i = 0; i < from->text_slots.len; i += sizeof(uint32_t)) {
        uint32_t slot;
        memcpy(&slot, from->text_slots.data + i, sizeof slot);
        set_slot(from, slot, from->base + begin + size_at(from->thing_bytes.data, slot));
    }
}

static size_t aligned(size_t len)
{
    return (len + WORD - 1) / WORD * WORD;
}

static bool has_failed(const writer *to)
{
    return to->thing_bytes.failed || to->text_bytes.failed || to->thing_slots.failed ||
           to->text_slots.failed;
}

static void free_parts(writer *to)
{
    cl_out_free(&to->thing_bytes);
    cl_out_free(&to->text_bytes);
    cl_out_free(&to->thing_slots);
    cl_out_free(&to->text_slots);
}

static image_head make_head(const writer *from)
{
    image_head head = {.base = from->base, .root = sizeof head};
    head.texts = sizeof head + from->thing_bytes.len;
    head.patterns = aligned(head.texts + from->text_bytes.len);
    head.pattern_count = from->patterns.count;
    head.slots = head.patterns + head.pattern_count * sizeof(image_pattern);
    head.slot_count = (from->thing_slots.len + from->text_slots.len) / sizeof(uint32_t);
    head.plain = aligned(head.slots + head.slot_count * sizeof(uint32_t));
    return head;
}

static cl_status assemble(writer *from, cl_out *out)
{
    static const image_pattern unknown = {0};
    size_t begin = out->len; /* at a multiple of CL_IMAGE_ALIGN, as all places in the image are */
    image_head head = make_head(from);
    settle_texts(from, (size_t)head.texts);
    put(out, &head, sizeof head);
    cl_out_put(out, cl_out_span(&from->thing_bytes));
    cl_out_put(out, cl_out_span(&from->text_bytes));
    align(out);
    for (uint64_t i = 0; i < head.pattern_count; i++) {
        put(out, &unknown, sizeof unknown);
    }
    put_slots(&from->thing_slots, out);
    put_slots(&from->text_slots, out);
    align(out);
    if (out->failed) {
        return CL_NO_MEMORY;
    }
    free_parts(from);
    CL_TRY(save_patterns(from, begin, (size_t)head.patterns, out));
    head.size = out->len - begin;
    memcpy(out->data + begin, &head, sizeof head);
    return CL_OK;
}

cl_status cl_image_write(const void *root, const cl_shape *shape, uintptr_t base, cl_out *out)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    writer to = {.arena = arena,
                 .base = base,
                 .things = {.arena = arena, .equal = same_thing},
                 .texts = {.arena = arena, .equal = same_text}};
    size_t at;
    cl_status status = place_thing(&to, root, 1, shape, &at);
    if (status == CL_OK) {
        status = follow_all(&to);
    }
    if (status == CL_OK && has_failed(&to)) {
        status = CL_NO_MEMORY;
    }
    if (status == CL_OK) {
        status = assemble(&to, out);
    }
    free_parts(&to);
    cl_arena_free(arena);
    return status;
}
