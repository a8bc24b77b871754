#include "caption/settle.h"

#include "base/limits.h"
#include "caption/moment.h"
#include "cl_test.h"

typedef struct fixture {
    cl_record record;
    cl_restriction *restriction; /* kind time, high confidence, nothing set */
} fixture;

static int set_up(void **state)
{
    static fixture made;
    cl_record_init(&made.record, cl_arena_new(CL_ARENA_PICTURE_MAX));
    made.restriction = cl_array_add(&made.record.restrictions, made.record.arena,
                                    sizeof *made.restriction, CL_CLAUSES_MAX);
    made.restriction->kind = CL_KIND_TIME;
    made.restriction->confidence = CL_HIGH;
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *made = *state;
    cl_arena_free(made->record.arena);
    return 0;
}

static void add_field(fixture *made, cl_field_name name, const char *value)
{
    cl_field field = {.name = name, .value = cl_span_of(value), .container = "test"};
    assert_int_equal(cl_fields_add(&made->record.fields, &field), CL_OK);
}

static void assert_moment(const fixture *made, const cl_moment *moment, const char *expected)
{
    assert_span_is(cl_moment_format(made->record.arena, moment), expected);
}

static void the_day_of_sending_comes_before_that_of_the_exposure(void **state)
{
    fixture *made = *state;
    cl_moment base = {0};
    bool sent = true;
    assert_false(cl_settle_base(&made->record, &base, &sent));
    add_field(made, CL_DATE_CREATED, "2017-02-20");
    assert_true(cl_settle_base(&made->record, &base, &sent));
    assert_false(sent);
    assert_moment(made, &base, "2017-02-20");
    add_field(made, CL_RELEASE_DATE, "2017-02-22");
    add_field(made, CL_DATE_SENT, "2017-02-23");
    assert_true(cl_settle_base(&made->record, &base, &sent));
    assert_true(sent);
    assert_moment(made, &base, "2017-02-23");
}

static void a_date_that_cannot_be_read_is_passed_over(void **state)
{
    fixture *made = *state;
    cl_moment base = {0};
    bool sent;
    add_field(made, CL_DATE_SENT, "on Tuesday");
    add_field(made, CL_RELEASE_DATE, "2017-02");
    add_field(made, CL_DATE_CREATED, "2017-02-20");
    assert_true(cl_settle_base(&made->record, &base, &sent));
    assert_moment(made, &base, "2017-02-20");
}

static void so_many_days_are_counted_from_the_base(void **state)
{
    fixture *made = *state;
    add_field(made, CL_DATE_SENT, "2017-02-23");
    made->restriction->time.within = (cl_duration){.hours = 14 * 24, .in_days = true};
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_moment(made, &made->restriction->time.not_after, "2017-03-09");
    assert_int_equal(made->restriction->confidence, CL_HIGH);
}

static void without_a_base_so_many_days_end_nowhere(void **state)
{
    fixture *made = *state;
    made->restriction->time.within = (cl_duration){.hours = 14 * 24, .in_days = true};
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_false(made->restriction->time.not_after.known);
}

static void a_date_without_a_year_is_the_next_one_and_less_certain(void **state)
{
    fixture *made = *state;
    add_field(made, CL_DATE_SENT, "2019-12-20");
    made->restriction->time.not_after = (cl_moment){.month = 1, .day = 5};
    made->restriction->time.from = (cl_moment){.month = 12, .day = 1};
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_moment(made, &made->restriction->time.not_after, "2020-01-05");
    assert_moment(made, &made->restriction->time.from, "2019-12-01");
    assert_int_equal(made->restriction->confidence, CL_MEDIUM);
}

static void a_day_that_its_year_lacks_stays_unknown(void **state)
{
    fixture *made = *state;
    add_field(made, CL_DATE_SENT, "2019-02-20");
    made->restriction->time.not_after = (cl_moment){.month = 2, .day = 29};
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_false(made->restriction->time.not_after.known);
    assert_int_equal(made->restriction->confidence, CL_HIGH);
}

static void add_credit(fixture *made, const cl_field *field, uint32_t start, const char *text)
{
    cl_credit *credit =
        cl_array_add(&made->record.credits, made->record.arena, sizeof *credit, CL_CLAUSES_MAX);
    assert_non_null(credit);
    credit->text = cl_span_of(text);
    credit->role = credit->text.len == 0 ? CL_CREDIT_MANDATORY : CL_CREDIT_STATED;
    cl_place *place =
        cl_array_add(&credit->places.items, made->record.arena, sizeof *place, CL_PLACES_MAX);
    assert_non_null(place);
    *place = (cl_place){.field = field, .start = start, .end = start + 5};
}

static void a_demand_takes_the_credit_before_it_rather_than_the_one_behind(void **state)
{
    fixture *made = *state;
    const cl_field caption = {.name = CL_CAPTION};
    add_credit(made, &caption, 0, "Ann Bee/AFP");
    add_credit(made, &caption, 40, "");
    add_credit(made, &caption, 60, "Cat Dee/AP");
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_int_equal(made->record.credits.count, 2);
    assert_int_equal(cl_record_credit(&made->record, 0)->role, CL_CREDIT_MANDATORY);
    assert_int_equal(cl_record_credit(&made->record, 1)->role, CL_CREDIT_STATED);
}

static void a_demand_of_another_field_takes_the_captions_credit(void **state)
{
    fixture *made = *state;
    const cl_field caption = {.name = CL_CAPTION};
    const cl_field source = {.name = CL_SOURCE};
    const cl_field instructions = {.name = CL_INSTRUCTIONS};
    add_credit(made, &source, 0, "AFP");
    add_credit(made, &caption, 90, "Ann Bee/AFP");
    add_credit(made, &instructions, 0, "");
    assert_int_equal(cl_settle(NULL, &made->record), CL_OK);
    assert_int_equal(cl_record_credit(&made->record, 0)->role, CL_CREDIT_STATED);
    assert_int_equal(cl_record_credit(&made->record, 1)->role, CL_CREDIT_MANDATORY);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(the_day_of_sending_comes_before_that_of_the_exposure),
        CASE(a_date_that_cannot_be_read_is_passed_over),
        CASE(so_many_days_are_counted_from_the_base),
        CASE(without_a_base_so_many_days_end_nowhere),
        CASE(a_date_without_a_year_is_the_next_one_and_less_certain),
        CASE(a_day_that_its_year_lacks_stays_unknown),
        CASE(a_demand_takes_the_credit_before_it_rather_than_the_one_behind),
        CASE(a_demand_of_another_field_takes_the_captions_credit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
