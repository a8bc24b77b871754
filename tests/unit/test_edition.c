#include "check_fixture.h"

static void refuse(fixture *fix, const char *key, const char *value, const char *part)
{
    fix->error = (cl_error){0};
    assert_int_equal(try_to_set(fix, key, value), CL_BAD_CONFIG);
    cl_span message = cl_span_of(fix->error.message);
    if (cl_span_find(message, cl_span_of(part)) == message.len) {
        print_error("\"%s\" is not in \"%s\"\n", part, fix->error.message);
    }
    assert_true(cl_span_find(message, cl_span_of(part)) < message.len);
}

static void territories_are_named_by_code_name_or_group(void **state)
{
    fixture *fix = *state;
    set(fix, "territory", "KR, japan, Benelux");
    assert_true(cl_words_equal(fix->edition.territories, words_of(fix, "KR JP BE NL LU")));
}

static void the_world_is_a_territory_of_its_own(void **state)
{
    fixture *fix = *state;
    set(fix, "territory", "world");
    assert_true(cl_words_equal(fix->edition.territories, words_of(fix, "WORLD")));
}

static void setting_a_list_again_replaces_it(void **state)
{
    fixture *fix = *state;
    set(fix, "territory", "KR");
    set(fix, "territory", "FR");
    assert_true(cl_words_equal(fix->edition.territories, words_of(fix, "FR")));
}

static void media_and_uses_are_of_their_vocabularies(void **state)
{
    fixture *fix = *state;
    set(fix, "medium", "Internet,newspaper");
    set(fix, "use", "editorial");
    assert_true(cl_words_equal(fix->edition.media, words_of(fix, "internet newspaper")));
    assert_true(cl_words_equal(fix->edition.uses, words_of(fix, "editorial")));
}

static void a_credit_keeps_its_commas(void **state)
{
    fixture *fix = *state;
    set(fix, "credit", "Jane Doe, AP");
    assert_true(fix->edition.has_credit);
    assert_span_is(fix->edition.credit, "Jane Doe, AP");
}

static void answers_are_yes_or_no(void **state)
{
    fixture *fix = *state;
    set(fix, "archive", "yes");
    set(fix, "syndicate", "false");
    set(fix, "crop", "No");
    assert_int_equal(fix->edition.archive, CL_YES);
    assert_int_equal(fix->edition.syndicate, CL_NO);
    assert_int_equal(fix->edition.crop, CL_NO);
    assert_int_equal(fix->edition.ai, CL_UNSTATED);
    refuse(fix, "ai", "perhaps", "give yes or no");
}

static void a_time_of_publication_is_iso_8601(void **state)
{
    fixture *fix = *state;
    set(fix, "at", "2024-05-01T22:00+09:00");
    assert_int_equal(fix->edition.at.hour, 22);
    assert_int_equal(fix->edition.at.zone_minutes, 540);
    refuse(fix, "at", "tomorrow", "ISO 8601");
}

static void what_is_unknown_is_refused_with_what_is_known(void **state)
{
    fixture *fix = *state;
    refuse(fix, "territory", "KX", "unknown territory \"KX\"; give an ISO 3166 code");
    refuse(fix, "medium", "wax tablet", "newspaper");
    refuse(fix, "use", "decoration", "editorial");
    refuse(fix, "teritory", "KR", "territory, medium, use");
    refuse(fix, "outlet", "", "no value");
    refuse(fix, "territory", " , ", "no value");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(territories_are_named_by_code_name_or_group),
        in_fixture(the_world_is_a_territory_of_its_own),
        in_fixture(setting_a_list_again_replaces_it),
        in_fixture(media_and_uses_are_of_their_vocabularies),
        in_fixture(a_credit_keeps_its_commas),
        in_fixture(answers_are_yes_or_no),
        in_fixture(a_time_of_publication_is_iso_8601),
        in_fixture(what_is_unknown_is_refused_with_what_is_known),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
