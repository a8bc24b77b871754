#include "metadata/exif_text.h"

#include "base/charset.h"

enum {
    CODE_BYTES = 8
};

/* NULs at even and at odd indexes: the high bytes of Latin text in UTF-16. */
typedef struct nul_count {
    size_t even;
    size_t odd;
} nul_count;

static nul_count count_nuls(cl_span bytes)
{
    nul_count count = {0, 0};
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] != 0) {
            continue;
        }
        if (i % 2 == 0) {
            count.even++;
        } else {
            count.odd++;
        }
    }
    return count;
}

/* Up to the first NUL character. */
static cl_span until_nul16(cl_span bytes)
{
    size_t len = 0;
    while (len + 1 < bytes.len && (bytes.data[len] != 0 || bytes.data[len + 1] != 0)) {
        len += 2;
    }
    return cl_span_sub(bytes, 0, len);
}

cl_status cl_exif_utf16(cl_arena *arena, cl_span bytes, bool little_endian, cl_span *out,
                        bool *lossless)
{
    cl_span text = until_nul16(bytes);
    nul_count nuls = count_nuls(text);
    if (nuls.even != nuls.odd) {
        little_endian = nuls.odd > nuls.even;
    }
    bool marked_little = cl_span_starts(text, CL_SPAN("\xFF\xFE"));
    if (marked_little || cl_span_starts(text, CL_SPAN("\xFE\xFF"))) {
        little_endian = marked_little;
        text = cl_span_from(text, 2);
    }
    const char *charset = little_endian ? CL_CHARSET_UTF16LE : CL_CHARSET_UTF16BE;
    return cl_charset_convert(arena, text, charset, out, lossless);
}

/* Text with a NUL beside nearly every letter is UTF-16, whatever the field should hold. */
static bool looks_like_utf16(cl_span bytes)
{
    cl_span text = until_nul16(bytes);
    nul_count nuls = count_nuls(text);
    size_t most = nuls.even > nuls.odd ? nuls.even : nuls.odd;
    return text.len >= 8 && most >= text.len / 2 - text.len / 8;
}

cl_status cl_exif_ascii(cl_arena *arena, cl_span bytes, bool little_endian, cl_span *out,
                        bool *lossless)
{
    if (looks_like_utf16(bytes)) {
        return cl_exif_utf16(arena, bytes, little_endian, out, lossless);
    }
    return cl_charset_read(arena, bytes, out, lossless);
}

static cl_status read_jis(cl_arena *arena, cl_span text, cl_span *out, bool *lossless)
{
    if (cl_span_find_byte(text, 0x1B) < text.len) {
        return cl_charset_convert(arena, text, CL_CHARSET_JIS, out, lossless);
    }
    return cl_charset_read(arena, text, out, lossless);
}

/* A code that is none may be the text's own beginning. */
static bool is_text(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] < ' ') {
            return false;
        }
    }
    return bytes.len > 0;
}

cl_status cl_exif_comment(cl_arena *arena, cl_span bytes, bool little_endian, cl_span *out,
                          bool *lossless)
{
    /* Some writers fill the code with spaces in place of NULs. */
    cl_span code = cl_span_trim(cl_span_sub(bytes, 0, CODE_BYTES));
    cl_span text = cl_span_from(bytes, CODE_BYTES);
    if (cl_span_equal_nocase(code, CL_SPAN("UNICODE"))) {
        return cl_exif_utf16(arena, text, little_endian, out, lossless);
    }
    if (cl_span_equal_nocase(code, CL_SPAN("JIS"))) {
        return read_jis(arena, cl_span_trim(text), out, lossless);
    }
    bool known = code.len == 0 || cl_span_equal_nocase(code, CL_SPAN("ASCII"));
    if (!known && is_text(code)) {
        text = bytes;
    }
    return cl_exif_ascii(arena, text, little_endian, out, lossless);
}
