/* Any text as the caption and the instructions of a picture, read with the rules that ship: every
 * place must lie in its field and quote it. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "caption/reading.h"

static cl_ruleset *rules;
static cl_reader_state *state;

static void check_places(const cl_places *places)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        size_t count = cl_utf8_count(place->field->value);
        if (place->start > place->end || place->end > count ||
            cl_utf8_count(place->text) != place->end - place->start) {
            abort();
        }
    }
}

static void check_record(const cl_record *record)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        check_places(&cl_record_restriction(record, i)->places);
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        check_places(&cl_record_credit(record, i)->places);
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        check_places(&cl_record_notice(record, i)->places);
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        check_places(&cl_record_unread(record, i)->places);
    }
}

static cl_status read_text(cl_arena *arena, cl_span text)
{
    cl_record record = {.arena = arena};
    record.findings.arena = arena;
    record.fields = (cl_fields){.arena = arena, .findings = &record.findings};
    cl_field field = {.container = "fuzz"};
    CL_TRY(cl_utf8_repair(arena, text, &field.value));
    field.name = CL_CAPTION;
    CL_TRY(cl_fields_add(&record.fields, &field));
    field.name = CL_INSTRUCTIONS;
    CL_TRY(cl_fields_add(&record.fields, &field));
    CL_TRY(cl_reading_run(state, &record));
    check_record(&record);
    return CL_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_error error = {0};
    if (rules == NULL) {
        if (cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error) != CL_OK) {
            abort();
        }
        state = cl_reader_state_new(rules);
    }
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_status status = read_text(arena, (cl_span){data, size});
    if (status != CL_OK && status != CL_LIMIT) {
        abort();
    }
    cl_arena_free(arena);
    return 0;
}
