/* How often names were met. There is a cap on how many are told apart; what comes later is counted
 * together. */
#ifndef CL_REPORT_SHEET_NAMES_H
#define CL_REPORT_SHEET_NAMES_H

#include "base/array.h"

typedef struct cl_named {
    cl_span name;
    size_t count;
} cl_named;

/* Begin with the arena and `most`. */
typedef struct cl_names {
    cl_arena *arena;
    size_t most;
    cl_array items;  /* of cl_named, in the order met */
    uint32_t *table; /* 1 + the index of a name; a power of two long */
    size_t table_size;
    size_t lost; /* counted of names beyond `most` */
} cl_names;

/* Counts the name `by` more; by 0 notes it. It is copied. */
CL_MUST_USE cl_status cl_names_count(cl_names *names, cl_span name, size_t by);
/* 0 for one that was not met. */
size_t cl_names_get(const cl_names *names, cl_span name);
/* All of them in the arena, most first, then by name. */
CL_MUST_USE cl_status cl_names_by_count(const cl_names *names, const cl_named **out);
/* The same by name. */
CL_MUST_USE cl_status cl_names_by_name(const cl_names *names, const cl_named **out);

#endif
