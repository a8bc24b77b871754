#include "base/limits.h"
#include "check/ids.h"
#include "cl_test.h"

static cl_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return arena == NULL ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_ids list_of(const char *lines)
{
    cl_ids ids = {0};
    assert_int_equal(cl_ids_add_lines(&ids, arena, cl_span_of(lines)), CL_OK);
    cl_ids_sort(&ids);
    return ids;
}

static void an_id_is_known_in_any_case_and_whole(void **state)
{
    (void)state;
    cl_ids ids = list_of("000_ABC123\nlon801\nRC2\n");
    assert_true(cl_ids_have(&ids, CL_SPAN("000_abc123")));
    assert_true(cl_ids_have(&ids, CL_SPAN(" LON801 ")));
    assert_true(cl_ids_have(&ids, CL_SPAN("rc2")));
    assert_false(cl_ids_have(&ids, CL_SPAN("RC")));
    assert_false(cl_ids_have(&ids, CL_SPAN("RC21")));
    assert_false(cl_ids_have(&ids, CL_SPAN("000_ABC12")));
    assert_false(cl_ids_have(&ids, CL_SPAN("")));
}

static void nothing_is_in_an_empty_list(void **state)
{
    (void)state;
    cl_ids ids = list_of("");
    assert_false(cl_ids_have(&ids, CL_SPAN("")));
    assert_false(cl_ids_have(&ids, CL_SPAN("RC2")));
}

static void comments_and_empty_lines_are_no_ids(void **state)
{
    (void)state;
    cl_ids ids = list_of("# killed\r\n\r\n  RC2  \r\n   \n");
    assert_int_equal(ids.items.count, 1);
    assert_true(cl_ids_have(&ids, CL_SPAN("RC2")));
}

static void more_can_be_added_to_a_list(void **state)
{
    (void)state;
    cl_ids ids = list_of("b\n");
    assert_int_equal(cl_ids_add(&ids, arena, CL_SPAN("A")), CL_OK);
    cl_ids_sort(&ids);
    assert_true(cl_ids_have(&ids, CL_SPAN("a")));
    assert_true(cl_ids_have(&ids, CL_SPAN("B")));
}

static void words_that_could_be_ids_are_cut_out_of_a_text(void **state)
{
    (void)state;
    static const char *const wanted[] = {"A", "bridge", "000_ABC123", "caf\xC3\xA9", "x:1/2"};
    cl_span text = CL_SPAN("A bridge (000_ABC123). - caf\xC3\xA9, --x:1/2.");
    size_t at = 0;
    cl_span word;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_true(cl_ids_next(text, &at, &word));
        assert_span_is(word, wanted[i]);
    }
    assert_false(cl_ids_next(text, &at, &word));
    assert_false(cl_ids_next(CL_SPAN("-- ."), &(size_t){0}, &word));
}

#define of_list(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        of_list(an_id_is_known_in_any_case_and_whole),
        of_list(nothing_is_in_an_empty_list),
        of_list(comments_and_empty_lines_are_no_ids),
        of_list(more_can_be_added_to_a_list),
        of_list(words_that_could_be_ids_are_cut_out_of_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
