#include "report/sheet_words.h"

#include "report/filled.h"
#include "report/sheet_flags.h"
#include "report/sheet_weeks.h"
#include "stored_lines.h"

static void assert_says(const char *restriction, const char *expected)
{
    cl_out text = {0};
    cl_out said = {0};
    cl_out_format(&text,
                  "{\"schema\":1,\"path\":\"a\",\"fields\":[],\"credits\":[],\"notices\":[],"
                  "\"unread\":[],\"findings\":[],\"restrictions\":[{%s}]}",
                  restriction);
    cl_out_byte(&text, '\0');
    stored_lines *lines = stored_open((const char *)text.data);
    const cl_stored *record = stored_next(lines);
    cl_sheet_say_restriction(&said, NULL, cl_stored_at(cl_stored_get(record, "restrictions"), 0));
    assert_span_is(cl_out_span(&said), expected);
    stored_close(lines);
    cl_out_free(&text);
    cl_out_free(&said);
}

static void limits_are_told_in_plain_language(void **state)
{
    (void)state;
    assert_says("\"kind\":\"territory\",\"effect\":\"deny\",\"values\":[\"KR\",\"JP\"]",
                "Not in KR, JP");
    assert_says("\"kind\":\"territory\",\"effect\":\"only\",\"values\":[\"HOME\"]",
                "Only in the home market of the agency");
    assert_says("\"kind\":\"use\",\"effect\":\"only\",\"values\":[\"editorial\"]",
                "For editorial use only");
    assert_says("\"kind\":\"resale\",\"effect\":\"deny\",\"values\":[\"sales\",\"archive\"]",
                "Not for sale, archives");
    assert_says("\"kind\":\"alteration\",\"effect\":\"deny\",\"values\":[\"cropping\"]",
                "Not allowed: cropping");
    assert_says("\"kind\":\"context\",\"effect\":\"only\",\"values\":[\"the film\"]",
                "Only on this condition: the film");
    assert_says("\"kind\":\"medium\",\"effect\":\"deny\",\"values\":[\"magazine\"],"
                "\"scope\":{\"territory\":[\"US\"],\"until\":\"2017-03-09\"}",
                "Not for magazines; this holds in US; this holds until 9 March 2017");
}

static void limits_of_time_are_told_with_their_days(void **state)
{
    (void)state;
    assert_says("\"kind\":\"time\",\"effect\":\"deny\",\"values\":[],\"one_time\":true,"
                "\"within_days\":14,\"not_after\":\"2017-03-09\"",
                "Use it once; Use within days: 14; Publish until 9 March 2017");
    assert_says("\"kind\":\"time\",\"effect\":\"deny\",\"values\":[],"
                "\"not_before\":\"2017-03-09T10:00+09:00\"",
                "Do not publish before 9 March 2017, 10:00 +09:00");
    assert_says("\"kind\":\"time\",\"effect\":\"deny\",\"values\":[],\"embargo\":true",
                "Embargo: when it ends is not said");
    assert_says("\"kind\":\"time\",\"effect\":\"deny\",\"values\":[]", "Limited in time");
}

static void what_nobody_knows_stays_as_it_is(void **state)
{
    (void)state;
    assert_says("\"kind\":\"medium\",\"effect\":\"deny\",\"values\":[\"{1}\",7,null]",
                "Not for {1}, , ");
    assert_says("\"kind\":\"wit\",\"effect\":\"only\",\"values\":[\"x\"]", "Only for x");
    assert_says("\"kind\":\"territory\",\"effect\":\"require\",\"values\":[\"KR\"]", "Needs: KR");
    assert_says("\"kind\":\"time\",\"not_after\":\"soon\"", "Publish until soon");
    assert_says("\"kind\":7", "Limited");
}

static void a_long_list_of_territories_is_counted(void **state)
{
    (void)state;
    assert_says("\"kind\":\"territory\",\"effect\":\"deny\",\"values\":[\"A\",\"B\",\"C\",\"D\","
                "\"E\",\"F\",\"G\",\"H\",\"I\",\"J\",\"K\",\"L\",\"M\",\"N\"]",
                "Not in A, B, C, D, E, F, G, H, I, J, K, L and 2 more");
}

static void notices_and_fields_have_names_for_people(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_sheet_say_notice(&out, CL_SPAN("kill"));
    cl_out_text(&out, "|");
    cl_sheet_say_notice(&out, CL_SPAN("some-thing_new"));
    cl_out_text(&out, "|");
    cl_sheet_say_field(&out, CL_SPAN("usage_terms"));
    cl_out_text(&out, "|");
    cl_sheet_say_field(&out, CL_SPAN("digital_source_type"));
    cl_out_text(&out, "|");
    cl_sheet_say_field(&out, CL_EMPTY_SPAN);
    assert_span_is(cl_out_span(&out), "Killed: do not use it any more|some thing new|Usage "
                                      "terms|Digital source type|");
    cl_out_free(&out);
}

static void a_code_has_a_flag_and_a_word_has_none(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_sheet_flag(&out, CL_SPAN("KR"));
    assert_span_is(cl_out_span(&out), "\xF0\x9F\x87\xB0\xF0\x9F\x87\xB7");
    cl_out_clear(&out);
    cl_sheet_flag(&out, CL_SPAN("GB-SCT"));
    assert_int_equal(out.len, 7 * 4);
    cl_out_clear(&out);
    cl_sheet_flag(&out, CL_SPAN("kr"));
    cl_sheet_flag(&out, CL_SPAN("HOME"));
    cl_sheet_flag(&out, CL_SPAN("US-CA"));
    cl_sheet_flag(&out, CL_EMPTY_SPAN);
    assert_int_equal(out.len, 0);
    cl_out_free(&out);
}

static void blanks_may_stand_in_any_order(void **state)
{
    (void)state;
    cl_out out = {0};
    const cl_span blanks[] = {CL_SPAN("{2}"), CL_SPAN("two")};
    cl_filled_put(&out, CL_SPAN("{2}, {1} {3}{0}{ {12"), blanks, 2);
    assert_span_is(cl_out_span(&out), "two, {2} {0}{ {12");
    cl_out_free(&out);
}

static void assert_week(int year, int month, int day, const char *expected)
{
    uint8_t name[CL_WEEK_NAME];
    const cl_moment moment = {.known = true, .year = year, .month = month, .day = day};
    cl_week_name(cl_week_of(&moment), name);
    assert_span_is((cl_span){name, sizeof name}, expected);
}

static void weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday(void **state)
{
    (void)state;
    assert_week(1970, 1, 1, "1970-W01");
    assert_week(1969, 12, 29, "1970-W01");
    assert_week(1969, 12, 28, "1969-W52");
    assert_week(2026, 11, 22, "2026-W47");
    assert_week(2026, 11, 23, "2026-W48");
    assert_week(2021, 1, 3, "2020-W53");
    assert_week(2024, 12, 30, "2025-W01");
    assert_week(2017, 1, 1, "2016-W52");
    assert_week(1850, 6, 1, "1850-W22");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_told_in_plain_language),
        cmocka_unit_test(limits_of_time_are_told_with_their_days),
        cmocka_unit_test(what_nobody_knows_stays_as_it_is),
        cmocka_unit_test(a_long_list_of_territories_is_counted),
        cmocka_unit_test(notices_and_fields_have_names_for_people),
        cmocka_unit_test(a_code_has_a_flag_and_a_word_has_none),
        cmocka_unit_test(blanks_may_stand_in_any_order),
        cmocka_unit_test(weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
