#include "metadata/mend.h"

#include "fields.h"

static read_fields *add(const char *value)
{
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_field field = {.name = CL_CAPTION,
                      .value = cl_span_of(value),
                      .container = "XMP",
                      .has_offset = true,
                      .offset = BLOCK_OFFSET};
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    return made;
}

static void assert_mended(const char *value, const char *expected, const char *decoded)
{
    read_fields *made = add(value);
    assert_field(made, CL_CAPTION, expected);
    const cl_field *field = field_at(made, CL_CAPTION, 0);
    assert_string_equal(field->decoded, decoded);
    assert_span_is(field->original, value);
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void assert_untouched(const char *value)
{
    read_fields *made = add(value);
    assert_field(made, CL_CAPTION, value);
    assert_null(field_at(made, CL_CAPTION, 0)->decoded);
    assert_int_equal(field_at(made, CL_CAPTION, 0)->original.len, 0);
    assert_no_findings(made);
    fields_free(made);
}

static void utf8_that_was_encoded_twice_is_undone(void **state)
{
    (void)state;
    const char *how = "UTF-8 encoded twice, undone";
    assert_mended("CafÃ© de Paris", "Café de Paris", how);
    assert_mended("Â© 2019 Example Press", "© 2019 Example Press", how);
    assert_mended("â€œquotedâ€\xC2\x9D", "“quoted”", how);
    assert_mended("North Koreaâ€™s leader", "North Korea’s leader", how);
    assert_mended("Ã\xC2\x89"
                  "cole",
                  "École", how);
    assert_mended("ÐœÐ¾Ñ\xC2\x81ÐºÐ²Ð°", "Москва", how);
    assert_mended("BucureÈ™ti", "București", how);
}

static void utf8_that_was_encoded_three_times_is_undone(void **state)
{
    (void)state;
    assert_mended("CafÃƒÂ© de Paris", "Café de Paris", "UTF-8 encoded three times, undone");
}

static void what_macroman_made_of_utf8_is_undone(void **state)
{
    (void)state;
    const char *how = "UTF-8 encoded twice by way of MacRoman, undone";
    assert_mended("Caf√© de Paris", "Café de Paris", how);
    assert_mended("North Korea‚Äôs leader", "North Korea’s leader", how);
}

static void half_a_character_at_the_end_goes(void **state)
{
    (void)state;
    assert_mended("CafÃ© andrÃ", "Café andr", "UTF-8 encoded twice, undone");
}

static void capitals_beside_signs_are_no_encoding(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "NESTLÉ®",
        "NESTLÉ® AND NESTLÉ®",
        "“État d’urgence”",
        "«LIBERTÉ»",
        "LIBERTÉ»",
        "MAÇÃ™",
        "ANDRÉ’S",
        "Café",
        "IRMÃ",
        "Ã",
        "José – “€ 5”",
        "Москва",
        "東京",
        "Åse Østby",
        "é”…",
        "“Österreich”",
        "Trübiger",
        "1 × 2 ÷ 3",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_untouched(texts[i]);
    }
}

static void signs_that_became_control_characters_come_back(void **state)
{
    (void)state;
    assert_mended("North Korea\xC2\x92s \xC2\x93state\xC2\x94 news \xC2\x96 agency\xC2\x85",
                  "North Korea’s “state” news – agency…",
                  "control characters read as windows-1252");
}

static void control_characters_and_marks_are_left_out(void **state)
{
    (void)state;
    const char *how = "control characters left out";
    assert_mended("NO\x01SALES", "NO SALES", how);
    assert_mended("\uFEFFNO SALES", "NO SALES", how);
    read_fields *made = add("\uFEFFNO SALES");
    assert_int_equal(field_at(made, CL_CAPTION, 0)->offset, BLOCK_OFFSET + 3);
    fields_free(made);
    made = add("\uFEFF\x01");
    assert_int_equal(made->fields.items.count, 0);
    fields_free(made);
}

static void line_ends_and_tabs_stay(void **state)
{
    (void)state;
    assert_untouched("one\r\ntwo\rthree\nfour\tfive");
    assert_untouched("one\xC2\x85two");
}

static void character_references_are_seen_and_left_to_the_reading(void **state)
{
    (void)state;
    static const char *const texts[] = {"Doe &amp; Roe", "caf&eacute;", "&#39;",       "&#xE9;",
                                        "a&nbsp;b",      "&&lt;",       "AT&T &amp; &"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_fields *made = add(texts[i]);
        assert_field(made, CL_CAPTION, texts[i]);
        assert_null(field_at(made, CL_CAPTION, 0)->decoded);
        assert_only_finding(made, CL_DAMAGE_REPAIRED);
        fields_free(made);
    }
    assert_untouched("AT&T; Doe & Roe; A &B; &; &#; &unknown;");
}

static void replacement_characters_are_a_loss(void **state)
{
    (void)state;
    read_fields *made = add("Caf\uFFFD &amp; bar");
    assert_field(made, CL_CAPTION, "Caf\uFFFD &amp; bar");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_int_equal(cl_findings_at(&made->findings, 0)->level, CL_WARNING);
    fields_free(made);
}

static void a_loss_where_no_note_stands_is_only_told(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_field field = {.name = CL_CITY, .value = CL_SPAN("K\uFFFDln"), .container = "XMP"};
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    assert_int_equal(cl_findings_at(&made->findings, 0)->level, CL_INFO);
    fields_free(made);
}

static void several_mendings_are_one_finding(void **state)
{
    (void)state;
    read_fields *made = add("CafÃ©\x01&amp; bar");
    assert_field(made, CL_CAPTION, "Café &amp; bar");
    assert_string_equal(field_at(made, CL_CAPTION, 0)->decoded,
                        "UTF-8 encoded twice, undone; control characters left out");
    assert_span_is(field_at(made, CL_CAPTION, 0)->original, "CafÃ©\x01&amp; bar");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_that_was_encoded_twice_is_undone),
        cmocka_unit_test(utf8_that_was_encoded_three_times_is_undone),
        cmocka_unit_test(what_macroman_made_of_utf8_is_undone),
        cmocka_unit_test(half_a_character_at_the_end_goes),
        cmocka_unit_test(capitals_beside_signs_are_no_encoding),
        cmocka_unit_test(signs_that_became_control_characters_come_back),
        cmocka_unit_test(control_characters_and_marks_are_left_out),
        cmocka_unit_test(line_ends_and_tabs_stay),
        cmocka_unit_test(character_references_are_seen_and_left_to_the_reading),
        cmocka_unit_test(replacement_characters_are_a_loss),
        cmocka_unit_test(a_loss_where_no_note_stands_is_only_told),
        cmocka_unit_test(several_mendings_are_one_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
