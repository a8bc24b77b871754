#include "ruleset/edges.h"

cl_status cl_edges_init(cl_edges *edges, cl_arena *arena, size_t capacity)
{
    *edges = (cl_edges){.capacity = capacity};
    edges->items = cl_arena_alloc(arena, capacity, sizeof *edges->items);
    return edges->items == NULL ? cl_arena_status(arena) : CL_OK;
}

/* Where the edge stands, or the empty slot where it would. */
static cl_edge *slot_of(const cl_edges *edges, uint32_t from, uint32_t code)
{
    size_t hash = ((size_t)from * 0x9E3779B1u) ^ ((size_t)code * 0x85EBCA77u);
    size_t slot = (hash ^ hash >> 15) & (edges->capacity - 1);
    while (edges->items[slot].from != 0 &&
           (edges->items[slot].from != from || edges->items[slot].code != code)) {
        slot = (slot + 1) & (edges->capacity - 1);
    }
    return &edges->items[slot];
}

uint32_t cl_edges_step(const cl_edges *edges, uint32_t node, uint32_t code)
{
    const cl_edge *found = slot_of(edges, node + 1, code);
    return found->from == 0 ? 0 : found->to;
}

static cl_status grow(cl_edges *edges, cl_arena *arena)
{
    cl_edges larger;
    CL_TRY(cl_edges_init(&larger, arena, edges->capacity * 2));
    for (size_t i = 0; i < edges->capacity; i++) {
        const cl_edge *old = &edges->items[i];
        if (old->from != 0) {
            *slot_of(&larger, old->from, old->code) = *old;
        }
    }
    larger.count = edges->count;
    *edges = larger;
    return CL_OK;
}

cl_status cl_edges_add(cl_edges *edges, cl_arena *arena, uint32_t node, uint32_t code, uint32_t to)
{
    if (edges->count >= edges->capacity / 2) {
        CL_TRY(grow(edges, arena));
    }
    *slot_of(edges, node + 1, code) = (cl_edge){node + 1, code, to};
    edges->count++;
    return CL_OK;
}
