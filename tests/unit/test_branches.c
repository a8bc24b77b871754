#include "ruleset/branches.h"

#include "base/limits.h"
#include "tree_text.h"

/* The branches, one behind the other with " + " between. */
static void assert_branches(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array branches;
    cl_out out = {0};
    assert_int_equal(cl_branches_of(arena, read_known(arena, pattern), &branches), CL_OK);
    for (size_t i = 0; i < branches.count; i++) {
        cl_out_text(&out, i == 0 ? "" : " + ");
        put_tree(&out, *CL_ARRAY_AT(&branches, const cl_node *, i));
    }
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

static void a_choice_is_one_branch_for_each(void **state)
{
    (void)state;
    assert_branches("no|not", "no + not");
    assert_branches("(?:a|b)c", "ac + bc");
    assert_branches("a(?:b|c)d", "abd + acd");
    assert_branches("(?:a|b)(?:c|d)", "ac + ad + bc + bd");
}

static void a_group_of_one_is_put_in(void **state)
{
    (void)state;
    assert_branches("a(?:b(?:c))d", "abcd");
}

static void a_call_is_put_in(void **state)
{
    (void)state;
    assert_branches("x(?&n)(?(DEFINE)(?<n>a|b))", "xa + xb");
}

static void an_empty_branch_leaves_what_is_around_it(void **state)
{
    (void)state;
    assert_branches("a(?:|b)c", "ac + abc");
    assert_branches("a|", "a + ");
    assert_branches("(?:|a)", " + a");
    assert_branches("", "");
}

static void what_is_repeated_or_asserted_stays(void **state)
{
    (void)state;
    assert_branches("(?:a|b)?c", "(a|b){0}c");
    assert_branches("(?<=a|b)c", "<(a|b)c");
    assert_branches("(?=a|b)c", "=(a|b)c");
    assert_branches("(?:^|\\b)c", "(^|\\b)c");
}

static void long_lists_and_too_many_branches_stay(void **state)
{
    (void)state;
    assert_branches("(?:a|b|c|d|e|f|g|h)x", "(a|b|c|d|e|f|g|h)x");
    assert_branches("(?:a|b|c)(?:d|e|f)", "b(d|e|f) + c(d|e|f) + ad + ae + af");
}

static void a_group_that_calls_itself_ends(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array branches;
    const cl_node *tree = read_known(arena, "(?<n>x(?&n)(?&n)|y)");
    assert_int_equal(cl_branches_of(arena, tree, &branches), CL_OK);
    assert_in_range(branches.count, 2, 6);
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_is_one_branch_for_each),
        cmocka_unit_test(a_group_of_one_is_put_in),
        cmocka_unit_test(a_call_is_put_in),
        cmocka_unit_test(an_empty_branch_leaves_what_is_around_it),
        cmocka_unit_test(what_is_repeated_or_asserted_stays),
        cmocka_unit_test(long_lists_and_too_many_branches_stay),
        cmocka_unit_test(a_group_that_calls_itself_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
