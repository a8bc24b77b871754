#include "report/sheet_names.h"

#include <stdlib.h>

#include "base/hash.h"

enum {
    FIRST_TABLE = 64
};

static const cl_named *item(const cl_names *names, size_t i)
{
    return CL_ARRAY_AT(&names->items, const cl_named, i);
}

/* The slot of the name, or the free one where it belongs; at least half of them are free. */
static size_t slot_of(const cl_names *names, cl_span name)
{
    size_t slot = (size_t)cl_hash(name) & (names->table_size - 1);
    while (names->table[slot] != 0 &&
           !cl_span_equal(item(names, names->table[slot] - 1)->name, name)) {
        slot = (slot + 1) & (names->table_size - 1);
    }
    return slot;
}

static cl_status grow(cl_names *names)
{
    if (names->items.count * 2 < names->table_size) {
        return CL_OK;
    }
    size_t size = names->table_size == 0 ? FIRST_TABLE : names->table_size * 2;
    uint32_t *table = cl_arena_alloc(names->arena, size, sizeof *table);
    if (table == NULL) {
        return cl_arena_status(names->arena);
    }
    names->table = table;
    names->table_size = size;
    for (size_t i = 0; i < names->items.count; i++) {
        table[slot_of(names, item(names, i)->name)] = (uint32_t)i + 1;
    }
    return CL_OK;
}

cl_status cl_names_count(cl_names *names, cl_span name, size_t by)
{
    CL_TRY(grow(names));
    size_t slot = slot_of(names, name);
    if (names->table[slot] != 0) {
        CL_ARRAY_AT(&names->items, cl_named, names->table[slot] - 1)->count += by;
        return CL_OK;
    }
    if (names->items.count == names->most) {
        names->lost += by;
        return CL_OK;
    }
    cl_span copy;
    CL_TRY(cl_arena_copy(names->arena, name, &copy));
    cl_named *added = cl_array_add(&names->items, names->arena, sizeof *added, names->most);
    if (added == NULL) {
        return cl_arena_status(names->arena);
    }
    *added = (cl_named){copy, by};
    names->table[slot] = (uint32_t)names->items.count;
    return CL_OK;
}

size_t cl_names_get(const cl_names *names, cl_span name)
{
    size_t found = names->table_size == 0 ? 0 : names->table[slot_of(names, name)];
    return found == 0 ? 0 : item(names, found - 1)->count;
}

static int by_name(const void *a, const void *b)
{
    return cl_span_compare(((const cl_named *)a)->name, ((const cl_named *)b)->name);
}

static int by_count(const void *a, const void *b)
{
    size_t left = ((const cl_named *)a)->count;
    size_t right = ((const cl_named *)b)->count;
    return left == right ? by_name(a, b) : left < right ? 1 : -1;
}

static cl_status sorted(const cl_names *names, int (*order)(const void *a, const void *b),
                        const cl_named **out)
{
    size_t count = names->items.count;
    cl_named *copy = cl_arena_alloc(names->arena, count + 1, sizeof *copy);
    *out = copy;
    if (copy == NULL) {
        return cl_arena_status(names->arena);
    }
    for (size_t i = 0; i < count; i++) {
        copy[i] = *item(names, i);
    }
    qsort(copy, count, sizeof *copy, order);
    return CL_OK;
}

cl_status cl_names_by_count(const cl_names *names, const cl_named **out)
{
    return sorted(names, by_count, out);
}

cl_status cl_names_by_name(const cl_names *names, const cl_named **out)
{
    return sorted(names, by_name, out);
}
