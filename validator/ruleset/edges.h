/* The edges of a trie in one hash table keyed by node and character. Nodes are counted from 0, the
 * root. */
#ifndef CL_RULESET_EDGES_H
#define CL_RULESET_EDGES_H

#include "base/arena.h"

typedef struct cl_edge {
    uint32_t from; /* node + 1; 0: an empty slot */
    uint32_t code;
    uint32_t to;
} cl_edge;

typedef struct cl_edges {
    cl_edge *items;
    size_t count;
    size_t capacity; /* a power of two */
} cl_edges;

/* An empty table with room for half of `capacity` edges, a power of two; it lives in `arena`. */
CL_MUST_USE cl_status cl_edges_init(cl_edges *edges, cl_arena *arena, size_t capacity);
/* The node behind `node` by `code`; 0 when there is none. */
uint32_t cl_edges_step(const cl_edges *edges, uint32_t node, uint32_t code);
/* Leads from `node` by `code`, where no edge is yet, to node `to`; the table grows as needed. */
CL_MUST_USE cl_status cl_edges_add(cl_edges *edges, cl_arena *arena, uint32_t node, uint32_t code,
                                   uint32_t to);

#endif
