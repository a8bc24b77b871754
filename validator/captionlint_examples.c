/* The examples of the rules: each `good` text must be read by its rule, each `bad` one must not. */
#include "captionlint_handle.h"

#include "caption/match.h"
#include "caption/reading.h"
#include "check/examples.h"

typedef struct tests {
    const cl_ruleset *rules;
    cl_reader_state *state;
    cl_matcher *matcher;
    cl_out *out;
    size_t run;
    size_t failed;
    cl_error *error;
} tests;

/* A record of one field, as if the example were all that the picture says. */
static cl_status record_of(cl_arena *arena, const cl_example *example, cl_record *out)
{
    *out = (cl_record){.arena = arena};
    out->findings.arena = arena;
    out->fields.arena = arena;
    out->fields.findings = &out->findings;
    cl_field field = {.name = example->field, .value = example->text, .container = "record"};
    return cl_fields_add(&out->fields, &field);
}

static cl_status mask_stage(const tests *tests, cl_record *record, const cl_view *view,
                            cl_stage stage, cl_mask *mask, cl_array *matches)
{
    *matches = (cl_array){0};
    CL_TRY(cl_match_stage(tests->rules, tests->matcher, record, cl_fields_at(&record->fields, 0),
                          view, stage, matches));
    for (size_t i = 0; i < matches->count; i++) {
        const cl_match *match = CL_ARRAY_AT(matches, const cl_match, i);
        cl_mask_add(mask, view->begin[match->start], view->end[match->end - 1]);
    }
    return CL_OK;
}

/* Whether the phrase itself matches and stands. What reads nothing leaves no other trace. */
static cl_status matches_phrase(const tests *tests, cl_record *record, const cl_phrase *phrase,
                                bool *out)
{
    cl_folded folded;
    cl_mask mask;
    cl_view view;
    cl_array matches;
    *out = false;
    if (record->fields.items.count == 0) {
        return CL_OK;
    }
    CL_TRY(cl_fold(record->arena, cl_fields_at(&record->fields, 0)->value, &folded));
    CL_TRY(cl_mask_new(record->arena, &folded, &mask));
    CL_TRY(cl_view_of_names(record->arena, tests->rules, &folded, &view));
    CL_TRY(mask_stage(tests, record, &view, CL_STAGE_RESTRICTION, &mask, &matches));
    if (phrase->stage == CL_STAGE_CREDIT) {
        CL_TRY(cl_view_of_credits(record->arena, tests->rules, &mask, &view));
        CL_TRY(mask_stage(tests, record, &view, CL_STAGE_CREDIT, &mask, &matches));
    }
    for (size_t i = 0; i < matches.count; i++) {
        *out = *out || CL_ARRAY_AT(&matches, const cl_match, i)->phrase == phrase;
    }
    return CL_OK;
}

static bool reads_nothing(const cl_phrase *phrase)
{
    for (size_t i = 0; i < phrase->reads_count; i++) {
        if (phrase->reads[i].what != CL_READS_NOTHING) {
            return false;
        }
    }
    return true;
}

/* Whether some item of the record came from the phrase. */
static bool has_item(const cl_record *record, cl_span id)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        if (cl_span_equal(cl_record_restriction(record, i)->rule, id)) {
            return true;
        }
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        if (cl_span_equal(cl_record_credit(record, i)->rule, id)) {
            return true;
        }
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        if (cl_span_equal(cl_record_notice(record, i)->rule, id)) {
            return true;
        }
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        if (cl_span_equal(cl_record_unread(record, i)->rule, id)) {
            return true;
        }
    }
    return false;
}

static bool has_values(const cl_record *record, cl_span id, cl_words values)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (cl_span_equal(restriction->rule, id) && cl_words_equal(restriction->values, values)) {
            return true;
        }
    }
    return false;
}

static bool has_credit(const cl_record *record, cl_span id, cl_span text)
{
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (cl_span_equal(credit->rule, id) && cl_span_equal(credit->text, text)) {
            return true;
        }
    }
    return false;
}

/* What came out, for the line that says what was wrong with it. */
static void put_outcome(cl_out *out, const cl_record *record, cl_span id)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        cl_out_format(out, "; %.*s read", CL_SPAN_PRINT(restriction->rule));
        for (size_t v = 0; v < restriction->values.count; v++) {
            cl_out_text(out, " ");
            cl_out_printable(out, restriction->values.items[v]);
        }
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        cl_out_format(out, "; %.*s read \"", CL_SPAN_PRINT(credit->rule));
        cl_out_printable(out, credit->text);
        cl_out_text(out, "\"");
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(record, i);
        cl_out_format(out, "; %.*s read %.*s", CL_SPAN_PRINT(notice->rule),
                      CL_SPAN_PRINT(notice->kind));
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        const cl_unread *unread = cl_record_unread(record, i);
        if (!cl_span_equal(unread->rule, id)) {
            cl_out_format(out, "; %.*s left something unread", CL_SPAN_PRINT(unread->rule));
        }
    }
}

static void tell_failure(tests *tests, const cl_phrase *phrase, const cl_example *example,
                         const cl_record *record, const char *what)
{
    tests->failed++;
    cl_out_format(tests->out, "%s:%zu: %.*s: \"", example->file, example->line,
                  CL_SPAN_PRINT(phrase->id));
    cl_out_printable(tests->out, example->text);
    cl_out_format(tests->out, "\" %s", what);
    put_outcome(tests->out, record, phrase->id);
    cl_out_text(tests->out, "\n");
}

static cl_status judge_example(tests *tests, const cl_phrase *phrase, const cl_example *example,
                               cl_record *record)
{
    bool read = false;
    if (reads_nothing(phrase)) {
        CL_TRY(matches_phrase(tests, record, phrase, &read));
    } else {
        read = has_item(record, phrase->id);
    }
    if (!example->good && read) {
        tell_failure(tests, phrase, example, record, "must not be read so");
    } else if (example->good && !read) {
        tell_failure(tests, phrase, example, record, "is not read");
    } else if (example->good && example->has_values &&
               !has_values(record, phrase->id, example->values)) {
        tell_failure(tests, phrase, example, record, "gives other values");
    } else if (example->good && example->has_credit &&
               !has_credit(record, phrase->id, example->credit)) {
        tell_failure(tests, phrase, example, record, "gives another credit");
    }
    return CL_OK;
}

static cl_status run_in(tests *tests, cl_arena *arena, const cl_phrase *phrase,
                        const cl_example *example)
{
    cl_record record;
    CL_TRY(record_of(arena, example, &record));
    CL_TRY(cl_reading_run(tests->state, &record));
    tests->run++;
    return judge_example(tests, phrase, example, &record);
}

static cl_status run_example(tests *tests, const cl_phrase *phrase, const cl_example *example)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = run_in(tests, arena, phrase, example);
    cl_arena_free(arena);
    return status;
}

static cl_status run_phrase(tests *tests, const cl_phrase *phrase)
{
    for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
        CL_TRY(run_example(tests, phrase, at));
    }
    return CL_OK;
}
