/* What git says of an object, what Git LFS puts in place of one, and what a path means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hooks/git/objects.h"
#include "hooks/git/paths.h"
#include "hooks/git/pointer.h"

#define SHA    "0123456789abcdef0123456789abcdef01234567"
#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define LFS    "version https://git-lfs.github.com/spec/v1\n"

static bool read_header(const char *line, hooks_git_header *out)
{
    return hooks_git_header_read(line, strlen(line), out);
}

static void a_header_tells_type_and_size(void **state)
{
    hooks_git_header header;
    (void)state;
    assert_true(read_header(SHA " blob 1234567", &header));
    assert_true(header.file);
    assert_int_equal(header.size, 1234567);
    assert_true(read_header(SHA " tree 32", &header));
    assert_false(header.file);
    assert_true(read_header("HEAD:a b.yaml missing", &header));
    assert_true(header.missing);
    assert_true(read_header("0123 ambiguous", &header));
    assert_true(header.missing);
}

static void what_is_no_header_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",           "missing",         SHA " blob",   SHA " blob ",
        SHA "blob 1", SHA " blob -1",    SHA " knob 1", SHA " blob 1234567890123456789",
        "fatal: x",   SHA " blob 1 bad", "17",
    };
    hooks_git_header header;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(read_header(wrong[i], &header));
    }
    assert_true(read_header(SHA " blob 123456789012345678", &header));
    assert_true(header.size == UINT64_C(123456789012345678));
}

static hooks_git_pointer_state read_pointer(const char *text, hooks_git_pointer *out)
{
    return hooks_git_pointer_read(text, strlen(text), out);
}

static void a_pointer_names_its_content(void **state)
{
    hooks_git_pointer pointer;
    (void)state;
    assert_int_equal(read_pointer(LFS "oid sha256:" DIGEST "\nsize 12345\n", &pointer),
                     HOOKS_GIT_POINTER);
    assert_string_equal(pointer.digest, DIGEST);
    assert_int_equal(pointer.size, 12345);
    assert_int_equal(read_pointer("version https://hawser.github.com/spec/v1\noid sha256:" DIGEST
                                  "\nsize 18446744073709551615\n",
                                  &pointer),
                     HOOKS_GIT_POINTER);
    assert_true(pointer.size == UINT64_MAX);
}

static void a_pointer_of_another_kind_is_no_content(void **state)
{
    static const char *const wrong[] = {
        LFS,
        "version https://git-lfs.github.com/spec/v2\noid sha256:" DIGEST "\nsize 1\n",
        LFS "oid sha256:" DIGEST "\nsize 1",
        LFS "oid sha256:" DIGEST "\nsize 1\nmore\n",
        LFS "oid sha256:" DIGEST "\nsize \n",
        LFS "oid sha256:" DIGEST "\nsize 18446744073709551616\n",
        LFS "oid sha256:" DIGEST "0\nsize 1\n",
        LFS "oid md5:" DIGEST "\nsize 1\n",
        LFS "ext-0-x sha256:" DIGEST "\noid sha256:" DIGEST "\nsize 1\n",
        LFS "oid sha256:../../../../../etc/passwd0123456789abcdef0123456789abcdef01\nsize 1\n",
    };
    hooks_git_pointer pointer;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(read_pointer(wrong[i], &pointer), HOOKS_GIT_BAD_POINTER);
    }
    assert_int_equal(read_pointer("version https://example.org/\n", &pointer),
                     HOOKS_GIT_NO_POINTER);
    assert_int_equal(hooks_git_pointer_read("", 0, &pointer), HOOKS_GIT_NO_POINTER);
}

static void every_beginning_of_a_pointer_is_read_within_its_bounds(void **state)
{
    static const char text[] = LFS "oid sha256:" DIGEST "\nsize 12345\n";
    hooks_git_pointer pointer;
    (void)state;
    for (size_t len = 0; len + 1 < sizeof text - 1; len++) {
        char cut[sizeof text];
        memcpy(cut, text, len);
        memset(cut + len, '7', sizeof cut - len);
        assert_int_not_equal(hooks_git_pointer_read(cut, len, &pointer), HOOKS_GIT_POINTER);
    }
}

static void expect_joined(const char *folder, const char *path, const char *expected)
{
    char out[CLI_PATH_MAX];
    bool inside = hooks_git_join(folder, path, out);
    assert_int_equal(inside, expected != NULL);
    assert_string_equal(out, expected == NULL ? "" : expected);
}

static void paths_are_told_from_the_top(void **state)
{
    (void)state;
    expect_joined("", "a", "a");
    expect_joined("d/e/", "../a.jpg", "d/a.jpg");
    expect_joined("d", "./a//b/", "d/a/b");
    expect_joined("d", ".", "d");
    expect_joined("d", "..", "");
    expect_joined("", ".", "");
    expect_joined("d", "../../a", NULL);
    expect_joined("", "..", NULL);
    expect_joined("", "/etc/passwd", NULL);
    expect_joined("d", "...", "d/...");
}

static void a_path_that_is_too_long_is_refused(void **state)
{
    char path[CLI_PATH_MAX + 1];
    char out[CLI_PATH_MAX];
    (void)state;
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_false(hooks_git_join("", path, out));
    path[CLI_PATH_MAX - 3] = '\0';
    assert_true(hooks_git_join("", path, out));
    assert_false(hooks_git_join("a/b", path, out));
    assert_false(hooks_git_put(out, path, CLI_PATH_MAX, "more"));
}

static void an_absolute_path_is_told_from_its_folder(void **state)
{
    (void)state;
    assert_string_equal(hooks_git_below("/a/b", "/a/b/c"), "c");
    assert_string_equal(hooks_git_below("/a/b/", "/a/b//c"), "c");
    assert_string_equal(hooks_git_below("/a/b", "/a/b"), "");
    assert_string_equal(hooks_git_below("/", "/a"), "a");
    assert_null(hooks_git_below("/a/b", "/a/bc"));
    assert_null(hooks_git_below("/a/b", "/a"));
}

static void names_tell_what_a_file_is(void **state)
{
    (void)state;
    assert_true(hooks_git_is_picture("d.x/a.JPG"));
    assert_true(hooks_git_is_picture("a.svgz"));
    assert_true(hooks_git_is_picture("a.svg.gz"));
    assert_false(hooks_git_is_picture("a.tar.gz"));
    assert_false(hooks_git_is_picture(".gz"));
    assert_false(hooks_git_is_picture("d.jpg/a"));
    assert_false(hooks_git_is_picture("a.xmp"));
    assert_false(hooks_git_is_picture("a.txt"));
    assert_true(hooks_git_is_input("a.txt"));
    assert_true(hooks_git_is_input("a.jsonl"));
    assert_false(hooks_git_is_input("a.json"));
    assert_true(hooks_git_may_be_sidecar("a.XMP"));
    assert_false(hooks_git_may_be_sidecar("a.Xmp")); /* no program writes it so */
    assert_false(hooks_git_may_be_sidecar("a/.xmp"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_tells_type_and_size),
        cmocka_unit_test(what_is_no_header_is_refused),
        cmocka_unit_test(a_pointer_names_its_content),
        cmocka_unit_test(a_pointer_of_another_kind_is_no_content),
        cmocka_unit_test(every_beginning_of_a_pointer_is_read_within_its_bounds),
        cmocka_unit_test(paths_are_told_from_the_top),
        cmocka_unit_test(a_path_that_is_too_long_is_refused),
        cmocka_unit_test(an_absolute_path_is_told_from_its_folder),
        cmocka_unit_test(names_tell_what_a_file_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
