#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "caption/merge.h"

#include "base/limits.h"
#include "caption/compose.h"
#include "tiny_rules.h"

typedef struct fixture {
    cl_ruleset *rules;
    cl_record record;
    cl_field caption;
} fixture;

static int set_up(void **state)
{
    static fixture made;
    made = (fixture){.rules = tiny_rules(), .caption = {.name = CL_CAPTION}};
    cl_record_init(&made.record, cl_arena_new(CL_ARENA_PICTURE_MAX));
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *made = *state;
    cl_arena_free(made->record.arena);
    cl_ruleset_free(made->rules);
    return 0;
}

static cl_place place_at(const fixture *made, uint32_t start, const char *text)
{
    return (cl_place){&made->caption, start, start + 9, cl_span_of(text)};
}

static void merge_credit(fixture *made, cl_credit credit, uint32_t start)
{
    cl_place place = place_at(made, start, "somewhere");
    assert_int_equal(cl_merge_credit(made->rules, &made->record, &credit, &place), CL_OK);
}

static void credits_that_differ_in_case_blanks_and_quotes_are_one(void **state)
{
    fixture *made = *state;
    merge_credit(made, (cl_credit){.text = CL_SPAN("Ann Bee/AFP")}, 0);
    merge_credit(made, (cl_credit){.text = CL_SPAN("\"ANN  BEE / AFP\"")}, 20);
    merge_credit(made, (cl_credit){.text = CL_SPAN("Ann Bee/AP")}, 40);
    assert_int_equal(made->record.credits.count, 2);
    assert_span_is(cl_record_credit(&made->record, 0)->text, "Ann Bee/AFP");
    assert_int_equal(cl_record_credit(&made->record, 0)->places.items.count, 2);
}

static void the_stronger_demand_gives_wording_and_rule(void **state)
{
    fixture *made = *state;
    merge_credit(made, (cl_credit){.text = CL_SPAN("ann bee/afp"), .rule = CL_SPAN("weak")}, 0);
    merge_credit(made,
                 (cl_credit){.text = CL_SPAN("Ann Bee/AFP"),
                             .role = CL_CREDIT_MANDATORY,
                             .confidence = CL_HIGH,
                             .rule = CL_SPAN("strong")},
                 20);
    merge_credit(made, (cl_credit){.text = CL_SPAN("ANN BEE/AFP"), .rule = CL_SPAN("weak")}, 40);
    const cl_credit *credit = cl_record_credit(&made->record, 0);
    assert_int_equal(made->record.credits.count, 1);
    assert_span_is(credit->text, "Ann Bee/AFP");
    assert_span_is(credit->rule, "strong");
    assert_int_equal(credit->role, CL_CREDIT_MANDATORY);
    assert_int_equal(credit->confidence, CL_HIGH);
}

static void demands_without_wording_are_not_merged(void **state)
{
    fixture *made = *state;
    merge_credit(made, (cl_credit){.role = CL_CREDIT_MANDATORY}, 0);
    merge_credit(made, (cl_credit){.role = CL_CREDIT_MANDATORY}, 20);
    assert_int_equal(made->record.credits.count, 2);
}

static void restrictions_merge_only_when_all_that_limits_is_the_same(void **state)
{
    fixture *made = *state;
    cl_words japan = {0};
    assert_int_equal(cl_words_add(&japan, made->record.arena, CL_SPAN("JP")), CL_OK);
    cl_restriction out = {.kind = CL_KIND_TERRITORY, .values = japan, .confidence = CL_LOW};
    cl_restriction sure = out;
    sure.confidence = CL_HIGH;
    cl_restriction soon_over = out;
    soon_over.scope.lasts = (cl_duration){.hours = 24};
    cl_place first = place_at(made, 0, "JAPAN OUT");
    cl_place second = place_at(made, 20, "JAPAN OUT");
    assert_int_equal(cl_merge_restriction(&made->record, &out, &first), CL_OK);
    assert_int_equal(cl_merge_restriction(&made->record, &sure, &second), CL_OK);
    assert_int_equal(cl_merge_restriction(&made->record, &soon_over, &second), CL_OK);
    assert_int_equal(made->record.restrictions.count, 2);
    assert_int_equal(cl_record_restriction(&made->record, 0)->confidence, CL_HIGH);
    assert_int_equal(cl_record_restriction(&made->record, 0)->places.items.count, 2);
}

static void a_place_counts_once_and_too_many_are_left_out(void **state)
{
    fixture *made = *state;
    cl_places places = {0};
    for (uint32_t i = 0; i < 2 * CL_PLACES_MAX; i++) {
        cl_place place = place_at(made, i, "JAPAN OUT");
        assert_int_equal(cl_places_add(&places, made->record.arena, &place), CL_OK);
        assert_int_equal(cl_places_add(&places, made->record.arena, &place), CL_OK);
    }
    assert_int_equal(places.items.count, CL_PLACES_MAX);
    assert_int_equal(cl_places_first(&places)->start, 0);
}

static void a_credits_place_loses_its_loose_ends(void **state)
{
    fixture *made = *state;
    cl_place place = {&made->caption, 10, 27, CL_SPAN(": “Ann Bee/AFP”. ")};
    cl_trim_credit(&place);
    assert_span_is(place.text, "Ann Bee/AFP");
    assert_int_equal(place.start, 13);
    assert_int_equal(place.end, 24);
    cl_place empty = {&made->caption, 10, 13, CL_SPAN(" / ")};
    cl_trim_credit(&empty);
    assert_int_equal(empty.text.len, 0);
    assert_int_equal(empty.start, empty.end);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(credits_that_differ_in_case_blanks_and_quotes_are_one),
        CASE(the_stronger_demand_gives_wording_and_rule),
        CASE(demands_without_wording_are_not_merged),
        CASE(restrictions_merge_only_when_all_that_limits_is_the_same),
        CASE(a_place_counts_once_and_too_many_are_left_out),
        CASE(a_credits_place_loses_its_loose_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
