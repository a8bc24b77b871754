#include "base/charset.h"

#include "base/limits.h"
#include "base/text.h"
#include "cl_test.h"

static cl_arena *arena_of(void **state)
{
    return *state;
}

static int make_arena(void **state)
{
    *state = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return *state == NULL;
}

static int free_arena(void **state)
{
    cl_arena_free(*state);
    return 0;
}

static void assert_detected(cl_span bytes, const char *charset)
{
    const char *found;
    assert_int_equal(cl_charset_detect(bytes, &found), CL_OK);
    assert_string_equal(found, charset);
}

static void assert_converted(void **state, cl_span bytes, const char *charset, const char *expected)
{
    cl_span text;
    bool lossless;
    assert_int_equal(cl_charset_convert(arena_of(state), bytes, charset, &text, &lossless), CL_OK);
    assert_span_is(text, expected);
    assert_true(lossless);
}

static void ascii_and_utf8_are_told_by_their_bytes(void **state)
{
    (void)state;
    assert_detected(CL_SPAN("EDITORIAL USE ONLY"), CL_CHARSET_ASCII);
    assert_detected(CL_SPAN("Caf\xC3\xA9"), CL_CHARSET_UTF8);
    assert_detected(CL_EMPTY_SPAN, CL_CHARSET_ASCII);
}

static void bytes_that_are_not_utf8_are_windows_1252(void **state)
{
    (void)state;
    assert_detected(CL_SPAN("Caf\xE9"), CL_CHARSET_WINDOWS_1252);
    assert_detected(CL_SPAN("M\xFCller and Garc\xED"
                            "a"),
                    CL_CHARSET_WINDOWS_1252);
    assert_detected(CL_SPAN("\xA9 Example Agency"), CL_CHARSET_WINDOWS_1252);
    assert_detected(CL_SPAN("\xD6sterreich"), CL_CHARSET_WINDOWS_1252);
}

static void an_apostrophe_between_letters_does_not_make_it_macroman(void **state)
{
    (void)state;
    assert_detected(CL_SPAN("North Korea\x92s leader"), CL_CHARSET_WINDOWS_1252);
    assert_detected(CL_SPAN("the \x93state\x94 news \x96 agency"), CL_CHARSET_WINDOWS_1252);
}

static void macroman_is_chosen_when_it_reads_clearly_better(void **state)
{
    (void)state;
    assert_detected(CL_SPAN("Jens Tr\x9F"
                            "biger"),
                    CL_CHARSET_MACROMAN);
    assert_detected(CL_SPAN("Caf\x8E de Par\x92s"), CL_CHARSET_MACROMAN);
    assert_detected(CL_SPAN("Photoshop\xA8 4.0"), CL_CHARSET_MACROMAN);
}

static void windows_1252_and_macroman_become_utf8(void **state)
{
    assert_converted(state,
                     CL_SPAN("\x80 \x93"
                             "a\x94 \xE9"),
                     CL_CHARSET_WINDOWS_1252, "€ “a” é");
    assert_converted(state,
                     CL_SPAN("Tr\x9F"
                             "biger"),
                     CL_CHARSET_MACROMAN, "Trübiger");
}

static void the_five_undefined_bytes_of_windows_1252_become_replacements(void **state)
{
    cl_span text;
    bool lossless;
    assert_int_equal(cl_charset_convert(arena_of(state),
                                        CL_SPAN("a\x81\x8D\x8F\x90\x9D"
                                                "b"),
                                        CL_CHARSET_WINDOWS_1252, &text, &lossless),
                     CL_OK);
    assert_span_is(text, "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb");
    assert_false(lossless);
}

static void utf16_is_read_in_either_order(void **state)
{
    assert_converted(state, CL_SPAN("O\0U\0T\0"), CL_CHARSET_UTF16LE, "OUT");
    assert_converted(state, CL_SPAN("\0O\0U\0T\xD8\x3D\xDE\x00"), CL_CHARSET_UTF16BE,
                     "OUT\U0001F600");
}

static void half_a_utf16_character_is_reported(void **state)
{
    cl_span text;
    bool lossless;
    assert_int_equal(
        cl_charset_convert(arena_of(state), CL_SPAN("O\0U"), CL_CHARSET_UTF16LE, &text, &lossless),
        CL_OK);
    assert_span_is(text, "O\uFFFD");
    assert_false(lossless);
}

static void iso_2022_jp_is_read(void **state)
{
    assert_converted(state, CL_SPAN("\x1B$B4A;z\x1B(B."), CL_CHARSET_JIS, "漢字.");
}

static void an_unknown_charset_keeps_the_ascii_part(void **state)
{
    cl_span text;
    bool lossless;
    assert_int_equal(cl_charset_convert(arena_of(state), CL_SPAN("OUT \xE9"), "NO-SUCH-CHARSET",
                                        &text, &lossless),
                     CL_OK);
    assert_span_is(text, "OUT \uFFFD");
    assert_false(lossless);
}

static void text_longer_than_the_buffer_of_iconv_is_whole(void **state)
{
    enum {
        LENGTH = 20000
    };
    static uint8_t bytes[LENGTH];
    for (size_t i = 0; i < LENGTH; i++) {
        bytes[i] = 0x80;
    }
    cl_span text;
    bool lossless;
    assert_int_equal(cl_charset_convert(arena_of(state), (cl_span){bytes, LENGTH},
                                        CL_CHARSET_WINDOWS_1252, &text, &lossless),
                     CL_OK);
    assert_int_equal(cl_utf8_count(text), LENGTH);
    assert_true(lossless);
}

static void every_byte_in_every_charset_gives_valid_utf8(void **state)
{
    static const char *const charsets[] = {
        CL_CHARSET_ASCII,        CL_CHARSET_UTF8,         CL_CHARSET_WINDOWS_1252,
        CL_CHARSET_MACROMAN,     CL_CHARSET_UTF16LE,      CL_CHARSET_UTF16BE,
        CL_CHARSET_UTF32LE,      CL_CHARSET_UTF32BE,      CL_CHARSET_JIS,
        CL_CHARSET_ISO_2022_KR,  CL_CHARSET_WINDOWS_1250, CL_CHARSET_WINDOWS_1251,
        CL_CHARSET_WINDOWS_1254, CL_CHARSET_KOI8_R,       CL_CHARSET_SHIFT_JIS,
        CL_CHARSET_EUC_JP,       CL_CHARSET_EUC_KR,       CL_CHARSET_GB18030,
        CL_CHARSET_BIG5};
    uint8_t bytes[256];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)i;
    }
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        for (size_t len = 0; len <= sizeof bytes; len++) {
            cl_span text;
            bool lossless;
            cl_span prefix = {bytes, len};
            assert_int_equal(
                cl_charset_convert(arena_of(state), prefix, charsets[i], &text, &lossless), CL_OK);
            assert_true(cl_utf8_valid(text));
        }
    }
}

static void charsets_are_called_as_people_call_them(void **state)
{
    (void)state;
    assert_string_equal(cl_charset_label(CL_CHARSET_MACROMAN), "MacRoman");
    assert_string_equal(cl_charset_label("ISO-8859-2"), "ISO-8859-2");
    assert_string_equal(cl_charset_of_label(CL_SPAN("shift_jis")), CL_CHARSET_SHIFT_JIS);
    assert_null(cl_charset_of_label(CL_SPAN("latin")));
    assert_true(cl_charset_is_legacy(CL_CHARSET_EUC_KR));
    assert_false(cl_charset_is_legacy(CL_CHARSET_UTF8));
    assert_false(cl_charset_is_legacy("ISO-8859-2"));
    assert_true(cl_charset_is_multibyte(CL_CHARSET_EUC_KR));
    assert_false(cl_charset_is_multibyte(CL_CHARSET_KOI8_R));
    assert_false(cl_charset_is_multibyte("ISO-8859-2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_and_utf8_are_told_by_their_bytes),
        cmocka_unit_test(bytes_that_are_not_utf8_are_windows_1252),
        cmocka_unit_test(an_apostrophe_between_letters_does_not_make_it_macroman),
        cmocka_unit_test(macroman_is_chosen_when_it_reads_clearly_better),
        cmocka_unit_test(charsets_are_called_as_people_call_them),
        cmocka_unit_test_setup_teardown(windows_1252_and_macroman_become_utf8, make_arena,
                                        free_arena),
        cmocka_unit_test_setup_teardown(
            the_five_undefined_bytes_of_windows_1252_become_replacements, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(utf16_is_read_in_either_order, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(half_a_utf16_character_is_reported, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(iso_2022_jp_is_read, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(an_unknown_charset_keeps_the_ascii_part, make_arena,
                                        free_arena),
        cmocka_unit_test_setup_teardown(text_longer_than_the_buffer_of_iconv_is_whole, make_arena,
                                        free_arena),
        cmocka_unit_test_setup_teardown(every_byte_in_every_charset_gives_valid_utf8, make_arena,
                                        free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
