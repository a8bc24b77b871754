#include "container/container.h"

#include "base/limits.h"
#include "container/formats.h"
#include "container/take.h"

#define ADDRESS(name) &cl_format_##name,

static const cl_format *const formats[] = {CL_FORMATS(ADDRESS)};

const cl_format *cl_format_of(cl_span head)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (formats[i]->is(head)) {
            return formats[i];
        }
    }
    return NULL;
}

cl_status cl_blocks_add(cl_blocks *blocks, const cl_block *block)
{
    if (blocks->items.count >= CL_BLOCKS_MAX ||
        block->bytes.len > CL_BLOCK_BYTES_MAX - blocks->bytes) {
        return cl_take_report_limit(blocks, block->offset);
    }
    cl_block *added = cl_array_add(&blocks->items, blocks->arena, sizeof *added, CL_BLOCKS_MAX);
    if (added == NULL) {
        return cl_arena_status(blocks->arena);
    }
    *added = *block;
    blocks->bytes += block->bytes.len;
    return CL_OK;
}

const cl_block *cl_blocks_at(const cl_blocks *blocks, size_t i)
{
    return CL_ARRAY_AT(&blocks->items, const cl_block, i);
}

size_t cl_block_piece_at(const cl_block *block, size_t at)
{
    size_t low = 0;
    size_t high = block->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->pieces[middle].at <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

uint64_t cl_block_offset(const cl_block *block, size_t at)
{
    if (block->inflated) {
        return block->offset;
    }
    if (block->pieces == NULL) {
        return block->offset + at;
    }
    const cl_piece *piece = &block->pieces[cl_block_piece_at(block, at)];
    return piece->made ? piece->offset : piece->offset + (at - piece->at);
}

bool cl_block_is_verbatim(const cl_block *block, size_t at)
{
    if (block->inflated) {
        return false;
    }
    return block->pieces == NULL || !block->pieces[cl_block_piece_at(block, at)].made;
}
