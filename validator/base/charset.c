#define _POSIX_C_SOURCE 200809L

#include "base/charset.h"

#include <errno.h>
#include <iconv.h>

#include <utf8proc.h>

#include "base/out.h"
#include "base/text.h"

enum {
    CONVERSION_BUFFER = 4096
};

bool cl_charset_is_ascii(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] >= 0x80) {
            return false;
        }
    }
    return true;
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

/* Into `text`, which the caller frees. */
static cl_status convert(cl_span bytes, const char *charset, cl_out *text, bool *lossless)
{
    iconv_t converter = iconv_open(CL_CHARSET_UTF8, charset);
    if (converter == (iconv_t)-1) {
        *lossless = false;
        keep_ascii(bytes, text);
    } else {
        *lossless = convert_all(converter, bytes, unit_of(charset), text);
        (void)iconv_close(converter);
    }
    return text->failed ? CL_NO_MEMORY : CL_OK;
}

static bool is_wide(const char *charset)
{
    return unit_of(charset) > 1 || cl_span_equal(cl_span_of(charset), CL_SPAN(CL_CHARSET_JIS));
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
    cl_status status = convert(bytes, charset, &text, lossless);
    if (status == CL_OK) {
        status = cl_arena_copy(arena, cl_out_span(&text), out);
    }
    cl_out_free(&text);
    return status;
}

cl_status cl_charset_read(cl_arena *arena, cl_span bytes, cl_span *out, bool *lossless)
{
    const char *charset;
    CL_TRY(cl_charset_detect(bytes, &charset));
    return cl_charset_convert(arena, bytes, charset, out, lossless);
}

/* --- detection --- */

/* A character and what stands on either side of it; 0 at the text's ends. */
typedef struct context {
    uint32_t before;
    uint32_t code;
    uint32_t after;
} context;

static bool is_letter(uint32_t code)
{
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

static bool is_upper(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

static bool is_lower(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

/* A letter belongs beside letters; a capital does not stand in the middle of a word. */
static int score_letter(const context *at)
{
    bool beside = is_letter(at->before) || is_letter(at->after);
    if (!is_upper(at->code)) {
        return beside ? 1 : 0;
    }
    bool inside = is_lower(at->before) || (is_letter(at->before) && is_lower(at->after));
    return beside && !inside ? 1 : -1;
}

/* An apostrophe stands at a letter, a quote where a word begins or ends, a dash on both sides
 * alike. */
static int score_sign(const context *at)
{
    bool before = is_letter(at->before);
    bool after = is_letter(at->after);
    switch (at->code) {
    case 0x2019:
        return before || after ? 1 : 0;
    case 0x2018:
    case 0x201C:
    case 0x201D:
        return before != after ? 1 : 0;
    case 0x2013:
    case 0x2014:
    case 0x2026:
        return before == after || before ? 1 : 0;
    case 0x00AE:
    case 0x2122:
        return before && !after ? 1 : 0;
    default:
        return before || after ? -1 : 0;
    }
}

static int score_of(const context *at)
{
    if (at->code < 0x80) {
        return 0;
    }
    return is_letter(at->code) ? score_letter(at) : score_sign(at);
}

/* How much a text reads like words: the sum over its characters beyond ASCII. */
static long score(cl_span text)
{
    long sum = 0;
    context window = {0};
    size_t at = 0;
    bool more = cl_utf8_next(text, &at, &window.after);
    while (more) {
        window.before = window.code;
        window.code = window.after;
        window.after = 0;
        more = cl_utf8_next(text, &at, &window.after);
        sum += score_of(&window);
    }
    return sum;
}

/* How much the bytes read like words in that charset. */
static cl_status score_as(cl_span bytes, const char *charset, long *out)
{
    cl_out text = {0};
    bool lossless;
    cl_status status = convert(bytes, charset, &text, &lossless);
    *out = score(cl_out_span(&text));
    cl_out_free(&text);
    return status;
}

/* A clear margin: one misplaced sign is not enough to leave the default. */
enum {
    MACROMAN_MARGIN = 2,
    SAMPLE_BYTES = 16 * 1024
};

cl_status cl_charset_detect(cl_span bytes, const char **out)
{
    *out = CL_CHARSET_ASCII;
    if (cl_charset_is_ascii(bytes)) {
        return CL_OK;
    }
    *out = CL_CHARSET_UTF8;
    if (cl_utf8_valid(bytes)) {
        return CL_OK;
    }
    *out = CL_CHARSET_WINDOWS_1252;
    cl_span sample = cl_span_sub(bytes, 0, SAMPLE_BYTES);
    long windows;
    long mac;
    CL_TRY(score_as(sample, CL_CHARSET_WINDOWS_1252, &windows));
    CL_TRY(score_as(sample, CL_CHARSET_MACROMAN, &mac));
    if (mac - windows >= MACROMAN_MARGIN) {
        *out = CL_CHARSET_MACROMAN;
    }
    return CL_OK;
}
