#include "bytes.h"

#include "container/find.h"

static const char head[] = "%!PS-Adobe-3.0 EPSF-3.0\n";

static reading *read_text(const char *text)
{
    cl_out file = {0};
    cl_out_text(&file, head);
    cl_out_text(&file, text);
    reading *made = read_as(&cl_format_eps, cl_out_span(&file));
    cl_out_free(&file);
    return made;
}

static void assert_key(const reading *made, size_t i, const char *key)
{
    assert_span_is(cl_blocks_at(&made->blocks, i)->key, key);
}

static void comments_of_the_header_are_read(void **state)
{
    (void)state;
    reading *made = read_text("%%Title: A tram\n%%Copyright: (Example \\(Press\\))\r\n"
                              "%%Creator: (atend)\n%%Pages: 1\n%%For:\n%%EndComments\n"
                              "%%Title: a part\n");
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "A tram");
    assert_key(made, 0, "Title");
    assert_block(made, 1, CL_BLOCK_TEXT, "Example (Press)");
    assert_key(made, 1, "Copyright");
    reading_free(made);
}

static void the_header_ends_at_the_first_line_that_is_no_comment(void **state)
{
    (void)state;
    reading *made = read_text("/x 1 def\n%%Title: a part\n");
    assert_block_count(made, 0);
    reading_free(made);
}

static void packets_are_told_by_their_tags(void **state)
{
    (void)state;
    reading *made = read_text("gsave <?xpacket begin=''?><x:xmpmeta>1</x:xmpmeta> "
                              "<?xpacket end='w'?> grestore <x:xapmeta>2</x:xapmeta> ");
    assert_only_damage(made, CL_DAMAGE_REPAIRED); /* there are two */
    assert_block(made, 0, CL_BLOCK_XMP,
                 "<?xpacket begin=''?><x:xmpmeta>1</x:xmpmeta> <?xpacket end='w'?>");
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xapmeta>2</x:xapmeta>");
    reading_free(made);
}

static void a_packet_whose_wrapper_has_no_end_ends_with_its_body(void **state)
{
    (void)state;
    reading *made = read_text("<?xpacket begin=''?><x:xmpmeta>1</x:xmpmeta> grestore");
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<?xpacket begin=''?><x:xmpmeta>1</x:xmpmeta>");
    reading_free(made);
}

static void a_packet_without_an_end_is_reported_and_goes_on_to_the_next(void **state)
{
    (void)state;
    reading *made = read_text("<?xpacket begin=''?>1<x:xmpmeta>2<?xpacket begin=''?>3"
                              "<?xpacket end='w'?></x:xmpmeta>");
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 1);
    assert_block(made, 0, CL_BLOCK_XMP, "<?xpacket begin=''?>1<x:xmpmeta>2");
    assert_block(made, 1, CL_BLOCK_XMP, "<?xpacket begin=''?>3<?xpacket end='w'?>");
    reading_free(made);
}

static void a_packet_across_the_steps_of_the_search_is_found(void **state)
{
    (void)state;
    for (size_t before = 4040; before < 4100; before++) {
        cl_out file = {0};
        cl_out_text(&file, head);
        cl_out_repeat(&file, "<", before);
        cl_out_text(&file, "x:xmpmeta>1</x:xmpmeta>");
        reading *made = read_as(&cl_format_eps, cl_out_span(&file));
        assert_no_damage(made);
        assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta>1</x:xmpmeta>");
        reading_free(made);
        cl_out_free(&file);
    }
}

static void photoshop_data_in_hexadecimal_is_read(void **state)
{
    (void)state;
    reading *made = read_text("%BeginPhotoshop: 16\n% 3842494D0424\n% 0000000000043C782f3E\r\n"
                              "%EndPhotoshop\n");
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    assert_true(cl_blocks_at(&made->blocks, 0)->inflated);
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->container, "EPS Photoshop 0x0424");
    reading_free(made);
}

static void photoshop_data_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    static const char *const announced[] = {"99999", "77777777777777777777777", "17"};
    for (size_t i = 0; i < sizeof announced / sizeof *announced; i++) {
        cl_out text = {0};
        cl_out_format(&text, "%%BeginPhotoshop: %s\n%% 3842494D04240000000000043C782f3E",
                      announced[i]);
        cl_out_byte(&text, 0);
        reading *made = read_text((const char *)text.data);
        assert_only_damage(made, CL_DAMAGE_LENGTH);
        assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
        reading_free(made);
        cl_out_free(&text);
    }
}

static void photoshop_data_without_a_length_is_read_whole(void **state)
{
    (void)state;
    reading *made =
        read_text("%EndPhotoshop\n%BeginPhotoshop:\n% 3842494D04240000000000043C782f3E\n"
                  "%EndPhotoshop");
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void photoshop_data_ends_where_it_is_not_hexadecimal(void **state)
{
    (void)state;
    reading *made = read_text("%BeginPhotoshop: 17\n3842494D04240000000000043C782f3E ? 41\n");
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

/* The header says that the preview stands at `preview`; behind the PostScript, at 68, is one. */
static void put_dos(cl_out *file, size_t offset, size_t len, size_t preview)
{
    cl_out_put(file, CL_SPAN("\xC5\xD0\xD3\xC6"));
    put_u32le(file, offset);
    put_u32le(file, len);
    put_number(file, 0, 8, true);
    put_u32le(file, preview);
    put_u32le(file, preview == 0 ? 0 : 32);
    put_number(file, 0xFFFF, 2, true);
    cl_out_text(file, "%!PS-Adobe-3.0\n<x:xmpmeta></x:xmpmeta>");
    cl_out_put(file, CL_SPAN("MM\0*\0\0\0\x08\0\x01\x02\xBC\0\x01\0\0\0\x06\0\0\0\x1A"
                             "\0\0\0\0<xxx/>"));
}

static reading *read_dos(size_t offset, size_t len, size_t preview)
{
    cl_out file = {0};
    put_dos(&file, offset, len, preview);
    assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_eps);
    reading *made = read_as(&cl_format_eps, cl_out_span(&file));
    cl_out_free(&file);
    return made;
}

static void the_postscript_of_a_dos_file_is_read(void **state)
{
    (void)state;
    reading *made = read_dos(30, 38, 0);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
    reading_free(made);
    made = read_dos(30, 15, 0); /* the packet lies behind it */
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_preview_is_read_last(void **state)
{
    (void)state;
    reading *made = read_dos(30, 38, 68);
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_block(made, 1, CL_BLOCK_XMP, "<xxx/>");
    assert_string_equal(made->blocks.format, "EPS");
    reading_free(made);
    made = read_dos(30, 38, 69);
    assert_block_count(made, 1);
    reading_free(made);
}

static void a_dos_header_that_lies_is_reported_and_all_is_searched(void **state)
{
    (void)state;
    static const size_t lies[][2] = {{30, 100}, {31, 10}, {0xFFFFFFFF, 0xFFFFFFFF}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        reading *made = read_dos(lies[i][0], lies[i][1], 0);
        assert_true(is_incomplete(made));
        assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
        reading_free(made);
    }
}

static void every_prefix_of_a_dos_file_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_dos(&file, 30, 38, 68);
    for (size_t len = 4; len < file.len; len++) { /* less is no EPS */
        reading *made = read_as(&cl_format_eps, cl_span_sub(cl_out_span(&file), 0, len));
        assert_true(is_incomplete(made));
        reading_free(made);
    }
    cl_out_free(&file);
}

static void of_a_very_large_file_beginning_and_end_are_searched(void **state)
{
    (void)state;
    reading *made = reading_of(CL_EMPTY_SPAN);
    cl_stretch parts[2];
    size_t count;
    cl_stretch whole = {10, 10 + (uint64_t)CL_SEARCH_MAX + 1};
    assert_int_equal(cl_find_stretches(&made->blocks, whole, parts, &count), CL_OK);
    assert_int_equal(count, 2);
    assert_int_equal(parts[0].offset, 10);
    assert_int_equal(parts[0].end, 10 + CL_SEARCH_MAX / 2);
    assert_int_equal(parts[1].end, whole.end);
    assert_int_equal(parts[1].offset, parts[0].end + 1);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void more_packets_than_blocks_end_in_a_finding(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, head);
    cl_out_repeat(&file, "<x:xmpmeta></x:xmpmeta>", CL_BLOCKS_MAX + 10);
    reading *made = read_as(&cl_format_eps, cl_out_span(&file));
    assert_int_equal(count_damage(made, CL_DAMAGE_LIMIT), 1);
    assert_block_count(made, CL_BLOCKS_MAX);
    reading_free(made);
    cl_out_free(&file);
}

static void endless_photoshop_data_hits_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, head);
    cl_out_repeat(&file, "%BeginPhotoshop:\n", CL_EPS_PHOTOSHOP_MAX + 1);
    reading *made = read_as(&cl_format_eps, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
    cl_out_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_of_the_header_are_read),
        cmocka_unit_test(the_header_ends_at_the_first_line_that_is_no_comment),
        cmocka_unit_test(packets_are_told_by_their_tags),
        cmocka_unit_test(a_packet_whose_wrapper_has_no_end_ends_with_its_body),
        cmocka_unit_test(a_packet_without_an_end_is_reported_and_goes_on_to_the_next),
        cmocka_unit_test(a_packet_across_the_steps_of_the_search_is_found),
        cmocka_unit_test(photoshop_data_in_hexadecimal_is_read),
        cmocka_unit_test(photoshop_data_is_read_as_far_as_it_goes),
        cmocka_unit_test(photoshop_data_without_a_length_is_read_whole),
        cmocka_unit_test(photoshop_data_ends_where_it_is_not_hexadecimal),
        cmocka_unit_test(the_postscript_of_a_dos_file_is_read),
        cmocka_unit_test(a_preview_is_read_last),
        cmocka_unit_test(a_dos_header_that_lies_is_reported_and_all_is_searched),
        cmocka_unit_test(every_prefix_of_a_dos_file_is_reported),
        cmocka_unit_test(of_a_very_large_file_beginning_and_end_are_searched),
        cmocka_unit_test(more_packets_than_blocks_end_in_a_finding),
        cmocka_unit_test(endless_photoshop_data_hits_a_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
