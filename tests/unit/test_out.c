#include "base/out.h"

#include "cl_test.h"

static void text_grows_as_it_is_written(void **state)
{
    (void)state;
    cl_out out = {0};
    for (int i = 0; i < 1000; i++) {
        cl_out_text(&out, "0123456789");
    }
    cl_out_byte(&out, '!');
    assert_int_equal(cl_out_span(&out).len, 10001);
    assert_span_is(cl_span_from(cl_out_span(&out), 9991), "123456789!");
    assert_false(out.failed);
    cl_out_clear(&out);
    assert_int_equal(cl_out_span(&out).len, 0);
    cl_out_free(&out);
    assert_null(out.data);
}

static void numbers_and_formats_are_written_without_a_locale(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_u64(&out, UINT64_MAX);
    cl_out_repeat(&out, "-", 3);
    cl_out_format(&out, "%s:%d", "line", 7);
    cl_out_format(&out, "%s", "");
    assert_span_is(cl_out_span(&out), "18446744073709551615---line:7");
    cl_out_free(&out);
}

static void json_strings_escape_what_they_must(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_json(&out, CL_SPAN("\"\\\n\r\t\x01\x7F/ caf\xC3\xA9"));
    assert_span_is(cl_out_span(&out), "\"\\\"\\\\\\n\\r\\t\\u0001\\u007f/ caf\xC3\xA9\"");
    cl_out_free(&out);
}

static void json_strings_are_valid_whatever_the_bytes(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_json(&out, CL_SPAN("a\xE2\x80\xAE\xFF\0z"));
    assert_span_is(cl_out_span(&out), "\"a\\u202e\xEF\xBF\xBD\\u0000z\"");
    cl_out_clear(&out);
    cl_out_json(&out, CL_EMPTY_SPAN);
    cl_out_json_text(&out, NULL);
    assert_span_is(cl_out_span(&out), "\"\"\"\"");
    cl_out_free(&out);
}

/* Long stretches are looked at in blocks: an escape may stand anywhere in one. */
static void json_strings_escape_wherever_it_stands(void **state)
{
    (void)state;
    static const char *const odd[] = {"\"", "\n", "\xC3\xA9", "\xE2\x80\xA8", "\xFF"};
    static const char *const written[] = {"\\\"", "\\n", "\xC3\xA9", "\\u2028", "\xEF\xBF\xBD"};
    cl_out text = {0};
    cl_out out = {0};
    cl_out expected = {0};
    for (size_t before = 0; before < 40; before++) {
        for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
            cl_out_clear(&text);
            cl_out_clear(&out);
            cl_out_clear(&expected);
            cl_out_repeat(&text, "x", before);
            cl_out_text(&text, odd[i]);
            cl_out_repeat(&text, "y", 40 - before);
            cl_out_byte(&expected, '"');
            cl_out_repeat(&expected, "x", before);
            cl_out_text(&expected, written[i]);
            cl_out_repeat(&expected, "y", 40 - before);
            cl_out_byte(&expected, '"');
            cl_out_json(&out, cl_out_span(&text));
            assert_true(cl_span_equal(cl_out_span(&out), cl_out_span(&expected)));
        }
    }
    cl_out_free(&text);
    cl_out_free(&out);
    cl_out_free(&expected);
}

static void a_json_string_can_be_written_in_parts(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_json_part(&out, CL_SPAN("a\"b"));
    cl_out_json_part(&out, CL_EMPTY_SPAN);
    cl_out_json_part(&out, CL_SPAN("\t"));
    assert_span_is(cl_out_span(&out), "a\\\"b\\t");
    cl_out_free(&out);
}

static void bytes_are_written_in_hexadecimal(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_hex(&out, CL_SPAN("\x00\x0F\xA0\xFF"));
    cl_out_u64(&out, 0);
    assert_span_is(cl_out_span(&out), "000fa0ff0");
    cl_out_free(&out);
}

static void html_holds_no_markup_of_the_text(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_html(&out, CL_SPAN("</q><script>\"a'&amp;\n caf\xC3\xA9"));
    assert_span_is(cl_out_span(&out),
                   "&lt;/q&gt;&lt;script&gt;&quot;a&#39;&amp;amp;\n caf\xC3\xA9");
    cl_out_free(&out);
}

static void html_shows_what_no_document_may_hold(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_html(&out, CL_SPAN("\0\x1B\r\xE2\x80\xAE\xEF\xBF\xBE\xEF\xB7\x90\xFFz"));
    assert_span_is(cl_out_span(&out), "\\u0000\\u001b\\u000d\\u202e\\ufffe\\ufdd0\xEF\xBF\xBDz");
    cl_out_free(&out);
}

static void a_terminal_is_shown_no_control_characters(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_printable(&out, CL_SPAN("\x1B[2Jred\n\xE2\x80\xAEtuo\xC2\x9B caf\xC3\xA9"));
    assert_span_is(cl_out_span(&out), "\\u001b[2Jred\n\\u202etuo\\u009b caf\xC3\xA9");
    cl_out_free(&out);
}

static void a_place_stands_in_one_line_whatever_its_name(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_place(&out, "a\nb\x1B[31m/\xC3\xA9.yaml", 7);
    assert_span_is(cl_out_span(&out), "a\\u000ab\\u001b[31m/\xC3\xA9.yaml:7");
    cl_out_free(&out);
}

static void after_a_failed_growth_nothing_more_is_written(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_text(&out, "kept");
    cl_out_put(&out, (cl_span){out.data, SIZE_MAX / 2 + 1});
    assert_true(out.failed);
    cl_out_text(&out, "lost");
    assert_span_is(cl_out_span(&out), "kept");
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_as_it_is_written),
        cmocka_unit_test(numbers_and_formats_are_written_without_a_locale),
        cmocka_unit_test(json_strings_escape_what_they_must),
        cmocka_unit_test(json_strings_are_valid_whatever_the_bytes),
        cmocka_unit_test(json_strings_escape_wherever_it_stands),
        cmocka_unit_test(a_json_string_can_be_written_in_parts),
        cmocka_unit_test(bytes_are_written_in_hexadecimal),
        cmocka_unit_test(html_holds_no_markup_of_the_text),
        cmocka_unit_test(html_shows_what_no_document_may_hold),
        cmocka_unit_test(a_terminal_is_shown_no_control_characters),
        cmocka_unit_test(a_place_stands_in_one_line_whatever_its_name),
        cmocka_unit_test(after_a_failed_growth_nothing_more_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
