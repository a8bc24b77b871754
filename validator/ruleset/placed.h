/* Where things were put: each once, found again by what it is. Private to image_write.c. */
#ifndef CL_RULESET_PLACED_H
#define CL_RULESET_PLACED_H

#include "base/array.h"
#include "ruleset/shape.h"

typedef struct cl_placed {
    const void *thing;
    const cl_shape *shape;
    size_t count; /* of things one behind the other */
    size_t at;    /* where they were put */
    uint64_t hash;
} cl_placed;

typedef bool (*cl_placed_equal_fn)(const cl_placed *a, const cl_placed *b);

typedef struct cl_placed_things {
    cl_arena *arena;
    cl_placed_equal_fn equal;
    cl_array items;  /* of cl_placed, in the order added */
    uint32_t *index; /* 1 + the item, by its hash; 0: empty */
    size_t capacity; /* of `index`: a power of two */
} cl_placed_things;

/* The place that is equal to `wanted`, whose hash is given, or NULL. */
const cl_placed *cl_placed_find(const cl_placed_things *places, const cl_placed *wanted);
/* Adds one that is not there yet. */
CL_MUST_USE cl_status cl_placed_add(cl_placed_things *places, const cl_placed *added);

#endif
