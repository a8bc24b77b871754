#include "report/diff.h"

#include <stdlib.h>

#include "base/limits.h"
#include "cl_test.h"
#include "schema_check.h"

typedef struct sample {
    cl_arena *arena;
    cl_changes changes;
    cl_diff_edition edition;
    cl_diff_item item;
} sample;

static int begin(void **state)
{
    static sample made;
    made = (sample){.arena = cl_arena_new(CL_ARENA_PICTURE_MAX)};
    made.changes.arena = made.arena;
    made.edition = (cl_diff_edition){CL_SPAN("web-kr"), CL_VERDICT_BLOCK, CL_VERDICT_OK};
    made.item = (cl_diff_item){.before = CL_SPAN("old.jpg"),
                               .after = CL_SPAN("new.jpg"),
                               .changes = &made.changes,
                               .editions = &made.edition,
                               .edition_count = 1};
    *state = &made;
    return made.arena == NULL ? -1 : 0;
}

static int end(void **state)
{
    sample *made = *state;
    cl_arena_free(made->arena);
    return 0;
}

static cl_words words(sample *made, const char *const list[])
{
    cl_words out = {0};
    for (size_t i = 0; list[i] != NULL; i++) {
        assert_int_equal(cl_words_add(&out, made->arena, cl_span_of(list[i])), CL_OK);
    }
    return out;
}

static void add(sample *made, cl_change change)
{
    cl_change *added = cl_array_add(&made->changes.items, made->arena, sizeof *added, 10);
    assert_non_null(added);
    *added = change;
    made->changes.loss = made->changes.loss || change.loss;
}

static cl_change lost_note(sample *made)
{
    static const char *const places[] = {"IIM 2:40", "XMP photoshop:Instructions", NULL};
    return (cl_change){.kind = CL_CHANGE_LOST,
                       .loss = true,
                       .what = "restriction",
                       .family = "territory",
                       .before = CL_SPAN("SOUTH KOREA OUT"),
                       .stood_in = words(made, places)};
}

static void assert_sentence(const cl_change *change, const char *expected)
{
    cl_out out = {0};
    cl_diff_sentence(&out, change);
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
}

static void changes_are_told_in_plain_words(void **state)
{
    sample *made = *state;
    static const char *const many[] = {"a", "b", "c", "d", "e", "f", NULL};
    cl_change change = lost_note(made);
    assert_sentence(&change, "lost: SOUTH KOREA OUT (stood in IIM 2:40 and XMP "
                             "photoshop:Instructions)");
    change.stood_in = words(made, many);
    assert_sentence(&change, "lost: SOUTH KOREA OUT (stood in a, b, c, d and 2 more)");
    change = (cl_change){.kind = CL_CHANGE_WEAKENED,
                         .what = "restriction",
                         .before = CL_SPAN("JAPAN AND KOREA OUT"),
                         .after = CL_SPAN("JAPAN OUT"),
                         .detail = CL_SPAN("no longer names South Korea")};
    assert_sentence(&change, "weakened: \"JAPAN AND KOREA OUT\" is now \"JAPAN OUT\": no longer "
                             "names South Korea");
    change = (cl_change){
        .kind = CL_CHANGE_LOST, .what = "copyright", .before = CL_SPAN("Example Press")};
    assert_sentence(&change, "lost: copyright \"Example Press\"");
    change = (cl_change){.kind = CL_CHANGE_GONE, .what = "block", .before = CL_SPAN("IIM block")};
    assert_sentence(&change, "gone: the IIM block");
}

static void results_are_told_by_the_worst_of_the_changes(void **state)
{
    sample *made = *state;
    assert_int_equal(cl_diff_result_of(&made->item), CL_DIFF_SAME);
    add(made, (cl_change){.kind = CL_CHANGE_ADDED, .what = "notice", .after = CL_SPAN("HANDOUT")});
    assert_int_equal(cl_diff_result_of(&made->item), CL_DIFF_CHANGED);
    add(made, lost_note(made));
    assert_int_equal(cl_diff_result_of(&made->item), CL_DIFF_LOST);
    made->item.changes = NULL;
    made->item.after = CL_EMPTY_SPAN;
    assert_int_equal(cl_diff_result_of(&made->item), CL_DIFF_MISSING);
    made->item.after = made->item.before;
    made->item.before = CL_EMPTY_SPAN;
    assert_int_equal(cl_diff_result_of(&made->item), CL_DIFF_NEW);
}

static void what_could_not_be_compared_whole_is_incomplete(void **state)
{
    sample *made = *state;
    assert_false(cl_diff_incomplete(&made->item));
    made->changes.limited = true;
    assert_true(cl_diff_incomplete(&made->item));
    made->changes.limited = false;
    made->item.after_incomplete = true;
    assert_true(cl_diff_incomplete(&made->item));
}

static cl_out report(const char *format, const cl_diff_item *items, size_t count)
{
    cl_out out = {0};
    const cl_diff_format *found = cl_diff_format_of(cl_span_of(format));
    assert_non_null(found);
    const cl_report_options options = {.version = "9.9.9"};
    cl_diff_totals totals = {{0}, 0};
    found->begin(&out, &options);
    for (size_t i = 0; i < count; i++) {
        found->item(&out, &options, &items[i], i);
        cl_diff_count(&totals, &items[i]);
    }
    found->end(&out, &options, &totals);
    assert_false(out.failed);
    return out;
}

static void an_editor_reads_what_was_lost_first(void **state)
{
    sample *made = *state;
    add(made, lost_note(made));
    made->item.after_incomplete = true;
    const cl_diff_item items[] = {made->item, {.before = CL_SPAN("gone\x1B[2J.jpg")}};
    cl_out out = report("text", items, 2);
    assert_span_is(cl_out_span(&out),
                   "LOST        old.jpg → new.jpg\n"
                   "  lost: SOUTH KOREA OUT (stood in IIM 2:40 and XMP photoshop:Instructions)\n"
                   "  verdict for web-kr: block → ok\n"
                   "  could not be read whole, so that more may be lost: new.jpg\n"
                   "MISSING     gone\\u001b[2J.jpg\n"
                   "\n2 pictures: 1 LOST, 1 MISSING; 1 could not be read whole\n");
    cl_out_free(&out);
}

static void the_json_follows_its_schema(void **state)
{
    sample *made = *state;
    add(made, lost_note(made));
    const cl_diff_item items[] = {made->item, {.after = CL_SPAN("new.jpg"), .id = CL_SPAN("7")}};
    cl_out out = report("json", items, 2);
    json_error_t error;
    json_t *schema = json_load_file(CL_SOURCE_FOLDER "/docs/diff.schema.json", 0, &error);
    json_t *value = json_loadb((const char *)out.data, out.len, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(schema);
    assert_non_null(value);
    schema_error wrong = {""};
    if (!schema_check(schema, schema, value, &wrong)) {
        fail_msg("%s", wrong.message);
    }
    json_t *first = json_array_get(json_object_get(value, "comparisons"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "result")), "lost");
    json_decref(value);
    json_decref(schema);
    cl_out_free(&out);
}

static void formats_have_names(void **state)
{
    (void)state;
    assert_string_equal(cl_diff_format_names(), "text, json");
    assert_null(cl_diff_format_of(CL_SPAN("html")));
}

#define in_sample(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_sample(changes_are_told_in_plain_words),
        in_sample(results_are_told_by_the_worst_of_the_changes),
        in_sample(what_could_not_be_compared_whole_is_incomplete),
        in_sample(an_editor_reads_what_was_lost_first),
        in_sample(the_json_follows_its_schema),
        in_sample(formats_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
