#include "ruleset/literals.h"

#include "base/limits.h"
#include "base/out.h"
#include "cl_test.h"

/* The words of the rarest set, with | between; of a pattern that is not known, none. */
static void assert_needs(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_words sets[CL_LITERAL_SETS] = {{0}};
    const cl_node *tree = NULL;
    assert_int_equal(cl_syntax_read(arena, cl_span_of(pattern), &tree), CL_OK);
    if (tree != NULL) {
        assert_int_equal(cl_literals_of(arena, tree, sets), CL_OK);
    }
    assert_span_is(cl_words_join(arena, sets[0], "|"), expected);
    cl_arena_free(arena);
}

/* All sets, with + between. */
static void assert_needs_all(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_words sets[CL_LITERAL_SETS];
    const cl_node *tree = NULL;
    cl_out out = {0};
    assert_int_equal(cl_syntax_read(arena, cl_span_of(pattern), &tree), CL_OK);
    assert_non_null(tree);
    assert_int_equal(cl_literals_of(arena, tree, sets), CL_OK);
    for (size_t i = 0; i < CL_LITERAL_SETS && sets[i].count > 0; i++) {
        cl_out_text(&out, i == 0 ? "" : " + ");
        cl_out_put(&out, cl_words_join(arena, sets[i], "|"));
    }
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

static void a_word_is_needed_without_case(void **state)
{
    (void)state;
    assert_needs("EMBARGO", "embargo");
    assert_needs("(?-i:OUT)\\b", "out");
}

static void the_best_of_several_words_is_needed(void **state)
{
    (void)state;
    assert_needs("no\\s\\w+\\sarchiving", " archiving");
    assert_needs("(?:a|an)\\sexclusive", " exclusive");
}

static void one_word_of_each_branch_is_needed(void **state)
{
    (void)state;
    assert_needs("until|before", "until|before");
    assert_needs("(?:until|till) midnight(?:s)?", " midnight");
}

static void a_branch_without_a_word_leaves_nothing(void **state)
{
    (void)state;
    assert_needs("until|\\d+", "");
    assert_needs("(?:until)?", "");
    assert_needs("x", "");
}

static void what_may_be_left_out_is_not_needed(void **state)
{
    (void)state;
    assert_needs("colou?rs", "colo");
    assert_needs("(?:strictly )*prohibited", "prohibited");
    assert_needs("embargoe{0,1}d", "embargo");
    assert_needs("mandatory{2,}", "mandator");
}

static void what_must_not_stand_is_not_needed(void **state)
{
    (void)state;
    assert_needs("out(?!\\sof)(?<!time)", "out");
    assert_needs("[^abc]out", "out");
}

static void what_is_asserted_is_needed(void **state)
{
    (void)state;
    assert_needs("(?=no publication)\\w+", "no publication");
    assert_needs("(?<=strictly )\\w+", "strictly ");
}

static void the_marks_of_a_class_are_needed(void **state)
{
    (void)state;
    assert_needs("no [\\x{E100}\\x{E101}]", "\xEE\x84\x80|\xEE\x84\x81");
    assert_needs("[a-z]+ out", " out");
}

static void a_group_is_known_where_it_is_repeated(void **state)
{
    (void)state;
    assert_needs("(?:x (?&ban)|(?&ban) y)(?(DEFINE)(?<ban>(?:prohibited|forbidden)))",
                 "prohibited|forbidden");
    assert_needs("(?&one)(?(DEFINE)(?<one>(?&two))(?<two>forbidden))", "forbidden");
    assert_needs("(?&none)", "");
}

static void what_is_not_known_leaves_nothing(void **state)
{
    (void)state;
    assert_needs("embargo(*SKIP)", "");
    assert_needs("\\Qembargo\\E", "");
    assert_needs("(?(1)embargo|embargo)", "");
    assert_needs("(embargo", "");
    assert_needs("embargo\\pL|until", "");
    assert_needs("(?<n>embargo)\\k'n'|until", "");
    assert_needs("embargo[[:]|until]", "");
    assert_needs("embargo[[:", "");
    assert_needs("(?x)no embargo", "");
}

static void a_range_of_letters_holds_all_that_stands_between(void **state)
{
    (void)state;
    assert_needs("[\u03A9-\u03AE]", "\u03C9|\u03CA|\u03CB|\u03AC|\u03AD|\u03AE");
}

static void several_sets_are_needed_the_rarest_first(void **state)
{
    (void)state;
    assert_needs_all("no\\w+ archiving \\w+ until", " archiving  +  until + no");
    assert_needs_all("(?:ban|forbid)\\d+(?:until|before)", "until|before + ban|forbid");
    assert_needs_all("(?:one\\dlonger|two\\dlongest)", "longer|longest + one|two");
    assert_needs_all("(?:one\\dlonger|shorter)", "longer|shorter");
}

static void groups_that_call_themselves_come_to_an_end(void **state)
{
    (void)state;
    assert_needs("(?<n>out(?&n)?(?&n)?(?&n)?(?&n)?)", "out");
    assert_needs("(?<n>out|x(?&n)(?&n)(?&n)(?&n)(?&n)(?&n)y)until", "until");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_needed_without_case),
        cmocka_unit_test(the_best_of_several_words_is_needed),
        cmocka_unit_test(one_word_of_each_branch_is_needed),
        cmocka_unit_test(a_branch_without_a_word_leaves_nothing),
        cmocka_unit_test(what_may_be_left_out_is_not_needed),
        cmocka_unit_test(what_must_not_stand_is_not_needed),
        cmocka_unit_test(what_is_asserted_is_needed),
        cmocka_unit_test(the_marks_of_a_class_are_needed),
        cmocka_unit_test(a_group_is_known_where_it_is_repeated),
        cmocka_unit_test(what_is_not_known_leaves_nothing),
        cmocka_unit_test(a_range_of_letters_holds_all_that_stands_between),
        cmocka_unit_test(several_sets_are_needed_the_rarest_first),
        cmocka_unit_test(groups_that_call_themselves_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
