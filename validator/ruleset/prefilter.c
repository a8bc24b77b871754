#include "ruleset/prefilter.h"

#include <string.h>

#include "base/text.h"
#include "ruleset/literals.h"

/* A trie of the words; its edges stand in one hash table keyed by node and character. */
typedef struct edge {
    uint32_t from; /* node + 1; 0: an empty slot */
    uint32_t code;
    uint32_t to;
} edge;

enum {
    FIRST_CODES = 0x250 /* Latin letters step from the root without the table */
};

struct cl_prefilter {
    cl_arena *arena;
    cl_array ends;   /* of cl_array of uint32_t, one a node: the phrases whose word ends there */
    cl_array always; /* of uint32_t: phrases that need no word */
    edge *edges;
    size_t edge_count;
    size_t edge_capacity; /* a power of two */
    size_t phrase_count;
    uint32_t first[FIRST_CODES];
};

cl_prefilter *cl_prefilter_new(cl_arena *arena)
{
    enum {
        EDGES = 4096
    };
    cl_prefilter *filter = cl_arena_alloc(arena, 1, sizeof *filter);
    if (filter == NULL) {
        return NULL;
    }
    filter->arena = arena;
    filter->edge_capacity = EDGES;
    filter->edges = cl_arena_alloc(arena, EDGES, sizeof(edge));
    bool rooted = cl_array_add(&filter->ends, arena, sizeof(cl_array), SIZE_MAX) != NULL;
    return filter->edges == NULL || !rooted ? NULL : filter;
}

static size_t slot_of(const edge *edges, size_t capacity, uint32_t from, uint32_t code)
{
    size_t hash = ((size_t)from * 0x9E3779B1u) ^ ((size_t)code * 0x85EBCA77u);
    size_t slot = (hash ^ hash >> 15) & (capacity - 1);
    while (edges[slot].from != 0 && (edges[slot].from != from || edges[slot].code != code)) {
        slot = (slot + 1) & (capacity - 1);
    }
    return slot;
}

/* The node after `code`, or 0. */
static uint32_t step(const cl_prefilter *filter, uint32_t at, uint32_t code)
{
    if (at == 0 && code < FIRST_CODES) {
        return filter->first[code];
    }
    const edge *found = &filter->edges[slot_of(filter->edges, filter->edge_capacity, at + 1, code)];
    return found->from == 0 ? 0 : found->to;
}

static cl_status grow(cl_prefilter *filter)
{
    size_t capacity = filter->edge_capacity * 2;
    edge *edges = cl_arena_alloc(filter->arena, capacity, sizeof *edges);
    if (edges == NULL) {
        return cl_arena_status(filter->arena);
    }
    for (size_t i = 0; i < filter->edge_capacity; i++) {
        const edge *old = &filter->edges[i];
        if (old->from != 0) {
            edges[slot_of(edges, capacity, old->from, old->code)] = *old;
        }
    }
    filter->edges = edges;
    filter->edge_capacity = capacity;
    return CL_OK;
}

static cl_status step_or_add(cl_prefilter *filter, uint32_t *at, uint32_t code)
{
    uint32_t to = step(filter, *at, code);
    if (to != 0) {
        *at = to;
        return CL_OK;
    }
    if (filter->edge_count >= filter->edge_capacity / 2) {
        CL_TRY(grow(filter));
    }
    if (cl_array_add(&filter->ends, filter->arena, sizeof(cl_array), SIZE_MAX) == NULL) {
        return cl_arena_status(filter->arena);
    }
    to = (uint32_t)(filter->ends.count - 1);
    filter->edges[slot_of(filter->edges, filter->edge_capacity, *at + 1, code)] =
        (edge){*at + 1, code, to};
    filter->edge_count++;
    if (*at == 0 && code < FIRST_CODES) {
        filter->first[code] = to;
    }
    *at = to;
    return CL_OK;
}

static cl_status add_index(cl_prefilter *filter, cl_array *to, size_t index)
{
    uint32_t *added = cl_array_add(to, filter->arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(filter->arena);
    }
    *added = (uint32_t)index;
    return CL_OK;
}

cl_status cl_prefilter_add(cl_prefilter *filter, size_t index, cl_words words)
{
    filter->phrase_count = index + 1;
    if (words.count == 0) {
        return add_index(filter, &filter->always, index);
    }
    for (size_t i = 0; i < words.count; i++) {
        uint32_t at = 0;
        uint32_t code;
        for (size_t k = 0; cl_utf8_next(words.items[i], &k, &code);) {
            CL_TRY(step_or_add(filter, &at, code));
        }
        CL_TRY(add_index(filter, CL_ARRAY_AT(&filter->ends, cl_array, at), index));
    }
    return CL_OK;
}

static void mark(const cl_array *phrases, uint8_t *possible)
{
    for (size_t i = 0; i < phrases->count; i++) {
        possible[*CL_ARRAY_AT(phrases, const uint32_t, i)] = 1;
    }
}

/* The words that begin with the character of index `i`. */
static void mark_from(const cl_prefilter *filter, const uint32_t *codes, size_t count,
                      uint8_t *seen, uint8_t *possible)
{
    uint32_t node = 0;
    for (size_t i = 0; i < count; i++) {
        node = step(filter, node, codes[i]);
        if (node == 0) {
            return;
        }
        const cl_array *ends = CL_ARRAY_AT(&filter->ends, const cl_array, node);
        if (ends->count > 0 && !seen[node]) {
            seen[node] = 1;
            mark(ends, possible);
        }
    }
}

cl_status cl_prefilter_run(const cl_prefilter *filter, cl_arena *arena, cl_span text,
                           uint8_t *possible)
{
    size_t count = 0;
    uint32_t code;
    uint32_t *codes = cl_arena_alloc(arena, text.len + 1, sizeof *codes);
    uint8_t *seen = cl_arena_alloc(arena, filter->ends.count, 1);
    if (codes == NULL || seen == NULL) {
        return cl_arena_status(arena);
    }
    memset(possible, 0, filter->phrase_count);
    mark(&filter->always, possible);
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        codes[count++] = cl_literal_fold(code);
    }
    for (size_t i = 0; i < count; i++) {
        mark_from(filter, codes + i, count - i, seen, possible);
    }
    return CL_OK;
}
