#include "boxes.h"

static reading *read_file(cl_out *file)
{
    return read_boxes_as(&cl_format_isobmff, file);
}

static void put_movie(cl_out *file)
{
    put_box(file, "moov", CL_EMPTY_SPAN);
}

static void assert_format(const char *brand, const char *compatible, const char *format)
{
    cl_out file = {0};
    put_file_type(&file, brand, compatible);
    put_movie(&file);
    reading *made = read_file(&file);
    assert_no_damage(made);
    if (format == NULL) {
        assert_null(made->blocks.format);
    } else {
        assert_string_equal(made->blocks.format, format);
    }
    reading_free(made);
}

static void the_brand_says_what_the_file_is(void **state)
{
    (void)state;
    assert_format("heic", "mif1heic", "HEIC");
    assert_format("mif1", "mif1heic", "HEIF");
    assert_format("mif1", "mif1avif", "AVIF");
    assert_format("avis", "avifmsf1", "AVIF");
    assert_format("crx ", "crx isom", "CR3");
    assert_format("qt  ", "qt  ", "MOV");
    assert_format("isom", "isommp42", NULL); /* the format's own name: MP4 */
}

static void files_without_a_brand_are_told_by_their_first_box(void **state)
{
    (void)state;
    assert_ptr_equal(cl_format_of(CL_SPAN("\0\0\0\x08moov")), &cl_format_isobmff);
    assert_ptr_equal(cl_format_of(CL_SPAN("\x40\0\0\0mdat")), &cl_format_isobmff);
    assert_ptr_equal(cl_format_of(CL_SPAN("\0\0\0\x08wide")), &cl_format_isobmff);
    assert_ptr_equal(cl_format_of(CL_SPAN("\0\0\0\x14"
                                          "ftypheic")),
                     &cl_format_isobmff);
    assert_null(cl_format_of(CL_SPAN("The free world at a glance")));
    assert_null(cl_format_of(CL_SPAN("moov")));
}

static void old_quicktime_files_are_movies(void **state)
{
    (void)state;
    cl_out file = {0};
    put_box(&file, "wide", CL_EMPTY_SPAN);
    put_movie(&file);
    reading *made = read_file(&file);
    assert_no_damage(made);
    assert_string_equal(made->blocks.format, "MOV");
    reading_free(made);
}

static void a_box_may_have_a_long_size_or_reach_to_the_end(void **state)
{
    (void)state;
    cl_out file = {0};
    put_file_type(&file, "isom", "isom");
    put_movie(&file);
    cl_out_put(&file, CL_SPAN("\0\0\0\x01mdat\0\0\0\0\0\0\0\x12xx"));
    size_t at = open_box(&file, "uuid");
    cl_out_put(&file, XMP_UUID);
    cl_out_text(&file, "<x/>");
    set_u32be(&file, at, 0);
    reading *made = read_file(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void a_box_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    cl_out file = {0};
    put_movie(&file);
    size_t at = file.len;
    put_uuid(&file, XMP_UUID, CL_SPAN("<x/>"));
    set_u32be(&file, at, 0xFFFFFFFF);
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void a_box_smaller_than_its_header_ends_its_row_only(void **state)
{
    (void)state;
    for (size_t size = 2; size < 8; size++) {
        cl_out file = {0};
        size_t movie = open_box(&file, "moov");
        size_t at = open_box(&file, "trak");
        close_box(&file, movie);
        set_u32be(&file, at, size);
        put_uuid(&file, XMP_UUID, CL_SPAN("<x/>"));
        reading *made = read_file(&file);
        assert_only_damage(made, CL_DAMAGE_STRUCTURE);
        assert_int_equal(cl_findings_at(&made->findings, 0)->proof.offset, at);
        assert_block_count(made, 1);
        reading_free(made);
    }
}

static void what_is_no_box_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_movie(&file);
    cl_out_put(&file, CL_SPAN("\0\0\0\x09\x01\x02\x03\x04x"));
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

static void zeros_behind_the_last_box_are_mentioned(void **state)
{
    (void)state;
    cl_out file = {0};
    put_movie(&file);
    cl_out_put(&file, CL_SPAN("\0\0\0\0\0\0\0\0\0\0\0\0"));
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    reading_free(made);
}

static void boxes_in_boxes_are_not_read_for_ever(void **state)
{
    (void)state;
    enum {
        DEEP = 1000
    };
    cl_out file = {0};
    size_t at[DEEP];
    for (size_t i = 0; i < DEEP; i++) {
        at[i] = open_box(&file, i == 0 ? "moov" : "trak");
    }
    for (size_t i = DEEP; i-- > 0;) {
        close_box(&file, at[i]);
    }
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void endless_boxes_hit_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    put_movie(&file);
    for (size_t i = 0; i < CL_BOXES_MAX; i++) {
        put_box(&file, "free", CL_EMPTY_SPAN);
    }
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void content_credentials_begin_behind_their_purpose(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out store = {0};
    put_movie(&file);
    cl_out_put(&store, CL_SPAN("\0\0\0\0manifest\0\0\0\0\0\0\0\0\0"));
    size_t at = open_box(&store, "jumb");
    put_box(&store, "jumd",
            CL_SPAN("c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71\x03"
                    "c2pa"));
    close_box(&store, at);
    put_uuid(&file, C2PA_UUID, cl_out_span(&store));
    put_uuid(&file, C2PA_UUID, CL_SPAN("\0\0\0\0merkle\0hashes"));
    cl_out_free(&store);
    reading *made = read_file(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    const cl_block *block = cl_blocks_at(&made->blocks, 0);
    assert_int_equal(block->kind, CL_BLOCK_C2PA);
    assert_true(cl_span_starts(cl_span_from(block->bytes, 4), CL_SPAN("jumb")));
    reading_free(made);
}

static void streams_of_cr3_are_exif_but_its_maker_note_is_not(void **state)
{
    (void)state;
    cl_out file = {0};
    put_file_type(&file, "crx ", "crx ");
    size_t movie = open_box(&file, "moov");
    size_t canon = open_box(&file, "uuid");
    cl_out_put(&file, CL_SPAN("\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48"));
    put_box(&file, "CMT1", TIFF_HEAD);
    put_box(&file, "CMT2", TIFF_HEAD);
    put_box(&file, "CMT3", TIFF_HEAD);
    put_box(&file, "CMT4", TIFF_HEAD);
    close_box(&file, canon);
    close_box(&file, movie);
    reading *made = read_file(&file);
    assert_no_damage(made);
    assert_block_count(made, 3);
    assert_int_equal(cl_blocks_at(&made->blocks, 2)->kind, CL_BLOCK_EXIF);
    assert_string_equal(cl_blocks_at(&made->blocks, 2)->container, "CR3 CMT4");
    assert_span_is(cl_blocks_at(&made->blocks, 2)->key, "GPS");
    reading_free(made);
}

static void what_is_not_read_is_mentioned(void **state)
{
    (void)state;
    cl_out file = {0};
    put_movie(&file);
    put_uuid(&file, CL_SPAN("0123456789ABCDEF"), CL_SPAN("a text"));
    put_uuid(&file, CL_SPAN("0123456789ABCDEF"), CL_SPAN("\0\0\0\1"));
    reading *made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    reading_free(made);

    file = (cl_out){0};
    size_t movie = open_box(&file, "moov");
    put_box(&file, "cmov", CL_SPAN("zlib"));
    close_box(&file, movie);
    made = read_file(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_true(is_incomplete(made));
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_file_type(&file, "mp42", "isom");
    put_uuid(&file, XMP_UUID, CL_SPAN("<x/>"));
    size_t movie = open_box(&file, "moov");
    size_t data = open_box(&file, "udta");
    put_box(&file, "\xA9nam", CL_SPAN("\0\x05\0\0Ferry"));
    close_box(&file, data);
    close_box(&file, movie);
    assert_prefixes_are_damaged(&cl_format_isobmff, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_brand_says_what_the_file_is),
        cmocka_unit_test(files_without_a_brand_are_told_by_their_first_box),
        cmocka_unit_test(old_quicktime_files_are_movies),
        cmocka_unit_test(a_box_may_have_a_long_size_or_reach_to_the_end),
        cmocka_unit_test(a_box_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(a_box_smaller_than_its_header_ends_its_row_only),
        cmocka_unit_test(what_is_no_box_is_reported),
        cmocka_unit_test(zeros_behind_the_last_box_are_mentioned),
        cmocka_unit_test(boxes_in_boxes_are_not_read_for_ever),
        cmocka_unit_test(endless_boxes_hit_a_cap),
        cmocka_unit_test(content_credentials_begin_behind_their_purpose),
        cmocka_unit_test(streams_of_cr3_are_exif_but_its_maker_note_is_not),
        cmocka_unit_test(what_is_not_read_is_mentioned),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
