#include "metadata/field_set.h"

#include "base/limits.h"
#include "cl_test.h"

static void a_set_has_what_was_added_and_nothing_else(void **state)
{
    (void)state;
    for (int one = 0; one < CL_FIELD_NAME_COUNT; one++) {
        cl_field_set set = {{0}};
        cl_field_set_add(&set, (cl_field_name)one);
        for (int other = 0; other < CL_FIELD_NAME_COUNT; other++) {
            assert_int_equal(cl_field_set_has(&set, (cl_field_name)other), one == other);
        }
    }
}

static void sets_meet_where_a_name_is_in_both(void **state)
{
    (void)state;
    cl_field_set first = {{0}};
    cl_field_set last = {{0}};
    assert_false(cl_field_sets_meet(&first, &last));
    cl_field_set_add(&first, CL_CAPTION);
    cl_field_set_add(&last, CL_OTHER);
    assert_false(cl_field_sets_meet(&first, &last));
    cl_field_set_add(&first, CL_OTHER);
    assert_true(cl_field_sets_meet(&first, &last));
}

static void the_set_of_a_picture_has_the_names_of_its_values(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_findings findings = {.arena = arena};
    cl_fields fields = {.arena = arena, .findings = &findings};
    const cl_field field = {.name = CL_LICENSOR_URL, .container = "XMP", .value = CL_SPAN("a")};
    assert_non_null(arena);
    assert_int_equal(cl_fields_add(&fields, &field), CL_OK);
    cl_field_set set = cl_field_set_of(&fields);
    assert_true(cl_field_set_has(&set, CL_LICENSOR_URL));
    assert_false(cl_field_set_has(&set, CL_CAPTION));
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_has_what_was_added_and_nothing_else),
        cmocka_unit_test(sets_meet_where_a_name_is_in_both),
        cmocka_unit_test(the_set_of_a_picture_has_the_names_of_its_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
