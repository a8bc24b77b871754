#include "ruleset/pattern.h"

#include "base/limits.h"
#include "base/out.h"
#include "cl_test.h"

static cl_pattern *compiled(const char *text)
{
    cl_pattern *pattern = NULL;
    size_t at;
    cl_error error = {0};
    assert_int_equal(cl_pattern_compile(cl_span_of(text), &pattern, &at, &error), CL_OK);
    return pattern;
}

static void letters_match_without_case_beyond_ascii(void **state)
{
    (void)state;
    cl_pattern *pattern = compiled("запрещено");
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    assert_int_equal(cl_pattern_match(pattern, matcher, cl_span_of("ЗАПРЕЩЕНО В РФ"), 0, groups),
                     CL_OK);
    assert_true(cl_group_is_set(groups[0]));
    assert_int_equal(groups[0].end, 18);
    cl_matcher_free(matcher);
    cl_pattern_free(pattern);
}

static void of_groups_with_one_name_the_one_that_took_part_counts(void **state)
{
    (void)state;
    cl_pattern *pattern = compiled("a(?<x>1)|b(?<x>2)");
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    assert_int_equal(cl_pattern_match(pattern, matcher, cl_span_of("b2"), 0, groups), CL_OK);
    unsigned group = cl_pattern_group(pattern, CL_SPAN("x"));
    assert_true(cl_group_is_set(groups[0]));
    assert_int_equal(groups[group].start, 1);
    assert_int_equal(cl_pattern_group(pattern, CL_SPAN("y")), 0);
    cl_matcher_free(matcher);
    cl_pattern_free(pattern);
}

static void a_runaway_pattern_is_stopped_and_said(void **state)
{
    (void)state;
    cl_pattern *pattern = compiled("(?:a+)+$");
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    cl_span text = CL_SPAN("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    assert_int_equal(cl_pattern_match(pattern, matcher, text, 0, groups), CL_LIMIT);
    assert_false(cl_group_is_set(groups[0]));
    cl_matcher_free(matcher);
    cl_pattern_free(pattern);
}

/* Chains of a thousand words: two of them are looked at, twenty are too much. */
static void a_long_text_is_given_fewer_steps_from_each_of_its_bytes(void **state)
{
    (void)state;
    cl_pattern *pattern = compiled("(?:(?:on|at) )*pictures");
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    cl_out text = {0};
    for (size_t i = 0; i < 20; i++) {
        cl_out_repeat(&text, "on ", 1000);
        cl_out_text(&text, "the ");
    }
    assert_false(text.failed);
    cl_span chains = cl_out_span(&text);
    assert_int_equal(cl_pattern_match(pattern, matcher, cl_span_sub(chains, 0, 6000), 0, groups),
                     CL_OK);
    assert_int_equal(cl_pattern_match(pattern, matcher, chains, 0, groups), CL_LIMIT);
    cl_out_free(&text);
    cl_matcher_free(matcher);
    cl_pattern_free(pattern);
}

static void a_wrong_pattern_says_where(void **state)
{
    (void)state;
    cl_pattern *pattern = NULL;
    size_t at = 0;
    cl_error error = {0};
    assert_int_equal(cl_pattern_compile(CL_SPAN("ab(c"), &pattern, &at, &error), CL_BAD_RULES);
    assert_int_equal(at, 4);
    assert_true(error.message[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_match_without_case_beyond_ascii),
        cmocka_unit_test(of_groups_with_one_name_the_one_that_took_part_counts),
        cmocka_unit_test(a_runaway_pattern_is_stopped_and_said),
        cmocka_unit_test(a_long_text_is_given_fewer_steps_from_each_of_its_bytes),
        cmocka_unit_test(a_wrong_pattern_says_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
