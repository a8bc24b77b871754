#include "container/irb.h"

#include "bytes.h"

/* Reads the stream as if it stood at the start of the file. */
static reading *read_stream(cl_out *bytes)
{
    reading *made = reading_of(cl_out_span(bytes));
    cl_block stream = {.bytes = {made->bytes, made->len}, .container = "test"};
    assert_int_equal(cl_irb_read(&stream, &made->blocks), CL_OK);
    assert_offsets_are_right(made);
    cl_out_free(bytes);
    return made;
}

static void every_kind_of_resource_is_found(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("iim"));
    put_resource(&bytes, 0x0425, CL_SPAN("0123456789abcdef"));
    put_resource(&bytes, 0x040B, CL_SPAN("url"));
    put_resource(&bytes, 0x0422, CL_SPAN("exif"));
    put_resource(&bytes, 0x0423, CL_SPAN("more"));
    put_resource(&bytes, 0x0424, CL_SPAN("xmp"));
    put_resource(&bytes, 0x040A, CL_SPAN("1"));
    put_resource(&bytes, 0x03ED, CL_SPAN("resolution"));
    reading *made = read_stream(&bytes);
    assert_no_damage(made);
    assert_block_count(made, 7);
    assert_block(made, 0, CL_BLOCK_IIM, "iim");
    assert_block(made, 1, CL_BLOCK_DIGEST, "0123456789abcdef");
    assert_block(made, 2, CL_BLOCK_URL, "url");
    assert_block(made, 3, CL_BLOCK_EXIF, "exif");
    assert_block(made, 4, CL_BLOCK_EXIF, "more");
    assert_block(made, 5, CL_BLOCK_XMP, "xmp");
    assert_block(made, 6, CL_BLOCK_FLAG, "1");
    assert_string_equal(cl_blocks_at(&made->blocks, 5)->container, "test 0x0424");
    reading_free(made);
}

static void all_signatures_and_names_are_known(void **state)
{
    (void)state;
    cl_out bytes = {0};
    static const char *const signatures[] = {"8BIM", "PHUT", "DCSR", "AgHg", "MeSa"};
    for (size_t i = 0; i < 5; i++) {
        cl_out_text(&bytes, signatures[i]);
        put_u16be(&bytes, 0x0404);
        /* Names of both parities: with the length byte they take an even number of bytes. */
        cl_out_byte(&bytes, (char)i);
        cl_out_repeat(&bytes, "n", i);
        cl_out_repeat(&bytes, "p", i % 2 == 0 ? 1 : 0);
        put_u32be(&bytes, 4);
        cl_out_text(&bytes, "data");
    }
    reading *made = read_stream(&bytes);
    assert_no_damage(made);
    assert_block_count(made, 5);
    assert_block(made, 4, CL_BLOCK_IIM, "data");
    reading_free(made);
}

static void a_missing_pad_byte_loses_nothing(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("odd"));
    bytes.len--;
    put_resource(&bytes, 0x0404, CL_SPAN("next"));
    reading *made = read_stream(&bytes);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_IIM, "odd");
    assert_block(made, 1, CL_BLOCK_IIM, "next");
    reading_free(made);
}

static void trailing_zeros_are_padding(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("data"));
    for (int i = 0; i < 100; i++) {
        cl_out_byte(&bytes, 0);
    }
    reading *made = read_stream(&bytes);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_IIM, "data");
    reading_free(made);
}

static void a_size_beyond_the_end_is_reported_and_the_data_read(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("JAPAN OUT."));
    bytes.data[8] = 0x7F;
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_IIM, "JAPAN OUT.");
    reading_free(made);
}

static void a_size_that_swallows_the_next_resource_is_mended(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("first.."));
    put_resource(&bytes, 0x0424, CL_SPAN("second."));
    bytes.data[11] = 11;
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block_count(made, 2);
    assert_block(made, 1, CL_BLOCK_XMP, "second.");
    reading_free(made);
}

static void a_size_that_is_too_short_loses_nothing(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0404, CL_SPAN("JAPAN OUT."));
    put_resource(&bytes, 0x0424, CL_SPAN("xmp."));
    bytes.data[11] = 5;
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_IIM, "JAPAN OUT.");
    assert_block(made, 1, CL_BLOCK_XMP, "xmp.");
    reading_free(made);
}

static void a_wrong_size_of_a_resource_that_is_not_read_is_harmless(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0409, CL_SPAN("thumbnail."));
    put_resource(&bytes, 0x0424, CL_SPAN("xmp."));
    bytes.data[11] = 5;
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_XMP, "xmp.");
    reading_free(made);
}

static void a_stream_that_starts_with_junk_is_reported_and_read(void **state)
{
    (void)state;
    cl_out bytes = {0};
    cl_out_text(&bytes, "junk");
    put_resource(&bytes, 0x0424, CL_SPAN("xmp."));
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP, "xmp.");
    reading_free(made);
}

static void junk_behind_padding_is_a_loss_only_if_it_holds_datasets(void **state)
{
    (void)state;
    for (int datasets = 0; datasets < 2; datasets++) {
        cl_out bytes = {0};
        put_resource(&bytes, 0x0424, CL_SPAN("xmp."));
        for (int i = 0; i < 70; i++) {
            cl_out_byte(&bytes, 0);
        }
        cl_out_text(&bytes, datasets == 1 ? "x\x1C\x02\x28" : "junk");
        reading *made = read_stream(&bytes);
        assert_only_damage(made, datasets == 1 ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED);
        reading_free(made);
    }
}

static void bare_datasets_are_a_block(void **state)
{
    (void)state;
    cl_out bytes = {0};
    put_resource(&bytes, 0x0424, CL_SPAN("xmp."));
    cl_out_put(&bytes, CL_SPAN("\x1C\x02\x28\0\x03OUT"));
    put_resource(&bytes, 0x0424, CL_SPAN("more"));
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block_count(made, 3);
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->bytes.len, 8);
    reading_free(made);
}

static void too_many_resources_hit_a_cap(void **state)
{
    (void)state;
    cl_out bytes = {0};
    for (size_t i = 0; i <= CL_IRB_MAX; i++) {
        put_resource(&bytes, 0x0409, CL_EMPTY_SPAN);
    }
    reading *made = read_stream(&bytes);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

/* Hundreds of resources that each point at the same long padding. */
static void hostile_padding_is_read_in_linear_time(void **state)
{
    (void)state;
    enum {
        RESOURCES = 4000,
        PADDING = 4 * 1024 * 1024
    };
    cl_out bytes = {0};
    for (size_t i = 0; i < RESOURCES; i++) {
        cl_out_text(&bytes, "8BIM");
        put_u16be(&bytes, 0x0409);
        put_u16be(&bytes, 0);
        put_u32be(&bytes, (RESOURCES - 1 - i) * 12);
    }
    cl_out_repeat(&bytes, "\x01", 1);
    for (size_t i = 0; i < PADDING; i++) {
        cl_out_byte(&bytes, 0);
    }
    cl_out_text(&bytes, "8BIM");
    reading *made = read_stream(&bytes);
    assert_true(is_incomplete(made));
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out whole = {0};
    put_resource(&whole, 0x0404, CL_SPAN("JAPAN OUT."));
    for (size_t len = 1; len < whole.len; len++) {
        cl_out bytes = {0};
        cl_out_put(&bytes, cl_span_sub(cl_out_span(&whole), 0, len));
        reading *made = read_stream(&bytes);
        assert_true(is_incomplete(made));
        reading_free(made);
    }
    cl_out_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_resource_is_found),
        cmocka_unit_test(all_signatures_and_names_are_known),
        cmocka_unit_test(a_missing_pad_byte_loses_nothing),
        cmocka_unit_test(trailing_zeros_are_padding),
        cmocka_unit_test(a_size_beyond_the_end_is_reported_and_the_data_read),
        cmocka_unit_test(a_size_that_swallows_the_next_resource_is_mended),
        cmocka_unit_test(a_size_that_is_too_short_loses_nothing),
        cmocka_unit_test(a_wrong_size_of_a_resource_that_is_not_read_is_harmless),
        cmocka_unit_test(a_stream_that_starts_with_junk_is_reported_and_read),
        cmocka_unit_test(junk_behind_padding_is_a_loss_only_if_it_holds_datasets),
        cmocka_unit_test(bare_datasets_are_a_block),
        cmocka_unit_test(too_many_resources_hit_a_cap),
        cmocka_unit_test(hostile_padding_is_read_in_linear_time),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
