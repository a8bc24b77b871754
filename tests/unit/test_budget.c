#define _POSIX_C_SOURCE 200809L
#include "caption/budget.h"

#include <time.h>

#include "base/limits.h"
#include "cl_test.h"

enum {
    SHORT = 500,
    LONG = 65536
};

/* A text of so many bytes. */
static cl_span text_of(size_t len)
{
    static const uint8_t letters[LONG];
    return (cl_span){letters, len};
}

/* Works for so many milliseconds. */
static void work(unsigned ms)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    int64_t begun = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
    int64_t worked = 0;
    while (worked < (int64_t)ms * 1000) {
        (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        worked = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 - begun;
    }
}

static void a_call_of_a_few_places_is_allowed_whole(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    assert_int_equal(cl_budget_next(&budget, text_of(SHORT), 100, 120), 120);
    assert_int_equal(cl_budget_next(&budget, text_of(LONG), 10, 11), 11);
    assert_int_equal(budget.calls, 2);
    assert_false(budget.spent);
}

static void nothing_is_counted_where_no_match_may_begin(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    assert_int_equal(cl_budget_next(&budget, text_of(SHORT), 7, 7), 7);
    assert_int_equal(budget.calls, 0);
    assert_false(budget.spent);
}

static void a_long_text_is_begun_in_small_steps(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    size_t reached = cl_budget_next(&budget, text_of(LONG), 0, LONG);
    assert_in_range(reached, 1, 2);
    assert_true(cl_budget_next(&budget, text_of(LONG), reached, LONG) > reached);
}

/* However the clock ticks, half of a text is never more than some steps away. */
static void steps_grow_to_the_end_of_the_text(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    size_t at = 0;
    while (at < LONG) {
        size_t next = cl_budget_next(&budget, text_of(LONG), at, LONG);
        assert_true(next > at && next <= LONG);
        at = next;
    }
    assert_true(budget.calls < 200);
    assert_false(budget.spent);
}

static void more_calls_than_a_field_needs_spend_the_budget(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    for (size_t i = 0; i < CL_FIELD_CALLS_MAX; i++) {
        assert_int_equal(cl_budget_next(&budget, text_of(1), 2 * i, 2 * i + 1), 2 * i + 1);
    }
    assert_int_equal(cl_budget_next(&budget, text_of(1), 0, 1), 0);
    assert_true(budget.spent);
}

static void work_that_takes_too_long_spends_the_budget(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    size_t at = 0;
    for (unsigned worked = 0; !budget.spent && worked <= 3 * CL_FIELD_CPU_MS; worked += 5) {
        at = cl_budget_next(&budget, text_of(LONG), at, LONG);
        work(5);
    }
    assert_true(budget.spent);
    assert_true(at < LONG);
    assert_int_equal(cl_budget_next(&budget, text_of(SHORT), 0, 1), 0);
}

static void half_of_the_time_is_not_too_long(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    size_t at = 0;
    for (unsigned worked = 0; worked + 5 < CL_FIELD_CPU_MS / 2; worked += 5) {
        at = cl_budget_next(&budget, text_of(LONG), at, LONG);
        work(5);
    }
    assert_false(budget.spent);
}

static void what_is_excused_is_not_counted(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    size_t at = 0;
    for (unsigned worked = 0; worked <= 3 * CL_FIELD_CPU_MS; worked += 5) {
        at = cl_budget_next(&budget, text_of(LONG), at, LONG);
        work(5);
        cl_budget_excuse(&budget, UINT64_C(1000) * 1000 * 1000);
    }
    assert_false(budget.spent);
}

static void slow_calls_in_a_short_text_spend_the_budget_too(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    for (unsigned i = 0; !budget.spent && i < 3 * CL_FIELD_CPU_MS; i++) {
        size_t at = i % 2 * 200; /* never where the last call ended */
        (void)cl_budget_next(&budget, text_of(SHORT), at, at + CL_LOOK_PLACES);
        work(1);
    }
    assert_true(budget.spent);
}

static void a_call_ends_between_two_characters(void **state)
{
    (void)state;
    static uint8_t letters[3 * SHORT];
    for (size_t i = 0; i < sizeof letters; i++) {
        letters[i] = (uint8_t)("\xE2\x82\xAC"[i % 3]);
    }
    cl_span text = {letters, sizeof letters};
    cl_budget budget;
    cl_budget_begin(&budget);
    for (size_t at = 0; at <= text.len;) {
        at = cl_budget_next(&budget, text, at, text.len + 1);
        assert_true(at % 3 == 0 || at == text.len + 1);
    }
    cl_budget_begin(&budget);
    assert_int_equal(cl_budget_next(&budget, text, 0, 2), 2); /* where the caller says so */
}

static void a_new_field_begins_anew(void **state)
{
    (void)state;
    cl_budget budget;
    cl_budget_begin(&budget);
    budget.calls = CL_FIELD_CALLS_MAX;
    assert_int_equal(cl_budget_next(&budget, text_of(1), 0, 1), 0);
    cl_budget_begin(&budget);
    assert_int_equal(cl_budget_next(&budget, text_of(1), 0, 1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_of_a_few_places_is_allowed_whole),
        cmocka_unit_test(nothing_is_counted_where_no_match_may_begin),
        cmocka_unit_test(a_long_text_is_begun_in_small_steps),
        cmocka_unit_test(steps_grow_to_the_end_of_the_text),
        cmocka_unit_test(more_calls_than_a_field_needs_spend_the_budget),
        cmocka_unit_test(work_that_takes_too_long_spends_the_budget),
        cmocka_unit_test(half_of_the_time_is_not_too_long),
        cmocka_unit_test(what_is_excused_is_not_counted),
        cmocka_unit_test(slow_calls_in_a_short_text_spend_the_budget_too),
        cmocka_unit_test(a_call_ends_between_two_characters),
        cmocka_unit_test(a_new_field_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
