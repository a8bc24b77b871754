#include "check/config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever was accepted can be judged by: every edition has a name of its own, known territories
 * and one moment; whatever was refused says why and where. */
static void check(const cl_editions *editions)
{
    for (size_t i = 0; i < editions->items.count; i++) {
        const cl_edition *edition = CL_ARRAY_AT(&editions->items, const cl_edition, i);
        bool odd = edition->name.len == 0 || cl_editions_find(editions, edition->name) != edition ||
                   (edition->at.known && !cl_moment_valid(&edition->at));
        for (size_t k = 0; k < edition->territories.count; k++) {
            odd = odd || edition->territories.items[k].len < 2;
        }
        if (odd) {
            abort();
        }
    }
}

/* Loaded once: the rules are the same for every input. */
static cl_ruleset *shipped_rules(void)
{
    static cl_ruleset *rules;
    cl_error error = {0};
    if (rules == NULL && cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error) != CL_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        abort();
    }
    return rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return 0;
    }
    cl_editions editions = {.arena = arena};
    cl_error error = {0};
    cl_status status =
        cl_config_load(shipped_rules(), "fuzz.yaml", (cl_span){data, size}, &editions, &error);
    if (status == CL_OK) {
        check(&editions);
    } else if (status == CL_BAD_CONFIG && error.message[0] == '\0') {
        abort();
    }
    cl_arena_free(arena);
    return 0;
}
