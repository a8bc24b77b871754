#include "check/ids.h"

#include <stdlib.h>

#include "base/limits.h"

static uint8_t small(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte - 'A' + 'a') : byte;
}

cl_status cl_ids_add(cl_ids *ids, cl_arena *arena, cl_span id)
{
    id = cl_span_trim(id);
    if (id.len == 0) {
        return CL_OK;
    }
    uint8_t *copy = cl_arena_alloc(arena, id.len, 1);
    cl_span *added = cl_array_add(&ids->items, arena, sizeof *added, CL_IDS_MAX);
    if (copy == NULL || added == NULL) {
        return ids->items.count == CL_IDS_MAX ? CL_LIMIT : cl_arena_status(arena);
    }
    for (size_t i = 0; i < id.len; i++) {
        copy[i] = small(id.data[i]);
    }
    *added = (cl_span){copy, id.len};
    return CL_OK;
}

cl_status cl_ids_add_lines(cl_ids *ids, cl_arena *arena, cl_span text)
{
    cl_span line;
    while (cl_span_next(&text, '\n', &line)) {
        line = cl_span_trim(line);
        if (line.len > 0 && line.data[0] != '#') {
            CL_TRY(cl_ids_add(ids, arena, line));
        }
    }
    return CL_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return cl_span_compare(*(const cl_span *)a, *(const cl_span *)b);
}

void cl_ids_sort(cl_ids *ids)
{
    if (ids->items.count > 0) {
        qsort(ids->items.items, ids->items.count, sizeof(cl_span), by_bytes);
    }
}

/* As cl_span_compare, of `id` in small letters. */
static int compare(cl_span id, cl_span listed)
{
    for (size_t i = 0; i < id.len && i < listed.len; i++) {
        if (small(id.data[i]) != listed.data[i]) {
            return small(id.data[i]) < listed.data[i] ? -1 : 1;
        }
    }
    return id.len == listed.len ? 0 : id.len < listed.len ? -1 : 1;
}

bool cl_ids_have(const cl_ids *ids, cl_span id)
{
    size_t low = 0;
    size_t high = ids->items.count;
    id = cl_span_trim(id);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(id, *CL_ARRAY_AT(&ids->items, const cl_span, middle));
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return false;
}

static bool is_letter(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (small(byte) >= 'a' && small(byte) <= 'z') ||
           byte >= 0x80;
}

/* 000_ABC123, RC2ABC.1, urn:newsml:example.org:20240305 */
static bool is_joint(uint8_t byte)
{
    return byte == '_' || byte == '-' || byte == '.' || byte == ':' || byte == '/';
}

bool cl_ids_next(cl_span text, size_t *at, cl_span *out)
{
    size_t start = *at;
    while (start < text.len && !is_letter(text.data[start])) {
        start++;
    }
    size_t end = start;
    while (end < text.len && (is_letter(text.data[end]) || is_joint(text.data[end]))) {
        end++;
    }
    while (end > start && is_joint(text.data[end - 1])) {
        end--;
    }
    *out = cl_span_sub(text, start, end - start);
    *at = end;
    return end > start;
}
