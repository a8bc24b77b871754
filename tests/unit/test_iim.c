#include "iim.h"

/* Building */

/* A dataset whose length says something else than is there. */
static void put_wrong_dataset(cl_out *block, uint8_t number, uint8_t len, cl_span value)
{
    uint8_t header[] = {0x1C, 2, number, 0, len};
    cl_out_put(block, (cl_span){header, sizeof header});
    cl_out_put(block, value);
}

/* What is read */

static void the_fields_of_a_wire_photo_are_read_with_their_places(void **state)
{
    (void)state;
    cl_out block = {0};
    put_utf8(&block);
    put_dataset(&block, 2, 0, CL_SPAN("\0\x04"));
    put_dataset(&block, 2, 120, CL_SPAN("A caption. SPAIN OUT"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
    put_dataset(&block, 2, 25, CL_SPAN("one"));
    put_dataset(&block, 2, 25, CL_SPAN("two"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "A caption. SPAIN OUT");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_int_equal(count_fields(made, CL_KEYWORDS), 2);
    assert_span_is(field_at(made, CL_KEYWORDS, 1)->value, "two");
    const cl_field *instructions = field_at(made, CL_INSTRUCTIONS, 0);
    assert_span_is(instructions->property, "2:40");
    assert_string_equal(instructions->container, "IIM");
    assert_offset_is_right(made, instructions);
    assert_no_findings(made);
    fields_free(made);
}

static void dates_and_times_become_one_text(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 70, CL_SPAN("20170223"));
    put_dataset(&block, 1, 80, CL_SPAN("101112+0000"));
    put_dataset(&block, 2, 55, CL_SPAN("20170222"));
    put_dataset(&block, 2, 60, CL_SPAN("100000+0900"));
    put_dataset(&block, 2, 30, CL_SPAN("20170224"));
    put_dataset(&block, 2, 37, CL_SPAN("2017-03-09"));
    put_dataset(&block, 2, 38, CL_SPAN("12:30:00"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_DATE_SENT, "2017-02-23T10:11:12+00:00");
    assert_field(made, CL_DATE_CREATED, "2017-02-22T10:00:00+09:00");
    assert_span_is(field_at(made, CL_DATE_CREATED, 0)->property, "2:55");
    assert_field(made, CL_RELEASE_DATE, "2017-02-24");
    assert_field(made, CL_EXPIRATION_DATE, "2017-03-09T12:30:00");
    fields_free(made);
}

static void a_date_of_another_shape_is_kept_as_written(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 30, CL_SPAN("24 Feb"));
    put_dataset(&block, 2, 35, CL_SPAN("noon"));
    put_dataset(&block, 2, 38, CL_SPAN("120000+0000"));
    put_dataset(&block, 2, 55, CL_SPAN("20170200"));
    put_dataset(&block, 1, 70, CL_SPAN("00000000"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_RELEASE_DATE, "24 Feb noon");
    assert_field(made, CL_EXPIRATION_DATE, "120000+0000");
    assert_field(made, CL_DATE_CREATED, "2017-02");
    assert_int_equal(count_fields(made, CL_DATE_SENT), 0);
    fields_free(made);
}

static void an_extended_length_is_read(void **state)
{
    (void)state;
    cl_out block = {0};
    cl_out_put(&block, CL_SPAN("\x1C\x02\x78\x80\x04\0\0\0\x07"
                               "caption"));
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "caption");
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_no_findings(made);
    fields_free(made);
}

static void a_length_of_eight_bytes_is_read_where_it_fits(void **state)
{
    (void)state;
    cl_out block = {0};
    cl_out_put(&block, CL_SPAN("\x1C\x02\x78\x80\x08\0\0\0\0\0\0\0\x07"
                               "caption"));
    cl_out_put(&block, CL_SPAN("\x1C\x02\x69\x80\x08\x01\0\0\0\0\0\0\x07"
                               "headline"));
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "caption");
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void padding_of_nuls_is_no_damage(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES\0\0"));
    cl_out_put(&block, CL_SPAN("\0\0\0"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_no_findings(made);
    fields_free(made);
}

static void nuls_between_datasets_are_passed_over(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 110, CL_SPAN("Example"));
    cl_out_byte(&block, 0);
    put_dataset(&block, 2, 115, CL_SPAN("Example"));
    cl_out_byte(&block, 0);
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREDIT, "Example");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void a_dataset_that_is_not_read_is_passed_over(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 200, CL_SPAN("\0\x01"));
    put_dataset(&block, 7, 10, CL_SPAN("\x80\x81"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_int_equal(made->fields.items.count, 1);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

/* Charsets */

static void text_that_declares_nothing_is_utf8_when_it_is_valid(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xC3\xA9"));
    put_dataset(&block, 2, 116, CL_SPAN("\xC2\xA9 Example"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José");
    assert_field(made, CL_COPYRIGHT, "© Example");
    assert_no_findings(made);
    fields_free(made);
}

static void text_that_declares_nothing_and_is_not_utf8_is_windows_1252(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xE9"));
    put_dataset(&block, 2, 120, CL_SPAN("North Korea\x92s leader"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José");
    assert_field(made, CL_CAPTION, "North Korea’s leader");
    const cl_field *creator = field_at(made, CL_CREATOR, 0);
    assert_span_is(creator->original, "Jos\xE9");
    assert_string_equal(creator->decoded, "windows-1252, guessed");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_int_equal(cl_findings_at(&made->findings, 0)->level, CL_INFO);
    fields_free(made);
}

static void the_whole_block_decides_for_macroman(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 90,
                CL_SPAN("K\x9A"
                        "ln"));
    put_dataset(&block, 2, 80, CL_SPAN("J\x9Frgen M\x9Fller"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CITY, "Köln");
    assert_field(made, CL_CREATOR, "Jürgen Müller");
    fields_free(made);
}

static void declared_latin_is_read_as_windows_1252(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B-A"));
    put_dataset(&block, 2, 80, CL_SPAN("J\x9Frgen"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "JŸrgen");
    assert_no_findings(made);
    fields_free(made);
}

static void a_charset_that_stands_behind_the_text_counts_too(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xE9"));
    put_utf8(&block);
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void bytes_without_a_meaning_are_reported(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 120, CL_SPAN("a \x81 b"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "a \uFFFD b");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

/* Damage */

static void a_length_one_short_loses_nothing(void **state)
{
    (void)state;
    cl_out block = {0};
    put_wrong_dataset(&block, 120, 6, CL_SPAN("caption"));
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "caption");
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void a_length_one_long_loses_nothing(void **state)
{
    (void)state;
    cl_out block = {0};
    put_wrong_dataset(&block, 120, 8, CL_SPAN("caption"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "caption");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void a_length_beyond_the_block_stops_at_the_next_dataset(void **state)
{
    (void)state;
    cl_out block = {0};
    put_wrong_dataset(&block, 120, 200, CL_SPAN("caption"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "caption");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_LENGTH);
    fields_free(made);
}

static void a_block_that_ends_inside_a_value_gives_what_is_left(void **state)
{
    (void)state;
    cl_out block = {0};
    put_wrong_dataset(&block, 40, 20, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_LENGTH);
    fields_free(made);
}

static void a_charset_that_swallows_the_next_dataset_is_split(void **state)
{
    (void)state;
    cl_out block = {0};
    cl_out_put(&block, CL_SPAN("\x1C\x01\x5A\0\x0B\x1B%G"));
    put_dataset(&block, 2, 5, CL_SPAN("abc"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_TITLE, "abc");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void garbage_behind_the_datasets_is_reported(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    cl_out_put(&block, CL_SPAN("\x01\x02garbage"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

static void garbage_that_may_have_been_datasets_is_a_loss(void **state)
{
    (void)state;
    const cl_span lost[] = {
        CL_SPAN("\x1C\x02\x28\xFF\xFFJAPAN OUT"), /* a length of 32,767 bytes */
        CL_SPAN("\x1C\x02\x28"),                  /* cut off in its header */
    };
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        cl_out block = {0};
        put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
        cl_out_put(&block, lost[i]);
        read_fields *made = read_all(&block);
        assert_field(made, CL_CREDIT, "Example Agency");
        assert_only_finding(made, CL_DAMAGE_STRUCTURE);
        fields_free(made);
    }
}

static void a_block_without_a_dataset_is_a_loss(void **state)
{
    (void)state;
    cl_out block = {0};
    cl_out_put(&block, CL_SPAN("JAPAN OUT"));
    read_fields *made = read_all(&block);
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void garbage_between_the_datasets_is_reported(void **state)
{
    (void)state;
    cl_out block = {0};
    cl_out_put(&block, CL_SPAN("\x01\x02"));
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    cl_out_put(&block, CL_SPAN("\x01\x02"));
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void more_datasets_than_are_read_are_reported(void **state)
{
    (void)state;
    cl_out block = {0};
    for (size_t i = 0; i < CL_IIM_DATASETS_MAX + 1; i++) {
        put_dataset(&block, 2, 0, CL_SPAN("\0\x04"));
    }
    read_fields *made = read_all(&block);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
}

/* Limits of the fields */

static void put_full_instructions(cl_out *block)
{
    cl_out text = {0};
    cl_out_repeat(&text, "NO SALES", 256 / 8);
    put_dataset(block, 2, 40, cl_out_span(&text));
    cl_out_free(&text);
}

static void a_value_that_fills_its_field_may_be_cut(void **state)
{
    (void)state;
    cl_out block = {0};
    put_full_instructions(&block);
    put_dataset(&block, 2, 116, CL_SPAN("short"));
    read_fields *made = read_all(&block);
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
}

static void a_cut_value_whose_whole_is_known_is_no_loss(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_out_repeat(&text, "NO SALES", 256 / 8);
    cl_out_text(&text, " AT ALL");
    cl_out block = {0};
    put_full_instructions(&block);
    read_fields *made = fields_new(cl_out_span(&block));
    cl_field whole = {.name = CL_INSTRUCTIONS, .container = "XMP", .value = cl_out_span(&text)};
    assert_int_equal(cl_fields_add(&made->fields, &whole), CL_OK);
    assert_int_equal(cl_iim_read(&made->block, &made->fields), CL_OK);
    assert_no_findings(made);
    fields_free(made);
    cl_out_free(&block);
    cl_out_free(&text);
}

static void half_a_character_at_the_end_is_left_out(void **state)
{
    (void)state;
    cl_out block = {0};
    put_utf8(&block);
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xC3\xA9 Garc\xC3"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José Garc");
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
}

static void every_prefix_of_a_block_is_read_without_harm(void **state)
{
    (void)state;
    cl_out block = {0};
    put_utf8(&block);
    put_dataset(&block, 2, 120, CL_SPAN("A caption of Jos\xC3\xA9. SPAIN OUT"));
    put_dataset(&block, 2, 55, CL_SPAN("20170222"));
    put_dataset(&block, 2, 60, CL_SPAN("100000+0900"));
    put_wrong_dataset(&block, 40, 5, CL_SPAN("NO SALES"));
    put_dataset(&block, 2, 110, CL_SPAN("Agenc\xE9"));
    assert_prefixes_are_read(cl_iim_read, CL_BLOCK_IIM, cl_out_span(&block));
    cl_out_free(&block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fields_of_a_wire_photo_are_read_with_their_places),
        cmocka_unit_test(dates_and_times_become_one_text),
        cmocka_unit_test(a_date_of_another_shape_is_kept_as_written),
        cmocka_unit_test(an_extended_length_is_read),
        cmocka_unit_test(a_length_of_eight_bytes_is_read_where_it_fits),
        cmocka_unit_test(padding_of_nuls_is_no_damage),
        cmocka_unit_test(nuls_between_datasets_are_passed_over),
        cmocka_unit_test(a_dataset_that_is_not_read_is_passed_over),
        cmocka_unit_test(text_that_declares_nothing_is_utf8_when_it_is_valid),
        cmocka_unit_test(text_that_declares_nothing_and_is_not_utf8_is_windows_1252),
        cmocka_unit_test(the_whole_block_decides_for_macroman),
        cmocka_unit_test(declared_latin_is_read_as_windows_1252),
        cmocka_unit_test(a_charset_that_stands_behind_the_text_counts_too),
        cmocka_unit_test(bytes_without_a_meaning_are_reported),
        cmocka_unit_test(a_length_one_short_loses_nothing),
        cmocka_unit_test(a_length_one_long_loses_nothing),
        cmocka_unit_test(a_length_beyond_the_block_stops_at_the_next_dataset),
        cmocka_unit_test(a_block_that_ends_inside_a_value_gives_what_is_left),
        cmocka_unit_test(a_charset_that_swallows_the_next_dataset_is_split),
        cmocka_unit_test(garbage_behind_the_datasets_is_reported),
        cmocka_unit_test(garbage_that_may_have_been_datasets_is_a_loss),
        cmocka_unit_test(a_block_without_a_dataset_is_a_loss),
        cmocka_unit_test(garbage_between_the_datasets_is_reported),
        cmocka_unit_test(more_datasets_than_are_read_are_reported),
        cmocka_unit_test(a_value_that_fills_its_field_may_be_cut),
        cmocka_unit_test(a_cut_value_whose_whole_is_known_is_no_loss),
        cmocka_unit_test(half_a_character_at_the_end_is_left_out),
        cmocka_unit_test(every_prefix_of_a_block_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
