#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "caption/view.h"

#include "base/limits.h"
#include "tiny_rules.h"

typedef struct fixture {
    cl_ruleset *rules;
    cl_arena *arena;
    cl_folded folded;
    cl_view view;
} fixture;

static int set_up(void **state)
{
    static fixture test;
    test.rules = tiny_rules();
    test.arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    *state = &test;
    return test.arena == NULL;
}

static int tear_down(void **state)
{
    fixture *test = *state;
    cl_ruleset_free(test->rules);
    cl_arena_free(test->arena);
    return 0;
}

static void fold_and_view(fixture *test, const char *text)
{
    assert_int_equal(cl_fold(test->arena, cl_span_of(text), &test->folded), CL_OK);
    assert_int_equal(cl_view_of_names(test->arena, test->rules, &test->folded, &test->view), CL_OK);
}

static void assert_stands_for(const cl_view *view, size_t start, size_t end, const char *text,
                              uint32_t first)
{
    cl_original original = cl_view_original(view, start, end);
    assert_span_is(original.text, text);
    assert_int_equal(original.start, first);
    assert_int_equal(original.end - original.start, cl_utf8_count(original.text));
}

static void a_text_without_names_is_not_copied(void **state)
{
    fixture *test = *state;
    cl_span text = CL_SPAN("A dog, a cat and an old man rest.");
    assert_int_equal(cl_fold(test->arena, text, &test->folded), CL_OK);
    assert_ptr_equal(test->folded.text.data, text.data);
    assert_int_equal(cl_view_of_names(test->arena, test->rules, &test->folded, &test->view), CL_OK);
    assert_ptr_equal(test->view.text.data, text.data);
    assert_stands_for(&test->view, 2, 5, "dog", 2);
}

static void a_mark_stands_for_the_characters_of_its_name(void **state)
{
    fixture *test = *state;
    fold_and_view(test, "“é” South\r\n Korea &amp; x");
    const cl_mark *mark = cl_view_mark(&test->view, 0, test->view.text.len);
    assert_non_null(mark);
    assert_span_is(mark->name->value, "KR");
    assert_int_equal(mark->at, 5);
    assert_stands_for(&test->view, mark->at, mark->at + CL_MARK_BYTES, "South\r\n Korea", 4);
    assert_stands_for(&test->view, 0, 4, "“é”", 0);
    assert_stands_for(&test->view, 9, 10, "&amp;", 18);
}

static void masked_text_is_one_mark_and_no_name_reaches_into_it(void **state)
{
    fixture *test = *state;
    cl_mask mask;
    fold_and_view(test, "in the South Korea office");
    assert_int_equal(cl_mask_new(test->arena, &test->folded, &mask), CL_OK);
    const cl_mark *mark = cl_view_mark(&test->view, 0, test->view.text.len);
    cl_mask_add(&mask, &test->view, mark->at, mark->at + CL_MARK_BYTES);
    cl_view rest;
    assert_int_equal(cl_view_of_rest(test->arena, &mask, &rest), CL_OK);
    assert_span_is(rest.text, "in the \xEF\xA3\xBF office");
    assert_stands_for(&rest, 7, 10, "South Korea", 7);
}

/* A ligature is one character: who reads a part of it has read it all. */
static void a_character_is_masked_whole(void **state)
{
    fixture *test = *state;
    cl_mask mask;
    cl_view rest;
    fold_and_view(test, "of\xEF\xAC\x81"
                        "ce");
    assert_int_equal(cl_mask_new(test->arena, &test->folded, &mask), CL_OK);
    cl_mask_add(&mask, &test->view, 3, 6);
    assert_int_equal(cl_view_of_rest(test->arena, &mask, &rest), CL_OK);
    assert_span_is(rest.text, "of\xEF\xA3\xBF");
}

static void words_are_counted_in_characters_of_the_original(void **state)
{
    fixture *test = *state;
    fold_and_view(test, "Caf&eacute; – Japan, 日本 &amp; e\xCC\x81");
    /* Caf 3, &eacute; 8, Japan 5, 日本 2, e with its accent 2 */
    assert_int_equal(cl_view_words(&test->view, 0, test->view.text.len), 20);
    assert_int_equal(cl_view_words(&test->view, 0, 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_without_names_is_not_copied),
        cmocka_unit_test(a_mark_stands_for_the_characters_of_its_name),
        cmocka_unit_test(masked_text_is_one_mark_and_no_name_reaches_into_it),
        cmocka_unit_test(a_character_is_masked_whole),
        cmocka_unit_test(words_are_counted_in_characters_of_the_original),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
