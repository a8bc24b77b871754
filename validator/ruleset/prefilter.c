#include "ruleset/prefilter.h"

#include <string.h>

#include "base/text.h"
#include "ruleset/edges.h"
#include "ruleset/literals.h"

enum {
    FIRST_CODES = 0x250 /* Latin letters step from the root without the table */
};

/* A trie of the words. */
struct cl_prefilter {
    cl_arena *arena;
    cl_array ends;   /* of cl_array of uint32_t, one a node: the phrases whose word ends there */
    cl_array always; /* of uint32_t: phrases that need no word */
    cl_edges edges;
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
    bool made = cl_edges_init(&filter->edges, arena, EDGES) == CL_OK;
    bool rooted = cl_array_add(&filter->ends, arena, sizeof(cl_array), SIZE_MAX) != NULL;
    return made && rooted ? filter : NULL;
}

/* The node after `code`, or 0. */
static uint32_t step(const cl_prefilter *filter, uint32_t at, uint32_t code)
{
    if (at == 0 && code < FIRST_CODES) {
        return filter->first[code];
    }
    return cl_edges_step(&filter->edges, at, code);
}

static cl_status step_or_add(cl_prefilter *filter, uint32_t *at, uint32_t code)
{
    uint32_t to = step(filter, *at, code);
    if (to != 0) {
        *at = to;
        return CL_OK;
    }
    if (cl_array_add(&filter->ends, filter->arena, sizeof(cl_array), SIZE_MAX) == NULL) {
        return cl_arena_status(filter->arena);
    }
    to = (uint32_t)(filter->ends.count - 1);
    CL_TRY(cl_edges_add(&filter->edges, filter->arena, *at, code, to));
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
