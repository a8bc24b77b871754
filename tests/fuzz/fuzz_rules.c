/* Any bytes as a rule file, loaded on top of the tiny rule set; what loads is used to read a text.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "caption/reading.h"
#include "ruleset/loading.h"

static void use(cl_ruleset *rules)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_reader_state *state = cl_reader_state_new(rules);
    cl_record record = {.arena = arena};
    record.findings.arena = arena;
    record.fields = (cl_fields){.arena = arena, .findings = &record.findings};
    cl_field field = {.name = CL_INSTRUCTIONS,
                      .value = CL_SPAN("aaaa JAPAN OUT, no mags (Ann Bee/AFP) 3 March bbbb"),
                      .container = "fuzz"};
    if (cl_fields_add(&record.fields, &field) != CL_OK ||
        cl_reading_run(state, &record) == CL_UNREADABLE) {
        abort();
    }
    cl_reader_state_free(state);
    cl_arena_free(arena);
}

/* The first byte says what file it is: of a stage, or a profile. */
static cl_status load(cl_ruleset *rules, uint8_t kind, const cl_yaml *document, cl_error *error)
{
    if (kind % (CL_STAGE_COUNT + 1) == CL_STAGE_COUNT) {
        CL_TRY(cl_profile_load(rules, document, error));
        return cl_profiles_settle(rules, error);
    }
    return cl_phrases_load(rules, document, (cl_stage)(kind % (CL_STAGE_COUNT + 1)), error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Into an image, as the program has them. */
static void finish_and_use(cl_ruleset *built)
{
    cl_ruleset_image image;
    cl_ruleset *rules = NULL;
    if (cl_ruleset_finish(built, &image) == CL_OK && cl_ruleset_of_image(&image, &rules) == CL_OK) {
        use(rules);
        cl_ruleset_free(rules);
    }
}

static void run(cl_arena *arena, uint8_t kind, cl_span text)
{
    static const char *const tiny = CL_SOURCE_FOLDER "/fixtures/rules/tiny";
    cl_error error = {0};
    cl_files files;
    cl_ruleset *rules = NULL;
    cl_yaml *document = NULL;
    if (cl_files_read(arena, tiny, &files, &error) != CL_OK ||
        cl_ruleset_build(&files, &rules, &error) != CL_OK) {
        return;
    }
    if (cl_yaml_parse(rules->arena, "fuzz.yaml", text, &document, &error) == CL_OK &&
        load(rules, kind, document, &error) == CL_OK) {
        finish_and_use(rules);
    } else {
        cl_ruleset_free(rules);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = size < 1 ? NULL : cl_arena_new(CL_ARENA_RULES_MAX);
    if (arena != NULL) {
        run(arena, data[0], cl_span_from((cl_span){data, size}, 1));
    }
    cl_arena_free(arena);
    return 0;
}
