#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hooks/watch/names.h"

static void expect_stem(const char *name, const char *stem)
{
    size_t len = watch_stem(name);
    assert_int_equal(len, strnlen(stem, WATCH_NAME_MAX));
    assert_memory_equal(name, stem, len);
}

static void names_of_transfers_are_passing(void **state)
{
    (void)state;
    assert_true(watch_is_passing(".a.jpg.Xy12"));
    assert_true(watch_is_passing("a.jpg.part"));
    assert_true(watch_is_passing("a.jpg.FILEPART"));
    assert_true(watch_is_passing("a.tmp"));
    assert_true(watch_is_passing("a.jpg~"));
    assert_true(watch_is_passing("~a.jpg"));
    assert_false(watch_is_passing("a.jpg"));
    assert_false(watch_is_passing("part.jpg"));
    assert_false(watch_is_passing("tmp"));
}

static void own_reports_are_known(void **state)
{
    (void)state;
    assert_true(watch_is_report("a.jpg.captionlint.ndjson"));
    assert_true(watch_is_report("a.jpg.captionlint.html"));
    assert_false(watch_is_report("a.ndjson"));
    assert_false(watch_is_report("captionlint.ndjson"));
}

static void files_that_belong_together_share_a_stem(void **state)
{
    (void)state;
    expect_stem("a.jpg", "a");
    expect_stem("a.xmp", "a");
    expect_stem("a.jpg.xmp", "a");
    expect_stem("a.NEF", "a");
    expect_stem("a.b.jpg", "a.b");
    expect_stem("a.doc", "a.doc");
    expect_stem("a", "a");
    expect_stem("x.jpg.jpg", "x");
    expect_stem("..jpg", ".");
}

static void a_sidecar_is_called_as_its_picture(void **state)
{
    (void)state;
    assert_true(watch_is_sidecar_of("a.xmp", "a.jpg"));
    assert_true(watch_is_sidecar_of("a.jpg.xmp", "a.jpg"));
    assert_true(watch_is_sidecar_of("a.XMP", "a.jpg"));
    assert_false(watch_is_sidecar_of("a.jpg.xmp", "a.nef"));
    assert_false(watch_is_sidecar_of("b.xmp", "a.jpg"));
    assert_false(watch_is_sidecar_of("a.jpg", "a.jpg"));
    assert_false(watch_is_sidecar_of("a.xmp", "a.txt"));
    assert_false(watch_is_sidecar_of("a.xmp.xmp", "a.xmp"));
}

static void a_number_stands_behind_the_stem(void **state)
{
    (void)state;
    watch_name name;
    watch_numbered("a.jpg", 1, &name);
    assert_string_equal(name.text, "a.jpg");
    watch_numbered("a.jpg", 2, &name);
    assert_string_equal(name.text, "a-2.jpg");
    watch_numbered("a.jpg.xmp", 12, &name);
    assert_string_equal(name.text, "a-12.jpg.xmp");
    watch_numbered("a.b.xmp", 3, &name);
    assert_string_equal(name.text, "a.b-3.xmp");
}

/* `count` times `piece`, then `ending`. */
static void make_long(char out[512], const char *piece, size_t count, const char *ending)
{
    size_t len = strnlen(piece, 8);
    for (size_t i = 0; i < count; i++) {
        memcpy(out + i * len, piece, len);
    }
    memcpy(out + count * len, ending, strnlen(ending, 64) + 1);
}

static void long_names_are_cut_between_characters(void **state)
{
    (void)state;
    char text[512];
    watch_name name;
    make_long(text, "\xc3\xa4", 125, ".jpg");
    watch_numbered(text, 2, &name);
    assert_int_equal(strnlen(name.text, 300), 254 + 0);
    assert_string_equal(name.text + strnlen(name.text, 300) - 8, "\xc3\xa4-2.jpg");
    watch_numbered(text, 4000000000u, &name);
    size_t len = strnlen(name.text, 300);
    assert_true(len <= WATCH_NAME_MAX);
    assert_string_equal(name.text + len - 17, "\xc3\xa4-4000000000.jpg");
}

static void names_of_nothing_but_endings_are_numbered_too(void **state)
{
    (void)state;
    char text[512];
    watch_name first;
    watch_name second;
    make_long(text, ".jpg", 63, "");
    text[0] = 'x';
    watch_numbered(text, 2, &first);
    watch_numbered(text, 3, &second);
    assert_true(strnlen(first.text, 300) <= WATCH_NAME_MAX);
    assert_string_not_equal(first.text, second.text);
    assert_string_equal(first.text + strnlen(first.text, 300) - 4, ".jpg");
}

static void a_report_is_named_after_its_file(void **state)
{
    (void)state;
    watch_name name;
    watch_report_name("a.jpg", WATCH_RECORD, &name);
    assert_string_equal(name.text, "a.jpg.captionlint.ndjson");
}

static void reports_of_long_names_stay_apart(void **state)
{
    (void)state;
    char text[512];
    watch_name one;
    watch_name other;
    make_long(text, "b", 250, "1.jpg");
    watch_report_name(text, WATCH_RECORD, &one);
    make_long(text, "b", 250, "2.jpg");
    watch_report_name(text, WATCH_RECORD, &other);
    assert_int_equal(strnlen(one.text, 300), WATCH_NAME_MAX);
    assert_string_not_equal(one.text, other.text);
    assert_true(watch_is_report(one.text));
    make_long(text, "b", 232, ".jpg"); /* just fits */
    watch_report_name(text, WATCH_RECORD, &one);
    assert_memory_equal(one.text + 232, ".jpg.captionlint.ndjson", 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_transfers_are_passing),
        cmocka_unit_test(own_reports_are_known),
        cmocka_unit_test(files_that_belong_together_share_a_stem),
        cmocka_unit_test(a_sidecar_is_called_as_its_picture),
        cmocka_unit_test(a_number_stands_behind_the_stem),
        cmocka_unit_test(long_names_are_cut_between_characters),
        cmocka_unit_test(names_of_nothing_but_endings_are_numbered_too),
        cmocka_unit_test(a_report_is_named_after_its_file),
        cmocka_unit_test(reports_of_long_names_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
