#include "check_fixture.h"

static cl_moment moment(const char *text)
{
    cl_moment out = {0};
    assert_true(cl_moment_parse(cl_span_of(text), &out));
    return out;
}

static cl_restriction *time_note(fixture *fix, const char *text)
{
    return restrict_to(fix, CL_KIND_TIME, CL_DENY, "", text);
}

static cl_verdict at(fixture *fix, const char *when)
{
    set(fix, "at", when);
    return judge(fix);
}

static void field(fixture *fix, cl_field_name name, const char *value)
{
    cl_field added = {.name = name, .value = cl_span_of(value), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &added), CL_OK);
}

static void an_embargo_blocks_before_its_moment_and_not_at_it(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = time_note(fix, "EMBARGO 2200 GMT");
    note->time.embargo = true;
    note->time.not_before = moment("2024-03-05T22:00:00Z");
    assert_int_equal(at(fix, "2024-03-05T21:59Z"), CL_VERDICT_BLOCK);
    assert_int_equal(at(fix, "2024-03-05T22:00Z"), CL_VERDICT_OK);
    assert_int_equal(at(fix, "2024-03-06T07:00+09:00"), CL_VERDICT_OK);
}

static void an_embargo_without_zone_is_asked_about_within_a_day(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = time_note(fix, "EMBARGO 2200");
    note->time.not_before = moment("2024-03-05T22:00:00");
    assert_int_equal(at(fix, "2024-03-05T22:30Z"), CL_VERDICT_REVIEW);
    assert_int_equal(at(fix, "2024-03-04T22:00Z"), CL_VERDICT_BLOCK);
    assert_int_equal(at(fix, "2024-03-07T22:00Z"), CL_VERDICT_OK);
}

static void an_embargo_without_moment_is_asked_about(void **state)
{
    fixture *fix = *state;
    time_note(fix, "STRICTLY EMBARGOED")->time.embargo = true;
    assert_int_equal(at(fix, "2024-03-05T22:30Z"), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "time.embargo-unknown"));
}

static void an_edition_without_time_is_asked_about(void **state)
{
    fixture *fix = *state;
    time_note(fix, "EMBARGO")->time.not_before = moment("2024-03-05T22:00:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
}

static void the_last_day_is_included(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = time_note(fix, "NOT AFTER 5 MARCH");
    note->time.expiry = true;
    note->time.not_after = moment("2024-03-05");
    note->time.not_after.has_zone = true;
    assert_int_equal(at(fix, "2024-03-05T23:59Z"), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "time.remove-after")->kind, "remove-after");
    assert_int_equal(at(fix, "2024-03-06T00:00Z"), CL_VERDICT_BLOCK);
}

static void days_count_from_when_the_picture_was_sent(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = time_note(fix, "USE WITHIN 14 DAYS");
    note->time.within = (cl_duration){.hours = 14 * 24, .in_days = true};
    assert_int_equal(at(fix, "2017-03-01T12:00Z"), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "time.no-base"));
    note->time.from = moment("2017-02-23");
    field(fix, CL_DATE_SENT, "2017-02-23");
    assert_int_equal(at(fix, "2017-03-01T12:00Z"), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "time.remove-after")->text,
                   "remove it after 2017-03-09: \"USE WITHIN 14 DAYS\"");
    assert_int_equal(at(fix, "2017-04-01T12:00Z"), CL_VERDICT_BLOCK);
}

static void days_that_count_from_the_exposure_alone_do_not_block(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = time_note(fix, "USE WITHIN 14 DAYS");
    note->time.within = (cl_duration){.hours = 14 * 24, .in_days = true};
    note->time.from = moment("2017-02-23");
    field(fix, CL_DATE_CREATED, "2017-02-23");
    assert_int_equal(at(fix, "2017-04-01T12:00Z"), CL_VERDICT_REVIEW);
}

static void one_time_use_is_asked_about(void **state)
{
    fixture *fix = *state;
    time_note(fix, "ONE TIME USE ONLY")->time.one_time = true;
    assert_int_equal(at(fix, "2024-03-05T22:30Z"), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "time.one-time"));
}

static void a_limit_in_time_that_says_nothing_is_unread(void **state)
{
    fixture *fix = *state;
    time_note(fix, "SOMETIME");
    assert_int_equal(at(fix, "2024-03-05T22:30Z"), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "unread.text"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(an_embargo_blocks_before_its_moment_and_not_at_it),
        in_fixture(an_embargo_without_zone_is_asked_about_within_a_day),
        in_fixture(an_embargo_without_moment_is_asked_about),
        in_fixture(an_edition_without_time_is_asked_about),
        in_fixture(the_last_day_is_included),
        in_fixture(days_count_from_when_the_picture_was_sent),
        in_fixture(days_that_count_from_the_exposure_alone_do_not_block),
        in_fixture(one_time_use_is_asked_about),
        in_fixture(a_limit_in_time_that_says_nothing_is_unread),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
