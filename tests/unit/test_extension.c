#include "container/extension.h"

#include "cl_test.h"

static bool misleads(const char *path, const char *format)
{
    return cl_extension_misleads(cl_span_of(path), format);
}

static void the_ending_is_what_follows_the_last_dot_of_the_name(void **state)
{
    (void)state;
    assert_span_is(cl_extension_of(CL_SPAN("a/b.c/tram.jpg.XMP")), "XMP");
    assert_span_is(cl_extension_of(CL_SPAN("a.b/tram")), "");
    assert_span_is(cl_extension_of(CL_SPAN("tram.")), "");
    assert_span_is(cl_extension_of(CL_EMPTY_SPAN), "");
}

static void a_name_misleads_that_ends_as_other_formats_do(void **state)
{
    (void)state;
    assert_true(misleads("tram.png", "JPEG"));
    assert_true(misleads("a/tram.JPG", "WebP"));
    assert_true(misleads("tram.xmp", "JPEG"));
    assert_false(misleads("tram.jpg", "JPEG"));
    assert_false(misleads("tram.JPEG", "JPEG"));
    assert_false(misleads("tram.mpo", "JPEG"));
}

static void endings_that_several_formats_share_mislead_for_none_of_them(void **state)
{
    (void)state;
    assert_false(misleads("tram.dng", "TIFF"));
    assert_false(misleads("tram.dng", "DNG"));
    assert_true(misleads("tram.dng", "JPEG"));
}

static void an_ending_that_nobody_knows_misleads_nobody(void **state)
{
    (void)state;
    assert_false(misleads("tram", "JPEG"));
    assert_false(misleads("tram.tmp", "JPEG"));
    assert_false(misleads("png/tram", "JPEG"));
    assert_false(misleads("", "JPEG"));
}

static void pictures_are_told_from_other_files_by_their_endings(void **state)
{
    (void)state;
    assert_true(cl_extension_is_picture(CL_SPAN("jpg")));
    assert_true(cl_extension_is_picture(CL_SPAN("CR2")));
    assert_true(cl_extension_is_picture(CL_SPAN("Heic")));
    assert_false(cl_extension_is_picture(CL_SPAN("xmp")));
    assert_false(cl_extension_is_picture(CL_SPAN("txt")));
    assert_false(cl_extension_is_picture(CL_SPAN("jpg tif")));
    assert_false(cl_extension_is_picture(CL_EMPTY_SPAN));
}

static void each_ending_comes_once_and_the_usual_ones_first(void **state)
{
    (void)state;
    enum {
        MOST = 200
    };
    cl_span seen[MOST];
    size_t count = 0;
    cl_extension_list list = {0};
    while (count < MOST && cl_extension_next(&list, &seen[count])) {
        for (size_t i = 0; i < count; i++) {
            assert_false(cl_span_equal(seen[i], seen[count]));
        }
        assert_true(cl_extension_is_picture(seen[count]));
        count++;
    }
    assert_true(count > 50 && count < MOST);
    assert_span_is(seen[0], "jpg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ending_is_what_follows_the_last_dot_of_the_name),
        cmocka_unit_test(a_name_misleads_that_ends_as_other_formats_do),
        cmocka_unit_test(endings_that_several_formats_share_mislead_for_none_of_them),
        cmocka_unit_test(an_ending_that_nobody_knows_misleads_nobody),
        cmocka_unit_test(pictures_are_told_from_other_files_by_their_endings),
        cmocka_unit_test(each_ending_comes_once_and_the_usual_ones_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
