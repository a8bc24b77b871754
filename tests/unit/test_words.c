#include "ruleset/words.h"

#include "cl_test.h"

static int set_up(void **state)
{
    *state = cl_arena_new(64u * 1024u);
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    cl_arena_free(*state);
    return 0;
}

static cl_words words_of(cl_arena *arena, const char *list)
{
    cl_words words = {0};
    cl_span rest = cl_span_of(list);
    cl_span word;
    while (cl_span_next(&rest, ' ', &word)) {
        assert_int_equal(cl_words_add(&words, arena, word), CL_OK);
    }
    return words;
}

static void a_word_is_kept_once_in_the_order_read(void **state)
{
    cl_words words = words_of(*state, "KR US KR JP US FR IT");
    assert_span_is(cl_words_join(*state, words, ", "), "KR, US, JP, FR, IT");
    assert_true(cl_words_have(words, CL_SPAN("FR")));
    assert_false(cl_words_have(words, CL_SPAN("fr")));
    assert_int_equal(cl_words_join(*state, (cl_words){0}, ", ").len, 0);
}

static void lists_are_joined_without_repeats(void **state)
{
    cl_words words = words_of(*state, "KR US");
    assert_int_equal(cl_words_add_all(&words, *state, words_of(*state, "JP US KR FR")), CL_OK);
    assert_span_is(cl_words_join(*state, words, " "), "KR US JP FR");
}

static void order_does_not_count_when_lists_are_compared(void **state)
{
    assert_true(cl_words_equal(words_of(*state, "KR US"), words_of(*state, "US KR")));
    assert_false(cl_words_equal(words_of(*state, "KR US"), words_of(*state, "KR")));
    assert_false(cl_words_equal(words_of(*state, "KR US"), words_of(*state, "KR JP")));
    assert_true(cl_words_equal((cl_words){0}, (cl_words){0}));
}

static void removing_keeps_the_order_of_the_others(void **state)
{
    cl_words words = words_of(*state, "KR US JP");
    cl_words_remove(&words, CL_SPAN("US"));
    cl_words_remove(&words, CL_SPAN("GB"));
    assert_span_is(cl_words_join(*state, words, " "), "KR JP");
}

static void a_full_arena_is_said_and_keeps_what_was_there(void **state)
{
    (void)state;
    cl_arena *small = cl_arena_new(256);
    cl_words words = {0};
    cl_status status = CL_OK;
    const uint8_t letters[] = "abcdefghijklmnopqrstuvwxyz";
    for (size_t i = 0; i < sizeof letters - 1 && status == CL_OK; i++) {
        status = cl_words_add(&words, small, (cl_span){letters + i, 1});
    }
    assert_int_equal(status, CL_LIMIT);
    assert_int_equal(words.count, words.capacity);
    assert_span_is(words.items[0], "a");
    cl_arena_free(small);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_word_is_kept_once_in_the_order_read),
        CASE(lists_are_joined_without_repeats),
        CASE(order_does_not_count_when_lists_are_compared),
        CASE(removing_keeps_the_order_of_the_others),
        CASE(a_full_arena_is_said_and_keeps_what_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
