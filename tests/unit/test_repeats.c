#include "ruleset/repeats.h"

#include "base/limits.h"
#include "base/out.h"
#include "cl_test.h"

/* Each pair as "FIRST in SECOND" or "FIRST beside SECOND". */
static void assert_told(const char *pattern, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array found = {0};
    cl_out out = {0};
    assert_int_equal(cl_repeats_of(arena, cl_span_of(pattern), &found), CL_OK);
    for (size_t i = 0; i < found.count; i++) {
        const cl_repeats *pair = CL_ARRAY_AT(&found, const cl_repeats, i);
        cl_out_format(&out, "%s%.*s %s %.*s", i == 0 ? "" : "; ", CL_SPAN_PRINT(pair->first),
                      pair->kind == CL_REPEATS_NESTED ? "in" : "beside",
                      CL_SPAN_PRINT(pair->second));
    }
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
    cl_arena_free(arena);
}

static void a_repeat_inside_a_repeat_is_told(void **state)
{
    (void)state;
    assert_told("(a+)+", "a+ in (a+)+");
    assert_told("(?:x*y?)*", "x* in (?:x*y?)*");
    assert_told("(?:\\w+\\s?)*!", "\\w+ in (?:\\w+\\s?)*");
    assert_told("(?:a|b+){2,4}", "b+ in (?:a|b+){2,4}");
    assert_told("(?:(?:no |\\d*){2})+", "\\d* in (?:no |\\d*){2}; \\d* in (?:(?:no |\\d*){2})+");
}

static void what_a_separator_keeps_apart_is_not_told(void **state)
{
    (void)state;
    assert_told("(?:, \\w+)*", "");
    assert_told("(?:\\w+ )+only", "");
    assert_told("\\d+\\.\\d+", "");
    assert_told("(?:\\b\\w+ ?)+", "");
    assert_told("\\w*\\b\\w*", "");
}

static void repeats_of_the_same_characters_side_by_side_are_told(void **state)
{
    (void)state;
    assert_told("\\s*\\s*", "\\s* beside \\s*");
    assert_told("[a-z]+\\w+", "[a-z]+ beside \\w+");
    assert_told(".*.*", ".* beside .*");
    assert_told("a*b?a*", "a* beside a*");
    assert_told("(?:no|x\\s*)(?:\\s+y)?", "\\s* beside \\s+");
    assert_told("(?:\\w+ )*(?:\\w+ )*", "(?:\\w+ )* beside (?:\\w+ )*");
    assert_told("(?:a|b)*[bc]*", "(?:a|b)* beside [bc]*");
}

static void repeats_of_other_characters_are_not_told(void **state)
{
    (void)state;
    assert_told("\\s*\\d*", "");
    assert_told("[a-m]+[n-z]+", "");
    assert_told("[^.]*\\.*", "");
    assert_told("\\w*\\W*", "");
}

static void case_does_not_tell_characters_apart(void **state)
{
    (void)state;
    assert_told("[a-z]+[A-Z]+", "[a-z]+ beside [A-Z]+");
}

static void what_gives_nothing_back_is_not_told(void **state)
{
    (void)state;
    assert_told("\\s*+\\s*", "");
    assert_told("(?>\\s*)\\s*", "");
    assert_told("(?:a+)++", "");
    assert_told("(?:a++)+", "");
    assert_told("(?>\\s*\\s*x)", "\\s* beside \\s*");
}

static void what_is_repeated_a_few_times_is_not_told(void **state)
{
    (void)state;
    assert_told("\\w{0,140}\\w{0,140}", "");
    assert_told("\\w{0,141}\\w{0,141}", "\\w{0,141} beside \\w{0,141}");
    assert_told("a{100}a{100}", "");
    assert_told("(?:a+)?", "");
}

static void letters_beyond_ascii_are_letters(void **state)
{
    (void)state;
    assert_told("[à-ü]+\\w+", "[à-ü]+ beside \\w+");
    assert_told("\\x{E9}+\\p{L}+", "\\x{E9}+ beside \\p{L}+");
    assert_told("\\x{E9}+\\s+", "");
    assert_told("[。、]+\\W+", "[。、]+ beside \\W+");
    assert_told("[。、]+\\w+", "");
}

static void a_named_group_is_looked_at_where_it_is_repeated(void **state)
{
    (void)state;
    assert_told("(?(DEFINE)(?<words>\\w+)(?<more>\\w+))(?&words)(?&more)", "\\w+ beside \\w+");
    assert_told("(?:(?&word) ?)+(?(DEFINE)(?<word>\\w+))", "\\w+ in (?:(?&word) ?)+");
    assert_told("(?:(?&word), )+(?(DEFINE)(?<word>\\w+))", "");
}

static void an_assertion_takes_no_room(void **state)
{
    (void)state;
    assert_told("\\s*(?=x)\\s*", "\\s* beside \\s*");
    assert_told("(?=\\s*)\\s*", "");
    assert_told("\\w*(?!\\w)[^.]*", "");
    assert_told("\\s*(?!\\w)[^.]*", "\\s* beside [^.]*");
    assert_told("\\w*(?!no)[^.]*", "\\w* beside [^.]*");
    assert_told("(?:(?!no)[^.])+(?:(?!not)[^,])+", "(?:(?!no)[^.])+ beside (?:(?!not)[^,])+");
}

static void nothing_is_said_of_what_is_not_known(void **state)
{
    (void)state;
    assert_told("\\s*\\s*(?R)", "");
    assert_told("\\s*\\s*(?|a|b)", "");
    assert_told("\\s*\\s*[[:alpha:]]", "");
    assert_told("\\s*\\s*(a)\\1", "");
    assert_told("\\p{Greek}+\\w+", "");
    assert_told("[^\\P{Co}]+\\w+", "");
}

static void a_pattern_that_ends_early_is_read_to_its_end(void **state)
{
    (void)state;
    const cl_span whole = CL_SPAN("(?<a>[^\\x{E9}-\\p{L}b]{2,70}+|(?>\\b\\w*?){1,}(?&a))\\s*\\s*");
    for (size_t len = 0; len <= whole.len; len++) {
        cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
        cl_array found = {0};
        assert_int_equal(cl_repeats_of(arena, cl_span_sub(whole, 0, len), &found), CL_OK);
        assert_true(found.count <= CL_REPEATS_MAX);
        cl_arena_free(arena);
    }
}

static void groups_that_are_nested_deeply_are_not_followed(void **state)
{
    enum {
        DEEP = 20000
    };
    (void)state;
    cl_out out = {0};
    cl_out_repeat(&out, "(", DEEP);
    cl_out_text(&out, "\\s*\\s*");
    cl_out_repeat(&out, ")", DEEP);
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_array found = {0};
    assert_int_equal(cl_repeats_of(arena, cl_out_span(&out), &found), CL_OK);
    assert_int_equal(found.count, 0);
    cl_arena_free(arena);
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_repeat_inside_a_repeat_is_told),
        cmocka_unit_test(what_a_separator_keeps_apart_is_not_told),
        cmocka_unit_test(repeats_of_the_same_characters_side_by_side_are_told),
        cmocka_unit_test(repeats_of_other_characters_are_not_told),
        cmocka_unit_test(case_does_not_tell_characters_apart),
        cmocka_unit_test(what_gives_nothing_back_is_not_told),
        cmocka_unit_test(what_is_repeated_a_few_times_is_not_told),
        cmocka_unit_test(letters_beyond_ascii_are_letters),
        cmocka_unit_test(a_named_group_is_looked_at_where_it_is_repeated),
        cmocka_unit_test(an_assertion_takes_no_room),
        cmocka_unit_test(nothing_is_said_of_what_is_not_known),
        cmocka_unit_test(a_pattern_that_ends_early_is_read_to_its_end),
        cmocka_unit_test(groups_that_are_nested_deeply_are_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
