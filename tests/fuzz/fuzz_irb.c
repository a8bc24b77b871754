#include "container/irb.h"
#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A stream of two pieces that stand the other way round in the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_findings findings = {.arena = arena};
    cl_blocks blocks = {.arena = arena, .findings = &findings};
    check(arena != NULL);
    size_t half = size / 2;
    uint8_t *file = cl_arena_alloc(arena, size + 1, 1);
    check(file != NULL);
    for (size_t i = 0; i < size; i++) {
        file[i < half ? size - half + i : i - half] = data[i];
    }
    const cl_piece pieces[] = {{0, size - half, false}, {half, 0, false}};
    const cl_block stream = {.bytes = {data, size},
                             .offset = size - half,
                             .pieces = pieces,
                             .piece_count = 2,
                             .container = "fuzz"};
    check(cl_irb_read(&stream, &blocks) == CL_OK);
    check_blocks(&blocks, (cl_span){file, size});
    cl_arena_free(arena);
    return 0;
}
