#include "cl_test.h"

#include <limits.h>

static void a_sub_span_never_reaches_out(void **state)
{
    (void)state;
    cl_span span = CL_SPAN("caption");
    assert_span_is(cl_span_sub(span, 3, 2), "ti");
    assert_span_is(cl_span_sub(span, 3, SIZE_MAX), "tion");
    assert_int_equal(cl_span_sub(span, 7, 1).len, 0);
    assert_int_equal(cl_span_sub(span, SIZE_MAX, SIZE_MAX).len, 0);
    assert_int_equal(cl_span_from(CL_EMPTY_SPAN, 0).len, 0);
}

static void comparing_is_by_bytes_and_shorter_comes_first(void **state)
{
    (void)state;
    assert_true(cl_span_equal(CL_EMPTY_SPAN, CL_SPAN("")));
    assert_false(cl_span_equal(CL_SPAN("a"), CL_SPAN("a\0")));
    assert_true(cl_span_compare(CL_SPAN("a"), CL_SPAN("ab")) < 0);
    assert_true(cl_span_compare(CL_SPAN("\xC3"), CL_SPAN("a")) > 0);
    assert_int_equal(cl_span_compare(CL_SPAN("a\0b"), CL_SPAN("a\0b")), 0);
}

static void case_is_ignored_in_ascii_only(void **state)
{
    (void)state;
    assert_true(cl_span_equal_nocase(CL_SPAN("Japan OUT"), CL_SPAN("JAPAN out")));
    assert_false(cl_span_equal_nocase(CL_SPAN("\xC3\x89"), CL_SPAN("\xC3\xA9")));
    assert_false(cl_span_equal_nocase(CL_SPAN("@"), CL_SPAN("`")));
}

static void finding_reports_the_length_when_there_is_nothing(void **state)
{
    (void)state;
    cl_span span = CL_SPAN("no sales, no archive");
    assert_int_equal(cl_span_find(span, CL_SPAN("no archive")), 10);
    assert_int_equal(cl_span_find(span, CL_SPAN("no archives")), span.len);
    assert_int_equal(cl_span_find(span, CL_EMPTY_SPAN), 0);
    assert_int_equal(cl_span_find(CL_EMPTY_SPAN, CL_SPAN("n")), 0);
    assert_int_equal(cl_span_find(CL_SPAN("aab"), CL_SPAN("ab")), 1);
    assert_int_equal(cl_span_find_byte(span, 's'), 3);
    assert_int_equal(cl_span_find_byte(span, 'z'), span.len);
    assert_true(cl_span_starts(span, CL_SPAN("no ")));
    assert_false(cl_span_starts(CL_SPAN("no"), CL_SPAN("no ")));
}

static void trimming_takes_blanks_and_nuls_of_both_ends(void **state)
{
    (void)state;
    assert_span_is(cl_span_trim(CL_SPAN(" \t\r\n\0 a b \0\0")), "a b");
    assert_int_equal(cl_span_trim(CL_SPAN(" \0 ")).len, 0);
}

static void splitting_gives_every_part_also_empty_ones(void **state)
{
    (void)state;
    cl_span rest = CL_SPAN("a,,b,");
    const char *const parts[] = {"a", "", "b", ""};
    cl_span part;
    for (size_t i = 0; i < 4; i++) {
        assert_true(cl_span_next(&rest, ',', &part));
        assert_span_is(part, parts[i]);
    }
    assert_false(cl_span_next(&rest, ',', &part));
}

static void printing_cuts_a_length_that_printf_cannot_take(void **state)
{
    (void)state;
    assert_int_equal(cl_span_print_length((cl_span){NULL, SIZE_MAX}), INT_MAX);
    assert_int_equal(cl_span_print_length(CL_SPAN("abc")), 3);
    assert_int_equal(cl_span_of(NULL).len, 0);
}

static void an_end_is_found_at_the_end_only(void **state)
{
    (void)state;
    assert_true(cl_span_ends(CL_SPAN("a.yaml"), CL_SPAN(".yaml")));
    assert_true(cl_span_ends(CL_SPAN(".yaml"), CL_SPAN(".yaml")));
    assert_false(cl_span_ends(CL_SPAN("yaml"), CL_SPAN(".yaml")));
    assert_false(cl_span_ends(CL_SPAN("a.yaml~"), CL_SPAN(".yaml")));
    assert_true(cl_span_ends(CL_SPAN("a"), CL_EMPTY_SPAN));
}

static void printable_ascii_ends_at_the_first_other_byte(void **state)
{
    (void)state;
    uint8_t bytes[40];
    for (size_t at = 0; at < sizeof bytes; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            bool printable = byte >= ' ' && byte <= '~';
            memset(bytes, at % 2 == 0 ? ' ' : '~', sizeof bytes);
            bytes[at] = (uint8_t)byte;
            size_t len = cl_span_printable((cl_span){bytes, sizeof bytes});
            assert_int_equal(len, printable ? sizeof bytes : at);
        }
    }
    assert_int_equal(cl_span_printable(CL_EMPTY_SPAN), 0);
}

static void a_choice_is_the_whole_word(void **state)
{
    (void)state;
    static const char *const choices[] = {"EXIF", "IIM", NULL};
    assert_true(cl_span_is_one_of(CL_SPAN("IIM"), choices));
    assert_false(cl_span_is_one_of(CL_SPAN("II"), choices));
    assert_false(cl_span_is_one_of(CL_SPAN("iim"), choices));
    assert_false(cl_span_is_one_of(CL_EMPTY_SPAN, choices));
}

static void hexadecimal_digits_are_read_in_pairs_of_any_case(void **state)
{
    (void)state;
    uint8_t bytes[2] = {0};
    assert_true(cl_span_read_hex(CL_SPAN("0aFf"), bytes, sizeof bytes));
    assert_int_equal(bytes[0], 0x0A);
    assert_int_equal(bytes[1], 0xFF);
    assert_true(cl_span_read_hex(CL_EMPTY_SPAN, bytes, 0));
    static const char *const others[] = {"",       "0a",   "0aF",  "0aFf0",
                                         "0aFf00", "0aFg", "0a f", "0x0a"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(cl_span_read_hex(cl_span_of(others[i]), bytes, sizeof bytes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sub_span_never_reaches_out),
        cmocka_unit_test(comparing_is_by_bytes_and_shorter_comes_first),
        cmocka_unit_test(case_is_ignored_in_ascii_only),
        cmocka_unit_test(finding_reports_the_length_when_there_is_nothing),
        cmocka_unit_test(trimming_takes_blanks_and_nuls_of_both_ends),
        cmocka_unit_test(splitting_gives_every_part_also_empty_ones),
        cmocka_unit_test(printing_cuts_a_length_that_printf_cannot_take),
        cmocka_unit_test(an_end_is_found_at_the_end_only),
        cmocka_unit_test(printable_ascii_ends_at_the_first_other_byte),
        cmocka_unit_test(a_choice_is_the_whole_word),
        cmocka_unit_test(hexadecimal_digits_are_read_in_pairs_of_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
