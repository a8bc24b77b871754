#include "iim.h"

#include "base/charset.h"
#include "metadata/iim_charset.h"

/* What 1:90 says */

static cl_iim_charset said(cl_span value)
{
    cl_iim_charset charset = {0};
    cl_iim_charset_add(&charset, value);
    return charset;
}

static void escapes_name_their_charset(void **state)
{
    (void)state;
    static const struct {
        const char *escape;
        const char *charset;
    } known[] = {
        {"\x1B-A", CL_CHARSET_WINDOWS_1252},
        {"\x1B.A", CL_CHARSET_WINDOWS_1252},
        {"\x1B,A", CL_CHARSET_WINDOWS_1252},
        {"\x1B/A", CL_CHARSET_WINDOWS_1252},
        {"\x1B-B", "ISO-8859-2"},
        {"\x1B-L", "ISO-8859-5"},
        {"\x1B-M", CL_CHARSET_WINDOWS_1254},
        {"\x1B-b", "ISO-8859-15"},
        {"\x1B$)A", CL_CHARSET_GB18030},
        {"\x1B$)B", CL_CHARSET_EUC_JP},
        {"\x1B$)C", CL_CHARSET_EUC_KR},
        {"\x1B(B\x1B-A", CL_CHARSET_WINDOWS_1252},
        {"\x1B(B\x1B$)C", CL_CHARSET_EUC_KR},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cl_iim_charset charset = said(cl_span_of(known[i].escape));
        assert_false(charset.utf8);
        assert_false(charset.unknown);
        assert_string_equal(charset.legacy, known[i].charset);
    }
}

static void utf8_is_announced_at_any_level_and_anywhere(void **state)
{
    (void)state;
    static const char *const announced[] = {"\x1B%G", "\x1B%/I", "\x1B(B\x1B%G", "\x1B%G\x1B-A"};
    for (size_t i = 0; i < sizeof announced / sizeof *announced; i++) {
        assert_true(said(cl_span_of(announced[i])).utf8);
    }
}

static void what_is_not_known_counts_as_not_said(void **state)
{
    (void)state;
    static const char *const unknown[] = {"\x1B%5", "UTF-8", "\x1B", "\x1B-", "\x1B-z", "garbage"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        cl_iim_charset charset = said(cl_span_of(unknown[i]));
        assert_true(charset.unknown);
        assert_false(charset.utf8);
        assert_null(charset.legacy);
    }
    assert_false(said(CL_EMPTY_SPAN).unknown);
    cl_iim_charset seven_bits = said(CL_SPAN("\x1B(J\x1B$B\x1B(B"));
    assert_null(seven_bits.legacy);
    assert_false(seven_bits.unknown);
}

/* What is read */

static void a_charset_of_two_bytes_is_read_as_declared(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B$)B"));
    put_dataset(&block, 2, 90, CL_SPAN("\xC5\xEC\xB5\xFE"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CITY, "東京");
    assert_null(field_at(made, CL_CITY, 0)->decoded);
    assert_no_findings(made);
    fields_free(made);
}

static void a_value_that_is_not_what_is_declared_is_looked_at_alone(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B$)B"));
    put_dataset(&block, 2, 90, CL_SPAN("\xC5\xEC\xB5\xFE"));
    put_dataset(&block, 2, 80,
                CL_SPAN("Jos\xE9 Garc\xED"
                        "a"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CITY, "東京");
    assert_field(made, CL_CREATOR, "José García");
    assert_string_equal(field_at(made, CL_CREATOR, 0)->decoded, "windows-1252, guessed");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_level(made, CL_WARNING);
    fields_free(made);
}

static void escapes_in_a_value_shift_it(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 120, CL_SPAN("\x1B$B4A;z\x1B(B."));
    put_dataset(&block, 2, 90, CL_SPAN("\x1B$)C\x0E\x3C\x2D\x3F\x6F\x0F"));
    put_dataset(&block, 2, 40, CL_SPAN("NO \x1B$ SALES"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "漢字.");
    assert_string_equal(field_at(made, CL_CAPTION, 0)->decoded, "ISO-2022-JP, by its escapes");
    assert_field(made, CL_CITY, "서울");
    assert_field(made, CL_INSTRUCTIONS, "NO  $ SALES"); /* no escape that leads anywhere */
    fields_free(made);
}

static void all_values_of_a_block_tell_its_charset(void **state)
{
    (void)state;
    static const char caption[] = /* "Мэр города открывает мост" */
        "\xCC\xFD\xF0 \xE3\xEE\xF0\xEE\xE4\xE0 \xEE\xF2\xEA\xF0\xFB\xE2\xE0\xE5\xF2 "
        "\xEC\xEE\xF1\xF2";
    cl_out block = {0};
    put_dataset(&block, 2, 120, CL_SPAN(caption));
    put_dataset(&block, 2, 115, CL_SPAN("\xD2\xC0\xD1\xD1"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CAPTION, "Мэр города открывает мост");
    assert_field(made, CL_SOURCE, "ТАСС");
    assert_string_equal(field_at(made, CL_SOURCE, 0)->decoded, "windows-1251, guessed");
    assert_span_is(field_at(made, CL_SOURCE, 0)->original, "\xD2\xC0\xD1\xD1");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_level(made, CL_INFO); /* nothing else comes near */
    fields_free(made);
}

static void a_guess_that_is_not_sure_asks_for_a_look(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 80,
                CL_SPAN("Tr\x9F"
                        "biger"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "Trübiger");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_level(made, CL_WARNING);
    fields_free(made);
}

static void the_house_may_say_what_legacy_text_is(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 80, CL_SPAN("Ji\xF8\xED"));
    read_fields *made = fields_new(cl_out_span(&block));
    made->fields.charset = CL_CHARSET_WINDOWS_1250;
    assert_int_equal(cl_iim_read(&made->block, &made->fields), CL_OK);
    assert_field(made, CL_CREATOR, "Jiří");
    assert_string_equal(field_at(made, CL_CREATOR, 0)->decoded, "windows-1250, as configured");
    assert_no_findings(made);
    fields_free(made);
    cl_out_free(&block);
}

static void an_unknown_1_90_leaves_the_guess(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B%5"));
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xE9"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_level(made, CL_INFO);
    fields_free(made);
}

static void two_1_90_that_disagree_announce_utf8(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B-A"));
    put_dataset(&block, 2, 80, CL_SPAN("Jos\xC3\xA9"));
    put_utf8(&block);
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREATOR, "José");
    assert_no_findings(made);
    fields_free(made);
}

/* Ends inside a character */

static void half_a_character_of_two_bytes_is_left_out(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B$)B"));
    put_dataset(&block, 2, 90, CL_SPAN("\xC5\xEC\xB5"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CITY, "東");
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
}

static void half_a_character_in_a_full_field_of_utf8_is_left_out(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_out_repeat(&text, "a", 31);
    cl_out_byte(&text, '\xC3');
    cl_out block = {0};
    put_utf8(&block);
    put_dataset(&block, 2, 80, cl_out_span(&text));
    read_fields *made = read_all(&block);
    assert_int_equal(field_at(made, CL_CREATOR, 0)->value.len, 31);
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
    cl_out_free(&text);
}

static void every_prefix_of_text_in_two_bytes_is_read_without_harm(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 90, CL_SPAN("\x1B$)C\x1B-"));
    put_dataset(&block, 2, 120, CL_SPAN("\xBC\xAD\xBF\xEF \x1B$)C\x0E\x3C\x2D\x0F \xC3\x83"));
    put_dataset(&block, 2, 40, CL_SPAN("\x1B$B4A;z\x1B(B."));
    assert_prefixes_are_read(cl_iim_read, CL_BLOCK_IIM, cl_out_span(&block));
    cl_out_free(&block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_name_their_charset),
        cmocka_unit_test(utf8_is_announced_at_any_level_and_anywhere),
        cmocka_unit_test(what_is_not_known_counts_as_not_said),
        cmocka_unit_test(a_charset_of_two_bytes_is_read_as_declared),
        cmocka_unit_test(a_value_that_is_not_what_is_declared_is_looked_at_alone),
        cmocka_unit_test(escapes_in_a_value_shift_it),
        cmocka_unit_test(all_values_of_a_block_tell_its_charset),
        cmocka_unit_test(a_guess_that_is_not_sure_asks_for_a_look),
        cmocka_unit_test(the_house_may_say_what_legacy_text_is),
        cmocka_unit_test(an_unknown_1_90_leaves_the_guess),
        cmocka_unit_test(two_1_90_that_disagree_announce_utf8),
        cmocka_unit_test(half_a_character_of_two_bytes_is_left_out),
        cmocka_unit_test(half_a_character_in_a_full_field_of_utf8_is_left_out),
        cmocka_unit_test(every_prefix_of_text_in_two_bytes_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
