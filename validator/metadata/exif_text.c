#include "metadata/exif_text.h"

#include "base/charset.h"
#include "base/text.h"

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
    if (cl_span_find_byte(bytes, 0) + 1 >= bytes.len) {
        return false; /* at most the NUL that ends it */
    }
    cl_span text = until_nul16(bytes);
    nul_count nuls = count_nuls(text);
    size_t most = nuls.even > nuls.odd ? nuls.even : nuls.odd;
    return text.len >= 8 && most >= text.len / 2 - text.len / 8;
}

bool cl_exif_is_legacy(cl_span bytes)
{
    return !cl_utf8_valid(bytes) && !looks_like_utf16(bytes);
}

/* UTF-16 as one value of a block. */
static cl_status read_utf16(const cl_exif_decoder *with, cl_span bytes, cl_field *field,
                            cl_legacy_value *out)
{
    bool lossless;
    CL_TRY(
        cl_exif_utf16(with->fields->arena, bytes, with->little_endian, &field->value, &lossless));
    *out = (cl_legacy_value){.how = lossless ? CL_LEGACY_UTF8 : CL_LEGACY_LOSSY,
                             .charset = CL_CHARSET_UTF16LE};
    if (!lossless) {
        field->original = bytes;
        field->decoded = "UTF-16, with loss";
    }
    return CL_OK;
}

cl_status cl_exif_ascii(const cl_exif_decoder *with, cl_span bytes, cl_field *field,
                        cl_legacy_value *out)
{
    if (looks_like_utf16(bytes)) {
        field->original = bytes;
        field->decoded = "UTF-16, guessed";
        return read_utf16(with, bytes, field, out);
    }
    return cl_legacy_read(with->fields, with->legacy, cl_span_trim(bytes), field, out);
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

cl_status cl_exif_comment(const cl_exif_decoder *with, cl_span bytes, cl_field *field,
                          cl_legacy_value *out)
{
    /* Some writers fill the code with spaces in place of NULs. */
    cl_span code = cl_span_trim(cl_span_sub(bytes, 0, CODE_BYTES));
    cl_span text = cl_span_from(bytes, CODE_BYTES);
    if (cl_span_equal_nocase(code, CL_SPAN("UNICODE"))) {
        return read_utf16(with, text, field, out);
    }
    /* The escapes of ISO-2022-JP tell themselves, with this code and without. */
    bool known = code.len == 0 || cl_span_equal_nocase(code, CL_SPAN("ASCII")) ||
                 cl_span_equal_nocase(code, CL_SPAN("JIS"));
    if (!known && is_text(code)) {
        text = bytes;
    }
    return cl_exif_ascii(with, text, field, out);
}
