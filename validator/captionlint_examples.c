/* The examples of the rules: each `good` text must be read by its rule, each `bad` one must not. */
#include "captionlint_handle.h"

#include <stdlib.h>

#include "caption/reading.h"
#include "check/examples.h"

typedef struct test_run {
    const cl_ruleset *rules;
    cl_reader_state *state;
    uint32_t *stood; /* of the last example: a count for each phrase */
    cl_out *out;
    size_t run;
    size_t failed;
    size_t warnings;
    cl_error *error;
} test_run;

/* A record of one field, as if the example were all that the picture says. */
static cl_status fill_record(cl_arena *arena, const cl_example *example, cl_record *out)
{
    cl_record_init(out, arena);
    cl_field field = {.name = example->field, .value = example->text, .container = "record"};
    return cl_fields_add(&out->fields, &field);
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

/* Whether the phrase read these values: in one restriction, or in several of its own together
 * ("TV OUT; MAGS OUT"). */
static cl_status has_values(const cl_record *record, cl_span id, cl_words values, bool *out)
{
    cl_words together = {0};
    *out = false;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (!cl_span_equal(restriction->rule, id)) {
            continue;
        }
        *out = *out || cl_words_equal(restriction->values, values);
        CL_TRY(cl_words_add_all(&together, record->arena, restriction->values));
    }
    *out = *out || cl_words_equal(together, values);
    return CL_OK;
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

static void tell_failure(test_run *tests, const cl_phrase *phrase, const cl_example *example,
                         const cl_record *record, const char *what)
{
    tests->failed++;
    cl_out_place(tests->out, example->file, example->line);
    cl_out_format(tests->out, ": %.*s: \"", CL_SPAN_PRINT(phrase->id));
    cl_out_printable(tests->out, example->text);
    cl_out_format(tests->out, "\" %s", what);
    put_outcome(tests->out, record, phrase->id);
    cl_out_text(tests->out, "\n");
}

/* What is wrong with what was read of a good example; NULL when nothing is. */
static cl_status find_fault(const cl_phrase *phrase, const cl_example *example,
                            const cl_record *record, const char **out)
{
    bool held = true;
    if (example->has_values) {
        CL_TRY(has_values(record, phrase->id, example->values, &held));
        *out = held ? NULL : "gives other values";
    }
    if (held && example->has_credit && !has_credit(record, phrase->id, example->credit)) {
        *out = "gives another credit";
    }
    return CL_OK;
}

/* `stood`: the phrase matched. It has not read the text unless something came of it. */
static cl_status judge_example(test_run *tests, const cl_phrase *phrase, const cl_example *example,
                               const cl_record *record, bool stood)
{
    const char *fault = NULL;
    bool read = reads_nothing(phrase) ? stood : has_item(record, phrase->id);
    if (read != example->good) {
        fault = read ? "must not be read so" : "is not read";
    } else if (read) {
        CL_TRY(find_fault(phrase, example, record, &fault));
    }
    if (fault != NULL) {
        tell_failure(tests, phrase, example, record, fault);
    }
    return CL_OK;
}

static cl_status run_in(test_run *tests, cl_arena *arena, const cl_phrase *phrase,
                        const cl_example *example)
{
    cl_record record;
    size_t index = cl_ruleset_phrase_index(tests->rules, phrase);
    CL_TRY(fill_record(arena, example, &record));
    tests->stood[index] = 0;
    CL_TRY(cl_reading_run_counting(tests->state, &record, tests->stood));
    tests->run++;
    return judge_example(tests, phrase, example, &record, tests->stood[index] > 0);
}

static cl_status run_example(test_run *tests, const cl_phrase *phrase, const cl_example *example)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = run_in(tests, arena, phrase, example);
    cl_arena_free(arena);
    return status;
}

/* One example shows what was thought of, the second what the pattern does beyond it. */
static void count_phrase(test_run *tests, const cl_phrase *phrase)
{
    enum {
        ENOUGH = 2
    };
    size_t good = 0;
    size_t bad = 0;
    for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
        good += at->good;
        bad += !at->good;
    }
    if (good < ENOUGH || bad < ENOUGH) {
        tests->failed++;
        cl_out_place(tests->out, phrase->file, phrase->line);
        cl_out_format(tests->out,
                      ": %.*s: has %zu good and %zu bad examples; write two of each, one of the "
                      "bad a near miss\n",
                      CL_SPAN_PRINT(phrase->id), good, bad);
    }
}

static cl_status run_phrase(test_run *tests, const cl_phrase *phrase)
{
    count_phrase(tests, phrase);
    CL_TRY(captionlint_warn_of_phrase(phrase, tests->out, &tests->warnings));
    for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
        CL_TRY(run_example(tests, phrase, at));
    }
    return CL_OK;
}

static size_t count_examples(const cl_check_rule *check)
{
    size_t count = 0;
    for (const cl_check_example *at = check->examples; at != NULL; at = at->next) {
        count++;
    }
    return count;
}

static cl_status run_check(test_run *tests, const cl_check_rule *check)
{
    tests->run += count_examples(check);
    const cl_example_bench bench = {tests->rules, tests->state, tests->error};
    return cl_check_test_examples(&bench, check, tests->out, &tests->failed);
}

static cl_status run_all(test_run *tests)
{
    for (size_t i = 0; i < cl_ruleset_phrase_count(tests->rules); i++) {
        CL_TRY(run_phrase(tests, cl_ruleset_phrase(tests->rules, i)));
    }
    for (size_t i = 0; i < cl_ruleset_check_count(tests->rules); i++) {
        CL_TRY(run_check(tests, cl_ruleset_check(tests->rules, i)));
    }
    return CL_OK;
}

/* What it takes over from another profile is tested there. */
static cl_status run_profile(test_run *tests, const cl_profile *profile)
{
    for (size_t i = 0; i < profile->own.count; i++) {
        size_t index = *CL_ARRAY_AT(&profile->own, const size_t, i);
        CL_TRY(run_check(tests, cl_ruleset_check(tests->rules, index)));
    }
    return CL_OK;
}

static cl_status run_one(test_run *tests, cl_span id)
{
    captionlint_rule rule;
    CL_TRY(captionlint_rule_of(tests->rules, id, &rule, tests->error));
    if (rule.phrase != NULL) {
        CL_TRY(run_phrase(tests, rule.phrase));
    }
    if (rule.profile != NULL) {
        CL_TRY(run_profile(tests, rule.profile));
    }
    return rule.check != NULL ? run_check(tests, rule.check) : CL_OK;
}

captionlint_status captionlint_rules_test(const captionlint *lint, const char *id,
                                          captionlint_write_fn write, void *user, size_t *failed,
                                          captionlint_error *error)
{
    cl_error cause = {0};
    cl_out out = {0};
    test_run tests = {.rules = lint->rules,
                      .state = cl_reader_state_new(lint->rules),
                      .out = &out,
                      .error = &cause};
    cl_status status = CL_NO_MEMORY;
    tests.stood = calloc(cl_ruleset_phrase_count(lint->rules) + 1, sizeof *tests.stood);
    if (tests.state != NULL && tests.stood != NULL) {
        status = id == NULL ? run_all(&tests) : run_one(&tests, cl_span_of(id));
    }
    cl_reader_state_free(tests.state);
    free(tests.stood);
    *failed = tests.failed;
    if (status != CL_OK) {
        cl_out_free(&out);
        return captionlint_fail(error, &cause, status);
    }
    cl_out_format(&out, "%zu examples, %zu failed", tests.run, tests.failed);
    if (tests.warnings > 0) {
        cl_out_format(&out, ", %zu warnings", tests.warnings);
    }
    cl_out_byte(&out, '\n');
    return captionlint_deliver(&out, write, user, error);
}
