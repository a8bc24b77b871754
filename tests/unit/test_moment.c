#include "caption/moment.h"

#include "base/limits.h"

#include "cl_test.h"

static cl_arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return arena == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_moment moment_of(const char *text)
{
    cl_moment moment = {0};
    if (!cl_moment_parse(cl_span_of(text), &moment)) {
        print_error("not parsed: \"%s\"\n", text);
        fail();
    }
    return moment;
}

static void assert_formatted(const char *text, const char *expected)
{
    cl_moment moment = moment_of(text);
    assert_span_is(cl_moment_format(arena, &moment), expected);
}

static void the_forms_of_xmp_are_read(void **state)
{
    (void)state;
    assert_formatted("2017-02-23", "2017-02-23");
    assert_formatted("2017-02-23T10:00", "2017-02-23T10:00");
    assert_formatted("2017-02-23T10:00:59.25Z", "2017-02-23T10:00Z");
    assert_formatted("2017-02-23T10:00:00+09:00", "2017-02-23T10:00+09:00");
    assert_formatted("2017-02-23T10:00-0330", "2017-02-23T10:00-03:30");
    assert_formatted("2017-02-23 10:00", "2017-02-23T10:00");
    assert_formatted(" 2017-02-23T24:00 ", "2017-02-23T24:00");
}

static void the_forms_of_exif_and_iim_are_read(void **state)
{
    (void)state;
    assert_formatted("2017:02:23 10:00:00", "2017-02-23T10:00");
    assert_formatted("2017:02:23 10:00:00+09:00", "2017-02-23T10:00+09:00");
    assert_formatted("20170223", "2017-02-23");
    assert_formatted("20170223 100000+0900", "2017-02-23T10:00+09:00");
    assert_formatted("20170223 100000-0500", "2017-02-23T10:00-05:00");
}

static void a_date_without_day_or_month_is_read_but_not_known(void **state)
{
    (void)state;
    static const char *const texts[] = {"2017", "2017-02", "20170200", "20170000"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cl_moment moment = moment_of(texts[i]);
        assert_false(moment.known);
        assert_int_equal(moment.year, 2017);
        assert_int_equal(moment.day, 0);
        assert_int_equal(cl_moment_format(arena, &moment).len, 0);
    }
}

static void what_is_no_moment_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2017-13-01",
        "2017-02-30",
        "2017-02-29",
        "1799-01-01",
        "2201-01-01",
        "20170223x",
        "2017-02-23T",
        "2017-02-23T25:00",
        "2017-02-23T24:01",
        "2017-2-23",
        "2017-02-23T10",
        "2017-02-23T10:00+15:00",
        "2017-02-23T10:00+0960",
        "23.02.2017",
        "2017-02-23T10:60",
        "2017:02:23:10",
        "2017-02-23T10:00-13:00",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cl_moment moment = {.year = 7};
        bool parsed = cl_moment_parse(cl_span_of(texts[i]), &moment);
        if (parsed) {
            print_error("parsed: \"%s\"\n", texts[i]);
        }
        assert_false(parsed);
        assert_int_equal(moment.year, 7);
    }
}

static void leap_years_follow_the_gregorian_rule(void **state)
{
    (void)state;
    assert_formatted("2024-02-29", "2024-02-29");
    assert_formatted("2000-02-29", "2000-02-29");
    cl_moment moment;
    assert_false(cl_moment_parse(CL_SPAN("1900-02-29"), &moment));
    assert_false(cl_moment_parse(CL_SPAN("2100-02-29"), &moment));
}

static void assert_sum(const char *from, unsigned hours, const char *expected)
{
    cl_moment moment = moment_of(from);
    cl_moment sum = cl_moment_add(&moment, (cl_duration){.hours = hours});
    assert_span_is(cl_moment_format(arena, &sum), expected);
}

static void durations_are_added(void **state)
{
    (void)state;
    assert_sum("2017-02-23", 14 * 24, "2017-03-09");
    assert_sum("2016-02-23", 14 * 24, "2016-03-08");
    assert_sum("2017-12-31", 24, "2018-01-01");
    assert_sum("2017-02-23", 36, "2017-02-25");
    assert_sum("2017-02-23T10:30+09:00", 48, "2017-02-25T10:30+09:00");
    assert_sum("2017-12-31T23:30Z", 1, "2018-01-01T00:30Z");
    assert_sum("2017-12-31T24:00Z", 1, "2018-01-01T01:00Z");
    assert_sum("1800-01-01", 24 * 365, "1801-01-01");
}

static void an_unknown_moment_stays_unknown_when_added_to(void **state)
{
    (void)state;
    cl_moment unknown = {.month = 3, .day = 5};
    cl_moment sum = cl_moment_add(&unknown, (cl_duration){.hours = 24});
    assert_false(sum.known);
    assert_int_equal(sum.day, 5);
}

static void a_moment_with_its_zone_is_one_instant(void **state)
{
    (void)state;
    cl_moment moment = moment_of("2017-02-23T10:00:00+09:00");
    assert_int_equal(cl_moment_earliest(&moment), 1487811600);
    assert_int_equal(cl_moment_latest(&moment), 1487811600);
    moment = moment_of("1970-01-01T00:00Z");
    assert_int_equal(cl_moment_earliest(&moment), 0);
    moment = moment_of("1969-12-31T23:59Z");
    assert_int_equal(cl_moment_earliest(&moment), -60);
}

static void an_unknown_zone_or_time_widens_the_moment(void **state)
{
    (void)state;
    cl_moment zoneless = moment_of("1970-01-02T00:00");
    assert_int_equal(cl_moment_earliest(&zoneless), 86400 - 14 * 3600);
    assert_int_equal(cl_moment_latest(&zoneless), 86400 + 12 * 3600);
    cl_moment date = moment_of("1970-01-02");
    assert_int_equal(cl_moment_earliest(&date), 86400 - 14 * 3600);
    assert_int_equal(cl_moment_latest(&date), 2 * 86400 - 1 + 12 * 3600);
    cl_moment nothing = {0};
    assert_true(cl_moment_earliest(&nothing) == INT64_MIN);
    assert_true(cl_moment_latest(&nothing) == INT64_MAX);
}

static void parts_out_of_range_are_not_valid(void **state)
{
    (void)state;
    cl_moment good = moment_of("2017-02-23T10:00+09:00");
    assert_true(cl_moment_valid(&good));
    cl_moment moment = good;
    moment.month = 13;
    assert_false(cl_moment_valid(&moment));
    moment = good;
    moment.day = 29;
    assert_false(cl_moment_valid(&moment));
    moment = good;
    moment.hour = 25;
    assert_false(cl_moment_valid(&moment));
    moment = good;
    moment.zone_minutes = 15 * 60;
    assert_false(cl_moment_valid(&moment));
    moment = good;
    moment.day = 0;
    assert_false(cl_moment_valid(&moment));
    cl_moment partial = {.month = 2, .day = 29};
    assert_true(cl_moment_valid(&partial));
}

static void every_prefix_is_read_or_refused(void **state)
{
    (void)state;
    cl_span text = CL_SPAN("2017-02-23T10:00:00.50+09:00");
    for (size_t len = 0; len <= text.len; len++) {
        cl_moment moment = {0};
        if (cl_moment_parse(cl_span_sub(text, 0, len), &moment)) {
            assert_true(cl_moment_valid(&moment));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_forms_of_xmp_are_read),
        cmocka_unit_test(the_forms_of_exif_and_iim_are_read),
        cmocka_unit_test(a_date_without_day_or_month_is_read_but_not_known),
        cmocka_unit_test(what_is_no_moment_is_refused),
        cmocka_unit_test(leap_years_follow_the_gregorian_rule),
        cmocka_unit_test(durations_are_added),
        cmocka_unit_test(an_unknown_moment_stays_unknown_when_added_to),
        cmocka_unit_test(a_moment_with_its_zone_is_one_instant),
        cmocka_unit_test(an_unknown_zone_or_time_widens_the_moment),
        cmocka_unit_test(parts_out_of_range_are_not_valid),
        cmocka_unit_test(every_prefix_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
