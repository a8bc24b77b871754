#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include <string.h>

#include "ruleset/loading.h"
#include "tiny_rules.h"

#define HEAD                                                                                       \
    "profile: house\n"                                                                             \
    "title: what the house wants\n"                                                                \
    "for: pictures of the house\n"
#define CHECK(condition)                                                                           \
    "checks:\n"                                                                                    \
    "  - id: one\n"                                                                                \
    "    level: warning\n"                                                                         \
    "    title: something is odd\n"                                                                \
    "    message: 'odd: {text}'\n"                                                                 \
    "    why: it is\n"                                                                             \
    "    good: [{caption: A}]\n"                                                                   \
    "    bad: [{caption: B}]\n" condition
#define REQUIRED "    field: caption\n    required: true\n"

static int begin(void **state)
{
    *state = tiny_rules();
    return *state == NULL ? -1 : 0;
}

static int end(void **state)
{
    cl_ruleset_free(*state);
    return 0;
}

static cl_status add(cl_ruleset *rules, const char *text, cl_error *error)
{
    return cl_ruleset_add_profile(rules, "house.yaml", cl_span_of(text), error);
}

static void accept(void **state, const char *text)
{
    cl_error error = {0};
    cl_status status = add(*state, text, &error);
    if (status != CL_OK) {
        print_error("%s\n", error.message);
    }
    assert_int_equal(status, CL_OK);
}

/* Refused with its place and a word of the reason; the rules are as they were. */
static void refuse(void **state, const char *text, const char *place, const char *part)
{
    const cl_ruleset *rules = *state;
    cl_error error = {0};
    size_t checks = cl_ruleset_check_count(rules);
    size_t profiles = cl_ruleset_profile_count(rules);
    assert_int_equal(add(*state, text, &error), CL_BAD_RULES);
    if (strstr(error.message, place) != error.message || strstr(error.message, part) == NULL) {
        print_error("\"%s … %s\" is not in \"%s\"\n", place, part, error.message);
    }
    assert_ptr_equal(strstr(error.message, place), error.message);
    assert_non_null(strstr(error.message, part));
    assert_int_equal(cl_ruleset_check_count(rules), checks);
    assert_int_equal(cl_ruleset_profile_count(rules), profiles);
}

static const cl_condition *condition_of(void **state, const char *id)
{
    const cl_check_rule *rule = cl_ruleset_check_of(*state, cl_span_of(id));
    assert_non_null(rule);
    assert_non_null(rule->condition);
    return rule->condition;
}

static void a_profile_is_loaded_with_all_it_says(void **state)
{
    accept(state, HEAD CHECK("    fields: [credit, source]\n"
                             "    max_bytes: 32\n"
                             "    when: {format: JPEG, agency: [AFP], edition: web, container: "
                             "[IIM], present: caption, absent: [title]}\n"));
    const cl_profile *profile = cl_ruleset_profile_of(*state, CL_SPAN("house"));
    assert_non_null(profile);
    assert_span_is(profile->title, "what the house wants");
    assert_span_is(profile->purpose, "pictures of the house");
    assert_int_equal(profile->checks.count, 1);
    const cl_check_rule *rule = cl_ruleset_check_of(*state, CL_SPAN("house.one"));
    assert_span_is(rule->kind, "house");
    assert_int_equal(rule->level, CL_WARNING);
    assert_int_equal(rule->agencies.count, 1);
    assert_int_equal(rule->editions.count, 1);
    assert_int_equal(rule->absent.count, 1);
    const cl_condition *condition = condition_of(state, "house.one");
    assert_ptr_equal(condition->profile, profile);
    assert_int_equal(condition->kind, CL_CONDITION_max_bytes);
    assert_int_equal(condition->number, 32);
    assert_span_is(condition->written, "max_bytes: 32");
    assert_int_equal(condition->fields.count, 2);
    assert_int_equal(condition->fields.items[1], CL_SOURCE);
    assert_span_is(condition->formats.items[0], "JPEG");
    assert_span_is(condition->containers.items[0], "IIM");
    assert_span_is(condition->present.items[0], "caption");
    /* It said nothing of its reason. */
    assert_non_null(strstr((const char *)rule->because.data, "{limit}"));
}

static void a_reason_of_its_own_is_kept(void **state)
{
    accept(state, HEAD CHECK(REQUIRED "    because: 'we need {missing}'\n"));
    assert_span_is(cl_ruleset_check_of(*state, CL_SPAN("house.one"))->because, "we need {missing}");
}

static void a_head_that_is_not_whole_does_not_load(void **state)
{
    refuse(state, "- a\n", "house.yaml:1:", "map");
    refuse(state, "profile: house\n", "house.yaml:1:", "title");
    refuse(state, "profile: house\ntitle: a\n", "house.yaml:1:", "for");
    refuse(state, HEAD, "house.yaml:1:", "checks");
    refuse(state, HEAD "checks: []\n", "house.yaml:4:", "checks");
    refuse(state, HEAD "colour: red\n", "house.yaml:4:1:", "colour");
    refuse(state, "profile: My House\n", "house.yaml:1:10:", "small letters");
    refuse(state, "profile: none\n", "house.yaml:1:10:", "small letters");
    refuse(state, HEAD "checks: [JAPAN OUT]\n", "house.yaml:4:", "map");
}

static void a_check_needs_fields_and_one_condition(void **state)
{
    refuse(state, HEAD CHECK("    required: true\n"), "house.yaml:5:5:", "field");
    refuse(state, HEAD CHECK(REQUIRED "    fields: [title]\n"), "house.yaml:5:5:", "field");
    refuse(state, HEAD CHECK("    field: []\n    required: true\n"), "house.yaml:12:", "no field");
    refuse(state, HEAD CHECK("    field: captoin\n    required: true\n"),
           "house.yaml:12:12:", "captoin");
    refuse(state, HEAD CHECK("    field: caption\n"), "house.yaml:5:5:", "must_not_match");
    refuse(state, HEAD CHECK(REQUIRED "    absent: true\n"), "house.yaml:14:13:", "one condition");
    refuse(state, HEAD CHECK(REQUIRED "    weather: sunny\n"), "house.yaml:14:5:", "weather");
    refuse(state, HEAD CHECK(REQUIRED "    when: {weather: sunny}\n"),
           "house.yaml:14:12:", "weather");
    refuse(state, HEAD CHECK(REQUIRED "    when: sunny\n"), "house.yaml:14:11:", "map");
}

static void a_wrong_value_of_a_condition_does_not_load(void **state)
{
    static const struct {
        const char *condition;
        const char *part;
    } wrong[] = {
        {"required: yes\n", "true"},
        {"absent: [a]\n", "true"},
        {"max_bytes: many\n", "number"},
        {"max_bytes: 0\n", "number"},
        {"max_characters: 99999999\n", "number"},
        {"min_characters: -1\n", "number"},
        {"max_words: []\n", "number"},
        {"one_of: no-such-list\n", "known are scene"},
        {"one_of: []\n", "nothing"},
        {"matches: '(unclosed'\n", "character"},
        {"must_not_match: ''\n", "pattern"},
        {"placeholder: no-such-class\n", "known are any, name"},
        {"agree: weather\n", "caption_date"},
        {"agree: [country, blocks]\n", "one of"},
        {"differs: weather\n", "weather"},
        {"differs: []\n", "no field"},
        {"date: yesterday\n", "real"},
        {"not_before: yesterday\n", "1826-01-01"},
        {"not_after: []\n", "nothing"},
        {"desk_only: weather\n", "restriction"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[1024];
        (void)snprintf(text, sizeof text, "%s%s    %s", HEAD, CHECK("    field: caption\n"),
                       wrong[i].condition);
        refuse(state, text, "house.yaml:13:", wrong[i].part);
    }
}

static void days_belong_to_an_agreement_alone(void **state)
{
    accept(state, HEAD CHECK("    field: date_created\n    agree: caption_date\n"
                             "    within_days: 2\n"));
    assert_int_equal(condition_of(state, "house.one")->number, 2);
    refuse(state, "profile: other\ntitle: a\nfor: a\n" CHECK(REQUIRED "    within_days: 2\n"),
           "house.yaml:14:18:", "agree");
}

static void a_check_without_good_or_bad_does_not_load(void **state)
{
    refuse(state,
           HEAD "checks:\n  - {id: one, level: info, title: a, message: a, why: a, field: "
                "caption, required: true, good: [{caption: A}]}\n",
           "house.yaml:5:", "bad");
}

static void a_misspelt_placeholder_of_a_message_does_not_load(void **state)
{
    refuse(state, HEAD CHECK(REQUIRED "    fix: 'write {feild}'\n"), "house.yaml:14:", "{feild}");
}

static void names_are_there_once(void **state)
{
    accept(state, HEAD CHECK(REQUIRED));
    refuse(state, HEAD CHECK(REQUIRED), "house.yaml:1:10:", "already");
    refuse(
        state,
        "profile: other\ntitle: a\nfor: a\n"
        "checks:\n"
        "  - {id: one, level: info, title: a, message: a, why: a, field: caption, required: true,"
        " good: [{caption: A}], bad: [{caption: A}]}\n"
        "  - {id: one, level: info, title: a, message: a, why: a, field: caption, required: true,"
        " good: [{caption: A}], bad: [{caption: A}]}\n",
        "house.yaml:6:", "already");
    refuse(state, "profile: other\ntitle: a\nfor: a\nchecks: [{id: Other.one}]\n",
           "house.yaml:4:15:", "small letters");
}

#define CHILD "profile: web\ntitle: a\nfor: a\nextends: house\n"
#define TWO                                                                                        \
    "  - {id: two, level: info, title: two, message: a, why: a, field: title, required: true, "    \
    "good: [{caption: A}], bad: [{title: A}]}\n"

static void a_profile_takes_over_what_it_extends(void **state)
{
    accept(state, HEAD CHECK(REQUIRED) TWO);
    accept(state, CHILD "without: [two]\n");
    const cl_profile *web = cl_ruleset_profile_of(*state, CL_SPAN("web"));
    assert_int_equal(web->checks.count, 1);
    assert_int_equal(web->own.count, 0);
    size_t first = *CL_ARRAY_AT(&web->checks, const size_t, 0);
    assert_span_is(cl_ruleset_check(*state, first)->id, "house.one");
}

static void a_check_of_the_same_name_replaces_the_other(void **state)
{
    accept(state, HEAD CHECK(REQUIRED) TWO);
    accept(state, CHILD CHECK("    field: headline\n    required: true\n"));
    const cl_profile *web = cl_ruleset_profile_of(*state, CL_SPAN("web"));
    assert_int_equal(web->checks.count, 2);
    assert_span_is(cl_ruleset_check(*state, *CL_ARRAY_AT(&web->checks, const size_t, 0))->id,
                   "house.two");
    assert_span_is(cl_ruleset_check(*state, *CL_ARRAY_AT(&web->checks, const size_t, 1))->id,
                   "web.one");
}

static void what_is_extended_must_be_there(void **state)
{
    refuse(state, CHILD, "house.yaml:4:10:", "no profile \"house\"");
    refuse(state, "profile: web\ntitle: a\nfor: a\nextends: web\n", "house.yaml:4:10:", "circle");
    accept(state, HEAD CHECK(REQUIRED));
    refuse(state, CHILD "without: [three]\n", "house.yaml:5:", "three");
    refuse(state, "profile: web\ntitle: a\nfor: a\nwithout: [one]\n" CHECK(REQUIRED),
           "house.yaml:4:", "one");
}

static void a_list_has_values_with_and_without_what_may_stand_before_them(void **state)
{
    (void)state;
    cl_span values[] = {CL_SPAN("AL-CRP")};
    cl_span prefixes[] = {CL_SPAN("http://ns.useplus.org/ldf/vocab/")};
    const cl_list list = {.values = {values, 1, 1}, .prefixes = {prefixes, 1, 1}};
    assert_true(cl_list_has(&list, CL_SPAN("AL-CRP")));
    assert_true(cl_list_has(&list, CL_SPAN("http://ns.useplus.org/ldf/vocab/AL-CRP")));
    assert_false(cl_list_has(&list, CL_SPAN("al-crp")));
    assert_false(cl_list_has(&list, CL_SPAN("http://ns.useplus.org/ldf/vocab/")));
}

static void a_line_of_a_table_that_is_not_whole_does_not_load(void **state)
{
    (void)state;
    cl_error error = {0};
    assert_int_equal(load_with("vocabularies.tsv", "# a\nscene\t\t010100\n", &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "vocabularies.tsv:2:1: "));
    error = (cl_error){0};
    assert_int_equal(load_with("placeholders.tsv", "any\n", &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "placeholders.tsv:1:1: "));
    error = (cl_error){0};
    assert_int_equal(load_with("placeholders.tsv", "any\tunknown\n", &error), CL_OK);
}

int main(void)
{
#define in_rules(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        in_rules(a_profile_is_loaded_with_all_it_says),
        in_rules(a_reason_of_its_own_is_kept),
        in_rules(a_head_that_is_not_whole_does_not_load),
        in_rules(a_check_needs_fields_and_one_condition),
        in_rules(a_wrong_value_of_a_condition_does_not_load),
        in_rules(days_belong_to_an_agreement_alone),
        in_rules(a_check_without_good_or_bad_does_not_load),
        in_rules(a_misspelt_placeholder_of_a_message_does_not_load),
        in_rules(names_are_there_once),
        in_rules(a_profile_takes_over_what_it_extends),
        in_rules(a_check_of_the_same_name_replaces_the_other),
        in_rules(what_is_extended_must_be_there),
        in_rules(a_list_has_values_with_and_without_what_may_stand_before_them),
        in_rules(a_line_of_a_table_that_is_not_whole_does_not_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
