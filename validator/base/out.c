#include "base/out.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
    BLOCK = 16 /* bytes looked at together */
};

void cl_out_free(cl_out *out)
{
    free(out->data);
    *out = (cl_out){0};
}

void cl_out_clear(cl_out *out)
{
    out->len = 0;
}

cl_span cl_out_span(const cl_out *out)
{
    return (cl_span){out->data, out->len};
}

static bool grow(cl_out *out, size_t more)
{
    if (out->failed || more > SIZE_MAX / 2 - out->len) {
        out->failed = true;
        return false;
    }
    size_t capacity = out->capacity < 1024 ? 1024 : out->capacity;
    while (capacity - out->len < more) {
        capacity *= 2;
    }
    uint8_t *data = realloc(out->data, capacity);
    if (data == NULL) {
        out->failed = true;
        return false;
    }
    out->data = data;
    out->capacity = capacity;
    return true;
}

static bool reserve(cl_out *out, size_t more)
{
    return (!out->failed && more <= out->capacity - out->len) || grow(out, more);
}

uint8_t *cl_out_room(cl_out *out, size_t len)
{
    if (!reserve(out, len)) {
        return NULL;
    }
    out->len += len;
    return out->data + (out->len - len);
}

void cl_out_put(cl_out *out, cl_span text)
{
    if (text.len == 0 || !reserve(out, text.len)) {
        return;
    }
    memcpy(out->data + out->len, text.data, text.len);
    out->len += text.len;
}

void cl_out_text(cl_out *out, const char *text)
{
    cl_out_put(out, cl_span_of(text));
}

void cl_out_byte(cl_out *out, char byte)
{
    if (reserve(out, 1)) {
        out->data[out->len++] = (uint8_t)byte;
    }
}

void cl_out_code(cl_out *out, uint32_t code)
{
    uint8_t bytes[CL_UTF8_MAX];
    cl_out_put(out, (cl_span){bytes, cl_utf8_put(code, bytes)});
}

void cl_out_repeat(cl_out *out, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_out_text(out, text);
    }
}

void cl_out_u64(cl_out *out, uint64_t value)
{
    uint8_t digits[20]; /* of UINT64_MAX */
    size_t first = sizeof digits;
    do {
        digits[--first] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    cl_out_put(out, (cl_span){digits + first, sizeof digits - first});
}

void cl_out_hex(cl_out *out, cl_span bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.len; i++) {
        cl_out_byte(out, digits[bytes.data[i] >> 4]);
        cl_out_byte(out, digits[bytes.data[i] & 0xF]);
    }
}

void cl_out_base64(cl_out *out, cl_span bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)bytes.data[i] << 16;
        group |= left > 1 ? (uint32_t)bytes.data[i + 1] << 8 : 0;
        group |= left > 2 ? bytes.data[i + 2] : 0;
        cl_out_byte(out, letters[group >> 18]);
        cl_out_byte(out, letters[group >> 12 & 63]);
        cl_out_byte(out, (char)(left > 1 ? letters[group >> 6 & 63] : '='));
        cl_out_byte(out, (char)(left > 2 ? letters[group & 63] : '='));
    }
}

void cl_out_format(cl_out *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (len > 0 && reserve(out, (size_t)len + 1)) {
        (void)vsnprintf((char *)out->data + out->len, (size_t)len + 1, format, again);
        out->len += (size_t)len;
    }
    va_end(again);
}

/* Characters that change how the text around them is shown: UAX #9 controls, line separators. */
static bool is_disguise(uint32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

bool cl_out_escapes(uint32_t code)
{
    return is_control(code) || is_disguise(code);
}

static void put_json_code(cl_out *out, uint32_t code)
{
    switch (code) {
    case '"':
        cl_out_text(out, "\\\"");
        return;
    case '\\':
        cl_out_text(out, "\\\\");
        return;
    case '\n':
        cl_out_text(out, "\\n");
        return;
    case '\r':
        cl_out_text(out, "\\r");
        return;
    case '\t':
        cl_out_text(out, "\\t");
        return;
    default:
        break;
    }
    if (cl_out_escapes(code)) {
        cl_out_format(out, "\\u%04" PRIx32, code);
        return;
    }
    cl_out_code(out, code);
}

static bool is_plain(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* Without a branch, so that compilers take many bytes at once. */
static bool is_plain_block(const uint8_t block[BLOCK])
{
    uint8_t odd = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        uint8_t byte = block[i];
        odd |= (uint8_t)((byte < 0x20) | (byte >= 0x7F) | (byte == '"') | (byte == '\\'));
    }
    return odd == 0;
}

static size_t skip_plain(cl_span text, size_t at)
{
    while (text.len - at >= BLOCK && is_plain_block(&text.data[at])) {
        at += BLOCK;
    }
    while (at < text.len && is_plain(text.data[at])) {
        at++;
    }
    return at;
}

/* Letters beyond ASCII; a byte that is no UTF-8 stands alone. */
static size_t skip_letters(cl_span text, size_t at)
{
    uint32_t code;
    for (size_t next = at; at < text.len && text.data[at] >= 0x80; at = next) {
        if (!cl_utf8_next(text, &next, &code) || next == at + 1 || cl_out_escapes(code)) {
            break;
        }
    }
    return at;
}

/* Where the run from `at` on ends that stands in a string as it is. */
static size_t end_of_run(cl_span text, size_t at)
{
    for (;;) {
        size_t plain = skip_plain(text, at);
        at = skip_letters(text, plain);
        if (at == plain) {
            return at;
        }
    }
}

void cl_out_json_part(cl_out *out, cl_span text)
{
    uint32_t code;
    for (size_t at = 0; at < text.len;) {
        size_t end = end_of_run(text, at);
        cl_out_put(out, cl_span_sub(text, at, end - at));
        at = end;
        if (at < text.len && cl_utf8_next(text, &at, &code)) {
            put_json_code(out, code);
        }
    }
}

/* Hardly a text has anything to escape. */
static void put_plain_json(cl_out *out, cl_span text)
{
    uint8_t *room = cl_out_room(out, text.len + 2);
    if (room != NULL) {
        room[0] = room[text.len + 1] = '"';
        if (text.len > 0) {
            memcpy(&room[1], text.data, text.len);
        }
    }
}

void cl_out_json(cl_out *out, cl_span text)
{
    size_t plain = end_of_run(text, 0);
    if (plain == text.len) {
        put_plain_json(out, text);
        return;
    }
    cl_out_byte(out, '"');
    cl_out_put(out, cl_span_sub(text, 0, plain));
    cl_out_json_part(out, cl_span_from(text, plain));
    cl_out_byte(out, '"');
}

void cl_out_json_text(cl_out *out, const char *text)
{
    cl_out_json(out, cl_span_of(text));
}

static void put_shown(cl_out *out, uint32_t code)
{
    if (cl_out_escapes(code)) {
        cl_out_format(out, "\\u%04" PRIx32, code);
        return;
    }
    cl_out_code(out, code);
}

const char *cl_out_reference(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static void put_html_code(cl_out *out, uint32_t code)
{
    const char *reference = cl_out_reference(code);
    if (reference != NULL) {
        cl_out_text(out, reference);
        return;
    }
    switch (code) {
    case '\'':
        cl_out_text(out, "&#39;");
        return;
    case '\n':
        cl_out_byte(out, '\n');
        return;
    default:
        break;
    }
    if (cl_utf8_is_noncharacter(code)) {
        cl_out_format(out, "\\u%04" PRIx32, code);
        return;
    }
    put_shown(out, code);
}

void cl_out_html(cl_out *out, cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        put_html_code(out, code);
    }
}

void cl_out_printable(cl_out *out, cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (code == '\n') {
            cl_out_byte(out, '\n');
        } else {
            put_shown(out, code);
        }
    }
}

void cl_out_place(cl_out *out, const char *path, size_t line)
{
    cl_span name = cl_span_of(path);
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(name, &at, &code);) {
        put_shown(out, code);
    }
    cl_out_format(out, ":%zu", line);
}
