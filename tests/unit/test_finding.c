#include "base/finding.h"

#include <string.h>

#include "base/damage.h"
#include "base/limits.h"
#include "cl_test.h"

static int set_up(void **state)
{
    static cl_findings made;
    made = (cl_findings){.arena = cl_arena_new(CL_ARENA_PICTURE_MAX)};
    *state = &made;
    return made.arena == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    cl_findings *made = *state;
    cl_arena_free(made->arena);
    return 0;
}

static void damage_carries_its_rule_and_its_place(void **state)
{
    cl_findings *made = *state;
    assert_int_equal(cl_damage_report(made, CL_DAMAGE_CUT, 77, "%s %d", "ends at", 32), CL_OK);
    const cl_finding *finding = cl_findings_at(made, 0);
    assert_span_is(finding->rule, "damage.cut");
    assert_span_is(finding->message, "ends at 32");
    assert_int_equal(finding->proof.offset, 77);
    assert_false(cl_findings_incomplete(made));
    assert_int_equal(cl_damage_report(made, CL_DAMAGE_TRUNCATED, 78, "gone"), CL_OK);
    assert_true(cl_findings_incomplete(made));
}

static void every_damage_is_told_whole(void **state)
{
    (void)state;
    for (int i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        assert_non_null(entry->id);
        assert_true(cl_span_starts(cl_span_of(entry->id), CL_SPAN("damage.")));
        assert_true(cl_span_of(entry->title).len > 0);
        assert_true(cl_span_of(entry->why).len > 0);
        /* What cannot be ignored says what to do. */
        assert_true(entry->level == CL_INFO || cl_span_of(entry->fix).len > 0);
        assert_int_equal(entry->incomplete, entry->level == CL_ERROR);
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(entry->id, cl_damage_entry_of((cl_damage)j)->id);
        }
    }
}

static void more_than_are_kept_is_itself_a_finding(void **state)
{
    cl_findings *made = *state;
    for (size_t i = 0; i < CL_FINDINGS_MAX; i++) {
        assert_int_equal(cl_damage_report(made, CL_DAMAGE_CUT, i, "one"), CL_OK);
    }
    assert_false(cl_findings_incomplete(made));
    assert_int_equal(cl_damage_report(made, CL_DAMAGE_CUT, 0, "one too many"), CL_OK);
    assert_int_equal(made->items.count, CL_FINDINGS_MAX);
    assert_true(cl_findings_incomplete(made));
    assert_span_is(cl_findings_at(made, CL_FINDINGS_MAX - 1)->rule, "damage.too-many-findings");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(damage_carries_its_rule_and_its_place),
        CASE(every_damage_is_told_whole),
        CASE(more_than_are_kept_is_itself_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
