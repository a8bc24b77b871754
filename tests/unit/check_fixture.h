/* What the tests of check/ share: the shipped rules, loaded once a program, and records made by
 * hand of restrictions, without the reading engine. */
#ifndef CHECK_FIXTURE_H
#define CHECK_FIXTURE_H

#include <stdlib.h>

#include "base/limits.h"
#include "check/check.h"
#include "cl_test.h"

typedef struct fixture {
    cl_ruleset *rules;
    cl_arena *arena; /* one a test */
    cl_record record;
    cl_edition edition;
    cl_judgement judgement;
    cl_field caption;
    cl_error error;
} fixture;

static inline int load_rules(void **state)
{
    fixture *fix = calloc(1, sizeof *fix);
    *state = fix;
    if (fix == NULL) {
        return -1;
    }
    if (cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &fix->rules, &fix->error) != CL_OK) {
        print_error("%s\n", fix->error.message);
        return -1;
    }
    return 0;
}

static inline int free_rules(void **state)
{
    fixture *fix = *state;
    cl_ruleset_free(fix->rules);
    free(fix);
    return 0;
}

static inline int begin(void **state)
{
    fixture *fix = *state;
    fix->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_record_init(&fix->record, fix->arena);
    fix->record.format = CL_SPAN("record");
    fix->edition = (cl_edition){.name = CL_SPAN("web-kr")};
    fix->error = (cl_error){0};
    fix->caption =
        (cl_field){.name = CL_INSTRUCTIONS, .value = CL_SPAN("a note"), .container = "IIM"};
    return fix->arena == NULL ? -1 : 0;
}

static inline int end(void **state)
{
    fixture *fix = *state;
    cl_arena_free(fix->arena);
    return 0;
}

#define in_fixture(test) cmocka_unit_test_setup_teardown(test, begin, end)

static inline cl_words words_of(fixture *fix, const char *list)
{
    cl_words words = {0};
    cl_span rest = cl_span_of(list);
    cl_span word;
    while (rest.len > 0 && cl_span_next(&rest, ' ', &word)) {
        assert_int_equal(cl_words_add(&words, fix->arena, word), CL_OK);
    }
    return words;
}

static inline cl_places place_of(fixture *fix, const cl_field *field, const char *text)
{
    cl_places places = {0};
    cl_place *place = cl_array_add(&places.items, fix->arena, sizeof *place, 1);
    assert_non_null(place);
    *place = (cl_place){.field = field, .end = 6, .text = cl_span_of(text)};
    return places;
}

/* A restriction of high confidence in the instructions; values are separated by blanks. The pointer
 * holds until the next is added. */
static inline cl_restriction *restrict_to(fixture *fix, cl_kind kind, cl_effect effect,
                                          const char *values, const char *text)
{
    cl_restriction *added =
        cl_array_add(&fix->record.restrictions, fix->arena, sizeof *added, CL_CLAUSES_MAX);
    assert_non_null(added);
    added->kind = kind;
    added->effect = effect;
    added->values = words_of(fix, values);
    added->confidence = CL_HIGH;
    added->rule = CL_SPAN("test");
    added->places = place_of(fix, &fix->caption, text);
    return added;
}

static inline cl_status try_to_set(fixture *fix, const char *key, const char *value)
{
    const cl_setting with = {fix->rules, fix->arena, &fix->error};
    return cl_edition_set(&with, &fix->edition, cl_span_of(key), cl_span_of(value));
}

static inline void set(fixture *fix, const char *key, const char *value)
{
    cl_status status = try_to_set(fix, key, value);
    if (status != CL_OK) {
        print_error("%s\n", fix->error.message);
    }
    assert_int_equal(status, CL_OK);
}

static inline cl_verdict judge(fixture *fix)
{
    assert_int_equal(cl_check_run(fix->rules, &fix->record, &fix->edition, &fix->judgement), CL_OK);
    return fix->judgement.verdict;
}

static inline const cl_finding *finding_of(const fixture *fix, const char *rule)
{
    for (size_t i = 0; i < fix->judgement.findings.items.count; i++) {
        const cl_finding *finding = cl_findings_at(&fix->judgement.findings, i);
        if (cl_span_equal(finding->rule, cl_span_of(rule))) {
            return finding;
        }
    }
    return NULL;
}

static inline const cl_duty *duty_of(const fixture *fix, const char *rule)
{
    for (size_t i = 0; i < fix->judgement.duties.count; i++) {
        const cl_duty *duty = CL_ARRAY_AT(&fix->judgement.duties, const cl_duty, i);
        if (cl_span_equal(duty->rule, cl_span_of(rule))) {
            return duty;
        }
    }
    return NULL;
}

static inline bool reasons_have(const fixture *fix, const char *part)
{
    for (size_t i = 0; i < fix->judgement.because.count; i++) {
        cl_span line = *CL_ARRAY_AT(&fix->judgement.because, cl_span, i);
        if (cl_span_find(line, cl_span_of(part)) < line.len) {
            return true;
        }
    }
    return false;
}

#endif
