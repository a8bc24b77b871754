#include "exif_block.h"

/* What is read */

static void caption_creator_and_copyright_are_read_in_both_byte_orders(void **state)
{
    (void)state;
    const tag tags[] = {{0x010E, ASCII, CL_SPAN("A caption. SPAIN OUT\0")},
                        {0x013B, ASCII, CL_SPAN("Jane Doe\0")},
                        {0x8298, ASCII, CL_SPAN("Example Agency\0")}};
    for (int little_endian = 0; little_endian < 2; little_endian++) {
        read_fields *made = read_tags(little_endian == 1, tags, 3);
        assert_field(made, CL_CAPTION, "A caption. SPAIN OUT");
        assert_field(made, CL_CREATOR, "Jane Doe");
        assert_field(made, CL_COPYRIGHT, "Example Agency");
        assert_int_equal(made->fields.items.count, 3); /* not once more by libexif */
        assert_span_is(field_at(made, CL_CAPTION, 0)->property, "ImageDescription");
        assert_offset_is_right(made, field_at(made, CL_CAPTION, 0));
        assert_no_findings(made);
        fields_free(made);
    }
}

static void a_value_of_four_bytes_stands_in_its_entry(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x013B, ASCII, CL_SPAN("Ann\0"));
    assert_field(made, CL_CREATOR, "Ann");
    assert_offset_is_right(made, field_at(made, CL_CREATOR, 0));
    fields_free(made);
}

static void photographer_and_editor_are_two_copyrights(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x8298, ASCII, CL_SPAN("Jane Doe\0Example Agency\0"));
    assert_field(made, CL_COPYRIGHT, "Jane Doe");
    assert_span_is(field_at(made, CL_COPYRIGHT, 1)->value, "Example Agency");
    assert_offset_is_right(made, field_at(made, CL_COPYRIGHT, 1));
    fields_free(made);
    made = read_tag(0x8298, ASCII, CL_SPAN(" \0Example Agency\0"));
    assert_int_equal(count_fields(made, CL_COPYRIGHT), 1);
    assert_field(made, CL_COPYRIGHT, "Example Agency");
    fields_free(made);
}

static void the_header_of_jpeg_may_stand_before_the_stream(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, true);
    const tag one = {0x010E, ASCII, CL_SPAN("A caption\0")};
    put_directory(&to, &one, 1, 0);
    cl_out whole = {0};
    cl_out_put(&whole, CL_SPAN("Exif\0\0"));
    cl_out_put(&whole, cl_out_span(&to.block));
    read_fields *made = fields_of(cl_exif_read, CL_BLOCK_EXIF, cl_out_span(&whole));
    assert_field(made, CL_CAPTION, "A caption");
    assert_offset_is_right(made, field_at(made, CL_CAPTION, 0));
    fields_free(made);
    cl_out_free(&whole);
    cl_out_free(&to.block);
}

static void the_date_takes_its_zone_from_its_own_tag(void **state)
{
    (void)state;
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")},
                        {0x9011, ASCII, CL_SPAN("+09:00\0")}};
    builder to = {.little_endian = false};
    put_exif_ifd(&to, tags, 2);
    read_fields *made = read_block(&to);
    assert_field(made, CL_DATE_CREATED, "2017-02-23T10:00:00+09:00");
    fields_free(made);
    to = (builder){.little_endian = false};
    put_exif_ifd(&to, tags, 1);
    made = read_block(&to);
    assert_field(made, CL_DATE_CREATED, "2017-02-23T10:00:00");
    fields_free(made);
}

static void a_blank_date_is_no_date(void **state)
{
    (void)state;
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("    :  :     :  :  \0")}};
    builder to = {.little_endian = false};
    put_exif_ifd(&to, tags, 1);
    read_fields *made = read_block(&to);
    assert_int_equal(made->fields.items.count, 0);
    fields_free(made);
}

static void tags_of_exif_3_are_read(void **state)
{
    (void)state;
    const tag tags[] = {{0xA436, UTF8, CL_SPAN("Caf\xC3\xA9\0")},
                        {0xA437, UTF8, CL_SPAN("Jane Doe\0")}};
    builder to = {.little_endian = false};
    put_exif_ifd(&to, tags, 2);
    read_fields *made = read_block(&to);
    assert_field(made, CL_TITLE, "Café");
    assert_field(made, CL_CREATOR, "Jane Doe");
    assert_offset_is_right(made, field_at(made, CL_TITLE, 0));
    fields_free(made);
}

/* Text */

static void assert_comment(cl_span value, const char *expected)
{
    builder to = {.little_endian = false};
    const tag one = {0x9286, UNDEFINED, value};
    put_exif_ifd(&to, &one, 1);
    read_fields *made = read_block(&to);
    assert_field(made, CL_COMMENT, expected);
    assert_int_equal(made->fields.items.count, 1);
    assert_no_findings(made);
    fields_free(made);
}

static void a_comment_is_read_by_its_character_code(void **state)
{
    (void)state;
    assert_comment(CL_SPAN("ASCII\0\0\0NO SALES"), "NO SALES");
    assert_comment(CL_SPAN("ASCII   NO SALES  "), "NO SALES");
    assert_comment(CL_SPAN("\0\0\0\0\0\0\0\0NO SALES"), "NO SALES");
    assert_comment(CL_SPAN("UNICODE\0\0N\0O\0 \0S"), "NO S");
    assert_comment(CL_SPAN("UNICODE\0N\0O\0 \0S\0"), "NO S");
    assert_comment(CL_SPAN("UNICODE\0\xFF\xFE\x22\x6F\x57\x5B"), "漢字");
    assert_comment(CL_SPAN("JIS\0\0\0\0\0\x1B$B4A;z\x1B(B"), "漢字");
    assert_comment(CL_SPAN("JIS\0\0\0\0\0NO SALES"), "NO SALES");
}

static void a_comment_with_a_wrong_code_is_not_lost(void **state)
{
    (void)state;
    assert_comment(CL_SPAN("NO SALES AT ALL"), "NO SALES AT ALL");
    assert_comment(CL_SPAN("ASCII\0\0\0N\0O\0 \0S\0A\0L\0E\0S\0"), "NO SALES");
    assert_comment(CL_SPAN("\x01\x02\x03\x04\x05\x06\x07\x08NO SALES"), "NO SALES");
}

static void text_of_explorer_is_utf16(void **state)
{
    (void)state;
    const tag tags[] = {{0x9C9B, BYTE, CL_SPAN("T\0i\0\xE9\0\0\0")},
                        {0x9C9E, BYTE, CL_SPAN("a\0;\0b\0;\0\0\0")}};
    read_fields *made = read_tags(true, tags, 2);
    assert_field(made, CL_TITLE, "Tié");
    assert_int_equal(count_fields(made, CL_KEYWORDS), 2);
    assert_span_is(field_at(made, CL_KEYWORDS, 1)->value, "b");
    fields_free(made);
}

static void text_that_is_not_ascii_is_utf8_or_windows_1252(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x013B, ASCII, CL_SPAN("Jos\xC3\xA9\0"));
    assert_field(made, CL_CREATOR, "José");
    fields_free(made);
    made = read_tag(0x013B, ASCII, CL_SPAN("Jos\xE9\0\0"));
    assert_field(made, CL_CREATOR, "José");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_int_equal(cl_findings_at(&made->findings, 0)->level, CL_INFO);
    assert_string_equal(field_at(made, CL_CREATOR, 0)->decoded, "windows-1252, guessed");
    assert_span_is(field_at(made, CL_CREATOR, 0)->original, "Jos\xE9");
    fields_free(made);
    made = read_tag(0x013B, ASCII, CL_SPAN("Jos \x81 x\0"));
    assert_true(has_damage(made, CL_DAMAGE_ENCODING));
    fields_free(made);
}

/* Damage */

static void a_directory_that_leads_to_itself_is_read_once(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, true);
    const tag one = {0x010E, ASCII, CL_SPAN("A caption\0")};
    put_directory(&to, &one, 1, 8);
    read_fields *made = read_block(&to);
    assert_int_equal(count_fields(made, CL_CAPTION), 1);
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void a_value_beyond_the_block_is_reported(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, true);
    const tag one = {0x010E, ASCII, CL_SPAN("A caption. SPAIN OUT\0")};
    put_directory(&to, &one, 1, 0);
    to.block.len -= 9;
    read_fields *made = read_block(&to);
    assert_field(made, CL_CAPTION, "A caption. S");
    assert_only_finding(made, CL_DAMAGE_LENGTH);
    fields_free(made);
}

static void a_date_beyond_the_block_is_reported_and_no_date(void **state)
{
    (void)state;
    const tag tags[] = {{0x9011, ASCII, CL_SPAN("+09:00\0")},
                        {0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")}};
    builder to = {.little_endian = false};
    put_exif_ifd(&to, tags, 2);
    to.block.len -= tags[1].value.len;
    read_fields *made = read_block(&to);
    assert_int_equal(made->fields.items.count, 0);
    assert_only_finding(made, CL_DAMAGE_LENGTH);
    fields_free(made);
}

static void a_directory_beyond_the_block_is_reported(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, false);
    const tag tags[] = {{0x010E, ASCII, CL_SPAN("A caption\0")},
                        {0x8769, LONG, CL_SPAN("\0\xFF\xFF\xFF")}};
    put_directory(&to, tags, 2, 0);
    read_fields *made = read_block(&to);
    assert_field(made, CL_CAPTION, "A caption");
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void a_lost_thumbnail_loses_nothing(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, false);
    const tag one = {0x010E, ASCII, CL_SPAN("A caption\0")};
    put_directory(&to, &one, 1, 0xFFFF);
    read_fields *made = read_block(&to);
    assert_field(made, CL_CAPTION, "A caption");
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

static void a_header_that_leads_to_no_directory_is_reported(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    const tag one = {0x010E, ASCII, CL_SPAN("NO SALES\0")};
    start(&to, true);
    put_directory(&to, &one, 1, 0);
    to.block.data[4] = 0;
    read_fields *made = read_block(&to);
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void a_block_that_is_no_tiff_is_reported(void **state)
{
    (void)state;
    read_fields *made = fields_of(cl_exif_read, CL_BLOCK_EXIF, CL_SPAN("no TIFF at all"));
    assert_int_equal(made->fields.items.count, 0);
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
    made = fields_of(cl_exif_read, CL_BLOCK_EXIF, CL_EMPTY_SPAN);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

static void many_entries_that_share_one_long_value_are_a_limit(void **state)
{
    (void)state;
    enum {
        ENTRIES = 64,
        LENGTH = 20000
    };
    builder to = {.little_endian = false};
    start(&to, true);
    put_number(&to, ENTRIES, 2);
    for (size_t i = 0; i < ENTRIES; i++) {
        put_number(&to, 0x010E, 2);
        put_number(&to, ASCII, 2);
        put_number(&to, LENGTH, 4);
        put_number(&to, 8 + 2 + ENTRIES * 12 + 4 + i, 4);
    }
    put_number(&to, 0, 4);
    cl_out_repeat(&to.block, "x", LENGTH + ENTRIES);
    read_fields *made = read_block(&to);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    assert_in_range(count_fields(made, CL_CAPTION), 1, 10);
    fields_free(made);
}

/* Values of one length that differ at their end: each is compared with all before it. */
static void many_long_values_of_one_length_are_a_limit(void **state)
{
    (void)state;
    enum {
        COUNT = 1000,
        LENGTH = 8000,
        DIRECTORY = 2 + COUNT * 12 + 4
    };
    builder to = {.little_endian = false};
    start(&to, true);
    size_t heap = to.block.len + DIRECTORY;
    put_number(&to, COUNT, 2);
    for (size_t i = 0; i < COUNT; i++) {
        put_number(&to, 0x010E, 2);
        put_number(&to, ASCII, 2);
        put_number(&to, LENGTH, 4);
        put_number(&to, heap + i, 4); /* one byte further on: one "b" more */
    }
    put_number(&to, 0, 4);
    cl_out_repeat(&to.block, "a", LENGTH);
    cl_out_repeat(&to.block, "b", COUNT);
    cl_out_repeat(&to.block, "-", COUNT * LENGTH / 4); /* a block of a size to hold so much */
    read_fields *made = read_block(&to);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    assert_true(count_fields(made, CL_CAPTION) < COUNT);
    fields_free(made);
}

static void a_directory_of_too_many_entries_is_a_limit(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    start(&to, true);
    put_number(&to, CL_IFD_ENTRIES_MAX + 1, 2);
    for (size_t i = 0; i <= CL_IFD_ENTRIES_MAX; i++) {
        put_number(&to, i == 0 ? 0x013B : 0x0100, 2);
        put_number(&to, ASCII, 2);
        put_number(&to, 4, 4);
        cl_out_put(&to.block, CL_SPAN("Ann\0"));
    }
    read_fields *made = read_block(&to);
    assert_field(made, CL_CREATOR, "Ann");
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
}

static void pointers_that_repeat_are_followed_once(void **state)
{
    (void)state;
    enum {
        ENTRIES = 4000
    };
    builder to = {.little_endian = false};
    start(&to, true);
    put_number(&to, ENTRIES, 2);
    for (size_t i = 0; i < ENTRIES; i++) {
        put_number(&to, 0x8769, 2);
        put_number(&to, LONG, 2);
        put_number(&to, 1, 4);
        put_number(&to, 8, 4);
    }
    put_number(&to, 0, 4);
    read_fields *made = read_block(&to);
    assert_int_equal(made->fields.items.count, 0);
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void every_prefix_of_a_block_is_read_without_harm(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")},
                        {0x9011, ASCII, CL_SPAN("+09:00\0")},
                        {0x9286, UNDEFINED, CL_SPAN("UNICODE\0\0N\0O\0 \0S")},
                        {0xA436, UTF8, CL_SPAN("Caf\xC3\xA9\0")}};
    put_exif_ifd(&to, tags, sizeof tags / sizeof *tags);
    assert_prefixes_are_read(cl_exif_read, CL_BLOCK_EXIF, cl_out_span(&to.block));
    cl_out_free(&to.block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(caption_creator_and_copyright_are_read_in_both_byte_orders),
        cmocka_unit_test(a_value_of_four_bytes_stands_in_its_entry),
        cmocka_unit_test(photographer_and_editor_are_two_copyrights),
        cmocka_unit_test(the_header_of_jpeg_may_stand_before_the_stream),
        cmocka_unit_test(the_date_takes_its_zone_from_its_own_tag),
        cmocka_unit_test(a_blank_date_is_no_date),
        cmocka_unit_test(tags_of_exif_3_are_read),
        cmocka_unit_test(a_comment_is_read_by_its_character_code),
        cmocka_unit_test(a_comment_with_a_wrong_code_is_not_lost),
        cmocka_unit_test(text_of_explorer_is_utf16),
        cmocka_unit_test(text_that_is_not_ascii_is_utf8_or_windows_1252),
        cmocka_unit_test(a_directory_that_leads_to_itself_is_read_once),
        cmocka_unit_test(a_value_beyond_the_block_is_reported),
        cmocka_unit_test(a_date_beyond_the_block_is_reported_and_no_date),
        cmocka_unit_test(a_directory_beyond_the_block_is_reported),
        cmocka_unit_test(a_lost_thumbnail_loses_nothing),
        cmocka_unit_test(a_header_that_leads_to_no_directory_is_reported),
        cmocka_unit_test(a_block_that_is_no_tiff_is_reported),
        cmocka_unit_test(many_entries_that_share_one_long_value_are_a_limit),
        cmocka_unit_test(many_long_values_of_one_length_are_a_limit),
        cmocka_unit_test(a_directory_of_too_many_entries_is_a_limit),
        cmocka_unit_test(pointers_that_repeat_are_followed_once),
        cmocka_unit_test(every_prefix_of_a_block_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
