/* Measures the guess of charsets on captions and on short values, and prints what it misses. The
 * per cent that must be right are what was reached when the tables were made. */
#define _POSIX_C_SOURCE 200809L

#include <iconv.h>
#include <string.h>

#include "base/charset.h"
#include "base/guess.h"
#include "base/limits.h"
#include "base/text.h"
#include "cl_test.h"
#include "guess_captions.h"

enum {
    TEXT_MAX = 1024
};

typedef struct sample {
    uint8_t bytes[TEXT_MAX];
    size_t len;
} sample;

/* False when the text cannot be written in that charset. */
static bool write_as(const char *text, const char *charset, sample *out)
{
    char from[TEXT_MAX];
    size_t left = strlen(text);
    assert_true(left < sizeof from);
    memcpy(from, text, left);
    char *in = from;
    char *to = (char *)out->bytes;
    size_t room = sizeof out->bytes;
    iconv_t converter = iconv_open(charset, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    size_t done = iconv(converter, &in, &left, &to, &room);
    (void)iconv_close(converter);
    out->len = sizeof out->bytes - room;
    return done == 0 && left == 0;
}

/* The guess is right when the text comes out as it was written, whatever the charset is called. */
static bool is_right(const sample *from, const char *charset, const char *text)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_non_null(arena);
    cl_span read;
    bool lossless;
    cl_span bytes = {from->bytes, from->len};
    assert_int_equal(cl_charset_convert(arena, bytes, charset, &read, &lossless), CL_OK);
    bool right = cl_span_equal(read, cl_span_of(text));
    cl_arena_free(arena);
    return right;
}

typedef struct list {
    const char *const *texts;
    size_t count;
} list;

#define LIST(texts) ((list){texts, sizeof(texts) / sizeof *(texts)})

typedef struct result {
    size_t tried;
    size_t right;
    size_t sure_and_wrong;
} result;

static result measure(list texts, const char *charset)
{
    result sum = {0, 0, 0};
    for (size_t i = 0; i < texts.count; i++) {
        sample bytes;
        cl_guess guess;
        if (!write_as(texts.texts[i], charset, &bytes)) {
            continue; /* no such letter or sign there */
        }
        assert_int_equal(cl_guess_charset((cl_span){bytes.bytes, bytes.len}, &guess), CL_OK);
        bool right = is_right(&bytes, guess.charset, texts.texts[i]);
        sum.tried++;
        sum.right += right;
        sum.sure_and_wrong += guess.sure && !right;
        if (!right) {
            print_message("  %s, taken for %s: %s\n", charset, guess.charset, texts.texts[i]);
        }
    }
    return sum;
}

static void assert_rate(const char *what, list texts, const char *charset, size_t least)
{
    result sum = measure(texts, charset);
    print_message("%s in %s: %zu of %zu\n", what, charset, sum.right, sum.tried);
    assert_true(sum.tried >= texts.count / 2);
    assert_true(sum.right * 100 >= least * sum.tried);
    assert_int_equal(sum.sure_and_wrong, 0);
}

static void captions_are_read_in_their_charset(void **state)
{
    (void)state;
    assert_rate("captions", LIST(western_captions), CL_CHARSET_WINDOWS_1252, 100);
    assert_rate("captions", LIST(western_captions), CL_CHARSET_MACROMAN, 100);
    assert_rate("captions", LIST(central_captions), CL_CHARSET_WINDOWS_1250, 95);
    assert_rate("captions", LIST(cyrillic_captions), CL_CHARSET_WINDOWS_1251, 100);
    assert_rate("captions", LIST(more_cyrillic_captions), CL_CHARSET_WINDOWS_1251, 100);
    assert_rate("captions", LIST(cyrillic_captions), CL_CHARSET_KOI8_R, 100);
    assert_rate("captions", LIST(turkish_captions), CL_CHARSET_WINDOWS_1254, 95);
    assert_rate("captions", LIST(japanese_captions), CL_CHARSET_SHIFT_JIS, 100);
    assert_rate("captions", LIST(japanese_captions), CL_CHARSET_EUC_JP, 100);
    assert_rate("captions", LIST(korean_captions), CL_CHARSET_EUC_KR, 100);
    assert_rate("captions", LIST(simplified_captions), CL_CHARSET_GB18030, 100);
    assert_rate("captions", LIST(traditional_captions), CL_CHARSET_BIG5, 100);
}

/* A value alone says little: what is left undecided is windows-1252. */
static void short_values_of_the_west_are_all_windows_1252(void **state)
{
    (void)state;
    assert_rate("values", LIST(western_values), CL_CHARSET_WINDOWS_1252, 100);
}

static void short_values_of_other_charsets_are_often_recognised(void **state)
{
    (void)state;
    assert_rate("values", LIST(western_values), CL_CHARSET_MACROMAN, 70);
    assert_rate("values", LIST(central_values), CL_CHARSET_WINDOWS_1250, 50);
    assert_rate("values", LIST(cyrillic_values), CL_CHARSET_WINDOWS_1251, 100);
    assert_rate("values", LIST(cyrillic_values), CL_CHARSET_KOI8_R, 100);
    assert_rate("values", LIST(turkish_values), CL_CHARSET_WINDOWS_1254, 30);
    assert_rate("values", LIST(japanese_values), CL_CHARSET_SHIFT_JIS, 85);
    assert_rate("values", LIST(japanese_values), CL_CHARSET_EUC_JP, 100);
    assert_rate("values", LIST(korean_values), CL_CHARSET_EUC_KR, 90);
    assert_rate("values", LIST(simplified_values), CL_CHARSET_GB18030, 90);
    assert_rate("values", LIST(traditional_values), CL_CHARSET_BIG5, 70);
}

static const char *guess_of(list texts, const char *charset)
{
    static sample block;
    block.len = 0;
    for (size_t i = 0; i < texts.count; i++) {
        sample one;
        if (write_as(texts.texts[i], charset, &one) && one.len < sizeof block.bytes - block.len) {
            memcpy(block.bytes + block.len, one.bytes, one.len);
            block.len += one.len;
            block.bytes[block.len++] = '\n';
        }
    }
    cl_guess guess;
    assert_int_equal(cl_guess_charset((cl_span){block.bytes, block.len}, &guess), CL_OK);
    return guess.charset;
}

static void short_values_of_one_block_tell_their_charset_together(void **state)
{
    (void)state;
    const struct {
        list values;
        const char *charset;
    } blocks[] = {
        {LIST(western_values), CL_CHARSET_WINDOWS_1252},
        {LIST(western_values), CL_CHARSET_MACROMAN},
        {LIST(polish_values), CL_CHARSET_WINDOWS_1250},
        {LIST(czech_values), CL_CHARSET_WINDOWS_1250},
        {LIST(hungarian_values), CL_CHARSET_WINDOWS_1250},
        {LIST(cyrillic_values), CL_CHARSET_WINDOWS_1251},
        {LIST(cyrillic_values), CL_CHARSET_KOI8_R},
        {LIST(turkish_values), CL_CHARSET_WINDOWS_1254},
        {LIST(japanese_values), CL_CHARSET_SHIFT_JIS},
        {LIST(japanese_values), CL_CHARSET_EUC_JP},
        {LIST(korean_values), CL_CHARSET_EUC_KR},
        {LIST(simplified_values), CL_CHARSET_GB18030},
        {LIST(traditional_values), CL_CHARSET_BIG5},
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        assert_string_equal(guess_of(blocks[i].values, blocks[i].charset), blocks[i].charset);
    }
}

static void utf8_with_a_stray_byte_stays_utf8(void **state)
{
    (void)state;
    cl_guess guess;
    cl_span text = CL_SPAN("\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xA9\xC3\xA8 \x92");
    assert_int_equal(cl_guess_charset(text, &guess), CL_OK);
    assert_string_equal(guess.charset, CL_CHARSET_UTF8);
    assert_int_equal(cl_guess_charset(CL_SPAN("Ren\xC3\xA9 Jos\xE9 Andr\xE9"), &guess), CL_OK);
    assert_string_equal(guess.charset, CL_CHARSET_WINDOWS_1252);
}

static void a_character_that_its_field_cuts_does_not_speak_against_its_charset(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof japanese_captions / sizeof *japanese_captions; i++) {
        sample bytes;
        cl_guess guess;
        assert_true(write_as(japanese_captions[i], CL_CHARSET_EUC_JP, &bytes));
        cl_span cut = {bytes.bytes, bytes.len};
        while (cut.data[cut.len - 1] < 0x80) {
            cut.len--;
        }
        cut.len--;
        assert_int_equal(cl_guess_charset(cut, &guess), CL_OK);
        assert_string_equal(guess.charset, CL_CHARSET_EUC_JP);
    }
}

/* What the system's own converter makes of one byte; CL_REPLACEMENT where it refuses it. */
static uint32_t by_the_system(const char *charset, uint8_t byte)
{
    char from = (char)byte;
    uint8_t bytes[4] = {0};
    char *in = &from;
    char *to = (char *)bytes;
    size_t left = 1;
    size_t room = sizeof bytes;
    iconv_t converter = iconv_open("UTF-16BE", charset);
    assert_true(converter != (iconv_t)-1);
    size_t done = iconv(converter, &in, &left, &to, &room);
    (void)iconv_close(converter);
    return done == (size_t)-1 ? CL_REPLACEMENT : (uint32_t)(bytes[0] << 8 | bytes[1]);
}

static void the_tables_of_the_pages_are_those_of_the_system(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CL_PAGE_COUNT; i++) {
        cl_code_page page = (cl_code_page)i;
        for (unsigned byte = 0; byte <= UINT8_MAX; byte++) {
            uint8_t back;
            uint32_t code = by_the_system(cl_code_page_charset(page), (uint8_t)byte);
            assert_int_equal(cl_code_page_at(page, (uint8_t)byte), code);
            assert_int_equal(cl_code_page_byte(page, code, &back), code != CL_REPLACEMENT);
            assert_true(code == CL_REPLACEMENT || back == byte);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_are_read_in_their_charset),
        cmocka_unit_test(short_values_of_the_west_are_all_windows_1252),
        cmocka_unit_test(short_values_of_other_charsets_are_often_recognised),
        cmocka_unit_test(short_values_of_one_block_tell_their_charset_together),
        cmocka_unit_test(utf8_with_a_stray_byte_stays_utf8),
        cmocka_unit_test(a_character_that_its_field_cuts_does_not_speak_against_its_charset),
        cmocka_unit_test(the_tables_of_the_pages_are_those_of_the_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
