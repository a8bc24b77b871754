#include "ruleset/syntax.h"

#include <string.h>

#include "base/limits.h"
#include "ruleset/fold.h"
#include "tree_text.h"

static void assert_reads(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_out out = {0};
    put_tree(&out, read_known(arena, pattern));
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

/* The characters of ASCII that a pattern of one piece takes, from `asked`; + when others too. */
static void assert_takes(const char *pattern, const char *asked, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    const cl_node *piece = read_known(arena, pattern)->first->first;
    cl_out out = {0};
    assert_non_null(piece);
    for (const char *at = asked; *at != '\0'; at++) {
        if (cl_characters_have(&piece->set, (uint8_t)*at)) {
            cl_out_byte(&out, *at);
        }
    }
    cl_out_text(&out, cl_characters_have(&piece->set, 0xE9) ? "+" : "");
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

static void assert_is_not_known(const char *pattern)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    const cl_node *tree = NULL;
    assert_int_equal(cl_syntax_read(arena, cl_span_of(pattern), &tree), CL_OK);
    if (tree != NULL) {
        print_error("\"%s\" is known\n", pattern);
    }
    assert_null(tree);
    cl_arena_free(arena);
}

static void characters_are_folded(void **state)
{
    (void)state;
    assert_reads("No\\sSALES", "(no sales)");
    assert_reads("\\x{17F}\\x41\\.", "(sa.)");
    assert_reads("\u0420\u0424", "(\u0440\u0444)");
}

static void groups_are_choices_of_sequences(void **state)
{
    (void)state;
    assert_reads("a(?:b|c)d", "(a(b|c)d)");
    assert_reads("(?<n>a)(?>b)(?-i:c)", "((a)(b)(c))");
    assert_reads("a||b", "(a||b)");
}

static void quantifiers_say_how_often_at_least(void **state)
{
    (void)state;
    assert_reads("a?b*c+", "(a{0}b{0,}c{1,})");
    assert_reads("a{2}b{0,1}c{3,}d{1}", "(a{2,}b{0}c{3,}d)");
    assert_reads("a+?b?+c{,2}", "(a{1,}b{0}c{,2})");
}

static void assertions_take_no_room(void **state)
{
    (void)state;
    assert_reads("^\\bno(?=x)(?!y)", "(^\\bno=(x))");
    assert_reads("(?<=^|a)(?<!b)c\\b$\\K", "(<(^|a)<!(b)c\\b)");
}

static void calls_stand_for_the_groups_that_they_name(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    const cl_node *tree = read_known(arena, "(?&ban)(?&none)(?(DEFINE)(?<ban>x))");
    const cl_node *call = tree->first->first;
    assert_int_equal(call->kind, CL_NODE_CALL);
    assert_span_is(call->name, "ban");
    assert_int_equal(call->called->first->first->code, 'x');
    assert_int_equal(call->next->kind, CL_NODE_UNKNOWN);
    cl_arena_free(arena);
}

static void a_name_of_two_groups_says_nothing(void **state)
{
    (void)state;
    assert_reads("(?<n>a)|(?<n>b)(?&n)", "((a)|(b)?)");
}

static void classes_are_written_out_while_they_are_few(void **state)
{
    (void)state;
    assert_reads("[Aa-c]", "([abc])");
    assert_reads("[]x-]", "([]x-])");
    assert_reads("[^a]", "(.)");
    assert_reads("[\\w,]", "(.)");
    assert_reads("[\\x{4E00}-\\x{9FFF}]", "(.)");
}

static void a_class_takes_what_is_written_in_it(void **state)
{
    (void)state;
    assert_takes("[a-c1]", "abcdABCD12", "abcABC1");
    assert_takes("(?-i)x", "x", "");
    assert_takes("[k]", "kKl", "kK+");
    assert_takes("[\\d_]", "a0_", "0_+");
    assert_takes("\\S", "a \n\t.", "a.+");
}

/* \n is folded to a space, but to take none is not to take no space. */
static void what_is_denied_is_no_more_than_what_is_written(void **state)
{
    (void)state;
    assert_takes("[^.\\n]", " abc.\n", " abc+");
    assert_takes("[^\\s]", " abc\n", "abc+");
    assert_takes("[^a-z]", "aZ1 ", "1 +");
    assert_takes("[^\\w]", "aZ1 ", " +");
}

/* Whether they take the other case depends on the version of PCRE2. */
static void without_case_upper_letters_may_be_lower_ones(void **state)
{
    (void)state;
    assert_takes("\\p{Lu}", "aA1", "aA+");
    assert_takes("\\P{Lu}", "aA1", "aA1+");
    assert_takes("[\\p{Lu}1]", "aA12", "aA1+");
    assert_takes("[^\\p{Lu}1]", "aA1", "aA1+");
    assert_takes("[^\\p{L}1]", "aA12", "2+");
}

static void only_the_long_s_and_the_kelvin_sign_have_twins_in_ascii(void **state)
{
    (void)state;
    assert_takes("\u017F", "sSkKiI", "sS+");
    assert_takes("\u212A", "sSkKiI", "kK+");
    assert_takes("\u0131", "sSkKiI", "+");
    assert_takes("\u0130", "sSkKiI", "+");
    assert_takes("[^\u0131]", "iI", "iI+");
    assert_takes("[\u0100-\u017F]", "sSkK", "sS+");
    assert_takes("s", "sSk", "sS+");
    assert_takes("i", "iIk", "iI");
}

static void a_written_case_is_kept_where_it_is_exact(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    const cl_node *tree = read_known(arena, "(?-i:K)k");
    const cl_node *exact = tree->first->first->first->first->first;
    assert_true(cl_characters_have(&exact->set, 'K'));
    assert_false(cl_characters_have(&exact->set, 'k'));
    assert_false(cl_characters_have(&exact->set, 0x212A));
    assert_true(cl_characters_have(&tree->first->first->next->set, 'K'));
    cl_arena_free(arena);
}

static void what_is_not_known_is_not_guessed(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "a(*SKIP)", "\\Qa\\E",    "(?(1)a|b)",   "(a",  "a)",      "\\pL",
        "(?|a|b)",  "(?<n>a)\\1", "[[:alpha:]]", "[[:", "(?x)a b", "(?R)",
        "(?#a)",    "[a-\\d]",    "\\g{1}",      "\\",  "[z-a]",   "\\Na",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        assert_is_not_known(patterns[i]);
    }
}

static void groups_deeper_than_the_cap_are_not_known(void **state)
{
    (void)state;
    enum {
        DEEP = CL_PATTERN_DEPTH_MAX + 1
    };
    char deep[2 * DEEP + 1] = {0};
    memset(deep, '(', DEEP);
    memset(deep + DEEP, ')', DEEP);
    assert_is_not_known(deep);
    assert_reads("((((a))))", "(((((a)))))");
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

static void agencies_are_one_mark_and_white_space_is_one_space(void **state)
{
    (void)state;
    assert_int_equal(cl_literal_fold(CL_MARK_AGENCY_LAST), cl_literal_fold(CL_MARK_AGENCY));
    assert_int_not_equal(cl_literal_fold(CL_MARK_WORDS), cl_literal_fold(CL_MARK_WORDS + 1));
    assert_int_equal(cl_literal_fold('\n'), ' ');
    assert_int_equal(cl_literal_fold(0x180E), ' ');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_folded),
        cmocka_unit_test(groups_are_choices_of_sequences),
        cmocka_unit_test(quantifiers_say_how_often_at_least),
        cmocka_unit_test(assertions_take_no_room),
        cmocka_unit_test(calls_stand_for_the_groups_that_they_name),
        cmocka_unit_test(a_name_of_two_groups_says_nothing),
        cmocka_unit_test(classes_are_written_out_while_they_are_few),
        cmocka_unit_test(a_class_takes_what_is_written_in_it),
        cmocka_unit_test(what_is_denied_is_no_more_than_what_is_written),
        cmocka_unit_test(without_case_upper_letters_may_be_lower_ones),
        cmocka_unit_test(only_the_long_s_and_the_kelvin_sign_have_twins_in_ascii),
        cmocka_unit_test(a_written_case_is_kept_where_it_is_exact),
        cmocka_unit_test(what_is_not_known_is_not_guessed),
        cmocka_unit_test(groups_deeper_than_the_cap_are_not_known),
        cmocka_unit_test(letters_of_one_capital_are_one),
        cmocka_unit_test(agencies_are_one_mark_and_white_space_is_one_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
