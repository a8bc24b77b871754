#include "ruleset/check_rule.h"

#include "base/limits.h"
#include "cl_test.h"

#define RULE                                                                                       \
    "kind: unread\n"                                                                               \
    "checks:\n"                                                                                    \
    "  - id: unread.text\n"                                                                        \
    "    level: warning\n"                                                                         \
    "    title: not understood\n"                                                                  \
    "    message: 'not understood: {text}'\n"                                                      \
    "    because: '{text} in {field}'\n"                                                           \
    "    why: it may be a restriction\n"
#define EXAMPLES "    good: [{instructions: MUMBLE}]\n    bad: [{caption: [A, B]}]\n"

static cl_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_RULES_MAX);
    return arena == NULL ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_status load(const char *text, cl_array *out, cl_error *error)
{
    cl_yaml *document;
    assert_int_equal(cl_yaml_parse(arena, "checks/a.yaml", cl_span_of(text), &document, error),
                     CL_OK);
    return cl_check_rules_load(arena, document, out, error);
}

static void refuse(const char *text, const char *place, const char *part)
{
    cl_array rules = {0};
    cl_error error = {0};
    assert_int_equal(load(text, &rules, &error), CL_BAD_RULES);
    cl_span message = cl_span_of(error.message);
    if (!cl_span_starts(message, cl_span_of(place)) ||
        cl_span_find(message, cl_span_of(part)) == message.len) {
        print_error("\"%s … %s\" is not in \"%s\"\n", place, part, error.message);
    }
    assert_true(cl_span_starts(message, cl_span_of(place)));
    assert_true(cl_span_find(message, cl_span_of(part)) < message.len);
}

static void a_rule_is_loaded_with_all_it_says(void **state)
{
    (void)state;
    cl_array rules = {0};
    cl_error error = {0};
    assert_int_equal(
        load(RULE "    duty: true\n    fix: read it\n"
                  "    when: {agency: [AFP], field: caption, edition: web, absent: [source]}\n"
                  "    good: [{IIM: {instructions: MUMBLE}, edition: {territory: [KR, US]}}]\n"
                  "    bad: [{keywords: [A, B], format: JPEG}]\n",
             &rules, &error),
        CL_OK);
    assert_int_equal(rules.count, 1);
    const cl_check_rule *rule = CL_ARRAY_AT(&rules, const cl_check_rule, 0);
    assert_span_is(rule->id, "unread.text");
    assert_span_is(rule->kind, "unread");
    assert_int_equal(rule->level, CL_WARNING);
    assert_true(rule->duty);
    assert_span_is(rule->fix, "read it");
    assert_int_equal(rule->agencies.count, 1);
    assert_int_equal(rule->fields.count, 1);
    assert_int_equal(rule->editions.count, 1);
    assert_int_equal(rule->absent.count, 1);
    const cl_check_example *good = rule->examples;
    assert_true(good->good);
    assert_span_is(good->parts->key, "IIM.instructions");
    assert_span_is(good->parts->next->key, "edition.territory");
    assert_span_is(good->parts->next->value, "KR, US");
    const cl_check_example *bad = good->next;
    assert_false(bad->good);
    assert_span_is(bad->parts->key, "keywords");
    assert_span_is(bad->parts->next->value, "B");
    assert_span_is(bad->parts->next->next->key, "format");
    assert_null(bad->next);
}

static void a_rule_without_good_or_bad_does_not_load(void **state)
{
    (void)state;
    refuse(RULE "    good: [{instructions: MUMBLE}]\n", "checks/a.yaml:3:5: ", "bad");
    refuse(RULE "    bad: [{instructions: MUMBLE}]\n", "checks/a.yaml:3:5: ", "good");
    refuse(RULE "    good: []\n    bad: [{caption: A}]\n", "checks/a.yaml:9:11: ", "good");
}

static void a_misspelt_placeholder_does_not_load(void **state)
{
    (void)state;
    refuse(RULE EXAMPLES "    fix: 'read {txet}'\n", "checks/a.yaml:11:10: ", "{txet}");
    refuse(RULE EXAMPLES "    fix: 'read {text'\n", "checks/a.yaml:11:10: ", "without");
}

static void unknown_keys_do_not_load(void **state)
{
    (void)state;
    refuse(RULE EXAMPLES "    colour: red\n", "checks/a.yaml:11:", "colour");
    refuse(RULE "    good: [{captoin: A}]\n    bad: [{caption: A}]\n",
           "checks/a.yaml:9:", "captoin");
    refuse(RULE "    good: [{edition: {country: FR}}]\n    bad: [{caption: A}]\n",
           "checks/a.yaml:9:", "country");
    refuse(RULE EXAMPLES "    when: {weather: sunny}\n", "checks/a.yaml:11:", "weather");
    refuse(RULE EXAMPLES "    when: {field: captoin}\n", "checks/a.yaml:11:", "captoin");
    refuse(RULE EXAMPLES "    when: {absent: captoin}\n", "checks/a.yaml:11:", "captoin");
    refuse("kind: unread\nrules: []\n", "checks/a.yaml:2:", "rules");
}

static void wrong_levels_and_ids_do_not_load(void **state)
{
    (void)state;
    refuse("kind: unread\nchecks:\n  - {id: unread.text, level: fatal}\n",
           "checks/a.yaml:3:", "fatal");
    refuse("kind: unread\nchecks:\n  - {id: other.text, level: info}\n",
           "checks/a.yaml:3:", "must begin");
    refuse("kind: unread\nchecks: []\n", "checks/a.yaml:2:", "list of checks");
    refuse("checks: []\n", "checks/a.yaml:1:", "kind");
    refuse("kind: unread\nchecks:\n  - JAPAN OUT\n", "checks/a.yaml:3:", "map");
}

static void two_rules_of_one_id_do_not_load(void **state)
{
    (void)state;
    cl_array rules = {0};
    cl_error error = {0};
    assert_int_equal(load(RULE EXAMPLES, &rules, &error), CL_OK);
    assert_int_equal(load(RULE EXAMPLES, &rules, &error), CL_BAD_RULES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_is_loaded_with_all_it_says),
        cmocka_unit_test(a_rule_without_good_or_bad_does_not_load),
        cmocka_unit_test(a_misspelt_placeholder_does_not_load),
        cmocka_unit_test(unknown_keys_do_not_load),
        cmocka_unit_test(wrong_levels_and_ids_do_not_load),
        cmocka_unit_test(two_rules_of_one_id_do_not_load),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
