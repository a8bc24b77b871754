/* Reads bytes as a format and checks what must hold whatever they are: the blocks keep their caps,
 * and each byte of a block stands in the file where the block says. */
#ifndef CL_FUZZ_FORMAT_H
#define CL_FUZZ_FORMAT_H

#include <stdlib.h>

#include "base/limits.h"
#include "container/formats.h"

static inline void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static inline void check_block(const cl_block *block, cl_span file)
{
    check(block->bytes.len > 0 || block->kind == CL_BLOCK_XMP);
    check(block->container != NULL);
    for (size_t i = 0; i < block->bytes.len; i++) {
        if (!cl_block_is_verbatim(block, i)) {
            continue;
        }
        uint64_t offset = cl_block_offset(block, i);
        check(offset < file.len && file.data[offset] == block->bytes.data[i]);
    }
}

static inline void check_blocks(const cl_blocks *blocks, cl_span file)
{
    check(blocks->items.count <= CL_BLOCKS_MAX);
    check(blocks->bytes <= CL_BLOCK_BYTES_MAX && blocks->taken <= CL_BLOCK_BYTES_MAX);
    for (size_t i = 0; i < blocks->items.count; i++) {
        check_block(cl_blocks_at(blocks, i), file);
    }
    for (size_t i = 0; i < blocks->findings->items.count; i++) {
        check(cl_findings_at(blocks->findings, i)->message.len > 0);
    }
}

static inline int fuzz_format(const cl_format *format, cl_span file)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_findings findings = {.arena = arena};
    cl_blocks blocks = {.arena = arena, .findings = &findings};
    cl_source *source = NULL;
    check(arena != NULL);
    (void)format->is(cl_span_sub(file, 0, CL_FORMAT_HEAD));
    check(cl_source_of(arena, file, &source) == CL_OK);
    check(format->read(source, &blocks) == CL_OK);
    check_blocks(&blocks, file);
    cl_arena_free(arena);
    return 0;
}

#endif
