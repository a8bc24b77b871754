#include "bytes.h"

static void put_head(cl_out *file)
{
    cl_out_text(file, "GIF89a");
    put_number(file, 0x00010001, 4, true);
    cl_out_put(file, CL_SPAN("\x80\0\0"));
    cl_out_put(file, CL_SPAN("\0\0\0\xFF\xFF\xFF")); /* two colours */
}

static void put_sub_blocks(cl_out *file, cl_span data, size_t size)
{
    for (size_t at = 0; at < data.len; at += size) {
        cl_span part = cl_span_sub(data, at, size);
        cl_out_byte(file, (char)(uint8_t)part.len);
        cl_out_put(file, part);
    }
    cl_out_byte(file, 0);
}

static void put_comment(cl_out *file, const char *text, size_t size)
{
    cl_out_put(file, CL_SPAN("\x21\xFE"));
    put_sub_blocks(file, cl_span_of(text), size);
}

static void put_application(cl_out *file, const char *name)
{
    cl_out_put(file, CL_SPAN("\x21\xFF\x0B"));
    cl_out_text(file, name);
}

static void put_trailer(cl_out *file)
{
    cl_out_byte(file, 1);
    for (unsigned i = 256; i > 0; i--) {
        cl_out_byte(file, (char)(uint8_t)(i - 1));
    }
    cl_out_byte(file, 0);
}

static void put_image(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\x2C\0\0\0\0\x01\0\x01\0\x80"));
    cl_out_put(file, CL_SPAN("\0\0\0\xFF\xFF\xFF\x02"));
    put_sub_blocks(file, CL_SPAN("\x44\x01"), 255);
}

static const char packet[] = "<?xpacket begin=''?><x:xmpmeta/><?xpacket end='w'?>";

static void put_xmp(cl_out *file)
{
    put_application(file, "XMP DataXMP");
    cl_out_text(file, packet);
    put_trailer(file);
}

static void put_good_file(cl_out *file)
{
    put_head(file);
    put_application(file, "NETSCAPE2.0");
    put_sub_blocks(file, CL_SPAN("\x01\0\0"), 255);
    put_xmp(file);
    put_comment(file, "SOUTH KOREA OUT", 255);
    put_image(file);
    cl_out_text(file, ";");
}

static reading *read_whole(cl_out *file)
{
    reading *made = read_as(&cl_format_gif, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void packet_and_comment_are_found(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_XMP, packet);
    assert_block(made, 1, CL_BLOCK_TEXT, "SOUTH KOREA OUT");
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    assert_prefixes_are_damaged(&cl_format_gif, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

static void a_comment_is_joined_from_its_sub_blocks(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    put_comment(&file, "SOUTH KOREA OUT", 4);
    cl_out_put(&file, CL_SPAN("\0;"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "SOUTH KOREA OUT");
    reading_free(made);
}

static void text_that_is_drawn_is_read(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    cl_out_put(&file, CL_SPAN("\x21\x01\x0C"
                              "gridgridgrid"));
    put_sub_blocks(&file, CL_SPAN("OUT"), 255);
    cl_out_put(&file, CL_SPAN("\x21\x01\x02no\0\x21\x07\0;"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    assert_block(made, 0, CL_BLOCK_TEXT, "OUT");
    reading_free(made);
}

static void a_packet_in_sub_blocks_is_joined(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    put_application(&file, "XMP DataXMP");
    put_sub_blocks(&file, CL_SPAN("<x:xmpmeta></x:xmpmeta>"), 20);
    cl_out_text(&file, ";");
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
    reading_free(made);
}

static void a_packet_without_its_trailer_is_read_by_its_tags(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    put_application(&file, "XMP DataXMP");
    cl_out_text(&file, packet);
    cl_out_put(&file, CL_SPAN("\0;"));
    reading *made = read_whole(&file);
    assert_block(made, 0, CL_BLOCK_XMP, packet);
    assert_int_equal(count_damage(made, CL_DAMAGE_REPAIRED), 1);
    reading_free(made);
}

static void an_announced_packet_that_is_not_there_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    for (size_t i = 0; i < 3; i++) {
        put_application(&file, "XMP DataXMP");
        cl_out_put(&file, CL_SPAN("\x01-\0"));
    }
    cl_out_text(&file, ";");
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 3);
    assert_block_count(made, 0);
    reading_free(made);
}

static void behind_bytes_that_are_no_block_a_packet_is_found(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    cl_out_text(&file, "junk");
    put_xmp(&file);
    cl_out_text(&file, ";");
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP, packet);
    reading_free(made);
}

static void content_credentials_are_handed_on(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    put_application(&file, "C2PA_GIF\x01"
                           "12");
    put_sub_blocks(&file, CL_SPAN("jumb"), 2);
    cl_out_text(&file, ";behind");
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block(made, 0, CL_BLOCK_C2PA, "jumb");
    reading_free(made);
}

static void too_many_blocks_and_sub_blocks_are_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file);
    for (size_t i = 0; i <= CL_SEGMENTS_MAX; i++) {
        cl_out_put(&file, CL_SPAN("\x21\x07\0"));
    }
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);

    put_head(&file);
    cl_out_put(&file, CL_SPAN("\x21\xFE"));
    for (size_t i = 0; i <= CL_SEGMENTS_MAX; i++) {
        cl_out_put(&file, CL_SPAN("\x01."));
    }
    cl_out_put(&file, CL_SPAN("\0;"));
    made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_SEGMENTS_MAX);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packet_and_comment_are_found),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(a_comment_is_joined_from_its_sub_blocks),
        cmocka_unit_test(text_that_is_drawn_is_read),
        cmocka_unit_test(a_packet_in_sub_blocks_is_joined),
        cmocka_unit_test(a_packet_without_its_trailer_is_read_by_its_tags),
        cmocka_unit_test(an_announced_packet_that_is_not_there_is_reported),
        cmocka_unit_test(behind_bytes_that_are_no_block_a_packet_is_found),
        cmocka_unit_test(content_credentials_are_handed_on),
        cmocka_unit_test(too_many_blocks_and_sub_blocks_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
