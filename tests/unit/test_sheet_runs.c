#include "report/sheet_runs.h"

#include "base/out.h"
#include "cl_test.h"

static int setup(void **state)
{
    *state = cl_arena_new(1024 * 1024);
    return *state == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    cl_arena_free(*state);
    return 0;
}

/* "a[b:0][c:0,1]d" */
static cl_out cut(cl_arena *arena, cl_span text, const cl_noted *noted, size_t count)
{
    cl_out out = {0};
    cl_array runs = {0};
    assert_int_equal(cl_runs_cut(arena, text, noted, count, &runs), CL_OK);
    for (size_t i = 0; i < runs.count; i++) {
        const cl_noted_run *run = CL_ARRAY_AT(&runs, const cl_noted_run, i);
        assert_true(run->text.len > 0);
        cl_out_text(&out, run->count > 0 ? "[" : "");
        cl_out_put(&out, run->text);
        for (size_t j = 0; j < run->count; j++) {
            cl_out_format(&out, "%s%zu", j == 0 ? ":" : ",", run->notes[j]);
        }
        cl_out_text(&out, run->count > 0 ? "]" : "");
        cl_out_text(&out, run->count == 0 && i + 1 < runs.count ? "|" : "");
    }
    return out;
}

static void assert_cut(void **state, const char *text, const cl_noted *noted, size_t count,
                       const char *expected)
{
    cl_out out = cut(*state, cl_span_of(text), noted, count);
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
}

static void a_text_without_notes_is_one_run(void **state)
{
    assert_cut(state, "A bridge.", NULL, 0, "A bridge.");
    assert_cut(state, "", NULL, 0, "");
}

static void a_note_is_cut_out_where_it_stands(void **state)
{
    const cl_noted noted[] = {{2, 8, 5}};
    assert_cut(state, "A bridge.", noted, 1, "A |[bridge:5].");
    const cl_noted whole[] = {{0, 9, 5}};
    assert_cut(state, "A bridge.", whole, 1, "[A bridge.:5]");
}

static void overlapping_notes_are_cut_into_pieces(void **state)
{
    const cl_noted noted[] = {{0, 4, 0}, {2, 6, 1}, {2, 4, 2}, {6, 8, 3}};
    assert_cut(state, "abcdefgh!", noted, 4, "[ab:0][cd:0,1,2][ef:1][gh:3]!");
}

static void positions_are_code_points(void **state)
{
    const cl_noted noted[] = {{1, 3, 0}};
    assert_cut(state, "é日本語", noted, 1, "é|[日本:0]語");
}

static void what_is_out_of_range_marks_nothing(void **state)
{
    const cl_noted noted[] = {
        {3, 3, 0}, {4, 2, 1}, {9, 12, 2}, {0, 0, 3}, {UINT64_MAX, UINT64_MAX, 4}};
    assert_cut(state, "abcdef", noted, 5, "abcdef");
    const cl_noted beyond[] = {{4, UINT64_MAX, 7}};
    assert_cut(state, "abcdef", beyond, 1, "abcd|[ef:7]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_without_notes_is_one_run),
        cmocka_unit_test(a_note_is_cut_out_where_it_stands),
        cmocka_unit_test(overlapping_notes_are_cut_into_pieces),
        cmocka_unit_test(positions_are_code_points),
        cmocka_unit_test(what_is_out_of_range_marks_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
