/* The thumbnail of an Exif block. */
#include "exif_block.h"

#include "base/limits.h"

enum {
    IFD0 = 8,
    IFD1 = IFD0 + 2 + 12 + 4,
    PICTURE = IFD1 + 2 + 2 * 12 + 4 /* where the thumbnail stands in the stream */
};

/* SOI, a comment, a frame of 6 columns and 4 lines, EOI (ITU-T T.81, B.2). */
#define TINY                                                                                       \
    "\xFF\xD8\xFF\xFE\x00\x04hi\xFF\xC0\x00\x0B\x08\x00\x04\x00\x06\x01\x01\x11\x00\xFF\xD9"

/* IFD0 with an orientation, IFD1 with the place of the thumbnail, and the thumbnail. */
static read_fields *read_thumbnail(uint16_t orientation, size_t at, size_t len, cl_span jpeg)
{
    builder to = {.little_endian = true};
    cl_out place = {0};
    start(&to, true);
    const uint8_t turned[] = {(uint8_t)orientation, (uint8_t)(orientation >> 8)};
    const tag first = {0x0112, SHORT, {turned, sizeof turned}};
    put_directory(&to, &first, 1, IFD1);
    for (size_t i = 0; i < 4; i++) {
        cl_out_byte(&place, (char)(uint8_t)(at >> 8 * i));
    }
    for (size_t i = 0; i < 4; i++) {
        cl_out_byte(&place, (char)(uint8_t)(len >> 8 * i));
    }
    const tag second[] = {{0x0201, LONG, cl_span_sub(cl_out_span(&place), 0, 4)},
                          {0x0202, LONG, cl_span_sub(cl_out_span(&place), 4, 4)}};
    put_directory(&to, second, 2, 0);
    cl_out_put(&to.block, jpeg);
    read_fields *made = read_block(&to);
    cl_out_free(&place);
    return made;
}

static void a_thumbnail_is_kept_with_its_size_and_how_it_is_turned(void **state)
{
    (void)state;
    read_fields *made = read_thumbnail(6, PICTURE, sizeof TINY - 1, CL_SPAN(TINY));
    const cl_thumbnail *found = &made->fields.thumbnail;
    assert_true(cl_span_equal(found->jpeg, CL_SPAN(TINY)));
    assert_int_equal(found->width, 6);
    assert_int_equal(found->height, 4);
    assert_int_equal(found->orientation, 6);
    assert_no_findings(made);
    fields_free(made);
}

static void a_turn_that_there_is_not_is_none(void **state)
{
    (void)state;
    read_fields *made = read_thumbnail(9, PICTURE, sizeof TINY - 1, CL_SPAN(TINY));
    assert_int_equal(made->fields.thumbnail.orientation, 1);
    fields_free(made);
}

static void assert_none(size_t at, size_t len, cl_span jpeg)
{
    read_fields *made = read_thumbnail(1, at, len, jpeg);
    assert_int_equal(made->fields.thumbnail.jpeg.len, 0);
    fields_free(made);
}

static void what_does_not_lie_in_the_block_is_no_thumbnail(void **state)
{
    (void)state;
    size_t len = sizeof TINY - 1;
    assert_none(PICTURE + 1, len, CL_SPAN(TINY));
    assert_none(PICTURE, len + 1, CL_SPAN(TINY));
    assert_none(0xFFFFFFFF, len, CL_SPAN(TINY));
    assert_none(PICTURE, 0xFFFFFFFF, CL_SPAN(TINY));
    assert_none(PICTURE, 0, CL_SPAN(TINY));
}

static void what_is_no_jpeg_is_no_thumbnail(void **state)
{
    (void)state;
    assert_none(PICTURE, 30, CL_SPAN("<script>alert(1)</script>      "));
    assert_none(PICTURE, 4, CL_SPAN("\xFF\xD8\xFF\xD9"));
    assert_none(PICTURE, 20,
                CL_SPAN("\xFF\xD8\xFF\xC0\x00\x0B\x08\x00\x00\x00\x06\x01\x01\x11\x00"
                        "\xFF\xD9\0\0\0"));
}

static void every_beginning_of_a_thumbnail_is_none_or_one_with_a_size(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof TINY; len++) {
        read_fields *made = read_thumbnail(1, PICTURE, len, cl_span_sub(CL_SPAN(TINY), 0, len));
        const cl_thumbnail *found = &made->fields.thumbnail;
        assert_true(found->jpeg.len == 0 || (found->width == 6 && found->height == 4));
        fields_free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thumbnail_is_kept_with_its_size_and_how_it_is_turned),
        cmocka_unit_test(a_turn_that_there_is_not_is_none),
        cmocka_unit_test(what_does_not_lie_in_the_block_is_no_thumbnail),
        cmocka_unit_test(what_is_no_jpeg_is_no_thumbnail),
        cmocka_unit_test(every_beginning_of_a_thumbnail_is_none_or_one_with_a_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
