#include "report/sheet_runs.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"

/* What is being cut. */
typedef struct cutting {
    cl_arena *arena;
    cl_span text;
    size_t length; /* in code points */
    const cl_noted *noted;
    size_t count;
    cl_array *runs; /* of cl_noted_run */
} cutting;

static int by_number(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static bool is_inside(const cutting *at, const cl_noted *noted)
{
    return noted->start < noted->end && noted->start < at->length;
}

/* Every place where a note begins or ends, and both ends of the text, in order. */
static cl_status find_edges(const cutting *at, uint64_t **edges, size_t *count)
{
    uint64_t *found = cl_arena_take(at->arena, 2 * at->count + 2, sizeof *found);
    if (found == NULL) {
        return cl_arena_status(at->arena);
    }
    *count = 0;
    found[(*count)++] = 0;
    found[(*count)++] = at->length;
    for (size_t i = 0; i < at->count; i++) {
        if (is_inside(at, &at->noted[i])) {
            uint64_t end = at->noted[i].end;
            found[(*count)++] = at->noted[i].start;
            found[(*count)++] = end < at->length ? end : at->length;
        }
    }
    qsort(found, *count, sizeof *found, by_number);
    *edges = found;
    return CL_OK;
}

static bool covers(const cl_noted *noted, uint64_t from, uint64_t to)
{
    return noted->start <= from && noted->end >= to;
}

static cl_status add_run(const cutting *at, uint64_t from, uint64_t to, cl_span text)
{
    size_t *notes = NULL;
    size_t count = 0;
    for (size_t i = 0; i < at->count; i++) {
        count += covers(&at->noted[i], from, to) ? 1 : 0;
    }
    if (count > 0) {
        notes = cl_arena_take(at->arena, count, sizeof *notes);
        if (notes == NULL) {
            return cl_arena_status(at->arena);
        }
    }
    size_t filled = 0;
    for (size_t i = 0; i < at->count && filled < count; i++) {
        if (covers(&at->noted[i], from, to)) {
            notes[filled++] = at->noted[i].note;
        }
    }
    cl_noted_run *run = cl_array_add(at->runs, at->arena, sizeof *run, SIZE_MAX);
    if (run == NULL) {
        return cl_arena_status(at->arena);
    }
    *run = (cl_noted_run){text, notes, count};
    return CL_OK;
}

cl_status cl_runs_cut(cl_arena *arena, cl_span text, const cl_noted *noted, size_t count,
                      cl_array *out)
{
    const cutting at = {arena, text, cl_utf8_count(text), noted, count, out};
    uint64_t *edges = NULL;
    size_t edge_count = 0;
    cl_span rest = text;
    CL_TRY(find_edges(&at, &edges, &edge_count));
    for (size_t i = 1; i < edge_count; i++) {
        if (edges[i] > edges[i - 1]) {
            size_t len = cl_utf8_index(rest, (size_t)(edges[i] - edges[i - 1]));
            CL_TRY(add_run(&at, edges[i - 1], edges[i], cl_span_sub(rest, 0, len)));
            rest = cl_span_from(rest, len);
        }
    }
    return CL_OK;
}
