#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "hooks/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cl_test.h"

/* A folder with a captionlint.yaml, in which the test runs. */
typedef struct place {
    char folder[64];
    char before[4096];
} place;

static void write_configuration(const char *text)
{
    FILE *file = fopen("captionlint.yaml", "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int enter(void **state)
{
    place *here = calloc(1, sizeof *here);
    assert_non_null(here);
    (void)snprintf(here->folder, sizeof here->folder, "/tmp/captionlint-house-XXXXXX");
    assert_non_null(mkdtemp(here->folder));
    assert_non_null(getcwd(here->before, sizeof here->before));
    assert_int_equal(chdir(here->folder), 0);
    write_configuration("editions:\n  web: {territory: [FR]}\n");
    *state = here;
    return 0;
}

static int leave(void **state)
{
    place *here = *state;
    assert_int_equal(unlink("captionlint.yaml"), 0);
    assert_int_equal(chdir(here->before), 0);
    assert_int_equal(rmdir(here->folder), 0);
    free(here);
    return 0;
}

static const cli_options options = {.rules = CL_SOURCE_FOLDER "/rules"};

static void the_configuration_is_that_of_the_folder_we_run_in(void **state)
{
    (void)state;
    char path[] = "/nowhere/at/all";
    char *delivery[] = {path, NULL};
    cli_options named = options;
    named.arguments = delivery;
    named.argument_count = 1;
    hooks_house *house = hooks_house_open(&named);
    assert_non_null(house);
    hooks_setup *setup = hooks_house_take(house);
    assert_int_equal(captionlint_edition_count(setup->lint), 1);
    assert_string_equal(captionlint_edition_name(setup->lint, 0), "web");
    hooks_house_give(house, setup);
    hooks_house_close(house);
}

static void a_set_up_that_is_held_outlives_a_reload(void **state)
{
    (void)state;
    hooks_house *house = hooks_house_open(&options);
    assert_non_null(house);
    hooks_setup *before = hooks_house_take(house);
    write_configuration("editions:\n  print: {territory: [FR]}\n");
    assert_int_equal(hooks_house_reload(house), 0);
    hooks_setup *after = hooks_house_take(house);
    assert_ptr_not_equal(before, after);
    assert_string_equal(captionlint_edition_name(before->lint, 0), "web");
    assert_string_equal(captionlint_edition_name(after->lint, 0), "print");
    hooks_house_give(house, before);
    hooks_house_give(house, after);
    hooks_house_close(house);
}

static void what_is_wrong_is_refused_and_the_old_stays(void **state)
{
    (void)state;
    hooks_house *house = hooks_house_open(&options);
    assert_non_null(house);
    write_configuration("editions:\n  print: {terribory: [FR]}\n");
    assert_int_equal(hooks_house_reload(house), 2);
    hooks_setup *setup = hooks_house_take(house);
    assert_string_equal(captionlint_edition_name(setup->lint, 0), "web");
    hooks_house_give(house, setup);
    hooks_house_close(house);
}

static void nothing_is_opened_with_a_wrong_configuration(void **state)
{
    (void)state;
    write_configuration("editions: 3\n");
    assert_null(hooks_house_open(&options));
    hooks_house_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_configuration_is_that_of_the_folder_we_run_in, enter,
                                        leave),
        cmocka_unit_test_setup_teardown(a_set_up_that_is_held_outlives_a_reload, enter, leave),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_refused_and_the_old_stays, enter, leave),
        cmocka_unit_test_setup_teardown(nothing_is_opened_with_a_wrong_configuration, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
