#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "captionlint.h"

/* What became of the check of one picture. */
typedef struct seen {
    int pictures;
    int incomplete;
    char damage[1024];
} seen;

static int look(const captionlint_picture *picture, void *user)
{
    seen *out = user;
    out->pictures++;
    out->incomplete = captionlint_picture_incomplete(picture);
    if (captionlint_picture_damage_count(picture) > 0) {
        (void)snprintf(out->damage, sizeof out->damage, "%s",
                       captionlint_picture_damage(picture, 0).message);
    }
    return 0;
}

static void write_file(const char *path, const void *bytes, size_t len)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, len), len);
    assert_int_equal(close(file), 0);
}

static captionlint_status check(const captionlint *lint, const char *path, int no_links, seen *out)
{
    const captionlint_input input = {.path = path, .no_links = no_links};
    captionlint_error error = {0};
    *out = (seen){0};
    return captionlint_check(lint, &input, look, out, &error);
}

/* root/a.jpg with a sidecar that is a link, root/b.jpg that is one. */
static void make_tree(void)
{
    static const char picture[] = "\xFF\xD8\xFF\xFE\x00\x0ANO SALES\xFF\xDA\x00\x02\xFF\xD9";
    static const char sidecar[] =
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>";
    assert_int_equal(mkdir("root", 0700), 0);
    write_file("root/a.jpg", picture, sizeof picture - 1);
    write_file("secret.jpg", picture, sizeof picture - 1);
    write_file("secret.xmp", sidecar, sizeof sidecar - 1);
    assert_int_equal(symlink("../secret.xmp", "root/a.xmp"), 0);
    assert_int_equal(symlink("../secret.jpg", "root/b.jpg"), 0);
}

static int set_up(void **state)
{
    static char folder[] = "/tmp/captionlint-links-XXXXXX";
    captionlint_error error = {0};
    captionlint *lint = captionlint_new(CL_SOURCE_FOLDER "/rules", &error);
    if (lint == NULL || mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return -1;
    }
    make_tree();
    *state = lint;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const made[] = {"root/a.jpg", "root/a.xmp", "root/b.jpg", "secret.jpg",
                                       "secret.xmp"};
    char folder[64];
    captionlint_free(*state);
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        (void)unlink(made[i]);
    }
    return rmdir("root") == 0 && getcwd(folder, sizeof folder) != NULL && chdir("/") == 0
               ? rmdir(folder)
               : -1;
}

static void links_are_followed_unless_that_is_refused(void **state)
{
    seen out;
    assert_int_equal(check(*state, "root/a.jpg", 0, &out), CAPTIONLINT_OK);
    assert_true(out.pictures == 1 && strstr(out.damage, "cannot") == NULL);
    assert_int_equal(check(*state, "root/b.jpg", 0, &out), CAPTIONLINT_OK);
}

static void a_sidecar_that_is_a_link_is_damage(void **state)
{
    seen out;
    assert_int_equal(check(*state, "root/a.jpg", 1, &out), CAPTIONLINT_OK);
    assert_true(out.pictures == 1 && out.incomplete == 1);
    assert_non_null(strstr(out.damage, "root/a.xmp"));
    assert_non_null(strstr(out.damage, "symbolic links"));
}

static void a_picture_that_is_a_link_cannot_be_read(void **state)
{
    seen out;
    assert_int_equal(check(*state, "root/b.jpg", 1, &out), CAPTIONLINT_UNREADABLE);
    assert_int_equal(check(*state, "root/../secret.jpg", 1, &out), CAPTIONLINT_UNREADABLE);
    assert_int_equal(out.pictures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_followed_unless_that_is_refused),
        cmocka_unit_test(a_sidecar_that_is_a_link_is_damage),
        cmocka_unit_test(a_picture_that_is_a_link_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
