/* Bytes that blocks keep. Everything taken counts against CL_BLOCK_BYTES_MAX before memory is asked
 * for, so that a hostile picture ends in a finding and not in a full arena. */
#ifndef CL_CONTAINER_TAKE_H
#define CL_CONTAINER_TAKE_H

#include "container/container.h"

/* A run of the input. */
typedef struct cl_extent {
    uint64_t offset;
    size_t len;
} cl_extent;

/* Reports CL_DAMAGE_LIMIT, the first time only. */
CL_MUST_USE cl_status cl_take_report_limit(cl_blocks *blocks, uint64_t offset);
/* How many bytes may still be taken. */
size_t cl_take_left(const cl_blocks *blocks);

/* Memory for `len` bytes that come from `offset`; NULL in *out and a finding past the cap. */
CL_MUST_USE cl_status cl_take_room(cl_blocks *blocks, uint64_t offset, size_t len, uint8_t **out);
/* The bytes of an extent, for as long as the arena lives: what the input has of them; none and a
 * finding past the cap. */
CL_MUST_USE cl_status cl_take(cl_blocks *blocks, cl_source *source, cl_extent from, cl_span *out);
/* The bytes of an extent of at most CL_SOURCE_WINDOW that the input has, into room for them. */
CL_MUST_USE cl_status cl_take_into(cl_blocks *blocks, cl_source *source, cl_extent from,
                                   uint8_t *into);
/* An extent at the end of a list of cl_extent. */
CL_MUST_USE cl_status cl_take_note(cl_blocks *blocks, cl_array *extents, cl_extent extent);
/* Puts the extents together, each at most CL_SOURCE_WINDOW long: sets bytes, offset and pieces. */
CL_MUST_USE cl_status cl_take_joined(cl_blocks *blocks, cl_source *source, const cl_array *extents,
                                     cl_block *out);

/* Makes `out` the bytes [at, at + len) of `whole`, with their offsets; its kind, key and container
 * stay. */
CL_MUST_USE cl_status cl_block_part(cl_arena *arena, const cl_block *whole, size_t at, size_t len,
                                    cl_block *out);
/* The index of the piece that holds byte `at`. */
size_t cl_block_piece_at(const cl_block *block, size_t at);

#endif
