/* Files that carry a JPEG or a TIFF stream, or a JPEG's segments alone: RAF, MRW, EXV. */
#include "bytes.h"

/* Building */

static void put_comment(cl_out *to, cl_span comment)
{
    put_segment(to, 0xFE, comment);
}

static void put_jpeg(cl_out *to, cl_span comment)
{
    cl_out_put(to, CL_SPAN("\xFF\xD8"));
    put_comment(to, comment);
    put_segment(to, 0xDA, CL_SPAN("\x01\x01\0\0?\0"));
    cl_out_put(to, CL_SPAN("x\xFF\xD9"));
}

/* A RAF that says its JPEG to be so much shorter or longer than it is. */
static void put_raf(cl_out *to, size_t shorter, size_t longer)
{
    cl_out jpeg = {0};
    put_jpeg(&jpeg, CL_SPAN("NO SALES"));
    cl_out_repeat(to, "FUJIFILMCCD-RAW 0201", 1);
    cl_out_repeat(to, "\x20", 84 - to->len);
    put_u32be(to, 100);
    put_u32be(to, jpeg.len - shorter + longer);
    cl_out_repeat(to, "\x20", 100 - to->len);
    cl_out_put(to, cl_out_span(&jpeg));
    cl_out_free(&jpeg);
}

/* A TIFF stream with a caption, 8 bytes from its start. */
static void put_stream(cl_out *to, bool little_endian)
{
    cl_out_text(to, little_endian ? "II" : "MM");
    put_number(to, 42, 2, little_endian);
    put_number(to, 18, 4, little_endian);
    cl_out_put(to, CL_SPAN("NO SALES\0\0"));
    put_number(to, 1, 2, little_endian);
    put_number(to, 0x010E, 2, little_endian);
    put_number(to, 2, 2, little_endian);
    put_number(to, 9, 4, little_endian);
    put_number(to, 8, 4, little_endian);
    put_number(to, 0, 4, little_endian);
}

static void put_block(cl_out *to, const char *name, cl_span bytes, bool little_endian)
{
    cl_out_byte(to, 0);
    cl_out_text(to, name);
    put_number(to, bytes.len, 4, little_endian);
    cl_out_put(to, bytes);
}

static void put_mrw(cl_out *to, bool little_endian)
{
    cl_out blocks = {0};
    cl_out stream = {0};
    put_stream(&stream, little_endian);
    put_block(&blocks, "PRD", CL_SPAN("21860002"), little_endian);
    put_block(&blocks, "TTW", cl_out_span(&stream), little_endian);
    put_block(to, little_endian ? "MRI" : "MRM", cl_out_span(&blocks), little_endian);
    cl_out_free(&blocks);
    cl_out_free(&stream);
}

static reading *read_out(const cl_format *format, cl_out *from)
{
    assert_ptr_equal(cl_format_of(cl_out_span(from)), format);
    reading *made = read_as(format, cl_out_span(from));
    cl_out_free(from);
    return made;
}

/* RAF */

static void the_jpeg_in_a_raf_is_read_at_its_own_offsets(void **state)
{
    (void)state;
    cl_out file = {0};
    put_raf(&file, 0, 0);
    cl_out_text(&file, "picture data");
    reading *made = read_out(&cl_format_raf, &file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->offset, 100 + 2 + 4);
    reading_free(made);
}

static void a_raf_that_is_cut_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_raf(&file, 0, 0);
    assert_prefixes_are_damaged(&cl_format_raf, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

static void a_jpeg_shorter_than_its_segments_is_not_read_beyond_its_end(void **state)
{
    (void)state;
    cl_out file = {0};
    put_raf(&file, 15, 0);
    reading *made = read_out(&cl_format_raf, &file);
    assert_true(is_incomplete(made));
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 6);
    reading_free(made);
}

static void a_jpeg_that_ends_behind_the_file_is_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_raf(&file, 0, 0xFFFF0000);
    reading *made = read_out(&cl_format_raf, &file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
}

static void a_raf_without_a_jpeg_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "FUJIFILMCCD-RAW 0201");
    cl_out_repeat(&file, "\x01", 100);
    reading *made = read_out(&cl_format_raf, &file);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 1);
    assert_block_count(made, 0);
    reading_free(made);
}

/* MRW */

static void the_tiff_stream_in_an_mrw_is_read_at_its_own_offsets(void **state)
{
    (void)state;
    for (int little_endian = 0; little_endian < 2; little_endian++) {
        cl_out file = {0};
        put_mrw(&file, little_endian == 1);
        cl_out_text(&file, "picture data");
        reading *made = read_out(&cl_format_mrw, &file);
        assert_no_damage(made);
        assert_block_count(made, 1);
        const cl_block *block = cl_blocks_at(&made->blocks, 0);
        assert_int_equal(block->kind, CL_BLOCK_EXIF);
        size_t at = cl_span_find(block->bytes, CL_SPAN("NO SALES"));
        assert_true(cl_block_is_verbatim(block, at));
        assert_int_equal(cl_block_offset(block, at), 8 + 16 + 8 + 8);
        reading_free(made);
    }
}

static void an_mrw_that_is_cut_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_mrw(&file, false);
    assert_prefixes_are_damaged(&cl_format_mrw, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

static reading *read_blocks(const cl_out *blocks)
{
    cl_out file = {0};
    put_block(&file, "MRM", cl_out_span(blocks), false);
    return read_out(&cl_format_mrw, &file);
}

static void an_mrw_without_a_tiff_stream_is_reported(void **state)
{
    (void)state;
    cl_out blocks = {0};
    put_block(&blocks, "PRD", CL_SPAN("21860002"), false);
    reading *made = read_blocks(&blocks);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
    cl_out_free(&blocks);
}

static void a_second_tiff_stream_is_reported(void **state)
{
    (void)state;
    cl_out blocks = {0};
    cl_out stream = {0};
    put_stream(&stream, false);
    put_block(&blocks, "TTW", cl_out_span(&stream), false);
    put_block(&blocks, "TTW", cl_out_span(&stream), false);
    reading *made = read_blocks(&blocks);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 1);
    reading_free(made);
    cl_out_free(&blocks);
    cl_out_free(&stream);
}

static void bytes_that_are_no_block_end_the_walk(void **state)
{
    (void)state;
    cl_out blocks = {0};
    cl_out stream = {0};
    put_stream(&stream, false);
    put_block(&blocks, "TTW", cl_out_span(&stream), false);
    cl_out_text(&blocks, "no block at all");
    reading *made = read_blocks(&blocks);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 1);
    reading_free(made);
    cl_out_free(&blocks);
    cl_out_free(&stream);
}

static void too_many_blocks_hit_a_cap(void **state)
{
    (void)state;
    cl_out blocks = {0};
    for (size_t i = 0; i <= CL_SEGMENTS_MAX; i++) {
        put_block(&blocks, "PAD", CL_EMPTY_SPAN, false);
    }
    reading *made = read_blocks(&blocks);
    assert_int_equal(count_damage(made, CL_DAMAGE_LIMIT), 1);
    reading_free(made);
    cl_out_free(&blocks);
}

static void a_stream_does_not_reach_beyond_its_block(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out stream = {0};
    put_stream(&stream, false);
    put_block(&file, "MRM", CL_EMPTY_SPAN, false);
    put_block(&file, "TTW", CL_EMPTY_SPAN, false);
    cl_out_put(&file, cl_out_span(&stream));
    file.data[7] = 8; /* one block, whose stream is behind it */
    reading *made = read_out(&cl_format_mrw, &file);
    assert_true(is_incomplete(made));
    assert_block_count(made, 0);
    reading_free(made);
    cl_out_free(&stream);
}

/* EXV */

static void the_segments_of_an_exv_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_put(&file, CL_SPAN("\xFF\x01"
                              "Exiv2"));
    put_comment(&file, CL_SPAN("NO SALES"));
    cl_out_put(&file, CL_SPAN("\xFF\xD9"));
    reading *made = read_out(&cl_format_jpeg, &file);
    assert_no_damage(made);
    assert_string_equal(made->blocks.format, "EXV");
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->offset, 7 + 4);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_jpeg_in_a_raf_is_read_at_its_own_offsets),
        cmocka_unit_test(a_raf_that_is_cut_is_reported),
        cmocka_unit_test(a_jpeg_shorter_than_its_segments_is_not_read_beyond_its_end),
        cmocka_unit_test(a_jpeg_that_ends_behind_the_file_is_read_and_reported),
        cmocka_unit_test(a_raf_without_a_jpeg_is_reported),
        cmocka_unit_test(the_tiff_stream_in_an_mrw_is_read_at_its_own_offsets),
        cmocka_unit_test(an_mrw_that_is_cut_is_reported),
        cmocka_unit_test(an_mrw_without_a_tiff_stream_is_reported),
        cmocka_unit_test(a_second_tiff_stream_is_reported),
        cmocka_unit_test(bytes_that_are_no_block_end_the_walk),
        cmocka_unit_test(too_many_blocks_hit_a_cap),
        cmocka_unit_test(a_stream_does_not_reach_beyond_its_block),
        cmocka_unit_test(the_segments_of_an_exv_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
