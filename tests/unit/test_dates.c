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

static void the_part_of_the_day_of_east_asian_clocks_counts(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("2026년 12월 3일 오후 10시", "2026-12-03T22:00"),
        WHOLE("2026년 12월 3일 오전 10시", "2026-12-03T10:00"),
        WHOLE("2026년 12월 3일 밤 11시", "2026-12-03T23:00"),
        WHOLE("2026년 12월 3일 낮 12시", "2026-12-03T12:00"),
        WHOLE("2026년 12월 3일 낮 1시 30분", "2026-12-03T13:30"),
        WHOLE("2026년 12월 3일 새벽 2시", "2026-12-03T02:00"),
        WHOLE("2026년 12월 3일 새벽 12시", "2026-12-03T00:00"),
        WHOLE("2026年3月4日午後10時", "2026-03-04T22:00"),
        WHOLE("2026年3月4日 午後10時半", "2026-03-04T22:30"),
        WHOLE("2026年3月4日午前0時", "2026-03-04T00:00"),
        WHOLE("2026年3月4日深夜1時", "2026-03-04T01:00"),
        WHOLE("2026年3月4日正午", "2026-03-04T12:00"),
        WHOLE("2026年3月4日下午10点", "2026-03-04T22:00"),
        WHOLE("2026年3月4日下午15点", "2026-03-04T15:00"),
        WHOLE("2026年3月4日晚上 10点", "2026-03-04T22:00"),
        WHOLE("2026年3月4日晚上十点", "2026-03-04T22:00"),
        WHOLE("2026年3月4日凌晨2点", "2026-03-04T02:00"),
        WHOLE("2026年3月4日中午11点", "2026-03-04T11:00"),
        WHOLE("2026年3月4日零时", "2026-03-04T00:00"),
        {"2026년 12월 3일 오후 10시 반대", "2026년 12월 3일 오후 10시", "2026-12-03T22:00",
         CL_HIGH},
        {"2026년 12월 3일 오후 10시 반까지", "2026년 12월 3일 오후 10시 반", "2026-12-03T22:30",
         CL_HIGH},
        {"2026년 12월 3일 밤 12시", "2026년 12월 3일 밤 12시", "2026-12-03", CL_MEDIUM},
        {"2026年3月4日午前12時", "2026年3月4日午前12時", "2026-03-04", CL_MEDIUM},
    };
    ASSERT_DATES(samples);
}

static void east_asian_years_are_counted_in_several_ways(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("民國115年4月2日", "2026-04-02"),
        WHOLE("115年4月2日", "2026-04-02"),
        WHOLE("西元2026年4月2日", "2026-04-02"),
        WHOLE("令和8年3月4日", "2026-03-04"),
        WHOLE("令和元年5月1日", "2019-05-01"),
        WHOLE("R8.3.4", "2026-03-04"),
        WHOLE("R8年3月4日", "2026-03-04"),
        WHOLE("2026年11月30号", "2026-11-30"),
        WHOLE("二〇二六年三月一日", "2026-03-01"),
        WHOLE("二零二六年十二月三十一日二十二时", "2026-12-31T22:00"),
        WHOLE("26.3.4(수) 10시", "2026-03-04T10:00"),
    };
    ASSERT_DATES(samples);
}

static void a_weekday_or_a_full_stop_stands_between_date_and_time(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("2026. 12. 3. 06:00", "2026-12-03T06:00"),
        WHOLE("2026.4.20.(월) 12:00", "2026-04-20T12:00"),
        WHOLE("2026年3月4日(水)22:00", "2026-03-04T22:00"),
        WHOLE("2026年3月4日(水・祝)22:00", "2026-03-04T22:00"),
        WHOLE("2026年3月4日(星期三)22时30分", "2026-03-04T22:30"),
        WHOLE("2026년 12월 3일(목) 낮 12시", "2026-12-03T12:00"),
        WHOLE("4.3.2024. u 18.00", "2024-03-04T18:00"),
        WHOLE("2026. március 4. 18 óra", "2026-03-04T18:00"),
        {"04.03.2024. 12 people", "04.03.2024", "2024-03-04", CL_HIGH},
        {"1 May 2024. 10am is early", "1 May 2024", "2024-05-01", CL_HIGH},
    };
    ASSERT_DATES(samples);
}

typedef struct day_sample {
    const char *text;
    const char *found;
    int month;
    int day;
    int hour; /* -1: none */
} day_sample;

static void month_and_day_are_read_without_a_year(void **state)
{
    (void)state;
    static const day_sample samples[] = {
        {"3月4日22時まで", "3月4日22時", 3, 4, 22},
        {"3月4日", "3月4日", 3, 4, -1},
        {"5월 26일 오후 3시", "5월 26일 오후 3시", 5, 26, 15},
        {"11月30号前", "11月30号", 11, 30, -1},
        {"十二月三日", "十二月三日", 12, 3, -1},
        {"12.3(목) 10:00", "12.3(목) 10:00", 12, 3, 10},
        {"3/4(水)22:00", "3/4(水)22:00", 3, 4, 22},
        {"22:00 hours on Monday, March 4", "22:00 hours on Monday, March 4", 3, 4, 22},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        cl_time_found found = find(samples[i].text);
        assert_int_equal(found.kind, CL_TIME_DATE);
        assert_span_is(cl_span_sub(cl_span_of(samples[i].text), 0, found.len), samples[i].found);
        assert_int_equal(found.moment.year, 0);
        assert_false(found.moment.known);
        assert_int_equal(found.moment.month, samples[i].month);
        assert_int_equal(found.moment.day, samples[i].day);
        assert_int_equal(found.moment.has_time ? found.moment.hour : -1, samples[i].hour);
        assert_int_equal(found.confidence, CL_MEDIUM);
    }
}

static void a_day_of_another_year_is_not_completed(void **state)
{
    (void)state;
    cl_time_found found;
    cl_span last_year = CL_SPAN("昨年3月4日");
    cl_span this_year = CL_SPAN("今年3月4日");
    size_t day = CL_SPAN("昨年").len;
    assert_false(cl_dates_find(names, last_year, day, &found));
    assert_true(cl_dates_find(names, this_year, day, &found));
    assert_false(cl_dates_find(names, CL_SPAN("二十三月四日"), CL_SPAN("二十").len, &found));
}

static void a_zone_stands_before_or_behind_date_and_clock(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("北京时间2026年3月4日22:00", "2026-03-04T22:00+08:00"),
        WHOLE("2026年3月4日北京时间22:00", "2026-03-04T22:00+08:00"),
        WHOLE("日本時間2026年3月4日午後10時", "2026-03-04T22:00+09:00"),
        WHOLE("한국시간 2026년 3월 4일 오후 10시", "2026-03-04T22:00+09:00"),
        WHOLE("GMT 2200 4 MARCH 2024", "2024-03-04T22:00Z"),
        WHOLE("GMT: 22:00 4 MARCH 2024", "2024-03-04T22:00Z"),
        WHOLE("22:00 4 March 2024 GMT", "2024-03-04T22:00Z"),
        WHOLE("10pm on 4 March 2024 (GMT)", "2024-03-04T22:00Z"),
        WHOLE("London time 22:00 4 March 2024", "2024-03-04T22:00"),
        WHOLE("22:00 Nairobi time, 4 March 2024", "2024-03-04T22:00+03:00"),
        WHOLE("22 часа мск 4 марта 2024", "2024-03-04T22:00+03:00"),
        WHOLE("New York time 4 July 2024 10 p.m.", "2024-07-04T22:00-04:00"),
        {"22H00 LE 4 MARS 2024 ET LE 5", "22H00 LE 4 MARS 2024", "2024-03-04T22:00", CL_HIGH},
        {"22H00 LE 4 MARS 2024 EST LIBRE", "22H00 LE 4 MARS 2024", "2024-03-04T22:00", CL_HIGH},
    };
    ASSERT_DATES(samples);
}

static void hours_stand_bare_beside_a_date(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("4. března 2024 ve 20 hod.", "2024-03-04T20:00"),
        WHOLE("4 марта 2024 года в 22 часа", "2024-03-04T22:00"),
        WHOLE("4 marca 2024 r. o godz. 22", "2024-03-04T22:00"),
        WHOLE("4 marca 2024 godz. 22", "2024-03-04T22:00"),
        WHOLE("4. marts 2024 kl. 18", "2024-03-04T18:00"),
        WHOLE("4.3.2024 klo 18", "2024-03-04T18:00"),
        WHOLE("4 marzo 2024 alle 22", "2024-03-04T22:00"),
        WHOLE("4 marzo 2024 ore 22", "2024-03-04T22:00"),
        WHOLE("lundi 4 mars 2024 à 18 h 30", "2024-03-04T18:30"),
        WHOLE("18 h le 4 mars 2024", "2024-03-04T18:00"),
        WHOLE("18 h 30 mars 2024", "2024-03-30T18:00"),
        WHOLE("4 maart 2024 om 22 uur", "2024-03-04T22:00"),
        WHOLE("lunes 4 de marzo de 2024 a las 18:30 h", "2024-03-04T18:30"),
        WHOLE("4 de março de 2024, às 18h30", "2024-03-04T18:30"),
        WHOLE("lunedì 4 marzo 2024 alle ore 18.30", "2024-03-04T18:30"),
        WHOLE("2200 hrs 4 March 2024", "2024-03-04T22:00"),
        {"4 Mart 2024 saat 18.00'de", "4 Mart 2024 saat 18.00", "2024-03-04T18:00", CL_HIGH},
        {"4 March 2024 at 10 Downing Street", "4 March 2024", "2024-03-04", CL_HIGH},
        {"4 March 2024 24 h", "4 March 2024", "2024-03-04", CL_HIGH},
        {"4 mars 2024 à 22 km de Paris", "4 mars 2024", "2024-03-04", CL_HIGH},
    };
    ASSERT_DATES(samples);
}

static void a_clock_word_makes_a_bare_number_the_hour(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *found;
    } samples[] = {
        {"godz. 22", "22"},         {"o godzinie 22", "22"},   {"kl 22", "22"},
        {"klo 22", "22"},           {"saat 22", "22"},         {"ore 22", "22"},
        {"v 22 hodin", "22 hodin"}, {"ve 22 hod.", "22 hod."}, {"в 22 часа", "22 часа"},
        {"в 22 ч", "22 ч"},         {"à 22h", "22h"},          {"jusqu'à 22 h", "22 h"},
        {"a las 22 h", "22 h"},     {"om 22 uur", "22 uur"},   {"в 22 часа мск", "22 часа мск"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        cl_span text = cl_span_of(samples[i].text);
        size_t at = 0;
        while (at < text.len && text.data[at] != '2') {
            at++;
        }
        cl_time_found found;
        if (!cl_dates_find(names, text, at, &found) || found.kind != CL_TIME_CLOCK) {
            print_error("no clock in \"%s\"\n", samples[i].text);
            fail();
        }
        assert_span_is(cl_span_sub(text, at, found.len), samples[i].found);
        assert_int_equal(found.moment.hour, 22);
    }
}

static void a_clock_word_before_what_is_counted_makes_no_clock(void **state)
{
    (void)state;
    static const char *const texts[] = {"kl 10 000",         "kl 10,5",      "alle 10 Spieler",
                                        "a las 10 personas", "at 10 places", "um 10 Euro"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cl_span text = cl_span_of(texts[i]);
        size_t at = 0;
        while (at < text.len && text.data[at] != '1') {
            at++;
        }
        cl_time_found found;
        assert_false(cl_dates_find(names, text, at, &found));
    }
    cl_time_found found;
    assert_true(cl_dates_find(names, CL_SPAN("ore 10 giorni"), 4, &found));
    assert_int_equal(found.kind, CL_TIME_DURATION);
    assert_true(cl_dates_find(names, CL_SPAN("в 48 часов"), 3, &found));
    assert_int_equal(found.kind, CL_TIME_DURATION);
}

static void date_time_groups_of_armed_forces_are_read(void **state)
{
    (void)state;
    static const sample samples[] = {
        WHOLE("141200ZMAR24", "2024-03-14T12:00Z"),
        WHOLE("141200Z MAR 2024", "2024-03-14T12:00Z"),
        WHOLE("141200A MAR 24", "2024-03-14T12:00+01:00"),
        WHOLE("141200R MAR 24", "2024-03-14T12:00-05:00"),
        WHOLE("2024-03-04T22:00:00.000Z", "2024-03-04T22:00Z"),
    };
    ASSERT_DATES(samples);
    cl_time_found found;
    assert_false(cl_dates_find(names, CL_SPAN("141261ZMAR24"), 0, &found));
    assert_false(cl_dates_find(names, CL_SPAN("321200ZMAR24"), 0, &found));
    assert_false(cl_dates_find(names, CL_SPAN("141200JMAR24"), 0, &found));
}

static void the_first_of_two_dates_has_the_year_of_the_second(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"1 June - 3 June 2026", "1 June", "2026-06-01", CL_HIGH},
        {"1. Juni bis 3. Juni 2026", "1. Juni", "2026-06-01", CL_HIGH},
        {"1er juin au 3 juin 2026", "1er juin", "2026-06-01", CL_HIGH},
        {"28 December - 3 January 2026", "28 December", "2025-12-28", CL_HIGH},
    };
    ASSERT_DATES(samples);
    assert_int_equal(find("1 June and 3 June 2026").moment.year, 0);
    assert_int_equal(find("1 June - 05/06/2026").moment.year, 0);
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
        {"48 godz.", 8, 48, false},
        {"24 óra", 7, 24, false},
        {"24 saat", 7, 24, false},
        {"24 saat içinde", 15, 24, false},
        {"48 часов", 13, 48, false},
        {"24 ore", 6, 24, false},
        {"48 Std.", 7, 48, false},
        {"24h of 4 March 2024", 3, 24, false},
        {"12 h of 4 March 2024", 4, 12, false},
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
        "2200",
        "10",
        "may be used",
        "24-year-old man",
        "14 people",
        "Monday",
        "today",
        "MARCH ON",
        "32 March 2024",
        "31 February 2024",
        "31.02.2024",
        "2024-13-01",
        "25:00",
        "22:61",
        "0 days",
        "2000 ET 2010",
        "10 ET 20",
        "13pm",
        "1 TIME USE",
        "ONE TIME USE ONLY",
        "48 года в",
        "alle 22",
        "3月底",
        "三点",
        "GMT 2019",
        "2月30日",
        "13.3(목)",
        "R8.13.4",
        "99/99/2024",
        "12/2024",
        "2022 Sunday",
        "2.5 hours",
        "12 marching bands",
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
    cl_span text = CL_SPAN(
        "12:01 a.m. ET, Tuesday the 27th of August, 2024 (UTC+2) 令和2年9月29日 "
        "北京时间二〇二六年三月四日(水・祝)晚上十点半 141200ZMAR24 v 22 hodin 26.3.4(수) 밤 12시");
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
        cmocka_unit_test(the_part_of_the_day_of_east_asian_clocks_counts),
        cmocka_unit_test(east_asian_years_are_counted_in_several_ways),
        cmocka_unit_test(a_weekday_or_a_full_stop_stands_between_date_and_time),
        cmocka_unit_test(month_and_day_are_read_without_a_year),
        cmocka_unit_test(a_day_of_another_year_is_not_completed),
        cmocka_unit_test(a_zone_stands_before_or_behind_date_and_clock),
        cmocka_unit_test(hours_stand_bare_beside_a_date),
        cmocka_unit_test(a_clock_word_makes_a_bare_number_the_hour),
        cmocka_unit_test(a_clock_word_before_what_is_counted_makes_no_clock),
        cmocka_unit_test(date_time_groups_of_armed_forces_are_read),
        cmocka_unit_test(the_first_of_two_dates_has_the_year_of_the_second),
        cmocka_unit_test(durations_are_counted_in_hours),
        cmocka_unit_test(plain_words_and_numbers_are_no_times),
        cmocka_unit_test(a_time_begins_where_a_word_begins),
        cmocka_unit_test(text_behind_a_date_is_left_alone),
        cmocka_unit_test(every_prefix_of_a_date_stays_inside),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
