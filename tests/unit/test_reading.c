#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "caption/reading.h"

#include "base/limits.h"
#include "base/text.h"
#include "tiny_rules.h"

typedef struct fixture {
    cl_ruleset *rules;
    cl_reader_state *state;
    cl_record record;
} fixture;

static int set_up(void **state)
{
    static fixture made;
    made = (fixture){.rules = tiny_rules()};
    made.state = cl_reader_state_new(made.rules);
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_record_init(&made.record, arena);
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *made = *state;
    cl_reader_state_free(made->state);
    cl_ruleset_free(made->rules);
    cl_arena_free(made->record.arena);
    return 0;
}

static void add(fixture *made, cl_field_name name, const char *text)
{
    cl_field field = {.name = name, .value = cl_span_of(text), .container = "test"};
    assert_int_equal(cl_fields_add(&made->record.fields, &field), CL_OK);
}

static const cl_record *read_all(fixture *made)
{
    assert_int_equal(cl_reading_run(made->state, &made->record), CL_OK);
    return &made->record;
}

static void a_list_shares_its_verb(void **state)
{
    add(*state, CL_INSTRUCTIONS, "JAPAN, SOUTH KOREA AND GUINEA OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->restrictions.count, 1);
    assert_int_equal(cl_record_restriction(record, 0)->values.count, 3);
}

static void offsets_point_into_the_original_value(void **state)
{
    add(*state, CL_INSTRUCTIONS, "Café&nbsp;é. JAPAN&nbsp;&nbsp;OUT");
    const cl_record *record = read_all(*state);
    const cl_place *place = cl_places_first(&cl_record_restriction(record, 0)->places);
    assert_int_equal(place->start, 13);
    assert_int_equal(place->end, 33);
    assert_span_is(place->text, "JAPAN&nbsp;&nbsp;OUT");
}

static void the_same_restriction_in_two_fields_is_one_with_two_places(void **state)
{
    add(*state, CL_INSTRUCTIONS, "JAPAN OUT");
    add(*state, CL_CAPTION, "A street. Japan out");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->restrictions.count, 1);
    assert_int_equal(cl_record_restriction(record, 0)->places.items.count, 2);
}

static void the_same_text_again_is_another_place(void **state)
{
    add(*state, CL_INSTRUCTIONS, "JAPAN OUT");
    add(*state, CL_CAPTION, "Rain. JAPAN OUT, JAPAN OUT");
    add(*state, CL_INSTRUCTIONS, "JAPAN OUT");
    add(*state, CL_CAPTION, "Rain. JAPAN OUT, JAPAN OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->restrictions.count, 1);
    const cl_places *places = &cl_record_restriction(record, 0)->places;
    assert_int_equal(places->items.count, 6);
    const cl_place *last = CL_ARRAY_AT(&places->items, const cl_place, 5);
    assert_ptr_equal(last->field, cl_fields_at(&record->fields, 3));
    assert_int_equal(last->start, 17);
}

static void more_text_than_is_read_of_a_picture_is_said(void **state)
{
    static char first[CL_TEXT_BYTES_MAX];
    static char second[CL_TEXT_BYTES_MAX];
    memset(first, 'x', sizeof first - 1);
    memset(second, 'y', sizeof second - 1);
    add(*state, CL_CAPTION, first);
    add(*state, CL_CAPTION, first); /* the same: costs nothing */
    add(*state, CL_CAPTION, second);
    add(*state, CL_INSTRUCTIONS, "JAPAN OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->restrictions.count, 0);
    assert_int_equal(record->findings.items.count, 1);
    assert_true(cl_findings_at(&record->findings, 0)->incomplete);
}

static void one_list_feeds_reads_of_several_kinds(void **state)
{
    add(*state, CL_INSTRUCTIONS, "NO MAGS, SALES");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->restrictions.count, 2);
    assert_int_equal(cl_record_restriction(record, 0)->kind, CL_KIND_MEDIUM);
    assert_int_equal(cl_record_restriction(record, 1)->kind, CL_KIND_RESALE);
}

static void an_ambiguous_name_lowers_the_confidence(void **state)
{
    add(*state, CL_INSTRUCTIONS, "KOREA OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(cl_record_restriction(record, 0)->confidence, CL_MEDIUM);
    assert_span_is(cl_record_restriction(record, 0)->review.items[0], "KP");
}

static void what_was_read_is_no_part_of_a_credit(void **state)
{
    add(*state, CL_CAPTION, "Mandatory credit: Ann Bee/AFP JAPAN OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->credits.count, 1);
    assert_span_is(cl_record_credit(record, 0)->agencies.items[0], "AFP");
}

static void a_demand_without_wording_takes_the_pictures_credit(void **state)
{
    add(*state, CL_INSTRUCTIONS, "MANDATORY CREDIT");
    add(*state, CL_CAPTION, "A street. (Ann Bee/AFP)");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->credits.count, 1);
    assert_span_is(cl_record_credit(record, 0)->text, "Ann Bee/AFP");
    assert_int_equal(cl_record_credit(record, 0)->role, CL_CREDIT_MANDATORY);
    assert_int_equal(cl_record_credit(record, 0)->places.items.count, 2);
}

static void a_demand_without_any_credit_stays_without_wording(void **state)
{
    add(*state, CL_INSTRUCTIONS, "MANDATORY CREDIT. MANDATORY CREDIT.");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->credits.count, 1);
    assert_int_equal(cl_record_credit(record, 0)->text.len, 0);
}

static void shared_words_stay_visible_to_credits(void **state)
{
    add(*state, CL_CAPTION, "A street. (Palace Handout/AFP)");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->notices.count, 1);
    assert_span_is(cl_record_credit(record, 0)->text, "Palace Handout/AFP");
}

static void what_nothing_understood_is_unread(void **state)
{
    add(*state, CL_CAPTION, "A street. GONDOR OUT. JAPAN OUT");
    const cl_record *record = read_all(*state);
    assert_int_equal(record->unread.count, 1);
    assert_span_is(cl_places_first(&cl_record_unread(record, 0)->places)->text, "GONDOR OUT");
}

static void more_clauses_than_are_kept_is_said(void **state)
{
    fixture *made = *state;
    cl_arena *arena = made->record.arena;
    enum {
        COUNT = 20000
    };
    char *text = cl_arena_alloc(arena, COUNT, 11);
    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(text + i * 10, 11, "JAPAN OUT.");
    }
    add(made, CL_INSTRUCTIONS, text);
    const cl_record *record = read_all(made);
    assert_true(record->findings.items.count > 0);
    assert_true(cl_findings_at(&record->findings, 0)->incomplete);
}

static void a_phrase_stands_unless_a_longer_one_takes_its_place(void **state)
{
    fixture *made = *state;
    add(made, CL_CAPTION, "A street. JAPAN OUT");
    const cl_phrase *read = cl_ruleset_phrase_of(made->rules, CL_SPAN("test.out"));
    assert_non_null(read);
    size_t count = cl_ruleset_phrase_count(made->rules);
    uint32_t *stood = cl_arena_alloc(made->record.arena, count, sizeof *stood);
    assert_non_null(stood);
    assert_int_equal(cl_reading_run_counting(made->state, &made->record, stood), CL_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(stood[i], cl_ruleset_phrase(made->rules, i) == read);
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_list_shares_its_verb),
        CASE(offsets_point_into_the_original_value),
        CASE(the_same_restriction_in_two_fields_is_one_with_two_places),
        CASE(the_same_text_again_is_another_place),
        CASE(more_text_than_is_read_of_a_picture_is_said),
        CASE(one_list_feeds_reads_of_several_kinds),
        CASE(an_ambiguous_name_lowers_the_confidence),
        CASE(what_was_read_is_no_part_of_a_credit),
        CASE(a_demand_without_wording_takes_the_pictures_credit),
        CASE(a_demand_without_any_credit_stays_without_wording),
        CASE(shared_words_stay_visible_to_credits),
        CASE(what_nothing_understood_is_unread),
        CASE(more_clauses_than_are_kept_is_said),
        CASE(a_phrase_stands_unless_a_longer_one_takes_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
