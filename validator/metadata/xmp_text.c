#include "metadata/xmp_text.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/text.h"

static void note(cl_xmp_text *text, cl_xmp_mend mend, size_t at)
{
    if (!text->seen[mend]) {
        text->seen[mend] = true;
        text->at[mend] = at;
    }
}

/* --- which encoding --- */

typedef struct signature {
    cl_span bytes;
    const char *charset;
} signature;

/* XML 1.0, appendix F: byte order marks, and "<" in each encoding. */
static const char *wide_charset(cl_span bytes)
{
    const signature signatures[] = {
        {CL_SPAN("\xFF\xFE\0\0"), CL_CHARSET_UTF32LE},
        {CL_SPAN("\0\0\xFE\xFF"), CL_CHARSET_UTF32BE},
        {CL_SPAN("<\0\0\0"), CL_CHARSET_UTF32LE},
        {CL_SPAN("\0\0\0<"), CL_CHARSET_UTF32BE},
        {CL_SPAN("\xFF\xFE"), CL_CHARSET_UTF16LE},
        {CL_SPAN("\xFE\xFF"), CL_CHARSET_UTF16BE},
        {CL_SPAN("<\0"), CL_CHARSET_UTF16LE},
        {CL_SPAN("\0<"), CL_CHARSET_UTF16BE},
    };
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (cl_span_starts(bytes, signatures[i].bytes)) {
            return signatures[i].charset;
        }
    }
    return NULL;
}

static cl_status to_utf8(cl_arena *arena, cl_span bytes, cl_xmp_text *out)
{
    const char *charset = wide_charset(bytes);
    out->text = bytes;
    out->exact = charset == NULL;
    if (charset == NULL) {
        return CL_OK;
    }
    bool lossless;
    CL_TRY(cl_charset_convert(arena, bytes, charset, &out->text, &lossless));
    if (!lossless) {
        note(out, CL_XMP_NOT_UTF8, 0);
    }
    return CL_OK;
}

static void skip_to(cl_xmp_text *text, size_t at)
{
    text->skip += at;
    text->text = cl_span_from(text->text, at);
}

/* The byte order mark, whatever stands before the first tag, and the XML declaration: what it says
 * of the encoding is less sure than the bytes themselves. */
static void skip_start(cl_xmp_text *text)
{
    if (cl_span_starts(text->text, CL_SPAN("\xEF\xBB\xBF"))) {
        skip_to(text, 3);
    }
    size_t tag = cl_span_find_byte(text->text, '<');
    if (cl_span_trim(cl_span_sub(text->text, 0, tag)).len > 0) {
        note(text, CL_XMP_LOST_START, 0);
    }
    skip_to(text, tag);
    if (cl_span_starts(text->text, CL_SPAN("<?xml "))) {
        size_t end = cl_span_find(text->text, CL_SPAN("?>"));
        skip_to(text, end < text->text.len ? end + 2 : end);
    }
}

/* --- what XML forbids --- */

static bool is_control(uint8_t byte)
{
    return byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r';
}

/* XML 1.0, 2.2: what a character reference may stand for. */
static bool is_xml_character(uint32_t code)
{
    return (code >= 0x20 && code < 0xD800) || (code > 0xDFFF && code < 0xFFFE) ||
           (code > 0xFFFF && code <= 0x10FFFF) || code == '\t' || code == '\n' || code == '\r';
}

static bool digit_value(uint8_t byte, uint32_t base, uint32_t *out)
{
    uint8_t lower = byte | 0x20;
    if (byte >= '0' && byte <= '9') {
        *out = byte - (uint32_t)'0';
        return true;
    }
    if (base == 16 && lower >= 'a' && lower <= 'f') {
        *out = lower - (uint32_t)'a' + 10;
        return true;
    }
    return false;
}

/* "&#10;" or "&#xA;": the length of the reference, or 0 when it is none. */
static size_t numeric_reference(cl_span rest, uint32_t *code)
{
    bool hex = cl_span_starts(rest, CL_SPAN("&#x"));
    size_t start = hex ? 3 : 2;
    size_t at = start;
    uint32_t digit;
    *code = 0;
    while (at < rest.len && *code <= 0x10FFFF &&
           digit_value(rest.data[at], hex ? 16 : 10, &digit)) {
        *code = *code * (hex ? 16 : 10) + digit;
        at++;
    }
    return at > start && at < rest.len && rest.data[at] == ';' ? at + 1 : 0;
}

/* The length of the reference that begins `rest`, 0 when none does. *code is 0 for the five named
 * ones of XML; other names would need a declaration, which is not read. */
static size_t reference_length(cl_span rest, uint32_t *code)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    *code = ' ';
    if (cl_span_starts(rest, CL_SPAN("&#"))) {
        return numeric_reference(rest, code);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (cl_span_starts(rest, cl_span_of(names[i]))) {
            return cl_span_of(names[i]).len;
        }
    }
    return 0;
}

static bool is_good_reference(cl_span rest)
{
    uint32_t code;
    return reference_length(rest, &code) > 0 && is_xml_character(code);
}

/* Whether libxml2 can take the text as it is. */
static bool is_clean(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        if (is_control(byte) || (byte == '&' && !is_good_reference(cl_span_from(text, i)))) {
            return false;
        }
    }
    return cl_utf8_valid(text) && cl_span_find(text, CL_SPAN("\xEF\xBF\xBE")) == text.len &&
           cl_span_find(text, CL_SPAN("\xEF\xBF\xBF")) == text.len;
}

/* Code points of windows-1252 from 0x80 on. */
typedef struct high_half {
    uint32_t codes[128];
} high_half;

static cl_status read_high_half(cl_arena *arena, high_half *out)
{
    uint8_t bytes[128];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(0x80 + i);
    }
    cl_span text;
    bool lossless;
    CL_TRY(cl_charset_convert(arena, (cl_span){bytes, sizeof bytes}, CL_CHARSET_WINDOWS_1252, &text,
                              &lossless));
    size_t at = 0;
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (!cl_utf8_next(text, &at, &out->codes[i])) {
            out->codes[i] = CL_REPLACEMENT;
        }
    }
    return CL_OK;
}

static void put_code(cl_out *out, uint32_t code)
{
    uint8_t bytes[CL_UTF8_MAX];
    cl_out_put(out, (cl_span){bytes, cl_utf8_put(code, bytes)});
}

/* Puts the reference or ampersand at the start of `rest`; returns how many bytes it took. */
static size_t mend_ampersand(cl_xmp_text *text, cl_span rest)
{
    uint32_t code;
    size_t len = reference_length(rest, &code);
    if (len == 0) {
        note(text, CL_XMP_AMPERSANDS, text->mended.len);
        cl_out_text(&text->mended, "&amp;");
        return 1;
    }
    if (!is_xml_character(code)) {
        note(text, CL_XMP_CONTROLS, text->mended.len);
        cl_out_byte(&text->mended, ' ');
        return len;
    }
    cl_out_put(&text->mended, cl_span_sub(rest, 0, len));
    return len;
}

static size_t mend_high_byte(cl_xmp_text *text, cl_span rest, const high_half *high)
{
    size_t len = 0;
    uint32_t code;
    (void)cl_utf8_next(rest, &len, &code);
    if (len == 1) {
        note(text, CL_XMP_NOT_UTF8, text->mended.len);
        code = high->codes[rest.data[0] - 0x80];
    }
    put_code(&text->mended, is_xml_character(code) ? code : CL_REPLACEMENT);
    return len;
}

/* Puts the character at the start of `rest`, mended; returns how many bytes it took. */
static size_t mend_character(cl_xmp_text *text, cl_span rest, const high_half *high)
{
    uint8_t byte = rest.data[0];
    if (byte >= 0x80) {
        return mend_high_byte(text, rest, high);
    }
    if (byte == '&') {
        return mend_ampersand(text, rest);
    }
    if (is_control(byte)) {
        note(text, CL_XMP_CONTROLS, text->mended.len);
        byte = ' ';
    }
    cl_out_byte(&text->mended, (char)byte);
    return 1;
}

static cl_status mend(cl_arena *arena, cl_xmp_text *text)
{
    if (is_clean(text->text)) {
        return CL_OK;
    }
    high_half high;
    CL_TRY(read_high_half(arena, &high));
    size_t at = 0;
    while (at < text->text.len && text->mended.len < CL_XMP_BYTES_MAX) {
        at += mend_character(text, cl_span_from(text->text, at), &high);
    }
    if (at < text->text.len) {
        note(text, CL_XMP_TOO_LONG, text->mended.len);
    }
    text->exact = text->exact && text->mended.len == text->text.len && !text->seen[CL_XMP_NOT_UTF8];
    text->text = cl_out_span(&text->mended);
    return text->mended.failed ? CL_NO_MEMORY : CL_OK;
}

/* --- what libxml2 would spend its time on --- */

/* A walk over tags: enough of XML to count the attributes of each. */
typedef struct tag_walk {
    bool inside;
    uint8_t quote; /* 0: not in a value */
    size_t attributes;
} tag_walk;

static void step(tag_walk *walk, uint8_t byte)
{
    if (byte == '<') { /* never inside a value */
        *walk = (tag_walk){.inside = true};
    } else if (!walk->inside) {
        return;
    } else if (walk->quote != 0) {
        walk->quote = byte == walk->quote ? 0 : walk->quote;
    } else if (byte == '"' || byte == '\'') {
        walk->quote = byte;
    } else if (byte == '>') {
        walk->inside = false;
    } else if (byte == '=') {
        walk->attributes++;
    }
}

/* libxml2 compares the attributes of a tag each with each. */
static void count_attributes(cl_xmp_text *text)
{
    tag_walk walk = {.inside = false};
    for (size_t i = 0; i < text->text.len; i++) {
        step(&walk, text->text.data[i]);
        if (walk.attributes > CL_XMP_ATTRIBUTES_MAX) {
            note(text, CL_XMP_TOO_MANY_ATTRIBUTES, i);
            return;
        }
    }
}

cl_status cl_xmp_text_of(const cl_block *block, cl_arena *arena, cl_xmp_text *out)
{
    *out = (cl_xmp_text){.skip = 0};
    if (block->bytes.len > CL_XMP_BYTES_MAX) {
        return CL_LIMIT;
    }
    CL_TRY(to_utf8(arena, block->bytes, out));
    skip_start(out);
    /* The padding behind the last tag may be blanks or NULs, and is long. */
    cl_span padded = out->text;
    while (padded.len > 0 && (padded.data[padded.len - 1] <= ' ')) {
        padded.len--;
    }
    out->text = padded;
    CL_TRY(mend(arena, out));
    count_attributes(out);
    return CL_OK;
}
