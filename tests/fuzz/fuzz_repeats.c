/* Any bytes as an expanded pattern: what is told of it must lie in it. */
#include <stdlib.h>

#include "base/limits.h"
#include "ruleset/repeats.h"

static bool lies_in(cl_span piece, cl_span whole)
{
    return piece.len > 0 && piece.data >= whole.data &&
           (size_t)(piece.data - whole.data) <= whole.len - piece.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array found = {0};
    cl_span pattern = {data, size};
    cl_status status = cl_repeats_of(arena, pattern, &found);
    if ((status != CL_OK && status != CL_LIMIT) || found.count > CL_REPEATS_MAX) {
        abort();
    }
    for (size_t i = 0; i < found.count; i++) {
        const cl_repeats *pair = CL_ARRAY_AT(&found, const cl_repeats, i);
        if (!lies_in(pair->first, pattern) || !lies_in(pair->second, pattern)) {
            abort();
        }
    }
    cl_arena_free(arena);
    return 0;
}
