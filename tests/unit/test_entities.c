#include "ruleset/entities.h"

#include "cl_test.h"

static void assert_reads(const char *text, uint32_t expected, size_t expected_len)
{
    uint32_t code = 0;
    size_t len = 0;
    assert_true(cl_entity_read(cl_span_of(text), &code, &len));
    assert_int_equal(code, expected);
    assert_int_equal(len, expected_len);
}

static void assert_reads_nothing(const char *text)
{
    uint32_t code = 0;
    size_t len = 0;
    if (cl_entity_read(cl_span_of(text), &code, &len)) {
        print_error("\"%s\" was read\n", text);
    }
    assert_false(cl_entity_read(cl_span_of(text), &code, &len));
}

static void names_and_numbers_are_read_to_their_semicolon(void **state)
{
    (void)state;
    assert_reads("&nbsp;OUT", 0xA0, 6);
    assert_reads("&#39;s", '\'', 5);
    assert_reads("&#x27;s", '\'', 6);
    assert_reads("&#X10FFFF;", 0x10FFFF, 10);
    assert_reads("&Eacute;&eacute;", 0xC9, 8);
}

static void an_escaped_ampersand_is_read_with_what_follows_it(void **state)
{
    (void)state;
    assert_reads("&amp;nbsp;OUT", 0xA0, 10);
    assert_reads("&amp;#39;", '\'', 9);
    assert_reads("&amp;nosuch;", '&', 5);
    assert_reads("&amp; co", '&', 5);
    assert_reads("&amp;amp;nbsp;", '&', 9);
}

static void what_is_no_reference_is_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",         "&",        "&;",         "AT&T",  "&nosuch;",
        "&nbsp",    "&#;",      "&#x;",       "&#0;",  "&#12a;",
        "&#xD800;", "&#xDFFF;", "&#x110000;", "&#xg;", "&#000000000000065;"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_reads_nothing(texts[i]);
    }
}

static void known_tags_are_passed_over_and_some_end_a_line(void **state)
{
    (void)state;
    bool line = false;
    assert_int_equal(cl_tag_length(CL_SPAN("<br>x"), &line), 4);
    assert_true(line);
    assert_int_equal(cl_tag_length(CL_SPAN("<BR />"), &line), 6);
    assert_int_equal(cl_tag_length(CL_SPAN("</i>"), &line), 4);
    assert_false(line);
    assert_int_equal(cl_tag_length(CL_SPAN("<script>"), &line), 0);
    assert_int_equal(cl_tag_length(CL_SPAN("<p"), &line), 0);
    assert_int_equal(cl_tag_length(CL_SPAN("<>"), &line), 0);
    assert_int_equal(cl_tag_length(CL_SPAN("< 3 and > 2"), &line), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_numbers_are_read_to_their_semicolon),
        cmocka_unit_test(an_escaped_ampersand_is_read_with_what_follows_it),
        cmocka_unit_test(what_is_no_reference_is_left_alone),
        cmocka_unit_test(known_tags_are_passed_over_and_some_end_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
