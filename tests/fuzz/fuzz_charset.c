#include <stdlib.h>

#include "base/charset.h"
#include "base/limits.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_conversion(cl_arena *arena, cl_span bytes, const char *charset)
{
    cl_span text;
    bool lossless;
    check(cl_charset_convert(arena, bytes, charset, &text, &lossless) == CL_OK);
    check(cl_utf8_valid(text));
    check((text.len == 0) == (bytes.len == 0) || lossless);
}

/* Whatever the bytes: every charset gives UTF-8, and the guess is one that has a name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {
        CL_CHARSET_ASCII,        CL_CHARSET_UTF8,         CL_CHARSET_WINDOWS_1252,
        CL_CHARSET_MACROMAN,     CL_CHARSET_UTF16LE,      CL_CHARSET_UTF16BE,
        CL_CHARSET_UTF32LE,      CL_CHARSET_UTF32BE,      CL_CHARSET_JIS,
        CL_CHARSET_ISO_2022_KR,  CL_CHARSET_WINDOWS_1250, CL_CHARSET_WINDOWS_1251,
        CL_CHARSET_WINDOWS_1254, CL_CHARSET_KOI8_R,       CL_CHARSET_SHIFT_JIS,
        CL_CHARSET_EUC_JP,       CL_CHARSET_EUC_KR,       CL_CHARSET_GB18030,
        CL_CHARSET_BIG5};
    cl_span bytes = {data, size};
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    check(arena != NULL);
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        check_conversion(arena, bytes, charsets[i]);
    }
    const char *found;
    check(cl_charset_detect(bytes, &found) == CL_OK);
    check(cl_charset_of_label(cl_span_of(cl_charset_label(found))) != NULL);
    cl_span text;
    bool lossless;
    check(cl_charset_read(arena, bytes, &text, &lossless) == CL_OK);
    check(cl_utf8_valid(text) && (text.len > 0) == (size > 0));
    cl_arena_free(arena);
    return 0;
}
