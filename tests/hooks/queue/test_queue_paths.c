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

#include "cli/limits.h"
#include "hooks/limits.h"
#include "hooks/queue/backoff.h"
#include "hooks/queue/identity.h"
#include "hooks/queue/paths.h"

#define WRONG(literal) queue_path_wrong(literal, sizeof(literal) - 1)

static void plain_paths_are_taken(void **state)
{
    (void)state;
    assert_null(WRONG("a.jpg"));
    assert_null(WRONG("a/b/c.jpg"));
    assert_null(WRONG("..a/b../...jpg"));
    assert_null(WRONG(".hidden/a b\n.jpg"));
}

static void paths_that_lead_elsewhere_are_not(void **state)
{
    (void)state;
    assert_non_null(WRONG(""));
    assert_non_null(WRONG("/etc/passwd"));
    assert_non_null(WRONG("../a.jpg"));
    assert_non_null(WRONG("a/../b.jpg"));
    assert_non_null(WRONG("a/.."));
    assert_non_null(WRONG(".."));
    assert_non_null(WRONG("."));
    assert_non_null(WRONG("./a.jpg"));
    assert_non_null(WRONG("a//b.jpg"));
    assert_non_null(WRONG("a/"));
    assert_non_null(WRONG("a.jpg\0/../b"));
}

static void paths_that_are_too_long_are_not(void **state)
{
    (void)state;
    char path[CLI_PATH_MAX];
    memset(path, 'a', sizeof path);
    assert_null(queue_path_wrong(path, sizeof path - 1));
    assert_non_null(queue_path_wrong(path, sizeof path));
}

static void make_file(int folder, const char *path)
{
    int file = openat(folder, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_not_equal(file, -1);
    assert_int_equal(close(file), 0);
}

static const char *const made[] = {"root/in/a.jpg", "root/in/b.jpg",  "root/in/a.xmp",
                                   "root/in/b.xmp", "root/out",       "root/link.jpg",
                                   "root/c.jpg",    "root/c.jpg.XMP", "secret.jpg"};

/* root/ with what a hostile delivery could hold, and what it must not lead to beside it. */
static int set_up(void **state)
{
    static char name[] = "/tmp/captionlint-paths-XXXXXX";
    if (mkdtemp(name) == NULL) {
        return -1;
    }
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(mkdirat(folder, "root", 0700), 0);
    assert_int_equal(mkdirat(folder, "root/in", 0700), 0);
    make_file(folder, "secret.jpg");
    make_file(folder, "root/in/a.jpg");
    make_file(folder, "root/in/a.xmp");
    make_file(folder, "root/in/b.jpg");
    make_file(folder, "root/c.jpg");
    assert_int_equal(symlinkat("../../secret.jpg", folder, "root/in/b.xmp"), 0);
    assert_int_equal(symlinkat("..", folder, "root/out"), 0);
    assert_int_equal(symlinkat("../secret.jpg", folder, "root/link.jpg"), 0);
    assert_int_equal(symlinkat("../secret.jpg", folder, "root/c.jpg.XMP"), 0);
    *state = name;
    return close(folder);
}

static int tear_down(void **state)
{
    const char *name = *state;
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        (void)unlinkat(folder, made[i], 0);
    }
    (void)unlinkat(folder, "root/in", AT_REMOVEDIR);
    (void)unlinkat(folder, "root", AT_REMOVEDIR);
    (void)close(folder);
    return rmdir(name);
}

static queue_path_state look(void **state, const char *path)
{
    char root[CLI_PATH_MAX];
    const char *why = "";
    (void)snprintf(root, sizeof root, "%s/root", (const char *)*state);
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_not_equal(folder, -1);
    queue_path_state found = queue_path_look(folder, path, &why);
    assert_int_equal(close(folder), 0);
    assert_true((found == QUEUE_PATH_FINE) == (why[0] == '\0'));
    return found;
}

static void files_below_the_root_are_fine(void **state)
{
    assert_int_equal(look(state, "in/a.jpg"), QUEUE_PATH_FINE);
}

static void what_is_not_there_may_come(void **state)
{
    assert_int_equal(look(state, "in/z.jpg"), QUEUE_PATH_ABSENT);
    assert_int_equal(look(state, "later/z.jpg"), QUEUE_PATH_ABSENT);
}

static void no_symbolic_link_is_followed(void **state)
{
    assert_int_equal(look(state, "link.jpg"), QUEUE_PATH_REFUSED);
    assert_int_equal(look(state, "out/secret.jpg"), QUEUE_PATH_REFUSED);
    assert_int_equal(look(state, "out/root/in/a.jpg"), QUEUE_PATH_REFUSED);
}

static void no_sidecar_is_a_symbolic_link(void **state)
{
    assert_int_equal(look(state, "in/b.jpg"), QUEUE_PATH_REFUSED);
    assert_int_equal(look(state, "c.jpg"), QUEUE_PATH_REFUSED);
}

static void only_regular_files_are_read(void **state)
{
    assert_int_equal(look(state, "in"), QUEUE_PATH_REFUSED);
    assert_int_equal(look(state, "in/a.jpg/b.jpg"), QUEUE_PATH_REFUSED);
}

static void waits_grow_to_their_cap(void **state)
{
    (void)state;
    for (unsigned failures = 0; failures < 40; failures++) {
        unsigned most = failures < 8 ? QUEUE_FIRST_WAIT_MS << failures : QUEUE_LONGEST_MS;
        most = most < QUEUE_LONGEST_MS ? most : QUEUE_LONGEST_MS;
        unsigned wait = queue_backoff(failures);
        assert_in_range(wait, most / 2, most);
    }
}

static void identities_are_stable_and_differ(void **state)
{
    (void)state;
    queue_traits traits = {
        .kind = QUEUE_RECORD, .name = "a.ndjson", .numbers = {1, 0}, .content = {"{}", 2}};
    char first[QUEUE_IDENTITY];
    char again[QUEUE_IDENTITY];
    queue_identify(&traits, first);
    queue_identify(&traits, again);
    assert_string_equal(first, again);
    assert_int_equal(strspn(first, "0123456789abcdef"), QUEUE_IDENTITY - 1);
    traits.numbers[0] = 2;
    queue_identify(&traits, again);
    assert_string_not_equal(first, again);
    traits.numbers[0] = 1;
    traits.kind = QUEUE_BYTES;
    queue_identify(&traits, again);
    assert_string_not_equal(first, again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_paths_are_taken),
        cmocka_unit_test(paths_that_lead_elsewhere_are_not),
        cmocka_unit_test(paths_that_are_too_long_are_not),
        cmocka_unit_test(waits_grow_to_their_cap),
        cmocka_unit_test(identities_are_stable_and_differ),
    };
    const struct CMUnitTest trees[] = {
        cmocka_unit_test(files_below_the_root_are_fine),
        cmocka_unit_test(what_is_not_there_may_come),
        cmocka_unit_test(no_symbolic_link_is_followed),
        cmocka_unit_test(no_sidecar_is_a_symbolic_link),
        cmocka_unit_test(only_regular_files_are_read),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return failed + cmocka_run_group_tests(trees, set_up, tear_down);
}
