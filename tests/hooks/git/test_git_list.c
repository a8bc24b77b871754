/* The tables of git: what stands in an index, and what a change in it asks to look at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hooks/git/choose.h"
#include "hooks/git/list.h"

#define SHA        "0123456789abcdef0123456789abcdef01234567"
#define LINE(path) "100644 " SHA " 0\t" path "\0"

typedef struct table {
    char *bytes;
    hooks_git_list list;
} table;

/* A table of text with NULs in it, in memory of exactly that size. */
static bool read_table(const char *text, size_t len, table *out)
{
    out->bytes = malloc(len > 0 ? len : 1);
    assert_non_null(out->bytes);
    memcpy(out->bytes, text, len);
    return hooks_git_list_read(out->bytes, len, &out->list);
}

static void free_table(table *of)
{
    hooks_git_list_free(&of->list);
    free(of->bytes);
}

#define READ(text, out) read_table(text, sizeof(text) - 1, out)

static void entries_of_an_index_are_read(void **state)
{
    table of;
    (void)state;
    assert_true(READ(LINE("-a b.jpg") "120000 " SHA " 0\tlink\0"
                                      "160000 " SHA " 0\tmodule\0" LINE("x/line\nfeed"),
                     &of));
    assert_int_equal(of.list.count, 4);
    assert_string_equal(of.list.entries[0].path, "-a b.jpg");
    assert_string_equal(of.list.entries[0].object, SHA);
    assert_int_equal(of.list.entries[0].kind, HOOKS_GIT_FILE);
    assert_int_equal(of.list.entries[1].kind, HOOKS_GIT_LINK);
    assert_int_equal(of.list.entries[2].kind, HOOKS_GIT_MODULE);
    assert_string_equal(of.list.entries[3].path, "x/line\nfeed");
    free_table(&of);
}

static void entries_of_a_tree_are_read(void **state)
{
    table of;
    (void)state;
    assert_false(READ("100755 blob " SHA SHA "\ta\0", &of)); /* 80 digits are no name */
    free_table(&of);
    assert_true(READ("100755 blob " SHA "0123456789abcdef01234567\ta\0"
                     "160000 commit " SHA "\tb\0",
                     &of));
    assert_int_equal(of.list.entries[0].kind, HOOKS_GIT_FILE);
    assert_int_equal(of.list.entries[1].kind, HOOKS_GIT_MODULE);
    free_table(&of);
}

static void sides_of_a_conflict_are_one_path_without_content(void **state)
{
    table of;
    (void)state;
    assert_true(READ("100644 " SHA " 1\ta\0"
                     "100644 " SHA " 2\ta\0"
                     "100644 " SHA " 3\ta\0",
                     &of));
    assert_int_equal(hooks_git_list_find(&of.list, "a")->kind, HOOKS_GIT_UNMERGED);
    free_table(&of);
}

static void what_is_no_table_is_refused(void **state)
{
    static const char *const wrong[] = {
        "100644 " SHA " 0\t",
        "100644 " SHA " 0\t/a",
        "100644 " SHA " 0\t../a",
        "100644 " SHA " 0\ta/../b",
        "100644 " SHA " 0\ta//b",
        "100644 " SHA " 0\ta/",
        "100644 " SHA " 0\t.",
        "100644 " SHA " 4\ta",
        "100644 " SHA " 0 a",
        "100645 " SHA " 0\ta",
        "100644" SHA " 0\ta",
        "100644 0123 0\ta",
        "100644 blob" SHA "\ta",
        "",
        "100644",
        "100644 " SHA " 0",
        "040000 tree " SHA "\ta",
        "100644 " SHA " \ta",
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        table of;
        /* With the NUL behind it. */
        assert_false(read_table(wrong[i], strlen(wrong[i]) + 1, &of));
        free_table(&of);
    }
    table of;
    assert_false(read_table("100644 " SHA " 0\ta", 51, &of)); /* no NUL at its end */
    free_table(&of);
}

static void what_is_out_of_order_is_refused(void **state)
{
    table of;
    (void)state;
    assert_false(READ(LINE("b") LINE("a"), &of));
    free_table(&of);
    assert_false(READ(LINE("a") LINE("a"), &of));
    free_table(&of);
}

static void paths_and_prefixes_are_found(void **state)
{
    table of;
    (void)state;
    assert_true(READ(LINE("a") LINE("a.jpg") LINE("a/b") LINE("a0") LINE("b"), &of));
    assert_string_equal(hooks_git_list_find(&of.list, "a0")->path, "a0");
    assert_null(hooks_git_list_find(&of.list, "a/"));
    assert_null(hooks_git_list_find(&of.list, "c"));
    assert_int_equal(hooks_git_list_begins(&of.list, "a/"), 2);
    assert_int_equal(hooks_git_list_begins(&of.list, "c"), 5);
    assert_int_equal(hooks_git_list_begins(&of.list, ""), 0);
    free_table(&of);
    assert_true(read_table("", 0, &of));
    assert_int_equal(hooks_git_list_begins(&of.list, ""), 0);
    free_table(&of);
}

/* The paths that are wanted after a change, one a line. */
static void expect_wanted(const char *changed, bool named, const char *expected)
{
    char found[256] = "";
    size_t len = 0;
    table of;
    assert_true(READ(LINE("d/a.cr2") LINE("d/a.cr2.xmp") LINE("d/a.jpg") LINE("d/a.ndjson")
                         LINE("d/a.txt") LINE("d/a.x.jpg") LINE("d/a.xmp") LINE("d/a/b.jpg")
                             LINE("d/alone.XMP") LINE("d/notes.c") LINE("d/pack.tar.gz"),
                     &of));
    (void)hooks_git_choose(&of.list, changed, named);
    for (size_t i = 0; i < of.list.count; i++) {
        if (of.list.entries[i].wanted) {
            len +=
                (size_t)snprintf(found + len, sizeof found - len, "%s\n", of.list.entries[i].path);
        }
    }
    assert_string_equal(found, expected);
    free_table(&of);
}

static void a_change_asks_for_itself(void **state)
{
    (void)state;
    expect_wanted("d/a.jpg", false, "d/a.jpg\n");
    expect_wanted("d/a.txt", false, "d/a.txt\n");
    expect_wanted("d/notes.c", false, "");
    expect_wanted("d/notes.c", true, "d/notes.c\n");
    expect_wanted("d/pack.tar.gz", false, "");
    expect_wanted("d/gone.jpg", false, "");
}

static void a_changed_sidecar_asks_for_its_pictures(void **state)
{
    (void)state;
    expect_wanted("d/a.xmp", false, "d/a.cr2\nd/a.jpg\n");
    expect_wanted("d/a.XMP", false, "d/a.cr2\nd/a.jpg\n"); /* it was taken away */
    expect_wanted("d/a.cr2.xmp", false, "d/a.cr2\n");
    expect_wanted("d/a.xmp", true, "d/a.cr2\nd/a.jpg\n");
    expect_wanted("d/alone.XMP", false, "d/alone.XMP\n");
    expect_wanted("d/alone.xmp", false, "");
}

static int note_beside(hooks_git_entry *entry, bool sidecar, void *user)
{
    char *found = user;
    size_t len = strlen(found);
    (void)snprintf(found + len, 256 - len, "%s%s\n", sidecar ? "+" : "", entry->path);
    return 0;
}

static void a_picture_is_read_with_its_sidecars_and_beside_its_like(void **state)
{
    char found[256] = "";
    table of;
    (void)state;
    assert_true(READ(LINE("a.JPG") LINE("a.JPG.XMP") LINE("a.b.xmp") LINE("a.cr2") LINE("a.cr2.xmp")
                         LINE("a.txt") LINE("a.xmp") LINE("ab.jpg"),
                     &of));
    assert_int_equal(hooks_git_beside(&of.list, &of.list.entries[0], note_beside, found), 0);
    assert_string_equal(found, "a.cr2\n+a.JPG.XMP\n+a.xmp\n");
    free_table(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_of_an_index_are_read),
        cmocka_unit_test(entries_of_a_tree_are_read),
        cmocka_unit_test(sides_of_a_conflict_are_one_path_without_content),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(what_is_out_of_order_is_refused),
        cmocka_unit_test(paths_and_prefixes_are_found),
        cmocka_unit_test(a_change_asks_for_itself),
        cmocka_unit_test(a_changed_sidecar_asks_for_its_pictures),
        cmocka_unit_test(a_picture_is_read_with_its_sidecars_and_beside_its_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
