#include "boxes.h"

static const cl_span end_of_header = {(const uint8_t *)"\xFF\x90\0\x0A\0\0\0\0\0\0\0\1", 12};

static void start(cl_out *file)
{
    put_box(file, "jP  ", CL_SPAN("\r\n\x87\n"));
    put_file_type(file, "jp2 ", "jp2 ");
}

static void put_comment(cl_out *to, uint16_t kind, cl_span text)
{
    cl_out_put(to, CL_SPAN("\xFF\x64"));
    put_u16be(to, text.len + 4);
    put_u16be(to, kind);
    cl_out_put(to, text);
}

static void start_codestream(cl_out *to)
{
    cl_out_put(to, CL_SPAN("\xFF\x4F\xFF\x51\0\x04\0\0"));
}

static void put_codestream(cl_out *file)
{
    size_t at = open_box(file, "jp2c");
    start_codestream(file);
    cl_out_put(file, end_of_header);
    close_box(file, at);
}

static reading *read_whole(cl_out *file)
{
    put_codestream(file);
    return read_boxes_as(&cl_format_jp2, file);
}

static void both_forms_are_jpeg_2000(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_jp2);
    assert_ptr_equal(cl_format_of(CL_SPAN("\xFF\x4F\xFF\x51")), &cl_format_jp2);
    cl_out_free(&file);
}

static void boxes_are_told_by_their_uuid(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_uuid(&file, XMP_UUID, CL_SPAN("<x/>"));
    put_uuid(&file, IPTC_UUID, CL_SPAN("\x1C\x02\x6E\0\1A"));
    put_uuid(&file, EXIF_UUID, TIFF_HEAD);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
    assert_int_equal(cl_blocks_at(&made->blocks, 2)->kind, CL_BLOCK_EXIF);
    reading_free(made);
}

static void known_faults_of_writers_are_forgiven(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out resource = {0};
    start(&file);
    put_resource(&resource, 0x0404, CL_SPAN("\x1C\x02\x6E\0\1A"));
    put_uuid(&file, EXIF_UUID, CL_SPAN("Exif\0\0II*\0\x08\0\0\0"));
    put_uuid(&file, IPTC_UUID, cl_out_span(&resource));
    cl_out_free(&resource);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->bytes.len, 6);
    reading_free(made);
}

static void xml_is_xmp_or_a_text(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_box(&file, "xml ", CL_SPAN("<note>NO SALES</note>"));
    put_box(&file, "xml ", CL_SPAN("<rdf:RDF/>"));
    put_box(&file, "jp2i", CL_SPAN("\0\1"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_TEXT, "<note>NO SALES</note>");
    assert_block(made, 1, CL_BLOCK_XMP, "<rdf:RDF/>");
    assert_block_count(made, 2);
    reading_free(made);
}

static void labels_stand_in_associations(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    size_t at = open_box(&file, "asoc");
    put_box(&file, "lbl ", CL_SPAN("Harbor"));
    close_box(&file, at);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "Harbor");
    reading_free(made);
}

static void associations_are_not_followed_for_ever(void **state)
{
    (void)state;
    cl_out file = {0};
    size_t at[CL_BOX_DEPTH_MAX + 2];
    start(&file);
    for (size_t i = 0; i < CL_BOX_DEPTH_MAX + 2; i++) {
        at[i] = open_box(&file, "asoc");
    }
    put_box(&file, "lbl ", CL_SPAN("Harbor"));
    for (size_t i = CL_BOX_DEPTH_MAX + 2; i-- > 0;) {
        close_box(&file, at[i]);
    }
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_block_count(made, 0);
    reading_free(made);
}

static void comments_of_a_codestream_are_texts(void **state)
{
    (void)state;
    cl_out file = {0};
    start_codestream(&file);
    put_comment(&file, 1, CL_SPAN("Jos\xE9"));
    put_comment(&file, 1, CL_SPAN("Jos\xC3\xA9"));
    put_comment(&file, 0, CL_SPAN("NO SALES"));
    put_comment(&file, 0, CL_SPAN("\0\1\2"));
    put_comment(&file, 1, CL_EMPTY_SPAN);
    cl_out_put(&file, end_of_header);
    reading *made = read_boxes_as(&cl_format_jp2, &file);
    assert_no_damage(made);
    assert_block_count(made, 3);
    assert_block(made, 0, CL_BLOCK_TEXT, "Jos\xE9");
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->charset, "ISO-8859-15");
    assert_string_equal(cl_blocks_at(&made->blocks, 1)->charset, "UTF-8");
    assert_block(made, 2, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
}

static void what_is_no_marker_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start_codestream(&file);
    put_comment(&file, 1, CL_SPAN("NO SALES"));
    cl_out_put(&file, CL_SPAN("\0\1\2\3"));
    reading *made = read_boxes_as(&cl_format_jp2, &file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 1);
    reading_free(made);
}

static void endless_segments_hit_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    start_codestream(&file);
    for (size_t i = 0; i < CL_SEGMENTS_MAX; i++) {
        cl_out_put(&file, CL_SPAN("\xFF\x52\0\x02"));
    }
    reading *made = read_boxes_as(&cl_format_jp2, &file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_uuid(&file, XMP_UUID, CL_SPAN("<x/>"));
    put_codestream(&file);
    assert_prefixes_are_damaged(&cl_format_jp2, cl_out_span(&file), file.len);
    cl_out_free(&file);
    start_codestream(&file);
    put_comment(&file, 1, CL_SPAN("NO SALES"));
    size_t header = file.len + 2;
    cl_out_put(&file, end_of_header);
    assert_prefixes_are_damaged(&cl_format_jp2, cl_out_span(&file), header);
    cl_out_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_are_jpeg_2000),
        cmocka_unit_test(boxes_are_told_by_their_uuid),
        cmocka_unit_test(known_faults_of_writers_are_forgiven),
        cmocka_unit_test(xml_is_xmp_or_a_text),
        cmocka_unit_test(labels_stand_in_associations),
        cmocka_unit_test(associations_are_not_followed_for_ever),
        cmocka_unit_test(comments_of_a_codestream_are_texts),
        cmocka_unit_test(what_is_no_marker_is_reported),
        cmocka_unit_test(endless_segments_hit_a_cap),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
