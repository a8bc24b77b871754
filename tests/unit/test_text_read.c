#include "fields.h"

#include "base/charset.h"

static read_fields *read_text(cl_span bytes)
{
    read_fields *made = fields_new(bytes);
    assert_int_equal(cl_text_read(made->block.bytes, &made->fields), CL_OK);
    return made;
}

static void a_text_is_one_caption(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_SPAN("\nA caption.\n\nSPAIN OUT\n"));
    assert_int_equal(made->fields.items.count, 1);
    assert_field(made, CL_CAPTION, "A caption.\n\nSPAIN OUT");
    assert_string_equal(field_at(made, CL_CAPTION, 0)->container, "text");
    assert_int_equal(field_at(made, CL_CAPTION, 0)->offset, 1);
    assert_no_findings(made);
    fields_free(made);
}

static void a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_SPAN("\xEF\xBB\xBFJos\xC3\xA9"));
    assert_field(made, CL_CAPTION, "José");
    assert_int_equal(field_at(made, CL_CAPTION, 0)->offset, 3);
    fields_free(made);
    made = read_text(CL_SPAN("\xFF\xFEO\0K\0"));
    assert_field(made, CL_CAPTION, "OK");
    assert_no_findings(made);
    fields_free(made);
    made = read_text(CL_SPAN("\xFE\xFF\0O\0K"));
    assert_field(made, CL_CAPTION, "OK");
    fields_free(made);
}

static void a_text_that_is_not_utf8_is_read_as_windows_1252_and_reported(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_SPAN("Jos\xE9 \x96 SPAIN OUT"));
    assert_field(made, CL_CAPTION, "José – SPAIN OUT");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void a_text_in_another_charset_is_read_in_it(void **state)
{
    (void)state;
    static const char caption[] = /* KOI8-R */
        "\xED\xDC\xD2 \xC7\xCF\xD2\xCF\xC4\xC1 \xCF\xD4\xCB\xD2\xD9\xD7\xC1\xC5\xD4 "
        "\xCD\xCF\xD3\xD4";
    read_fields *made = read_text(CL_SPAN(caption));
    assert_field(made, CL_CAPTION, "Мэр города открывает мост");
    assert_string_equal(field_at(made, CL_CAPTION, 0)->decoded, "KOI8-R, guessed");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void the_house_may_say_what_a_text_is_in(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_SPAN("Ji\xF8\xED"));
    made->fields.charset = CL_CHARSET_WINDOWS_1250;
    assert_int_equal(cl_text_read(made->block.bytes, &made->fields), CL_OK);
    assert_field(made, CL_CAPTION, "Jiří");
    assert_no_findings(made);
    fields_free(made);
}

static void half_a_character_at_the_end_of_a_text_is_left_out(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_SPAN("Jos\xC3\xA9 \xE2\x80"));
    assert_field(made, CL_CAPTION, "José");
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
}

static void half_a_character_of_utf16_is_a_loss(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_SPAN("\xFF\xFEO\0K\0x"));
    assert_field(made, CL_CAPTION, "OK\uFFFD");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void an_empty_text_is_no_caption(void **state)
{
    (void)state;
    read_fields *made = read_text(CL_EMPTY_SPAN);
    assert_int_equal(made->fields.items.count, 0);
    fields_free(made);
}

static void every_prefix_of_a_text_is_read_without_harm(void **state)
{
    (void)state;
    cl_span text = CL_SPAN("\xEF\xBB\xBFJos\xC3\xA9 \xE2\x80\x93 SPAIN OUT");
    for (size_t len = 0; len <= text.len; len++) {
        read_fields *made = read_text(cl_span_sub(text, 0, len));
        assert_true(made->fields.items.count <= 1);
        fields_free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_one_caption),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_text),
        cmocka_unit_test(a_text_that_is_not_utf8_is_read_as_windows_1252_and_reported),
        cmocka_unit_test(a_text_in_another_charset_is_read_in_it),
        cmocka_unit_test(the_house_may_say_what_a_text_is_in),
        cmocka_unit_test(half_a_character_at_the_end_of_a_text_is_left_out),
        cmocka_unit_test(half_a_character_of_utf16_is_a_loss),
        cmocka_unit_test(an_empty_text_is_no_caption),
        cmocka_unit_test(every_prefix_of_a_text_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
