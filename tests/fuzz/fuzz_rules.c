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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const tiny = CL_SOURCE_FOLDER "/fixtures/rules/tiny";
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    if (size < 1 || cl_ruleset_load(tiny, &rules, &error) != CL_OK) {
        return 0;
    }
    cl_span text = cl_span_from((cl_span){data, size}, 1);
    cl_yaml *document = NULL;
    if (cl_yaml_parse(rules->arena, "fuzz.yaml", text, &document, &error) == CL_OK &&
        load(rules, data[0], document, &error) == CL_OK) {
        use(rules);
    }
    cl_ruleset_free(rules);
    return 0;
}
