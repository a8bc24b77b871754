/* Dates, positions, names and the other values of Exif that are more than a text. */
#include "exif_block.h"

static read_fields *read_sub_ifd(uint16_t pointer, const tag *tags, size_t count)
{
    builder to = {.little_endian = false};
    put_sub_ifd(&to, pointer, tags, count);
    return read_block(&to);
}

/* Dates */

static void each_date_has_its_own_zone_and_fraction(void **state)
{
    (void)state;
    const tag tags[] = {{0x0132, ASCII, CL_SPAN("2017:02:25 08:30:00\0")},
                        {0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")},
                        {0x9004, ASCII, CL_SPAN("2017:02:24 11:00:00\0")},
                        {0x9010, ASCII, CL_SPAN("-05:00\0")},
                        {0x9011, ASCII, CL_SPAN("+09:00\0")},
                        {0x9291, ASCII, CL_SPAN("07\0")},
                        {0x9292, ASCII, CL_SPAN("5 \0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, sizeof tags / sizeof *tags);
    assert_field(made, CL_DATE_CREATED, "2017-02-23T10:00:00.07+09:00");
    assert_field(made, CL_DATE_DIGITIZED, "2017-02-24T11:00:00.5");
    assert_field(made, CL_DATE_MODIFIED, "2017-02-25T08:30:00-05:00");
    assert_span_is(field_at(made, CL_DATE_MODIFIED, 0)->property, "DateTime");
    assert_no_findings(made);
    fields_free(made);
}

static void a_blank_date_with_a_zone_is_no_date(void **state)
{
    (void)state;
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("    :  :     :  :  \0")},
                        {0x9004, ASCII, CL_SPAN("0000:00:00 00:00:00\0")},
                        {0x9011, ASCII, CL_SPAN("+09:00\0")},
                        {0x9291, ASCII, CL_SPAN("07\0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, sizeof tags / sizeof *tags);
    assert_int_equal(made->fields.items.count, 0);
    assert_no_findings(made);
    fields_free(made);
}

static void a_fraction_that_is_no_number_is_left_out(void **state)
{
    (void)state;
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")},
                        {0x9291, ASCII, CL_SPAN("a few\0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, 2);
    assert_field(made, CL_DATE_CREATED, "2017-02-23T10:00:00");
    fields_free(made);
}

static void a_date_without_a_time_takes_no_zone(void **state)
{
    (void)state;
    const tag tags[] = {{0x9003, ASCII, CL_SPAN("2017:02:23\0")},
                        {0x9011, ASCII, CL_SPAN("+09:00\0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, 2);
    assert_field(made, CL_DATE_CREATED, "2017-02-23");
    fields_free(made);
}

/* Positions */

#define N(number) "\0\0\0" number
#define ONE       N("\x01")

static void a_position_is_given_in_degrees(void **state)
{
    (void)state;
    const tag tags[] = {{1, ASCII, CL_SPAN("S\0")},
                        {2, RATIONAL, CL_SPAN(N("\x16") ONE N("\x36") ONE N("\x22") ONE)},
                        {3, ASCII, CL_SPAN("E\0")},
                        {4, RATIONAL, CL_SPAN(N("\x2B") ONE N("\x15") N("\x02") N("\0") N("\0"))},
                        {5, BYTE, CL_SPAN("\x01")},
                        {6, RATIONAL, CL_SPAN(N("\x19") N("\x02"))}};
    read_fields *made = read_sub_ifd(0x8825, tags, sizeof tags / sizeof *tags);
    assert_field(made, CL_LATITUDE, "-22.909444");
    assert_field(made, CL_LONGITUDE, "43.175");
    assert_field(made, CL_ALTITUDE, "-12.5");
    assert_int_equal(field_at(made, CL_LATITUDE, 0)->offset,
                     BLOCK_OFFSET + 26 + 2 + sizeof tags / sizeof *tags * 12 + 4);
    assert_no_findings(made);
    fields_free(made);
}

static void a_position_at_the_zero_has_no_sign(void **state)
{
    (void)state;
    const tag tags[] = {{1, ASCII, CL_SPAN("S\0")}, {2, RATIONAL, CL_SPAN(N("\0") ONE)}};
    read_fields *made = read_sub_ifd(0x8825, tags, 2);
    assert_field(made, CL_LATITUDE, "0");
    fields_free(made);
}

static void assert_no_place(const tag *tags, size_t count)
{
    read_fields *made = read_sub_ifd(0x8825, tags, count);
    assert_int_equal(made->fields.items.count, 0);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

static void a_position_that_is_none_is_reported(void **state)
{
    (void)state;
    const tag no_side[] = {{2, RATIONAL, CL_SPAN(N("\x16") ONE)}};
    assert_no_place(no_side, 1);
    const tag too_far[] = {{1, ASCII, CL_SPAN("N\0")}, {2, RATIONAL, CL_SPAN(N("\x5B") ONE)}};
    assert_no_place(too_far, 2);
    const tag of_nothing[] = {{3, ASCII, CL_SPAN("W\0")}, {4, RATIONAL, CL_SPAN(ONE N("\0"))}};
    assert_no_place(of_nothing, 2);
    const tag of_text[] = {{3, ASCII, CL_SPAN("W\0")}, {4, ASCII, CL_SPAN("10 degrees\0")}};
    assert_no_place(of_text, 2);
    const tag altitude[] = {{6, ASCII, CL_SPAN("high\0\0\0\0")}};
    assert_no_place(altitude, 1);
}

static void numbers_of_other_directories_are_no_position(void **state)
{
    (void)state;
    const tag tags[] = {{1, ASCII, CL_SPAN("N\0")},
                        {2, RATIONAL, CL_SPAN(N("\x16") ONE)},
                        {0x010E, ASCII, CL_SPAN("A caption\0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, 3);
    assert_int_equal(made->fields.items.count, 1);
    fields_free(made);
    made = read_sub_ifd(0x8825, tags + 2, 1); /* nor does a position's directory hold texts */
    assert_int_equal(made->fields.items.count, 0);
    fields_free(made);
}

/* Names */

static void several_names_are_several_creators(void **state)
{
    (void)state;
    read_fields *made =
        read_tag(0x013B, ASCII, CL_SPAN("Jane Doe; \"Roe; John\"; The \"Box\";Team\0"));
    assert_field(made, CL_CREATOR, "Jane Doe");
    assert_span_is(field_at(made, CL_CREATOR, 1)->value, "Roe; John");
    assert_span_is(field_at(made, CL_CREATOR, 2)->value, "The \"Box\";Team");
    assert_int_equal(count_fields(made, CL_CREATOR), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_offset_is_right(made, field_at(made, CL_CREATOR, i));
    }
    fields_free(made);
    made = read_tag(0x013B, ASCII, CL_SPAN("\"The \"\"Box\"\" Team\"; \0"));
    assert_field(made, CL_CREATOR, "The \"Box\" Team");
    assert_int_equal(count_fields(made, CL_CREATOR), 1);
    fields_free(made);
}

static void a_quote_that_never_ends_loses_nothing(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x013B, ASCII, CL_SPAN("\"Jane Doe; John Roe\0"));
    assert_field(made, CL_CREATOR, "\"Jane Doe; John Roe");
    fields_free(made);
    made = read_tag(0x013B, ASCII, CL_SPAN("\"\0"));
    assert_field(made, CL_CREATOR, "\"");
    fields_free(made);
}

/* Facts */

static void a_rating_is_a_number_of_any_width(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x4746, SHORT, CL_SPAN("\x04\0"));
    assert_field(made, CL_RATING, "4");
    assert_no_findings(made);
    fields_free(made);
    made = read_tag(0x4746, LONG, CL_SPAN("\x05\0\0\0"));
    assert_field(made, CL_RATING, "5");
    fields_free(made);
    made = read_tag(0x4746, BYTE, CL_SPAN("\x03"));
    assert_field(made, CL_RATING, "3");
    assert_int_equal(count_fields(made, CL_RATING), 1); /* not once more by libexif */
    fields_free(made);
    made = read_tag(0x4746, SHORT, CL_EMPTY_SPAN);
    assert_int_equal(made->fields.items.count, 0);
    fields_free(made);
}

static void of_a_fact_only_what_stands_before_the_nul_is_read(void **state)
{
    (void)state;
    read_fields *made = read_tag(0x0110, ASCII, CL_SPAN("EX-1\0left over"));
    assert_field(made, CL_CAMERA_MODEL, "EX-1");
    assert_int_equal(count_fields(made, CL_CAMERA_MODEL), 1);
    fields_free(made);
}

static void who_owns_what_and_made_it_is_read(void **state)
{
    (void)state;
    const tag tags[] = {
        {0x010D, ASCII, CL_SPAN("scan-7\0")},        {0x010F, ASCII, CL_SPAN("Example\0")},
        {0x0131, ASCII, CL_SPAN("Darkroom\0")},      {0xA430, ASCII, CL_SPAN("Jane Doe\0")},
        {0xA431, ASCII, CL_SPAN("EX-123\0")},        {0xA435, ASCII, CL_SPAN("LENS-7\0")},
        {0xA438, UTF8, CL_SPAN("Zo\xC3\xAB Roe\0")}, {0xA43C, UTF8, CL_SPAN("Tagger\0")}};
    read_fields *made = read_sub_ifd(0x8769, tags, sizeof tags / sizeof *tags);
    assert_field(made, CL_OTHER, "scan-7");
    assert_field(made, CL_CAMERA_MAKE, "Example");
    assert_field(made, CL_SOFTWARE, "Darkroom");
    assert_field(made, CL_CAMERA_OWNER, "Jane Doe");
    assert_field(made, CL_CAMERA_SERIAL_NUMBER, "EX-123");
    assert_field(made, CL_LENS_SERIAL_NUMBER, "LENS-7");
    assert_field(made, CL_CONTRIBUTOR, "Zoë Roe");
    assert_int_equal(count_fields(made, CL_SOFTWARE), 2);
    assert_no_findings(made);
    fields_free(made);
}

static void of_a_text_that_reaches_beyond_its_block_the_first_part_is_read(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    const tag one = {0x010E, ASCII, CL_SPAN("NO SALES\0another\0and one more\0")};
    start(&to, true);
    put_directory(&to, &one, 1, 0);
    to.block.len -= 5;
    read_fields *made = read_block(&to);
    assert_field(made, CL_CAPTION, "NO SALES");
    assert_int_equal(made->fields.items.count, 1);
    assert_only_finding(made, CL_DAMAGE_LENGTH);
    fields_free(made);
}

static void more_text_than_any_camera_writes_is_a_limit(void **state)
{
    (void)state;
    enum {
        LENGTH = 60000,
        COUNT = CL_EXIF_BYTES_MAX / LENGTH + 2
    };
    builder to = {.little_endian = false};
    start(&to, true);
    size_t heap = to.block.len + 2 + COUNT * 12 + 4;
    put_number(&to, COUNT, 2);
    for (size_t i = 0; i < COUNT; i++) {
        put_number(&to, 0x010E, 2);
        put_number(&to, ASCII, 2);
        put_number(&to, LENGTH - i, 4);
        put_number(&to, heap + i, 4);
    }
    put_number(&to, 0, 4);
    cl_out_repeat(&to.block, "a", LENGTH * COUNT / 3);
    read_fields *made = read_block(&to);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    assert_true(made->fields.items.count < COUNT);
    fields_free(made);
}

/* Every tag that a container keeps of a TIFF has a meaning: by itself or with others. */
static void every_tag_that_is_kept_is_read(void **state)
{
    (void)state;
#define NUMBER(name, number) number,
    static const uint16_t kept[] = {CL_TIFF_TAGS(NUMBER)};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const tag tags[] = {{0x9003, ASCII, CL_SPAN("2017:02:23 10:00:00\0")},
                            {0x9004, ASCII, CL_SPAN("2017:02:24 11:00:00\0")},
                            {0x0132, ASCII, CL_SPAN("2017:02:25 12:00:00\0")},
                            {kept[i], ASCII, CL_SPAN("12345678")}};
        read_fields *without = read_sub_ifd(0x8769, tags, 3);
        read_fields *with = read_sub_ifd(0x8769, tags, 4);
        bool is_date = kept[i] == 0x9003 || kept[i] == 0x9004 || kept[i] == 0x0132;
        bool differs = with->fields.items.count != without->fields.items.count;
        for (size_t k = 0; k < without->fields.items.count && !differs; k++) {
            differs = !cl_span_equal(cl_fields_at(&with->fields, k)->value,
                                     cl_fields_at(&without->fields, k)->value);
        }
        bool of_thumbnail = kept[i] == CL_TAG_ORIENTATION ||
                            kept[i] == CL_TAG_JPEG_INTERCHANGE_FORMAT ||
                            kept[i] == CL_TAG_JPEG_INTERCHANGE_FORMAT_LENGTH; /* test_thumbnail.c */
        assert_true(differs || is_date || of_thumbnail);
        fields_free(with);
        fields_free(without);
    }
}

static void every_prefix_is_read_without_harm(void **state)
{
    (void)state;
    builder to = {.little_endian = false};
    const tag tags[] = {{1, ASCII, CL_SPAN("S\0")},
                        {2, RATIONAL, CL_SPAN(N("\x16") ONE N("\x36") ONE N("\x22") ONE)},
                        {5, BYTE, CL_SPAN("\x01")},
                        {6, RATIONAL, CL_SPAN(N("\x19") N("\x02"))}};
    put_sub_ifd(&to, 0x8825, tags, sizeof tags / sizeof *tags);
    assert_prefixes_are_read(cl_exif_read, CL_BLOCK_EXIF, cl_out_span(&to.block));
    cl_out_free(&to.block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_date_has_its_own_zone_and_fraction),
        cmocka_unit_test(a_blank_date_with_a_zone_is_no_date),
        cmocka_unit_test(a_fraction_that_is_no_number_is_left_out),
        cmocka_unit_test(a_date_without_a_time_takes_no_zone),
        cmocka_unit_test(a_position_is_given_in_degrees),
        cmocka_unit_test(a_position_at_the_zero_has_no_sign),
        cmocka_unit_test(a_position_that_is_none_is_reported),
        cmocka_unit_test(numbers_of_other_directories_are_no_position),
        cmocka_unit_test(several_names_are_several_creators),
        cmocka_unit_test(a_quote_that_never_ends_loses_nothing),
        cmocka_unit_test(a_rating_is_a_number_of_any_width),
        cmocka_unit_test(of_a_fact_only_what_stands_before_the_nul_is_read),
        cmocka_unit_test(who_owns_what_and_made_it_is_read),
        cmocka_unit_test(of_a_text_that_reaches_beyond_its_block_the_first_part_is_read),
        cmocka_unit_test(more_text_than_any_camera_writes_is_a_limit),
        cmocka_unit_test(every_tag_that_is_kept_is_read),
        cmocka_unit_test(every_prefix_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
