#include "caption/dates.h"

#include "cl_test.h"
#include "time_names.h"

static cl_arena *arena;
static const cl_gazetteer *names;

static int set_up(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_RULES_MAX);
    names = arena == NULL ? NULL : time_names(arena);
    return names == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

typedef struct sample {
    const char *text;
    const char *found; /* the part that is read, from the start */
    const char *moment;
    cl_confidence confidence;
} sample;

static cl_time_found find(const char *text)
{
    cl_time_found found;
    if (!cl_dates_find(names, cl_span_of(text), 0, &found)) {
        print_error("nothing found in \"%s\"\n", text);
        fail();
    }
    return found;
}

static void assert_dates(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_time_found found = find(samples[i].text);
        cl_span moment = cl_moment_format(arena, &found.moment);
        if (!cl_span_equal(moment, cl_span_of(samples[i].moment)) ||
            found.confidence != samples[i].confidence) {
            print_error("%s: %s\n", samples[i].text, cl_confidence_name(found.confidence));
        }
        assert_int_equal(found.kind, CL_TIME_DATE);
        assert_span_is(cl_span_sub(cl_span_of(samples[i].text), 0, found.len), samples[i].found);
        assert_span_is(moment, samples[i].moment);
        assert_int_equal(found.confidence, samples[i].confidence);
    }
}

#define ASSERT_DATES(samples) assert_dates(samples, sizeof(samples) / sizeof(samples)[0])

/* The whole text is the date, read without doubt. */
#define WHOLE(text, moment)                                                                        \
    {                                                                                              \
        text, text, moment, CL_HIGH                                                                \
    }

static void dates_are_read_as_agencies_write_them(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("31 DECEMBER 2024", "2024-12-31"),
        WHOLE("Monday, Nov. 11, 2019", "2019-11-11"),
        WHOLE("Sept. 22, 2023", "2023-09-22"),
        WHOLE("March 7, 2013", "2013-03-07"),
        WHOLE("05 October 2024", "2024-10-05"),
        WHOLE("SUNDAY, OCT. 6, 2024", "2024-10-06"),
        WHOLE("Thursday April 2, 2015", "2015-04-02"),
        WHOLE("October 27th 2020", "2020-10-27"),
        WHOLE("03 Feb 2026", "2026-02-03"),
        WHOLE("01/Feb/2016", "2016-02-01"),
        WHOLE("1-Feb-16", "2016-02-01"),
        WHOLE("AUG 30 2016", "2016-08-30"),
        WHOLE("APRIL 10, 2020", "2020-04-10"),
        WHOLE("5th of March 2024", "2024-03-05"),
        WHOLE("4 March 2024 (Monday)", "2024-03-04"),
        WHOLE("25 AUGUST\n2026", "2026-08-25"),
        WHOLE("12OCT2025", "2025-10-12"),
        WHOLE("14MAR24", "2024-03-14"),
        WHOLE("20240304", "2024-03-04"),
    };
    ASSERT_DATES(samples);
}

static void dates_are_read_in_other_languages(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("12. März 2020", "2020-03-12"),
        WHOLE("Dienstag, den 5. März 2024", "2024-03-05"),
        WHOLE("mardi 12 mars 2024", "2024-03-12"),
        WHOLE("1er mars 2020", "2020-03-01"),
        WHOLE("12 de marzo de 2020", "2020-03-12"),
        WHOLE("12 marca 2020", "2020-03-12"),
        WHOLE("12 марта 2020", "2020-03-12"),
        WHOLE("2020. március 12.", "2020-03-12"),
        WHOLE("2020年9月29日", "2020-09-29"),
        WHOLE("2020년 9월 29일", "2020-09-29"),
        WHOLE("令和2年9月29日", "2020-09-29"),
    };
    ASSERT_DATES(samples);
}

static void numbers_alone_make_dates(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("2020-03-12", "2020-03-12"),
        WHOLE("2020.9.29", "2020-09-29"),
        WHOLE("2020/3/12", "2020-03-12"),
        WHOLE("12.03.2020", "2020-03-12"),
        WHOLE("24-06-2014", "2014-06-24"),
        WHOLE("12. 3. 2020", "2020-03-12"),
        WHOLE("25/12/2020", "2020-12-25"),
        WHOLE("12/25/2020", "2020-12-25"),
        WHOLE("2024-03-04T22:00", "2024-03-04T22:00"),
    };
    ASSERT_DATES(samples);
}

static void a_date_that_reads_two_ways_is_of_low_confidence(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"12/03/2020", "12/03/2020", "2020-03-12", CL_LOW},
        {"05-06-2024", "05-06-2024", "2024-06-05", CL_LOW},
        {"05/05/2024", "05/05/2024", "2024-05-05", CL_HIGH},
    };
    ASSERT_DATES(samples);
}

static void a_weekday_that_is_wrong_lowers_the_confidence(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"TUESDAY 4 MARCH 2024", "TUESDAY 4 MARCH 2024", "2024-03-04", CL_LOW},
        {"MONDAY 4 MARCH 2024", "MONDAY 4 MARCH 2024", "2024-03-04", CL_HIGH},
    };
    ASSERT_DATES(samples);
}

static void times_stand_before_or_behind_the_date(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("2200 GMT MONDAY 4 MARCH 2024", "2024-03-04T22:00Z"),
        WHOLE("10PM BST, 5 JUNE 2024", "2024-06-05T22:00+01:00"),
        WHOLE("00:01 TUESDAY 25 AUGUST 2026", "2026-08-25T00:01"),
        WHOLE("0930 BST 1 October 2026", "2026-10-01T09:30+01:00"),
        WHOLE("09:00 CET, TUESDAY 28 MAY 2024", "2024-05-28T09:00+01:00"),
        WHOLE("04.03.2024, 22:00 Uhr MEZ", "2024-03-04T22:00+01:00"),
        WHOLE("4. März 2024 um 22.00 Uhr", "2024-03-04T22:00"),
        WHOLE("22:00 Uhr am 4. März 2024", "2024-03-04T22:00"),
        WHOLE("4 March 2024 at 2200", "2024-03-04T22:00"),
        WHOLE("5 March 2024 2200 GMT", "2024-03-05T22:00Z"),
        WHOLE("2200 MONDAY 4 MARCH 2024", "2024-03-04T22:00"),
        WHOLE("8am on Tuesday the 27th of August 2024", "2024-08-27T08:00"),
        WHOLE("0001HRS JST 1 May 2024", "2024-05-01T00:01+09:00"),
        WHOLE("12 noon KST on 1 May 2024", "2024-05-01T12:00+09:00"),
        WHOLE("22h00 le 12 mars 2020", "2020-03-12T22:00"),
        WHOLE("1 May 2024 22:00 (GMT)", "2024-05-01T22:00Z"),
        WHOLE("1 May 2024 22:00 UTC+2", "2024-05-01T22:00+02:00"),
        WHOLE("2024年5月1日 午後10時30分", "2024-05-01T22:30"),
        WHOLE("2024年5月1日22時", "2024-05-01T22:00"),
        WHOLE("9 April 2026 (18:00 CEST)", "2026-04-09T18:00+02:00"),
        WHOLE("14.03.2024 - 22.00", "2024-03-14T22:00"),
        WHOLE("14 March 2024, 22.00", "2024-03-14T22:00"),
        WHOLE("0900Z 12OCT2025", "2025-10-12T09:00Z"),
        WHOLE("00.01am Monday 4 March 2024", "2024-03-04T00:01"),
        WHOLE("22:30 PM, 14 March 2024", "2024-03-14T22:30"),
        WHOLE("2026-07-02T16:00+02:00", "2026-07-02T16:00+02:00"),
        WHOLE("2026-07-02T16:00-05:00", "2026-07-02T16:00-05:00"),
        WHOLE("Thu, 9 Apr 2026 10:00:00 +0200", "2026-04-09T10:00+02:00"),
        WHOLE("9:00 AM Eastern Standard Time, August 20, 2026", "2026-08-20T09:00-05:00"),
    };
    ASSERT_DATES(samples);
}

static void of_two_clocks_the_first_with_a_known_offset_counts(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("16:00 London time / 11:00 US Eastern Time on 8 February 2023",
              "2023-02-08T11:00-05:00"),
        WHOLE("18:00 CEST (12 noon ET) on 9 April 2026", "2026-04-09T18:00+02:00"),
        WHOLE("1400 GMT/1000 ET on 14 March 2024", "2024-03-14T14:00Z"),
        WHOLE("Feb 9 2026 at 9AM PT / 12PM ET / 5PM GMT", "2026-02-09T09:00-08:00"),
    };
    ASSERT_DATES(samples);
}

static void a_minus_behind_a_clock_is_a_range_and_not_a_zone(void **state)
{
    (void)state;
    cl_time_found found = find("16:00-17:00");
    assert_false(found.moment.has_zone);
    found = find("1 May 2024, 16:00-05:00");
    assert_false(found.moment.has_zone);
}

static void eastern_time_follows_the_season(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("12:01 a.m. ET on July 4, 2024", "2024-07-04T00:01-04:00"),
        WHOLE("12:01 a.m. ET, March 9, 2024", "2024-03-09T00:01-05:00"),
        WHOLE("12:01 a.m. ET, March 10, 2024", "2024-03-10T00:01-05:00"),
        WHOLE("3 a.m. ET, March 10, 2024", "2024-03-10T03:00-04:00"),
        WHOLE("12:59 a.m. ET, Nov. 3, 2024", "2024-11-03T00:59-04:00"),
        WHOLE("8 PM PT, Nov. 3, 2024", "2024-11-03T20:00-08:00"),
    };
    ASSERT_DATES(samples);
}

static void an_hour_of_the_clock_change_has_two_instants(void **state)
{
    (void)state;
    static const char *const texts[] = {"1:30 a.m. ET, Nov. 3, 2024",
                                        "2:30 a.m. ET, March 10, 2024"};
    for (size_t i = 0; i < 2; i++) {
        cl_moment moment = find(texts[i]).moment;
        assert_int_equal(moment.zone_minutes, -300);
        assert_int_equal(moment.zone_slack, 60);
        assert_int_equal(cl_moment_sooner(&moment).zone_minutes, -240);
    }
    assert_int_equal(find("1:30 a.m. EDT, Nov. 3, 2024").moment.zone_slack, 0);
    assert_int_equal(find("2 a.m. ET, Nov. 3, 2024").moment.zone_slack, 0);
}

static void a_weekday_tells_which_number_is_the_day(void **state)
{
    (void)state;
    assert_true(find("05/06/2024").moment.either_way);
    assert_false(find("25/06/2024").moment.either_way);
    static const sample samples[] = {
        WHOLE("WEDNESDAY 05/06/2024", "2024-06-05"),
        WHOLE("MONDAY 05/06/2024", "2024-05-06"),
    };
    ASSERT_DATES(samples);
    assert_false(find("MONDAY 05/06/2024").moment.either_way);
}

static void midnight_is_either_end_of_its_day(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"MIDNIGHT GMT TUESDAY 5 MARCH 2024", "MIDNIGHT GMT TUESDAY 5 MARCH 2024", "2024-03-05",
         CL_MEDIUM},
        WHOLE("24:00 GMT 5 MARCH 2024", "2024-03-05T24:00Z"),
    };
    ASSERT_DATES(samples);
    cl_time_found found = find("MIDNIGHT GMT TUESDAY 5 MARCH 2024");
    assert_int_equal(cl_moment_latest(&found.moment) - cl_moment_earliest(&found.moment), 86399);
}

static void a_date_without_a_year_is_not_known(void **state)
{
    (void)state;
    cl_time_found found = find("00:01HRS FRIDAY 28 AUGUST");
    assert_int_equal(found.len, 25);
    assert_int_equal(found.kind, CL_TIME_DATE);
    assert_false(found.moment.known);
    assert_int_equal(found.moment.year, 0);
    assert_int_equal(found.moment.month, 8);
    assert_int_equal(found.moment.day, 28);
    assert_true(found.moment.has_time);
    assert_int_equal(found.moment.minute, 1);
    assert_int_equal(found.confidence, CL_MEDIUM);
    found = find("JULY 09: fans wait");
    assert_int_equal(found.len, 7);
    assert_int_equal(found.moment.day, 9);
    found = find("March 2025");
    assert_false(found.moment.known);
    assert_int_equal(found.moment.day, 0);
    assert_int_equal(found.moment.year, 2025);
}

static void a_weekday_needs_a_time_beside_it(void **state)
{
    (void)state;
    cl_time_found found = find("0001 MONDAY");
    assert_int_equal(found.len, 11);
    assert_int_equal(found.kind, CL_TIME_DATE);
    assert_false(found.moment.known);
    found = find("Monday, 10pm GMT");
    assert_int_equal(found.len, 16);
    assert_true(found.moment.has_zone);
    assert_false(cl_dates_find(names, CL_SPAN("SUNDAY TIMES OUT"), 0, &found));
}

typedef struct clock_sample {
    const char *text;
    const char *found;
    int hour;
    int minute;
    int zone; /* minutes; -1: none */
} clock_sample;

static void clocks_are_read_where_something_says_that_they_are(void **state)
{
    (void)state;
    static const clock_sample samples[] = {
        {"2200 GMT", "2200 GMT", 22, 0, 0},
        {"22:00", "22:00", 22, 0, -1},
        {"10pm", "10pm", 22, 0, -1},
        {"10 p.m. BST", "10 p.m. BST", 22, 0, 60},
        {"1000 HRS", "1000 HRS", 10, 0, -1},
        {"22 Uhr", "22 Uhr", 22, 0, -1},
        {"22h00", "22h00", 22, 0, -1},
        {"12am", "12am", 0, 0, -1},
        {"12pm", "12pm", 12, 0, -1},
        {"00:01 JST", "00:01 JST", 0, 1, 540},
        {"noon", "noon", 12, 0, -1},
        {"오후 10시", "오후 10시", 22, 0, -1},
        {"10.30pm EDT.", "10.30pm EDT", 22, 30, -240},
        {"10 p.m. CST", "10 p.m. CST", 22, 0, -1},
        {"midnight", "midnight", 24, 0, -1},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        cl_time_found found = find(samples[i].text);
        assert_int_equal(found.kind, CL_TIME_CLOCK);
        assert_span_is(cl_span_sub(cl_span_of(samples[i].text), 0, found.len), samples[i].found);
        assert_int_equal(found.moment.hour, samples[i].hour);
        assert_int_equal(found.moment.minute, samples[i].minute);
        assert_int_equal(found.moment.has_zone ? found.moment.zone_minutes : -1, samples[i].zone);
    }
}

static void a_dotted_time_needs_a_clock_word_before_it(void **state)
{
    (void)state;
    cl_time_found found;
    assert_true(cl_dates_find(names, CL_SPAN("kl. 22.00"), 4, &found));
    assert_int_equal(found.kind, CL_TIME_CLOCK);
    assert_false(cl_dates_find(names, CL_SPAN("costs 22.00"), 6, &found));
}

static void durations_are_counted_in_hours(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        unsigned hours;
        bool in_days;
    } samples[] = {
        {"14 DAYS", 7, 336, true},
        {"48hrs", 5, 48, false},
        {"24-hour use", 7, 24, false},
        {"two weeks", 9, 336, true},
        {"28 days'", 7, 672, true},
        {"THIRTY (30) DAYS", 16, 720, true},
        {"30 (thirty) days", 16, 720, true},
        {"6 months", 8, 4320, true},
        {"2 years", 7, 17520, true},
        {"24h", 3, 24, false},
        {"twenty-four hours", 17, 24, false},
        {"72시간", 8, 72, false},
        {"14 Tage", 7, 336, true},
        {"1 day", 5, 24, true},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        cl_time_found found = find(samples[i].text);
        assert_int_equal(found.kind, CL_TIME_DURATION);
        assert_int_equal(found.len, samples[i].len);
        assert_int_equal(found.duration.hours, samples[i].hours);
        assert_int_equal(found.duration.in_days, samples[i].in_days);
    }
}

static void plain_words_and_numbers_are_no_times(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "2200",         "10",         "may be used", "24-year-old man", "14 people",
        "Monday",       "today",      "MARCH ON",    "32 March 2024",   "31 February 2024",
        "31.02.2024",   "2024-13-01", "25:00",       "22:61",           "0 days",
        "2000 ET 2010", "10 ET 20",   "13pm",        "1 TIME USE",      "ONE TIME USE ONLY",
        "99/99/2024",   "12/2024",    "2022 Sunday", "2.5 hours",       "12 marching bands",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cl_time_found found;
        bool any = cl_dates_find(names, cl_span_of(texts[i]), 0, &found);
        if (any) {
            print_error("found a time in \"%s\"\n", texts[i]);
        }
        assert_false(any);
    }
}

static void a_time_begins_where_a_word_begins(void **state)
{
    (void)state;
    cl_time_found found;
    assert_false(cl_dates_find(names, CL_SPAN("x14 DAYS"), 1, &found));
    assert_false(cl_dates_find(names, CL_SPAN("114 DAYS"), 1, &found));
    assert_false(cl_dates_find(names, CL_SPAN("1.5 hours"), 2, &found));
    assert_false(cl_dates_find(names, CL_SPAN(" 14 DAYS"), 0, &found));
    assert_false(cl_dates_find(names, CL_SPAN("14 DAYS"), 7, &found));
    assert_true(cl_dates_find(names, CL_SPAN("(14 DAYS)"), 1, &found));
}

static void text_behind_a_date_is_left_alone(void **state)
{
    (void)state;
    cl_time_found found = find("4 March 2024, 12 people");
    assert_int_equal(found.len, 12);
    found = find("MAY 24, 2024 OUT");
    assert_int_equal(found.len, 12);
    found = find("10 days may pass");
    assert_int_equal(found.len, 7);
    found = find("5 March 24 HOURS");
    assert_int_equal(found.len, 7);
}

static void every_prefix_of_a_date_stays_inside(void **state)
{
    (void)state;
    cl_span text =
        CL_SPAN("12:01 a.m. ET, Tuesday the 27th of August, 2024 (UTC+2) 令和2年9月29日");
    for (size_t len = 0; len <= text.len; len++) {
        for (size_t at = 0; at <= len; at++) {
            cl_time_found found;
            if (cl_dates_find(names, cl_span_sub(text, 0, len), at, &found)) {
                assert_true(found.len > 0 && found.len <= len - at);
                assert_true(cl_moment_valid(&found.moment));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_as_agencies_write_them),
        cmocka_unit_test(dates_are_read_in_other_languages),
        cmocka_unit_test(numbers_alone_make_dates),
        cmocka_unit_test(a_date_that_reads_two_ways_is_of_low_confidence),
        cmocka_unit_test(a_weekday_that_is_wrong_lowers_the_confidence),
        cmocka_unit_test(times_stand_before_or_behind_the_date),
        cmocka_unit_test(of_two_clocks_the_first_with_a_known_offset_counts),
        cmocka_unit_test(a_minus_behind_a_clock_is_a_range_and_not_a_zone),
        cmocka_unit_test(eastern_time_follows_the_season),
        cmocka_unit_test(an_hour_of_the_clock_change_has_two_instants),
        cmocka_unit_test(a_weekday_tells_which_number_is_the_day),
        cmocka_unit_test(midnight_is_either_end_of_its_day),
        cmocka_unit_test(a_date_without_a_year_is_not_known),
        cmocka_unit_test(a_weekday_needs_a_time_beside_it),
        cmocka_unit_test(clocks_are_read_where_something_says_that_they_are),
        cmocka_unit_test(a_dotted_time_needs_a_clock_word_before_it),
        cmocka_unit_test(durations_are_counted_in_hours),
        cmocka_unit_test(plain_words_and_numbers_are_no_times),
        cmocka_unit_test(a_time_begins_where_a_word_begins),
        cmocka_unit_test(text_behind_a_date_is_left_alone),
        cmocka_unit_test(every_prefix_of_a_date_stays_inside),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
