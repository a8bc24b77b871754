#include "metadata/loose_date.h"

#include "base/limits.h"
#include "cl_test.h"
#include "metadata/iso_date.h"

static void assert_date(const char *date, const char *time, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_non_null(arena);
    cl_span day = cl_span_of(date);
    cl_span hour = cl_span_of(time);
    cl_span text;
    assert_int_equal(cl_loose_date(arena, &day, &hour), CL_OK);
    assert_int_equal(cl_iso_date(arena, day, hour, &text), CL_OK);
    assert_span_is(text, expected);
    cl_arena_free(arena);
}

static void the_form_of_iim_stays(void **state)
{
    (void)state;
    assert_date("20170223", "100000+0900", "2017-02-23T10:00:00+09:00");
    assert_date("20170223", "", "2017-02-23");
    assert_date("20170200", "", "2017-02");
    assert_date("", "", "");
    assert_date("00000000", "000000", "");
}

static void separators_do_no_harm(void **state)
{
    (void)state;
    assert_date("2017-02-23", "10:00:00", "2017-02-23T10:00:00");
    assert_date("2017/02/23", "10:00:00+09:00", "2017-02-23T10:00:00+09:00");
    assert_date("2017.02.23", "", "2017-02-23");
}

static void a_date_may_hold_its_time(void **state)
{
    (void)state;
    assert_date("2017-02-23T10:00:00Z", "", "2017-02-23T10:00:00Z");
    assert_date("2017-02-23 10:00:00", "", "2017-02-23T10:00:00");
    assert_date("2017-02-23T10:00:00+0900", "110000", "2017-02-23T11:00:00");
}

static void a_date_in_words_is_read(void **state)
{
    (void)state;
    assert_date("Thu Feb 23 10:00:00 GMT 2017", "", "2017-02-23T10:00:00Z");
    assert_date("Thu Feb  3 10:00:00 KST 2017", "", "2017-02-03T10:00:00");
    assert_date("Thu Feb 23 10:00:00 2017", "", "Thu Feb 23 10:00:00 2017");
    assert_date("Thu Foo 23 10:00:00 GMT 2017", "", "Thu Foo 23 10:00:00 GMT 2017");
    assert_date("a b c d e f g", "", "a b c d e f g");
}

static void a_year_or_a_month_is_enough(void **state)
{
    (void)state;
    assert_date("2017", "", "2017");
    assert_date("201702", "", "2017-02");
    assert_date("0000", "", "");
}

static void a_month_beyond_december_is_the_day(void **state)
{
    (void)state;
    assert_date("20172302", "", "2017-02-23");
    assert_date("20171302", "", "2017-02-13");
    assert_date("20170203", "", "2017-02-03");
}

static void a_time_may_lack_its_seconds(void **state)
{
    (void)state;
    assert_date("20170223", "1000", "2017-02-23T10:00:00");
    assert_date("20170223", "10:00", "2017-02-23T10:00:00");
    assert_date("20170223", "1000Z", "2017-02-23T10:00:00Z");
    assert_date("20170223", "10:00+0900", "2017-02-23T10:00:00+09:00");
}

static void what_is_of_no_form_stays_as_written(void **state)
{
    (void)state;
    assert_date("24 Feb", "noon", "24 Feb noon");
    assert_date("2017-02-23 later", "", "2017-02-23 later");
    assert_date("20170223x", "", "20170223x");
    assert_date("1", "1", "1 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_form_of_iim_stays),
        cmocka_unit_test(separators_do_no_harm),
        cmocka_unit_test(a_date_may_hold_its_time),
        cmocka_unit_test(a_date_in_words_is_read),
        cmocka_unit_test(a_year_or_a_month_is_enough),
        cmocka_unit_test(a_month_beyond_december_is_the_day),
        cmocka_unit_test(a_time_may_lack_its_seconds),
        cmocka_unit_test(what_is_of_no_form_stays_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
