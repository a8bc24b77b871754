#include "check/template.h"

#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "cl_test.h"

static cl_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return arena == NULL ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_span filled(const char *template, const cl_blanks *blanks)
{
    cl_span out;
    assert_int_equal(cl_template_fill(arena, cl_span_of(template), blanks, &out), CL_OK);
    return out;
}

static void placeholders_are_replaced_by_their_values(void **state)
{
    (void)state;
    cl_blanks blanks = {0};
    blanks.of[CL_BLANK_NAMES] = CL_SPAN("South Korea");
    blanks.of[CL_BLANK_TEXT] = CL_SPAN("KOREA OUT");
    assert_span_is(filled("{names} excluded by \"{text}\"", &blanks),
                   "South Korea excluded by \"KOREA OUT\"");
}

static void a_value_with_braces_is_not_filled_again(void **state)
{
    (void)state;
    cl_blanks blanks = {0};
    blanks.of[CL_BLANK_TEXT] = CL_SPAN("{names} {text} {");
    blanks.of[CL_BLANK_NAMES] = CL_SPAN("never");
    assert_span_is(filled("<{text}>", &blanks), "<{names} {text} {>");
}

static void unknown_and_unclosed_placeholders_stay(void **state)
{
    (void)state;
    const cl_blanks blanks = {0};
    assert_span_is(filled("a {nobody} b {", &blanks), "a {nobody} b {");
    assert_span_is(filled("", &blanks), "");
}

static void a_sentence_of_very_many_pieces_is_whole(void **state)
{
    (void)state;
    enum {
        PIECES = 500
    };
    cl_blanks blanks = {0};
    cl_out template = {0};
    cl_out expected = {0};
    blanks.of[CL_BLANK_DAYS] = CL_SPAN("7");
    for (size_t i = 0; i < PIECES; i++) {
        cl_out_text(&template, "a{days}{rule}b ");
        cl_out_text(&expected, "a7b ");
    }
    cl_span out;
    assert_int_equal(cl_template_fill(arena, cl_out_span(&template), &blanks, &out), CL_OK);
    assert_true(cl_span_equal(out, cl_out_span(&expected)));
    cl_out_free(&template);
    cl_out_free(&expected);
}

static void a_number_is_written_in_digits(void **state)
{
    (void)state;
    assert_span_is(cl_number_text(arena, 0), "0");
    assert_span_is(cl_number_text(arena, 10203), "10203");
}

static void every_blank_has_a_name_that_leads_back_to_it(void **state)
{
    (void)state;
    cl_span all = cl_span_of(cl_blank_names());
    for (int i = 0; i < CL_BLANK_COUNT; i++) {
        cl_span name = cl_span_of(cl_blank_name((cl_blank)i));
        cl_blank back;
        assert_true(cl_blank_of(name, &back));
        assert_int_equal(back, i);
        assert_true(cl_span_find(all, name) < all.len);
    }
}

static void line_breaks_of_a_picture_become_blanks(void **state)
{
    (void)state;
    cl_span out;
    assert_int_equal(cl_one_line(arena, CL_SPAN(" JAPAN\r\n\tOUT\xC2\xA0 "), &out), CL_OK);
    assert_span_is(out, "JAPAN OUT");
}

static void a_long_text_is_cut_at_a_character(void **state)
{
    (void)state;
    uint8_t text[CL_QUOTE_MAX * 6];
    for (size_t i = 0; i < sizeof text; i += 2) {
        text[i] = 0xC3; /* é */
        text[i + 1] = 0xA9;
    }
    cl_span out;
    assert_int_equal(cl_one_line(arena, (cl_span){text, sizeof text}, &out), CL_OK);
    assert_true(cl_utf8_valid(out));
    assert_int_equal(cl_utf8_count(out), CL_QUOTE_MAX + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_replaced_by_their_values),
        cmocka_unit_test(a_value_with_braces_is_not_filled_again),
        cmocka_unit_test(unknown_and_unclosed_placeholders_stay),
        cmocka_unit_test(a_sentence_of_very_many_pieces_is_whole),
        cmocka_unit_test(a_number_is_written_in_digits),
        cmocka_unit_test(every_blank_has_a_name_that_leads_back_to_it),
        cmocka_unit_test(line_breaks_of_a_picture_become_blanks),
        cmocka_unit_test(a_long_text_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
