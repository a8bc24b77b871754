#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hooks/watch/clock.h"

static void what_is_due_later_is_waited_for(void **state)
{
    (void)state;
    assert_int_equal(watch_patience(1007, 1000), 7);
    assert_int_equal(watch_patience(INT64_C(1) << 40, 1000), INT32_MAX);
}

static void what_is_due_or_overdue_is_not_waited_for(void **state)
{
    (void)state;
    for (int64_t late = 0; late < 4; late++) {
        assert_int_equal(watch_patience(1000, 1000 + late), 0);
    }
}

static void only_what_never_comes_is_waited_for_without_end(void **state)
{
    (void)state;
    assert_int_equal(watch_patience(INT64_MAX, 1000), -1);
}

static void the_clock_goes_on(void **state)
{
    (void)state;
    int64_t before = watch_now();
    assert_true(before > 0 && watch_now() >= before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_due_later_is_waited_for),
        cmocka_unit_test(what_is_due_or_overdue_is_not_waited_for),
        cmocka_unit_test(only_what_never_comes_is_waited_for_without_end),
        cmocka_unit_test(the_clock_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
