#include "base/text.h"

#include "cl_test.h"

static void every_length_of_code_point_is_decoded(void **state)
{
    (void)state;
    cl_span text = CL_SPAN("a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x93\xB7");
    const uint32_t expected[] = {'a', 0xE9, 0x65E5, 0x1F4F7};
    size_t at = 0;
    uint32_t code;
    for (size_t i = 0; i < 4; i++) {
        assert_true(cl_utf8_next(text, &at, &code));
        assert_int_equal(code, expected[i]);
    }
    assert_false(cl_utf8_next(text, &at, &code));
    assert_int_equal(cl_utf8_count(text), 4);
    assert_true(cl_utf8_valid(text));
}

/* RFC 3629, 3 and 10: overlong forms, surrogates, beyond U+10FFFF, cut and stray bytes. */
static void what_is_not_utf8_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",         "\xC0\x80",     "\xC1\xBF",         "\xE0\x80\x80",     "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF",         "\xE2\x82",     "\xE2\x28\xA1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cl_span text = cl_span_of(wrong[i]);
        size_t at = 0;
        uint32_t code;
        assert_false(cl_utf8_valid(text));
        assert_true(cl_utf8_next(text, &at, &code));
        assert_int_equal(code, CL_REPLACEMENT);
        assert_int_equal(at, 1);
    }
}

static void the_outermost_code_points_are_valid(void **state)
{
    (void)state;
    static const uint32_t codes[] = {0,      0x7F,   0x80,   0x7FF,   0x800,
                                     0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint8_t bytes[CL_UTF8_MAX];
        cl_span text = {bytes, cl_utf8_put(codes[i], bytes)};
        size_t at = 0;
        uint32_t code;
        assert_true(cl_utf8_valid(text));
        assert_true(cl_utf8_next(text, &at, &code));
        assert_int_equal(code, codes[i]);
        assert_int_equal(at, text.len);
    }
}

static void an_index_counts_code_points(void **state)
{
    (void)state;
    cl_span text = CL_SPAN("\xC3\xA9t\xC3\xA9");
    assert_int_equal(cl_utf8_index(text, 0), 0);
    assert_int_equal(cl_utf8_index(text, 1), 2);
    assert_int_equal(cl_utf8_index(text, 3), 5);
    assert_int_equal(cl_utf8_index(text, 99), 5);
}

static void repair_replaces_bad_bytes_one_by_one_and_shares_good_text(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(4096);
    cl_span good = CL_SPAN("caf\xC3\xA9");
    cl_span out;
    assert_int_equal(cl_utf8_repair(arena, good, &out), CL_OK);
    assert_ptr_equal(out.data, good.data);
    assert_int_equal(cl_utf8_repair(arena, CL_SPAN("a\xE2\x82z"), &out), CL_OK);
    assert_span_is(out, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    cl_arena_free(arena);
}

static void stepping_back_goes_to_where_a_code_point_begins(void **state)
{
    (void)state;
    cl_span text = CL_SPAN("a\xE6\x97\xA5z");
    assert_int_equal(cl_utf8_back(text, 5), 4);
    assert_int_equal(cl_utf8_back(text, 4), 1);
    assert_int_equal(cl_utf8_back(text, 3), 1);
    assert_int_equal(cl_utf8_back(text, 1), 0);
    assert_int_equal(cl_utf8_back(text, 0), 0);
    assert_int_equal(cl_utf8_back(text, 99), 4);
    assert_int_equal(cl_utf8_before(text, 4), 0x65E5);
    assert_int_equal(cl_utf8_before(text, 1), 'a');
    assert_int_equal(cl_utf8_before(text, 0), 0);
}

static void squeezing_leaves_one_space_between_words(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(4096);
    cl_span out;
    cl_span text = CL_SPAN(" Ann\r\n\tBee\xC2\xA0/\xE3\x80\x80"
                           "AFP\xC2\x85");
    assert_int_equal(cl_utf8_squeeze(arena, text, SIZE_MAX, &out), CL_OK);
    assert_span_is(out, "Ann Bee / AFP");
    assert_int_equal(cl_utf8_squeeze(arena, CL_SPAN(" \n "), SIZE_MAX, &out), CL_OK);
    assert_int_equal(out.len, 0);
    assert_int_equal(cl_utf8_squeeze(arena, CL_EMPTY_SPAN, 3, &out), CL_OK);
    assert_int_equal(out.len, 0);
    cl_arena_free(arena);
}

static void squeezing_cuts_at_a_code_point_and_says_so(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(4096);
    cl_span out;
    assert_int_equal(cl_utf8_squeeze(arena, CL_SPAN("\xC3\xA9\xC3\xA9 \xC3\xA9"), 4, &out), CL_OK);
    assert_span_is(out, "\xC3\xA9\xC3\xA9 \xC3\xA9");
    assert_int_equal(cl_utf8_squeeze(arena, CL_SPAN("\xC3\xA9\xC3\xA9 \xC3\xA9"), 3, &out), CL_OK);
    assert_span_is(out, "\xC3\xA9\xC3\xA9\xE2\x80\xA6");
    assert_int_equal(cl_utf8_squeeze(arena, CL_SPAN("abc"), 0, &out), CL_OK);
    assert_span_is(out, "\xE2\x80\xA6");
    cl_arena_free(arena);
}

static void steps_number_every_byte(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(64 * 1024);
    static uint8_t bytes[500];
    for (size_t wide = 0; wide < 2; wide++) {
        cl_utf8_steps steps;
        for (size_t i = 0; i < sizeof bytes; i++) { /* é at every second place, or none */
            bytes[i] = wide == 0 ? 'a' : i % 3 == 0 ? 'b' : i % 3 == 1 ? 0xC3 : 0xA9;
        }
        bytes[sizeof bytes - 1] = 'c';
        cl_span text = {bytes, sizeof bytes};
        assert_int_equal(cl_utf8_steps_new(arena, text, &steps), CL_OK);
        assert_int_equal(cl_utf8_is_ascii(text), wide == 0);
        for (size_t at = 0; at <= text.len; at++) {
            assert_int_equal(cl_utf8_steps_before(&steps, at),
                             cl_utf8_count(cl_span_sub(text, 0, at)));
        }
        assert_int_equal(cl_utf8_steps_before(&steps, SIZE_MAX), cl_utf8_count(text));
    }
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length_of_code_point_is_decoded),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(the_outermost_code_points_are_valid),
        cmocka_unit_test(steps_number_every_byte),
        cmocka_unit_test(an_index_counts_code_points),
        cmocka_unit_test(repair_replaces_bad_bytes_one_by_one_and_shares_good_text),
        cmocka_unit_test(stepping_back_goes_to_where_a_code_point_begins),
        cmocka_unit_test(squeezing_leaves_one_space_between_words),
        cmocka_unit_test(squeezing_cuts_at_a_code_point_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
