#include "ruleset/placed.h"

static const cl_placed *item_at(const cl_placed_things *places, size_t i)
{
    return CL_ARRAY_AT(&places->items, const cl_placed, i);
}

/* The slot of the item that is equal, or the empty slot where it would stand. */
static uint32_t *slot_of(const cl_placed_things *places, const cl_placed *wanted)
{
    size_t slot = (size_t)wanted->hash & (places->capacity - 1);
    while (places->index[slot] != 0) {
        const cl_placed *item = item_at(places, places->index[slot] - 1);
        if (item->hash == wanted->hash && places->equal(item, wanted)) {
            break;
        }
        slot = (slot + 1) & (places->capacity - 1);
    }
    return &places->index[slot];
}

const cl_placed *cl_placed_find(const cl_placed_things *places, const cl_placed *wanted)
{
    if (places->items.count == 0) {
        return NULL;
    }
    const uint32_t *slot = slot_of(places, wanted);
    return *slot == 0 ? NULL : item_at(places, *slot - 1);
}

static cl_status grow(cl_placed_things *places)
{
    enum {
        FIRST = 1024
    };
    places->capacity = places->capacity == 0 ? FIRST : places->capacity * 2;
    places->index = cl_arena_alloc(places->arena, places->capacity, sizeof *places->index);
    if (places->index == NULL) {
        return cl_arena_status(places->arena);
    }
    for (size_t i = 0; i < places->items.count; i++) {
        *slot_of(places, item_at(places, i)) = (uint32_t)i + 1;
    }
    return CL_OK;
}

cl_status cl_placed_add(cl_placed_things *places, const cl_placed *added)
{
    if (places->items.count >= places->capacity / 2) {
        CL_TRY(grow(places));
    }
    uint32_t *slot = slot_of(places, added);
    cl_placed *item = cl_array_add(&places->items, places->arena, sizeof *item, UINT32_MAX - 1);
    if (item == NULL) {
        return CL_LIMIT;
    }
    *item = *added;
    *slot = (uint32_t)places->items.count;
    return CL_OK;
}
