#include "ruleset/pattern.h"

#include "base/limits.h"
#include "base/out.h"
#include "cl_test.h"

/* Matches may begin anywhere. */
#define WHOLE ((cl_group){0, SIZE_MAX})

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
    assert_int_equal(
        cl_pattern_match(pattern, matcher, cl_span_of("ЗАПРЕЩЕНО В РФ"), WHOLE, groups), CL_OK);
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
    assert_int_equal(cl_pattern_match(pattern, matcher, cl_span_of("b2"), WHOLE, groups), CL_OK);
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
    assert_int_equal(cl_pattern_match(pattern, matcher, text, WHOLE, groups), CL_LIMIT);
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
    assert_int_equal(
        cl_pattern_match(pattern, matcher, cl_span_sub(chains, 0, 6000), WHOLE, groups), CL_OK);
    assert_int_equal(cl_pattern_match(pattern, matcher, chains, WHOLE, groups), CL_LIMIT);
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

/* A pattern of bytes that were saved, one of them changed where `changed` is below their number. */
static cl_pattern *saved_and_changed(cl_out *bytes, size_t changed)
{
    cl_pattern *pattern = compiled("(?<list>KR|US) OUT");
    cl_pattern *again = NULL;
    bytes->len = 0;
    assert_int_equal(cl_pattern_save(pattern, bytes), CL_OK);
    assert_false(bytes->failed);
    if (changed < bytes->len) {
        bytes->data[changed] ^= 1;
    }
    const cl_saved saved = {bytes->data, -1, 0, bytes->len};
    assert_int_equal(cl_pattern_of_saved(&saved, &again), CL_OK);
    cl_pattern_free(pattern);
    return again;
}

static void a_saved_pattern_matches_whichever_byte_of_its_code_is_changed(void **state)
{
    (void)state;
    cl_out bytes = {0};
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    cl_pattern_free(saved_and_changed(&bytes, SIZE_MAX));
    size_t text = bytes.len - sizeof "(?<list>KR|US) OUT" + 1;
    for (size_t i = 32; i <= text; i++) {
        cl_pattern *pattern = saved_and_changed(&bytes, i == text ? SIZE_MAX : i);
        assert_int_equal(cl_pattern_match(pattern, matcher, CL_SPAN("kr out"), WHOLE, groups),
                         CL_OK);
        assert_int_equal(groups[1].end, 2);
        cl_pattern_free(pattern);
    }
    cl_out_free(&bytes);
    cl_matcher_free(matcher);
}

static void a_saved_pattern_of_which_nothing_is_left_gives_a_status(void **state)
{
    (void)state;
    cl_out bytes = {0};
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    cl_pattern_free(saved_and_changed(&bytes, SIZE_MAX));
    bytes.data[40] ^= 1;
    bytes.data[bytes.len - 1] ^= 1;
    for (size_t len = 0; len <= bytes.len; len++) {
        cl_pattern *pattern = NULL;
        const cl_saved saved = {bytes.data, -1, 0, len};
        assert_int_equal(cl_pattern_of_saved(&saved, &pattern), CL_OK);
        assert_int_equal(cl_pattern_match(pattern, matcher, CL_SPAN("kr out"), WHOLE, groups),
                         CL_UNREADABLE);
        cl_pattern_free(pattern);
    }
    cl_out_free(&bytes);
    cl_matcher_free(matcher);
}

/* The first tries are without JIT, the last ones with it. */
static void a_pattern_matches_the_same_however_often_it_was_tried(void **state)
{
    (void)state;
    cl_pattern *pattern = compiled("(?:no|not) (?<what>sales|archive)");
    cl_matcher *matcher = cl_matcher_new();
    cl_group groups[CL_GROUPS_MAX];
    for (unsigned i = 0; i < 3 * CL_JIT_AFTER; i++) {
        assert_int_equal(
            cl_pattern_match(pattern, matcher, CL_SPAN("US OUT, NO SALES"), WHOLE, groups), CL_OK);
        assert_int_equal(groups[0].start, 8);
        assert_int_equal(groups[1].end, 16);
    }
    cl_matcher_free(matcher);
    cl_pattern_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_pattern_matches_whichever_byte_of_its_code_is_changed),
        cmocka_unit_test(a_saved_pattern_of_which_nothing_is_left_gives_a_status),
        cmocka_unit_test(a_pattern_matches_the_same_however_often_it_was_tried),
        cmocka_unit_test(letters_match_without_case_beyond_ascii),
        cmocka_unit_test(of_groups_with_one_name_the_one_that_took_part_counts),
        cmocka_unit_test(a_runaway_pattern_is_stopped_and_said),
        cmocka_unit_test(a_long_text_is_given_fewer_steps_from_each_of_its_bytes),
        cmocka_unit_test(a_wrong_pattern_says_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
