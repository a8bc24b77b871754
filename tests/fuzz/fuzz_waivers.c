#include "check/waivers_config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

/* What was accepted is whole; what was refused says where. */
static void check(const cl_waivers *waivers)
{
    for (size_t i = 0; i < waivers->items.count; i++) {
        const cl_waiver *waiver = CL_ARRAY_AT(&waivers->items, const cl_waiver, i);
        if (waiver->reason.len == 0 || waiver->approved_by.len == 0 || waiver->expires.len == 0 ||
            waiver->rule.len == 0 || waiver->edition.len == 0 || waiver->line == 0) {
            abort();
        }
    }
    for (size_t i = 0; i < waivers->malformed.count; i++) {
        if (!cl_span_starts(*CL_ARRAY_AT(&waivers->malformed, const cl_span, i),
                            CL_SPAN("fuzz.yaml:"))) {
            abort();
        }
    }
}

/* An entry is put behind what is there, or refused: what stood there stays. */
static void add(cl_span bytes)
{
    const cl_waiver added = {.name = CL_SPAN("a \"b\" \\ c.jpg"),
                             .note = CL_SPAN("ITALY OUT: # {x} \xE2\x80\xAE 'y'"),
                             .rule = CL_SPAN("territory.denied"),
                             .edition = CL_SPAN("web"),
                             .reason = CL_SPAN("- cleared"),
                             .approved_by = CL_SPAN("@desk"),
                             .expires = CL_SPAN("2024-05-01")};
    const cl_waiver_addition what = {shipped_rules(), bytes, &added};
    cl_out all = {0};
    cl_out entry = {0};
    cl_error error = {0};
    cl_status status = cl_waivers_append(&what, &all, &entry, &error);
    if (status == CL_OK && !cl_span_starts(cl_out_span(&all), bytes)) {
        abort();
    }
    if (status == CL_BAD_CONFIG && error.message[0] == '\0') {
        abort();
    }
    cl_out_free(&all);
    cl_out_free(&entry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return 0;
    }
    cl_waivers waivers = {.arena = arena};
    if (cl_waivers_load(shipped_rules(), "fuzz.yaml", (cl_span){data, size}, &waivers) == CL_OK) {
        check(&waivers);
    }
    cl_arena_free(arena);
    add((cl_span){data, size});
    return 0;
}
