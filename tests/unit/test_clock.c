#include "check/clock.h"

#include "cl_test.h"

static cl_moment moment(const char *text)
{
    cl_moment out = {0};
    assert_true(cl_moment_parse(cl_span_of(text), &out));
    return out;
}

static cl_period always(void)
{
    return (cl_period){INT64_MIN, INT64_MAX};
}

typedef cl_when (*question)(const cl_moment *at, const cl_moment *limit, cl_period *holds);

/* Asks at one time, and then at many others: inside of the period the answer is the same, and at
 * its borders it changes. */
static void assert_holds(question ask, const char *at, const char *limit)
{
    cl_moment asked = moment(at);
    cl_moment edge = moment(limit);
    cl_period holds = always();
    cl_when answer = ask(&asked, &edge, &holds);
    int64_t centre = cl_moment_earliest(&edge);
    for (int64_t hours = -48; hours <= 48; hours++) {
        cl_moment other = {
            .known = true, .year = 1970, .month = 1, .day = 1, .has_time = true, .has_zone = true};
        int64_t minutes = centre / 60 + hours * 60;
        other = cl_moment_add(&other, (cl_duration){.hours = (unsigned)(minutes / 60)});
        int64_t second = cl_moment_earliest(&other);
        bool inside = second >= holds.from && second < holds.to;
        bool equal = ask(&other, &edge, NULL) == answer;
        assert_int_equal(inside, equal);
    }
}

static void an_answer_holds_until_the_moment_of_the_limit(void **state)
{
    (void)state;
    static const char *const times[] = {"2024-03-05T10:00Z", "2024-03-05T22:00Z",
                                        "2024-03-06T10:00Z"};
    static const char *const limits[] = {"2024-03-05T22:00Z", "2024-03-05T22:00+09:00",
                                         "2024-03-05", "2024-03-05T11:00"};
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 4; k++) {
            assert_holds(cl_clock_release, times[i], limits[k]);
            assert_holds(cl_clock_end, times[i], limits[k]);
        }
    }
}

static void what_is_unknown_holds_for_ever(void **state)
{
    (void)state;
    cl_moment at = moment("2024-03-05T10:00Z");
    cl_moment unknown = {0};
    cl_period holds = always();
    assert_int_equal(cl_clock_release(&at, &unknown, &holds), CL_UNSURE);
    assert_true(holds.from == INT64_MIN && holds.to == INT64_MAX);
}

static void words_that_name_the_time_hold_for_its_minute(void **state)
{
    (void)state;
    cl_moment at = moment("2024-03-05T10:00Z");
    cl_period holds = always();
    cl_period_pin(&holds, &at);
    assert_true(holds.from == cl_moment_earliest(&at));
    assert_true(holds.to == holds.from + 60);
}

static void several_answers_hold_while_all_of_them_do(void **state)
{
    (void)state;
    cl_moment at = moment("2024-03-05T10:00Z");
    cl_moment before = moment("2024-03-04T10:00Z");
    cl_moment behind = moment("2024-03-06T10:00Z");
    cl_period holds = always();
    assert_int_equal(cl_clock_release(&at, &before, &holds), CL_AFTER);
    assert_int_equal(cl_clock_release(&at, &behind, &holds), CL_BEFORE);
    assert_true(holds.from == cl_moment_earliest(&before));
    assert_true(holds.to == cl_moment_earliest(&behind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_holds_until_the_moment_of_the_limit),
        cmocka_unit_test(what_is_unknown_holds_for_ever),
        cmocka_unit_test(words_that_name_the_time_hold_for_its_minute),
        cmocka_unit_test(several_answers_hold_while_all_of_them_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
