#include "ruleset/starts.h"

#include "base/limits.h"
#include "ruleset/prefilter.h"
#include "tree_text.h"

static cl_array starts_of(cl_arena *arena, const char *pattern)
{
    cl_array starts;
    assert_int_equal(cl_starts_of(arena, read_known(arena, pattern), &starts), CL_OK);
    return starts;
}

/* The texts, with | between. */
static void assert_begins_with(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array starts = starts_of(arena, pattern);
    cl_out out = {0};
    for (size_t i = 0; i < starts.count; i++) {
        cl_out_text(&out, i == 0 ? "" : "|");
        cl_out_put(&out, CL_ARRAY_AT(&starts, const cl_start, i)->text);
    }
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

/* The bytes of `text` where a match may begin. */
static void assert_places(const char *pattern, const char *text, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    const cl_words nothing[CL_LITERAL_SETS] = {{0}};
    cl_array starts = starts_of(arena, pattern);
    cl_prefilter *filter = cl_prefilter_new(arena);
    cl_candidate candidate;
    cl_out out = {0};
    size_t next = 0;
    assert_non_null(filter);
    assert_int_equal(cl_prefilter_add(filter, 0, nothing, &starts), CL_OK);
    assert_int_equal(cl_prefilter_end(filter), CL_OK);
    cl_possible *found = cl_prefilter_run(filter, arena, cl_span_of(text));
    assert_non_null(found);
    bool possible = cl_possible_next(found, &next, &candidate);
    for (size_t at = 0; possible && at < cl_span_of(text).len; at++) {
        if (cl_possible_place(found, &candidate, at) == at) {
            cl_out_format(&out, "%zu ", at);
        }
    }
    assert_span_is(cl_span_trim(cl_out_span(&out)), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

static void a_match_begins_with_the_first_words(void **state)
{
    (void)state;
    assert_begins_with("EMBARGO", "embargo");
    assert_begins_with("(?:no|not) sale", "no sale|not sale");
    assert_begins_with("until\\b.*", "until");
    assert_begins_with("\\Kout", "out");
}

static void what_may_be_left_out_leaves_what_follows(void **state)
{
    (void)state;
    assert_begins_with("(?:strictly )?no", "no|strictly n");
    assert_begins_with("a*b", "a|b");
    assert_begins_with("a?b?", "");
    assert_begins_with("(?:ab)+c", "ab");
}

static void a_longer_beginning_says_no_more_than_a_closed_one(void **state)
{
    (void)state;
    assert_begins_with("no.|nobody", "no");
    assert_begins_with("(?:out)+|outside", "out");
}

static void a_class_of_few_is_written_out_and_of_many_is_a_gate(void **state)
{
    (void)state;
    assert_begins_with("[bc]a", "ba|ca");
    assert_begins_with("[a-z]a", "");
    assert_places("[a-c]{2}x", "1abx cx", "1 2 5");
    assert_places("\\d\\d", "a12 3b", "1");
}

static void a_case_that_is_exact_is_asked_of_the_first_two_characters(void **state)
{
    (void)state;
    assert_places("(?-i:OUT)", "out OUT Out OUt", "4 12");
    assert_places("out", "out OUT", "0 4");
}

static void what_stands_before_is_asked(void **state)
{
    (void)state;
    assert_places("^no", "no no", "0");
    assert_places("(?<=^|[.;])no", "no .no ;no no", "0 4 8");
    assert_places("(?<=[.;]\\s)no", "no . no, no", "5");
    assert_places("(?<!a)no", "no ano bno", "0 8");
    assert_places("(?<!\\s)no", "no no.no", "0 6");
}

static void what_two_characters_are_denied_says_nothing_of_one(void **state)
{
    (void)state;
    assert_places("(?<!ab)no", "abno bno", "2 6");
}

static void at_an_edge_no_letter_stands_before(void **state)
{
    (void)state;
    assert_places("\\bno", "no ano .no 1no", "0 8");
    assert_places("\\b\\.no", "a.no .no", "1 5");
}

/* Before a letter beyond ASCII nothing is known: what is a letter there, PCRE2 alone says. */
static void an_edge_lets_other_letters_pass(void **state)
{
    (void)state;
    assert_places("\\bno", "\u00E9no", "2");
}

static void what_is_ahead_is_a_gate(void **state)
{
    (void)state;
    assert_places("(?=[A-C]x)\\w+", "ax bc bx", "0 6");
    assert_places("a(?=\\d)\\w", "ab a1", "3");
}

/* \n is folded to a space, but to take none is not to take no space. */
static void a_denied_line_end_lets_the_space_pass(void **state)
{
    (void)state;
    assert_places("[^.\\n]out", " out.out", "0");
}

static void the_dotless_i_is_no_i_to_a_pattern(void **state)
{
    (void)state;
    assert_places("[^\u0131]n", "in", "0");
    assert_places("(?<!\u0131)n", "in", "1");
}

static void letters_with_twins_beyond_ascii_are_found_as_these(void **state)
{
    (void)state;
    assert_places("kin", "\u212Ain kin", "0 6");
    assert_places("[r-t]ale", "\u017Fale", "0");
    assert_places("(?-i:kin)", "\u212Ain kin", "6");
}

static void what_is_not_known_may_begin_anywhere(void **state)
{
    (void)state;
    assert_places("(?<n>a)?\\k<n>b|c", "xyz", "0 1 2");
    assert_places("\\Rno", "no", "0 1");
    assert_places("(?&none)", "ab", "0 1");
}

static void long_lists_are_kept_by_their_first_letters(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array starts = starts_of(arena, "(?:[a-h]|x)(?:[a-h]|y)(?:[a-h]|z)(?:one|two)");
    assert_in_range(starts.count, 1, 96);
    cl_arena_free(arena);
    assert_places("(?:[a-h]|x)(?:[a-h]|y)(?:[a-h]|z)(?:one|two)", ".abcone.xyztwo", "1 2 8");
}

static void groups_that_call_themselves_come_to_an_end(void **state)
{
    (void)state;
    assert_places("(?<n>x(?&n)?(?&n)?(?&n)?(?&n)?y)", "a xy", "2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_match_begins_with_the_first_words),
        cmocka_unit_test(what_may_be_left_out_leaves_what_follows),
        cmocka_unit_test(a_longer_beginning_says_no_more_than_a_closed_one),
        cmocka_unit_test(a_class_of_few_is_written_out_and_of_many_is_a_gate),
        cmocka_unit_test(a_case_that_is_exact_is_asked_of_the_first_two_characters),
        cmocka_unit_test(what_stands_before_is_asked),
        cmocka_unit_test(what_two_characters_are_denied_says_nothing_of_one),
        cmocka_unit_test(at_an_edge_no_letter_stands_before),
        cmocka_unit_test(an_edge_lets_other_letters_pass),
        cmocka_unit_test(what_is_ahead_is_a_gate),
        cmocka_unit_test(a_denied_line_end_lets_the_space_pass),
        cmocka_unit_test(the_dotless_i_is_no_i_to_a_pattern),
        cmocka_unit_test(letters_with_twins_beyond_ascii_are_found_as_these),
        cmocka_unit_test(what_is_not_known_may_begin_anywhere),
        cmocka_unit_test(long_lists_are_kept_by_their_first_letters),
        cmocka_unit_test(groups_that_call_themselves_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
