/* Which phrases a corpus exercises: what stands in none of its texts was never seen in the wild. */
#include "captionlint_handle.h"

#include <stdlib.h>

#include "caption/reading.h"

typedef struct coverage {
    const cl_ruleset *rules;
    cl_reader_state *state;
    uint32_t *stood; /* a count for each phrase */
    size_t pictures;
    cl_status status;
} coverage;

/* The fields of the picture once more, into a record of its own. */
static cl_status count_in(coverage *work, cl_arena *arena, const cl_fields *fields)
{
    cl_record record;
    cl_record_init(&record, arena);
    for (size_t i = 0; i < fields->items.count; i++) {
        CL_TRY(cl_fields_add(&record.fields, cl_fields_at(fields, i)));
    }
    return cl_reading_run_counting(work->state, &record, work->stood);
}

static int count_picture(const captionlint_picture *picture, void *user)
{
    coverage *work = user;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    work->status = CL_NO_MEMORY;
    if (arena != NULL) {
        work->status = count_in(work, arena, &picture->record.fields);
        cl_arena_free(arena);
    }
    work->pictures++;
    return work->status != CL_OK;
}

static void put_result(cl_out *out, const coverage *work)
{
    size_t silent = 0;
    size_t count = cl_ruleset_phrase_count(work->rules);
    for (size_t i = 0; i < count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(work->rules, i);
        if (work->stood[i] == 0) {
            silent++;
            cl_out_place(out, phrase->file, phrase->line);
            cl_out_format(out, ": %.*s stands in no text\n", CL_SPAN_PRINT(phrase->id));
        }
    }
    cl_out_format(out, "%zu phrases, %zu of them in none of %zu texts\n", count, silent,
                  work->pictures);
}

static captionlint_status read_inputs(const captionlint *lint, const captionlint_input *inputs,
                                      size_t count, coverage *work, captionlint_error *error)
{
    for (size_t i = 0; i < count; i++) {
        captionlint_input input = inputs[i];
        input.extract_only = 1;
        captionlint_status status = captionlint_check(lint, &input, count_picture, work, error);
        if (status == CAPTIONLINT_STOPPED) {
            cl_error cause = {0};
            return captionlint_fail(error, &cause, work->status);
        }
        if (status != CAPTIONLINT_OK) {
            return status;
        }
    }
    return CAPTIONLINT_OK;
}

captionlint_status captionlint_rules_coverage(const captionlint *lint,
                                              const captionlint_input *inputs, size_t count,
                                              captionlint_write_fn write, void *user,
                                              captionlint_error *error)
{
    cl_error cause = {0};
    cl_out out = {0};
    coverage work = {.rules = lint->rules,
                     .state = cl_reader_state_new(lint->rules),
                     .stood = calloc(cl_ruleset_phrase_count(lint->rules) + 1, sizeof *work.stood)};
    captionlint_status status = work.state == NULL || work.stood == NULL
                                    ? captionlint_fail(error, &cause, CL_NO_MEMORY)
                                    : read_inputs(lint, inputs, count, &work, error);
    if (status == CAPTIONLINT_OK) {
        put_result(&out, &work);
        status = captionlint_deliver(&out, write, user, error);
    }
    cl_reader_state_free(work.state);
    free(work.stood);
    return status;
}
