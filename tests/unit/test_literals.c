#include "ruleset/literals.h"

#include "base/limits.h"
#include "cl_test.h"

static void assert_needs(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_words words;
    assert_int_equal(cl_literals_of(arena, cl_span_of(pattern), &words), CL_OK);
    assert_span_is(cl_words_join(arena, words, "|"), expected);
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
    assert_needs("mandatory{2,}", "mandatory");
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

static void letters_of_one_capital_are_one(void **state)
{
    (void)state;
    assert_int_equal(cl_literal_fold(0x3D0), cl_literal_fold(0x3B2));  /* curled beta, beta */
    assert_int_equal(cl_literal_fold(0x3C2), cl_literal_fold(0x3A3));  /* final sigma, Sigma */
    assert_int_equal(cl_literal_fold(0x1C80), cl_literal_fold(0x412)); /* rounded ve, Ve */
    assert_int_equal(cl_literal_fold(0x17F), cl_literal_fold('S'));    /* long s */
    assert_int_equal(cl_literal_fold(0xB5), cl_literal_fold(0x3BC));   /* micro sign, mu */
    assert_int_equal(cl_literal_fold(0x212A), cl_literal_fold('k'));   /* Kelvin sign */
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
        cmocka_unit_test(letters_of_one_capital_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
