/* Pictures that are told as being in another place than where they were read. */
#define _POSIX_C_SOURCE 200809L

#include "captionlint.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cl_test.h"

typedef struct telling {
    const char *place; /* NULL: it is not moved */
    size_t pictures;
    char rule[64]; /* of the first damage */
    char path[256];
    char record[16384];
    size_t len;
} telling;

static int write_text(const char *bytes, size_t len, void *user)
{
    telling *out = user;
    assert_true(len < sizeof out->record - out->len);
    memcpy(out->record + out->len, bytes, len);
    out->len += len;
    out->record[out->len] = '\0';
    return 0;
}

static int tell(const captionlint_picture *picture, void *user)
{
    telling *out = user;
    captionlint_error error = {0};
    const captionlint_report_options options = {.format = "ndjson"};
    captionlint_report *report = captionlint_report_new(&options, write_text, out, &error);
    assert_non_null(report);
    if (out->place != NULL) {
        assert_int_equal(captionlint_picture_move(picture, out->place, &error), CAPTIONLINT_OK);
    }
    out->pictures++;
    (void)snprintf(out->path, sizeof out->path, "%s", captionlint_picture_path(picture));
    if (captionlint_picture_damage_count(picture) > 0) {
        (void)snprintf(out->rule, sizeof out->rule, "%s",
                       captionlint_picture_damage(picture, 0).rule);
    }
    assert_int_equal(captionlint_report_add(report, picture, &error), CAPTIONLINT_OK);
    assert_int_equal(captionlint_report_end(report, &error), CAPTIONLINT_OK);
    return 0;
}

static captionlint_status check(const char *path, bool tell_unreadable, telling *out)
{
    captionlint_error error = {0};
    captionlint *lint = captionlint_new(CL_SOURCE_FOLDER "/rules", &error);
    const captionlint_input input = {.path = path, .tell_unreadable = tell_unreadable ? 1 : 0};
    assert_non_null(lint);
    captionlint_status status = captionlint_check(lint, &input, tell, out, &error);
    captionlint_free(lint);
    return status;
}

static void a_moved_picture_is_told_at_its_place(void **state)
{
    (void)state;
    telling out = {.place = "sorted/block/tram-2.jpg"};
    assert_int_equal(check(CL_SOURCE_FOLDER "/fixtures/pictures/sidecar.jpg", false, &out),
                     CAPTIONLINT_OK);
    assert_string_equal(out.path, "sorted/block/tram-2.jpg");
    assert_non_null(strstr(out.record, "\"path\":\"sorted/block/tram-2.jpg\""));
}

static void its_sidecar_moves_along(void **state)
{
    (void)state;
    telling out = {.place = "sorted/block/tram-2.jpg"};
    assert_int_equal(check(CL_SOURCE_FOLDER "/fixtures/pictures/sidecar.jpg", false, &out),
                     CAPTIONLINT_OK);
    assert_non_null(strstr(out.record, "\"file\":\"sorted/block/tram-2.xmp\""));
    assert_null(strstr(out.record, CL_SOURCE_FOLDER));
}

static void a_picture_that_is_not_moved_is_where_it_was(void **state)
{
    (void)state;
    telling out = {0};
    assert_int_equal(check(CL_SOURCE_FOLDER "/fixtures/pictures/sidecar.jpg", false, &out),
                     CAPTIONLINT_OK);
    assert_non_null(strstr(out.record, "fixtures/pictures/sidecar.xmp"));
}

static void what_is_told_of_its_sidecar_is_told_of_the_moved_one(void **state)
{
    (void)state;
    char folder[] = "/tmp/captionlint-moved-XXXXXX";
    char picture[64];
    char sidecar[64];
    telling out = {.place = "there/a-3.txt.jpg"};
    assert_non_null(mkdtemp(folder));
    (void)snprintf(picture, sizeof picture, "%s/a.jpg", folder);
    (void)snprintf(sidecar, sizeof sidecar, "%s/a.xmp", folder);
    assert_int_equal(fclose(fopen(sidecar, "w")), 0); /* empty: damage that names it */
    FILE *file = fopen(picture, "w");
    assert_non_null(file);
    assert_true(fputs("no picture", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chdir(folder), 0); /* a name of one letter stands in any text */
    captionlint_status status = check("a.jpg", false, &out);
    assert_int_equal(chdir("/"), 0);
    (void)unlink(picture);
    (void)unlink(sidecar);
    (void)rmdir(folder);
    assert_int_equal(status, CAPTIONLINT_OK);
    assert_non_null(strstr(out.record, "sidecar there/a-3.txt.xmp: "));
    assert_null(strstr(out.record, folder));
}

static void an_unreadable_file_may_be_told_as_a_picture(void **state)
{
    (void)state;
    telling out = {.place = "there/gone.jpg"};
    assert_int_equal(check("/nowhere/gone.jpg", false, &out), CAPTIONLINT_UNREADABLE);
    assert_int_equal(out.pictures, 0);
    assert_int_equal(check("/nowhere/gone.jpg", true, &out), CAPTIONLINT_OK);
    assert_int_equal(out.pictures, 1);
    assert_string_equal(out.rule, "damage.unreadable");
    assert_non_null(strstr(out.record, "\"verdict\":\"incomplete\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moved_picture_is_told_at_its_place),
        cmocka_unit_test(its_sidecar_moves_along),
        cmocka_unit_test(a_picture_that_is_not_moved_is_where_it_was),
        cmocka_unit_test(what_is_told_of_its_sidecar_is_told_of_the_moved_one),
        cmocka_unit_test(an_unreadable_file_may_be_told_as_a_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
