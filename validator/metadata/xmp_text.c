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

static cl_status convert(cl_arena *arena, const char *charset, cl_xmp_text *text)
{
    bool lossless;
    text->exact = false;
    CL_TRY(cl_charset_convert(arena, text->text, charset, &text->text, &lossless));
    if (!lossless) {
        note(text, CL_XMP_LOSSY, 0);
    }
    return CL_OK;
}

/* What is beyond the cap is cut off; UTF-16 may grow by half. */
static cl_status take_bytes(cl_arena *arena, cl_span bytes, cl_xmp_text *out)
{
    const char *charset = wide_charset(bytes);
    size_t most = charset == NULL ? CL_XMP_BYTES_MAX : CL_XMP_BYTES_MAX / 2;
    out->text = cl_span_sub(bytes, 0, most);
    out->exact = true;
    if (bytes.len > most) {
        note(out, CL_XMP_TOO_LARGE, 0);
    }
    return charset == NULL ? CL_OK : convert(arena, charset, out);
}

static void skip_to(cl_xmp_text *text, size_t at)
{
    text->skip += at;
    text->text = cl_span_from(text->text, at);
}

/* The byte order mark, and whatever stands before the first tag. */
static cl_status skip_to_tag(cl_arena *arena, cl_xmp_text *text)
{
    if (cl_span_starts(text->text, CL_SPAN("\xEF\xBB\xBF"))) {
        skip_to(text, 3);
    }
    size_t tag = cl_span_find_byte(text->text, '<');
    cl_span lost = cl_span_trim(cl_span_sub(text->text, 0, tag));
    if (lost.len > 0) {
        note(text, CL_XMP_LOST_START, 0);
    }
    skip_to(text, tag);
    return cl_utf8_repair(arena, cl_span_sub(lost, 0, CL_FIELD_BYTES_MAX), &text->lost);
}

/* --- the declared encoding --- */

/* encoding="…" of an XML declaration; empty when it has none. */
static cl_span declared_in(cl_span declaration)
{
    const cl_span wanted = CL_SPAN("encoding");
    cl_span rest = cl_span_from(declaration, cl_span_find(declaration, wanted) + wanted.len);
    size_t start = 0;
    while (start < rest.len && (rest.data[start] <= ' ' || rest.data[start] == '=')) {
        start++;
    }
    rest = cl_span_from(rest, start);
    if (rest.len == 0 || (rest.data[0] != '"' && rest.data[0] != '\'')) {
        return CL_EMPTY_SPAN;
    }
    cl_span value = cl_span_from(rest, 1);
    size_t end = cl_span_find_byte(value, rest.data[0]);
    return end < value.len ? cl_span_sub(value, 0, end) : CL_EMPTY_SPAN;
}

/* Charsets that hold ASCII as itself, so that the declaration could be read; names of iconv. */
static const char *charset_in(cl_span name, const char *const known[])
{
    for (size_t i = 0; known[i] != NULL; i++) {
        if (cl_span_equal_nocase(name, cl_span_of(known[i]))) {
            return known[i];
        }
    }
    return NULL;
}

/* One byte a character: these are converted where they stand. */
static const char *const single_charsets[] = {
    "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",
    "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",
    "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253",
    "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "MACINTOSH",
    "KOI8-R",       "KOI8-U",       "TIS-620",      NULL,
};

static const char *const multiple_charsets[] = {
    "SHIFT_JIS", "WINDOWS-31J", "EUC-JP",  "ISO-2022-JP", "EUC-KR",
    "GB2312",    "GBK",         "GB18030", "BIG5",        NULL,
};

/* Whether the bytes may be UTF-8; what is shifted by escapes always looks so. */
static bool may_be_utf8(cl_span bytes)
{
    return cl_utf8_valid(bytes) && cl_span_find_byte(bytes, 0x1B) == bytes.len;
}

/* An XML declaration goes: what it says of the encoding is less sure than the bytes themselves, and
 * counts only where they are not UTF-8. */
static cl_status read_declaration(cl_arena *arena, cl_xmp_text *text)
{
    if (!cl_span_starts(text->text, CL_SPAN("<?xml "))) {
        return CL_OK;
    }
    size_t end = cl_span_find(text->text, CL_SPAN("?>"));
    cl_span declaration = cl_span_sub(text->text, 0, end);
    skip_to(text, end < text->text.len ? end + 2 : end);
    cl_span declared = declared_in(declaration);
    if (!text->exact || may_be_utf8(text->text)) {
        return CL_OK;
    }
    text->charset = charset_in(declared, single_charsets);
    const char *charset = charset_in(declared, multiple_charsets);
    if (text->charset != NULL || charset != NULL) {
        note(text, CL_XMP_DECLARED, 0);
    }
    return charset == NULL ? CL_OK : convert(arena, charset, text);
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

static bool is_name_byte(uint8_t byte)
{
    uint8_t letter = byte | 0x20;
    return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9');
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

size_t cl_xmp_reference(cl_span rest, uint32_t *code)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''},
    };
    *code = 0;
    if (cl_span_starts(rest, CL_SPAN("&#"))) {
        return numeric_reference(rest, code);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (cl_span_starts(rest, cl_span_of(names[i].name))) {
            *code = names[i].code;
            return cl_span_of(names[i].name).len;
        }
    }
    return 0;
}

static bool is_good_reference(cl_span rest)
{
    uint32_t code;
    return cl_xmp_reference(rest, &code) > 0 && is_xml_character(code);
}

/* Without a way out for each byte: a compiler does many at once. */
static bool has_control(cl_span text)
{
    enum {
        BLOCK = 64
    };
    uint8_t controls = 0;
    size_t at = 0;
    for (; text.len - at >= BLOCK; at += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) {
            controls |= is_control(text.data[at + i]);
        }
    }
    for (; at < text.len; at++) {
        controls |= is_control(text.data[at]);
    }
    return controls != 0;
}

static bool has_bad_reference(cl_span text)
{
    cl_span rest = cl_span_from(text, cl_span_find_byte(text, '&'));
    while (rest.len > 0) {
        if (!is_good_reference(rest)) {
            return true;
        }
        rest = cl_span_from(rest, 1);
        rest = cl_span_from(rest, cl_span_find_byte(rest, '&'));
    }
    return false;
}

/* U+FFFE and U+FFFF: UTF-8, but no characters. */
static bool has_noncharacter(cl_span text)
{
    const cl_span first_two = CL_SPAN("\xEF\xBF");
    cl_span rest = cl_span_from(text, cl_span_find(text, first_two));
    while (rest.len > first_two.len) {
        if (rest.data[2] >= 0xBE) {
            return true;
        }
        rest = cl_span_from(rest, first_two.len);
        rest = cl_span_from(rest, cl_span_find(rest, first_two));
    }
    return false;
}

/* Whether a parser can take the text as it is. */
static bool is_clean(cl_span text)
{
    return !has_control(text) && !has_bad_reference(text) && cl_utf8_valid(text) &&
           !has_noncharacter(text);
}

/* Code points of a charset from 0x80 on. */
typedef struct high_half {
    uint32_t codes[128];
} high_half;

static cl_status read_high_half(cl_arena *arena, const char *charset, high_half *out)
{
    for (size_t i = 0; i < sizeof out->codes / sizeof *out->codes; i++) {
        uint8_t byte = (uint8_t)(0x80 + i);
        cl_span text;
        bool lossless;
        size_t at = 0;
        CL_TRY(cl_charset_convert(arena, (cl_span){&byte, 1}, charset, &text, &lossless));
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

/* "&eacute;": of HTML, or of a declaration that is not read. */
static bool is_entity(cl_span rest)
{
    size_t end = 1;
    while (end < rest.len && end <= CL_XMP_NAME_MAX && is_name_byte(rest.data[end])) {
        end++;
    }
    return end > 1 && end < rest.len && rest.data[end] == ';';
}

/* Puts the reference or ampersand at the start of `rest`; returns how many bytes it took. */
static size_t mend_ampersand(cl_xmp_text *text, cl_span rest)
{
    uint32_t code;
    size_t len = cl_xmp_reference(rest, &code);
    if (len == 0) {
        note(text, is_entity(rest) ? CL_XMP_ENTITIES : CL_XMP_AMPERSANDS, text->mended.len);
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
    size_t len = 1;
    uint32_t code = high->codes[rest.data[0] - 0x80];
    if (text->charset == NULL) {
        uint32_t decoded;
        size_t taken = 0;
        (void)cl_utf8_next(rest, &taken, &decoded);
        if (taken > 1) {
            code = decoded;
            len = taken;
        } else {
            note(text, CL_XMP_NOT_UTF8, text->mended.len);
        }
    } else if (code == CL_REPLACEMENT) {
        note(text, CL_XMP_LOSSY, text->mended.len);
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

/* From here on the text's indexes are others than the block's. */
typedef struct shift {
    size_t mended;
    size_t before;
} shift;

/* Beyond the cap nothing is said of where the rest stands. */
static cl_status add_shift(cl_arena *arena, cl_xmp_text *text, size_t before)
{
    if (!text->exact || text->shifts.count >= CL_XMP_SHIFTS_MAX) {
        return CL_OK;
    }
    shift *added = cl_array_add(&text->shifts, arena, sizeof *added, CL_XMP_SHIFTS_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = (shift){text->mended.len, before};
    return CL_OK;
}

bool cl_xmp_text_index(const cl_xmp_text *text, size_t at, size_t *out)
{
    size_t low = 0;
    size_t high = text->shifts.count;
    while (low < high) { /* the last shift that is not behind `at` */
        size_t middle = low + (high - low) / 2;
        if (CL_ARRAY_AT(&text->shifts, const shift, middle)->mended <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = text->skip + at;
    if (low > 0) {
        const shift *last = CL_ARRAY_AT(&text->shifts, const shift, low - 1);
        *out = text->skip + last->before + (at - last->mended);
    }
    return text->exact && low < CL_XMP_SHIFTS_MAX;
}

static cl_status mend(cl_arena *arena, cl_xmp_text *text)
{
    if (is_clean(text->text) && text->charset == NULL) {
        return CL_OK;
    }
    high_half high;
    const char *charset = text->charset == NULL ? CL_CHARSET_WINDOWS_1252 : text->charset;
    CL_TRY(read_high_half(arena, charset, &high));
    size_t at = 0;
    cl_status status = CL_OK;
    while (at < text->text.len && text->mended.len < CL_XMP_BYTES_MAX && status == CL_OK) {
        size_t before = text->mended.len;
        size_t taken = mend_character(text, cl_span_from(text->text, at), &high);
        at += taken;
        if (text->mended.len - before != taken) {
            status = add_shift(arena, text, at);
        }
    }
    if (at < text->text.len) {
        note(text, CL_XMP_TOO_LONG, text->mended.len);
    }
    text->text = cl_out_span(&text->mended);
    return text->mended.failed ? CL_NO_MEMORY : status;
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

static size_t count_byte(cl_span text, uint8_t byte)
{
    size_t count = 0;
    size_t at = cl_span_find_byte(text, byte);
    while (at < text.len) {
        count++;
        at++;
        at += cl_span_find_byte(cl_span_from(text, at), byte);
    }
    return count;
}

/* libxml2 compares the attributes of a tag each with each. */
static void count_attributes(cl_xmp_text *text)
{
    if (count_byte(text->text, '=') <= CL_XMP_ATTRIBUTES_MAX) {
        return; /* in all tags together */
    }
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
    CL_TRY(take_bytes(arena, block->bytes, out));
    CL_TRY(skip_to_tag(arena, out));
    CL_TRY(read_declaration(arena, out));
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
