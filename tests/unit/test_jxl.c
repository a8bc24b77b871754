#include "boxes.h"

/* RFC 7932, 9.2: one stored meta-block, then an empty last one. */
static void put_stored(cl_out *to, cl_span bytes)
{
    put_number(to, (bytes.len - 1) << 4 | 1u << 20, 3, true);
    cl_out_put(to, bytes);
    cl_out_byte(to, 3);
}

static void start(cl_out *file)
{
    put_box(file, "JXL ", CL_SPAN("\r\n\x87\n"));
    put_file_type(file, "jxl ", "jxl ");
}

static reading *read_whole(cl_out *file)
{
    put_box(file, "jxlc", CL_SPAN("\xFF\x0A"));
    return read_boxes_as(&cl_format_jxl, file);
}

static reading *read_compressed(const char *type, cl_span bytes)
{
    cl_out file = {0};
    start(&file);
    size_t at = open_box(&file, "brob");
    cl_out_text(&file, type);
    put_stored(&file, bytes);
    close_box(&file, at);
    return read_whole(&file);
}

static void both_forms_are_jpeg_xl(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_jxl);
    assert_ptr_equal(cl_format_of(CL_SPAN("\xFF\x0A\xFF\x07")), &cl_format_jxl);
    cl_out_free(&file);
}

static void plain_boxes_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_box(&file, "Exif", CL_SPAN("\0\0\0\0II*\0\x08\0\0\0"));
    put_box(&file, "xml ", CL_SPAN("<x:xmpmeta/>"));
    put_box(&file, "xml ", CL_SPAN("<note/>"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_EXIF);
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_block(made, 2, CL_BLOCK_TEXT, "<note/>");
    reading_free(made);
}

static void compressed_boxes_are_read(void **state)
{
    (void)state;
    reading *made = read_compressed("xml ", CL_SPAN("<x:xmpmeta/>"));
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_true(cl_blocks_at(&made->blocks, 0)->inflated);
    reading_free(made);
    made = read_compressed("Exif", CL_SPAN("\0\0\0\0II*\0\x08\0\0\0"));
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    reading_free(made);
}

static void a_compressed_manifest_store_gets_its_header_back(void **state)
{
    (void)state;
    cl_out store = {0};
    put_box(&store, "jumd",
            CL_SPAN("c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71\x03"
                    "c2pa"));
    reading *made = read_compressed("jumb", cl_out_span(&store));
    assert_no_damage(made);
    const cl_block *block = cl_blocks_at(&made->blocks, 0);
    assert_int_equal(block->kind, CL_BLOCK_C2PA);
    assert_int_equal(block->bytes.len, store.len + 8);
    assert_int_equal(block->bytes.data[3], store.len + 8);
    assert_true(cl_span_starts(cl_span_from(block->bytes, 4), CL_SPAN("jumb")));
    reading_free(made);
    cl_out_free(&store);
}

static void compressed_boxes_of_other_kinds_are_mentioned(void **state)
{
    (void)state;
    reading *made = read_compressed("abcd", CL_SPAN("something"));
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    reading_free(made);
    made = read_compressed("jumb", CL_SPAN("something"));
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    reading_free(made);
}

static void a_broken_stream_gives_what_came_before(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    size_t at = open_box(&file, "brob");
    cl_out_text(&file, "xml ");
    put_stored(&file, CL_SPAN("<x:xmpmeta/>"));
    file.len -= 3;
    close_box(&file, at);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta");
    reading_free(made);
}

static void a_stream_that_grows_too_large_is_cut(void **state)
{
    (void)state;
    /* 11 MiB of blanks, as the encoder of libbrotli writes them */
    cl_out file = {0};
    start(&file);
    put_box(&file, "brob", CL_SPAN("xml \x9F\xFF\xFF\xAF\0$@\xE2\xB1@r\xEF_\x01"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_INFLATE_MAX);
    reading_free(made);
}

/* Grey, without a scan: a COM segment, an APP13 that is kept and an APP1 that became a box. */
static void put_description(cl_out *to, size_t comment, size_t resources)
{
    const size_t bits[][2] = {
        {1, 1},
        {6, 0x3E},
        {6, 0x2D},
        {6, 0x21},
        {6, 0x19},
        {2, 0},
        {16, resources - 1},
        {2, 2},
        {1, 0},
        {16, 99},
        {16, comment - 1}, /* segments */
        {2, 0},
        {4, 0},
        {2, 0},
        {2, 0}, /* one component */
        {2, 1},
        {3, 0},
        {30, 0},
        {8, 0}, /* codes without symbols */
        {30, 0},
        {8, 0},
        {2, 0},
        {1, 0},
    };
    uint64_t held = 0;
    size_t count = 0;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        held |= (uint64_t)bits[i][1] << count;
        count += bits[i][0];
        for (; count >= 8; count -= 8, held >>= 8) {
            cl_out_byte(to, (char)(uint8_t)held);
        }
    }
    if (count > 0) {
        cl_out_byte(to, (char)(uint8_t)held);
    }
}

static reading *read_segments_of_jpeg(size_t cut)
{
    cl_out file = {0};
    cl_out resources = {0};
    cl_out segments = {0};
    cl_out_text(&resources, "Photoshop 3.0");
    cl_out_byte(&resources, 0);
    put_resource(&resources, 0x0404, CL_SPAN("\x1C\x02\x6E\0\1A"));
    put_segment(&segments, 0xED, cl_out_span(&resources));
    size_t len = segments.len - 1;
    put_segment(&segments, 0xFE, CL_SPAN("NO SALES"));
    start(&file);
    size_t at = open_box(&file, "jbrd");
    put_description(&file, segments.len - len - 2, len);
    /* Markers stand there without their first byte. */
    cl_out kept = {0};
    cl_out_put(&kept, cl_span_sub(cl_out_span(&segments), 1, len));
    cl_out_put(&kept, cl_span_from(cl_out_span(&segments), len + 2));
    put_stored(&file, cl_out_span(&kept));
    file.len -= cut;
    close_box(&file, at);
    cl_out_free(&kept);
    cl_out_free(&segments);
    cl_out_free(&resources);
    return read_whole(&file);
}

static void segments_of_a_jpeg_are_read_from_its_description(void **state)
{
    (void)state;
    reading *made = read_segments_of_jpeg(0);
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
    assert_true(cl_blocks_at(&made->blocks, 1)->inflated);
    reading_free(made);
}

static void a_description_that_is_cut_is_reported(void **state)
{
    (void)state;
    for (size_t cut = 2; cut < 70; cut++) {
        reading *made = read_segments_of_jpeg(cut);
        assert_true(is_incomplete(made));
        reading_free(made);
    }
}

static void a_box_without_a_tiff_stream_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_box(&file, "Exif", CL_SPAN("\0\0\0\0nothing"));
    put_box(&file, "Exif", CL_EMPTY_SPAN);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_lying_offset_of_exif_is_repaired(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_box(&file, "Exif",
            CL_SPAN("\0\0\0\x09"
                    "Exif\0\0MM\0*\0\0\0\x08"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_box(&file, "xml ", CL_SPAN("<x:xmpmeta/>"));
    put_box(&file, "jxlc", CL_SPAN("\xFF\x0A"));
    assert_prefixes_are_damaged(&cl_format_jxl, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_are_jpeg_xl),
        cmocka_unit_test(plain_boxes_are_read),
        cmocka_unit_test(compressed_boxes_are_read),
        cmocka_unit_test(a_compressed_manifest_store_gets_its_header_back),
        cmocka_unit_test(compressed_boxes_of_other_kinds_are_mentioned),
        cmocka_unit_test(a_broken_stream_gives_what_came_before),
        cmocka_unit_test(a_stream_that_grows_too_large_is_cut),
        cmocka_unit_test(segments_of_a_jpeg_are_read_from_its_description),
        cmocka_unit_test(a_description_that_is_cut_is_reported),
        cmocka_unit_test(a_box_without_a_tiff_stream_is_reported),
        cmocka_unit_test(a_lying_offset_of_exif_is_repaired),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
