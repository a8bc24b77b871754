#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "hooks/limits.h"
#include "hooks/watch/groups.h"

enum {
    GRACE = 100
};

static int set_up(void **state)
{
    *state = watch_groups_new(GRACE);
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    watch_groups_free(*state);
    return 0;
}

static watch_member *note(watch_groups *groups, const char *name, int64_t now)
{
    const watch_look look = {.size = 7};
    return watch_groups_note(groups, "a", name, &look, now);
}

static void a_picture_and_its_sidecar_are_one_group(void **state)
{
    assert_non_null(note(*state, "one.jpg", 0));
    assert_non_null(note(*state, "one.xmp", 10));
    assert_non_null(note(*state, "one.jpg.xmp", 20));
    assert_int_equal(watch_groups_count(*state), 1);
    assert_int_equal(watch_groups_first(*state)->count, 3);
    assert_non_null(note(*state, "two.jpg", 30));
    assert_int_equal(watch_groups_count(*state), 2);
}

static void the_same_name_in_two_folders_is_two_groups(void **state)
{
    const watch_look look = {.size = 7};
    assert_non_null(watch_groups_note(*state, "a", "one.jpg", &look, 0));
    assert_non_null(watch_groups_note(*state, "b", "one.jpg", &look, 0));
    assert_int_equal(watch_groups_count(*state), 2);
}

static void what_comes_last_makes_the_group_wait(void **state)
{
    (void)note(*state, "one.jpg", 0);
    (void)note(*state, "two.jpg", 10);
    (void)note(*state, "one.xmp", 20);
    assert_string_equal(watch_groups_first(*state)->name, "two.jpg");
    assert_int_equal(watch_groups_first(*state)->due, 10 + GRACE);
    watch_groups_delay(*state, watch_groups_first(*state), 50);
    assert_string_equal(watch_groups_first(*state)->name, "one.jpg");
    assert_int_equal(watch_groups_first(*state)->due, 20 + GRACE);
}

static void what_comes_while_it_is_sorted_waits(void **state)
{
    (void)note(*state, "one.jpg", 0);
    watch_group *group = watch_groups_first(*state);
    watch_groups_take(*state, group);
    assert_null(watch_groups_first(*state));
    (void)note(*state, "one.xmp", 10);
    assert_null(watch_groups_first(*state));
    watch_groups_done(*state, group, 20);
    assert_ptr_equal(watch_groups_first(*state), group);
    assert_int_equal(group->due, 20 + GRACE);
    assert_string_equal(group->members->name, "one.xmp");
}

static void what_is_sorted_is_forgotten(void **state)
{
    (void)note(*state, "one.jpg", 0);
    watch_group *group = watch_groups_first(*state);
    watch_groups_take(*state, group);
    watch_groups_done(*state, group, 20);
    assert_int_equal(watch_groups_count(*state), 0);
    assert_null(watch_groups_find(*state, "a", "one.jpg", NULL));
}

static void what_is_stuck_waits_until_it_is_released(void **state)
{
    (void)note(*state, "one.jpg", 0);
    watch_group *group = watch_groups_first(*state);
    watch_groups_take(*state, group);
    watch_groups_set_aside(*state, group, 5);
    (void)note(*state, "one.jpg", 10);
    assert_null(watch_groups_first(*state));
    watch_groups_release(*state, 500);
    assert_int_equal(watch_groups_first(*state)->due, 500 + GRACE);
}

static void those_that_are_stuck_leave_room_for_others(void **state)
{
    char name[32];
    for (unsigned i = 0; i < WATCH_ASIDE_MAX + 5; i++) {
        (void)snprintf(name, sizeof name, "%u.jpg", i);
        (void)note(*state, name, 0);
        watch_group *group = watch_groups_first(*state);
        watch_groups_take(*state, group);
        watch_groups_set_aside(*state, group, 5);
    }
    assert_int_equal(watch_groups_count(*state), WATCH_ASIDE_MAX);
    watch_groups_release(*state, 500);
    assert_int_equal(watch_groups_count(*state), 0);
}

static void the_table_is_bounded(void **state)
{
    char name[32];
    for (unsigned i = 0; i < WATCH_GROUPS_MAX; i++) {
        (void)snprintf(name, sizeof name, "%u.jpg", i);
        assert_non_null(note(*state, name, 0));
    }
    assert_null(note(*state, "more.jpg", 0));
    assert_non_null(note(*state, "0.xmp", 0));
}

static void the_files_of_a_group_are_bounded(void **state)
{
    char name[sizeof "x.jpg" + 4 * 16] = "x";
    unsigned noted = 0;
    for (unsigned i = 0; i < 2 * WATCH_MEMBERS_MAX; i++) {
        /* Any case of the letters: x.jpg, x.Jpg, ... of x.jpg.jpg.jpg */
        (void)snprintf(name, sizeof name, "x.%c%c%c.%c%c%c.%c%c%c", i & 1 ? 'J' : 'j',
                       i & 2 ? 'P' : 'p', i & 4 ? 'G' : 'g', i & 8 ? 'J' : 'j', i & 16 ? 'P' : 'p',
                       i & 32 ? 'G' : 'g', i & 64 ? 'J' : 'j', i & 128 ? 'P' : 'p',
                       i & 256 ? 'G' : 'g');
        noted += note(*state, name, 0) == NULL ? 0 : 1;
    }
    assert_int_equal(watch_groups_count(*state), 1);
    assert_int_equal(noted, WATCH_MEMBERS_MAX + 1); /* one more tells that there are too many */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_and_its_sidecar_are_one_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_name_in_two_folders_is_two_groups, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_comes_last_makes_the_group_wait, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_while_it_is_sorted_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_sorted_is_forgotten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_stuck_waits_until_it_is_released, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(those_that_are_stuck_leave_room_for_others, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_table_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_files_of_a_group_are_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
