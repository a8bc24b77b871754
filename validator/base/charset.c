#define _POSIX_C_SOURCE 200809L

#include "base/charset.h"

#include <errno.h>
#include <iconv.h>

#include "base/guess.h"
#include "base/out.h"
#include "base/text.h"

enum {
    CONVERSION_BUFFER = 4096
};

bool cl_charset_is_ascii(cl_span bytes)
{
    return cl_utf8_is_ascii(bytes);
}

/* --- names --- */

typedef struct charset_entry {
    const char *charset;
    const char *label;
    bool multibyte;
    bool legacy; /* eight bits, and does not say what it is */
} charset_entry;

static const charset_entry entries[] = {
    {CL_CHARSET_ASCII, "ASCII", false, false},
    {CL_CHARSET_UTF8, "UTF-8", true, false},
    {CL_CHARSET_WINDOWS_1252, "windows-1252", false, true},
    {CL_CHARSET_MACROMAN, "MacRoman", false, true},
    {CL_CHARSET_WINDOWS_1250, "windows-1250", false, true},
    {CL_CHARSET_WINDOWS_1251, "windows-1251", false, true},
    {CL_CHARSET_WINDOWS_1254, "windows-1254", false, true},
    {CL_CHARSET_KOI8_R, "KOI8-R", false, true},
    {CL_CHARSET_SHIFT_JIS, "Shift_JIS", true, true},
    {CL_CHARSET_EUC_JP, "EUC-JP", true, true},
    {CL_CHARSET_EUC_KR, "EUC-KR", true, true},
    {CL_CHARSET_GB18030, "GB18030", true, true},
    {CL_CHARSET_BIG5, "Big5", true, true},
    {CL_CHARSET_JIS, "ISO-2022-JP", true, false},
    {CL_CHARSET_ISO_2022_KR, "ISO-2022-KR", true, false},
};

static const charset_entry *entry_of(const char *charset)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (cl_span_equal(cl_span_of(charset), cl_span_of(entries[i].charset))) {
            return &entries[i];
        }
    }
    return NULL;
}

const char *cl_charset_label(const char *charset)
{
    const charset_entry *entry = entry_of(charset);
    return entry == NULL ? charset : entry->label;
}

const char *cl_charset_of_label(cl_span label)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (cl_span_equal_nocase(label, cl_span_of(entries[i].label))) {
            return entries[i].charset;
        }
    }
    return NULL;
}

bool cl_charset_is_legacy(const char *charset)
{
    const charset_entry *entry = entry_of(charset);
    return entry != NULL && entry->legacy;
}

bool cl_charset_is_multibyte(const char *charset)
{
    const charset_entry *entry = entry_of(charset);
    return entry != NULL && entry->multibyte;
}

/* --- conversion --- */

/* One run of iconv: converts what it can, cuts it off `rest` and says why it stopped. */
static int convert_run(iconv_t converter, cl_span *rest, cl_out *text)
{
    char buffer[CONVERSION_BUFFER];
    char *into = buffer;
    size_t room = sizeof buffer;
    /* iconv takes char ** for historic reasons and does not write through it. */
    union {
        const uint8_t *data;
        char *for_iconv;
    } from = {.data = rest->data};
    size_t left = rest->len;
    size_t done = iconv(converter, &from.for_iconv, &left, &into, &room);
    int why = done == (size_t)-1 ? errno : 0;
    cl_out_put(text, (cl_span){(const uint8_t *)buffer, sizeof buffer - room});
    *rest = cl_span_from(*rest, rest->len - left);
    return why;
}

/* Bytes without a meaning give one U+FFFD a `unit`. */
static bool convert_all(iconv_t converter, cl_span bytes, size_t unit, cl_out *text)
{
    bool lossless = true;
    cl_span rest = bytes;
    while (rest.len > 0 && !text->failed) {
        int why = convert_run(converter, &rest, text);
        if (why == 0 || why == E2BIG) {
            continue;
        }
        lossless = false;
        cl_out_code(text, CL_REPLACEMENT);
        rest = cl_span_from(rest, unit);
    }
    return lossless;
}

/* Without a converter: the ASCII part. */
static void keep_ascii(cl_span bytes, cl_out *text)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] < 0x80) {
            cl_out_byte(text, (char)bytes.data[i]);
        } else {
            cl_out_code(text, CL_REPLACEMENT);
        }
    }
}

static size_t unit_of(const char *charset)
{
    cl_span name = cl_span_of(charset);
    if (cl_span_starts(name, CL_SPAN("UTF-32"))) {
        return 4;
    }
    return cl_span_starts(name, CL_SPAN("UTF-16")) ? 2 : 1;
}

/* The pages that have tables need no converter, which has to be loaded first. */
static bool put_by_table(cl_out *text, cl_span bytes, const char *charset, bool *lossless)
{
    unsigned page = 0;
    while (
        page < CL_PAGE_COUNT &&
        !cl_span_equal(cl_span_of(charset), cl_span_of(cl_code_page_charset((cl_code_page)page)))) {
        page++;
    }
    if (page == CL_PAGE_COUNT) {
        return false;
    }
    *lossless = true;
    for (size_t i = 0; i < bytes.len; i++) {
        uint32_t code = cl_code_page_at((cl_code_page)page, bytes.data[i]);
        *lossless = *lossless && code != CL_REPLACEMENT;
        cl_out_code(text, code);
    }
    return true;
}

void cl_charset_put(cl_out *text, cl_span bytes, const char *charset, bool *lossless)
{
    if (put_by_table(text, bytes, charset, lossless)) {
        return;
    }
    iconv_t converter = iconv_open(CL_CHARSET_UTF8, charset);
    if (converter == (iconv_t)-1) {
        *lossless = false;
        keep_ascii(bytes, text);
    } else {
        *lossless = convert_all(converter, bytes, unit_of(charset), text);
        (void)iconv_close(converter);
    }
}

static bool is_wide(const char *charset)
{
    return unit_of(charset) > 1 || cl_span_starts(cl_span_of(charset), CL_SPAN("ISO-2022"));
}

cl_status cl_charset_convert(cl_arena *arena, cl_span bytes, const char *charset, cl_span *out,
                             bool *lossless)
{
    if (!is_wide(charset) && cl_charset_is_ascii(bytes)) {
        *out = bytes;
        *lossless = true;
        return CL_OK;
    }
    if (cl_span_equal(cl_span_of(charset), CL_SPAN(CL_CHARSET_UTF8))) {
        *lossless = cl_utf8_valid(bytes);
        return cl_utf8_repair(arena, bytes, out);
    }
    cl_out text = {0};
    cl_charset_put(&text, bytes, charset, lossless);
    cl_status status = text.failed ? CL_NO_MEMORY : cl_arena_copy(arena, cl_out_span(&text), out);
    cl_out_free(&text);
    return status;
}

cl_status cl_charset_read(cl_arena *arena, cl_span bytes, cl_span *out, bool *lossless)
{
    const char *charset;
    CL_TRY(cl_charset_detect(bytes, &charset));
    return cl_charset_convert(arena, bytes, charset, out, lossless);
}

cl_status cl_charset_detect(cl_span bytes, const char **out)
{
    cl_guess guess;
    CL_TRY(cl_guess_charset(bytes, &guess));
    *out = guess.charset;
    return CL_OK;
}
