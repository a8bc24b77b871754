/* A list that grows in an arena. The items stay where they are for as long as nothing is added. */
#ifndef CL_BASE_ARRAY_H
#define CL_BASE_ARRAY_H

#include "base/arena.h"

typedef struct cl_array {
    void *items;
    size_t count;
    size_t capacity;
} cl_array;

/* A new zeroed item of `size` bytes at the end; NULL when the arena gives no more or `cap` items
 * are reached (then the status is CL_LIMIT). One array holds items of one size. */
CL_MUST_USE void *cl_array_add(cl_array *array, cl_arena *arena, size_t size, size_t cap);

/* Item `i` of an array of `type`; `i` must be below count. */
#define CL_ARRAY_AT(array, type, i) (((type *)(array)->items) + (i))

#endif
