#include "base/span.h"

#include <limits.h>
#include <string.h>

int cl_span_print_length(cl_span span)
{
    return span.len > (size_t)INT_MAX ? INT_MAX : (int)span.len;
}

cl_span cl_span_of(const char *text)
{
    if (text == NULL) {
        return CL_EMPTY_SPAN;
    }
    const char *end = memchr(text, '\0', SIZE_MAX / 2);
    return (cl_span){(const uint8_t *)text, (size_t)(end - text)};
}

static uint8_t ascii_lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte;
}

bool cl_span_equal_nocase(cl_span a, cl_span b)
{
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i])) {
            return false;
        }
    }
    return true;
}

bool cl_span_ends(cl_span span, cl_span suffix)
{
    return span.len >= suffix.len &&
           cl_span_equal(cl_span_from(span, span.len - suffix.len), suffix);
}

bool cl_span_is_one_of(cl_span span, const char *const choices[])
{
    for (size_t i = 0; choices[i] != NULL; i++) {
        bool likely = span.len == 0 || (uint8_t)choices[i][0] == span.data[0];
        if (likely && cl_span_equal(span, cl_span_of(choices[i]))) {
            return true;
        }
    }
    return false;
}

int cl_span_compare(cl_span a, cl_span b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    if (order != 0) {
        return order;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t cl_span_find(cl_span span, cl_span needle)
{
    if (needle.len == 0) {
        return 0;
    }
    size_t at = 0;
    while (at < span.len && span.len - at >= needle.len) {
        at += cl_span_find_byte(cl_span_from(span, at), needle.data[0]);
        if (cl_span_starts(cl_span_from(span, at), needle)) {
            return at;
        }
        at++;
    }
    return span.len;
}

static const uint64_t ones = UINT64_C(0x0101010101010101);

/* Eight bytes at once: printable ones have no high bit, and get none from taking a space away or
 * from adding one. The high bits of the others are set in the result. */
static uint64_t unprintable(const uint8_t *eight)
{
    uint64_t bytes;
    memcpy(&bytes, eight, sizeof bytes);
    return (bytes | (bytes - ones * ' ') | (bytes + ones)) & ones * 0x80;
}

size_t cl_span_printable(cl_span span)
{
    size_t at = 0;
    while (span.len - at >= 8 && unprintable(span.data + at) == 0) {
        at += 8;
    }
    while (at < span.len && span.data[at] >= ' ' && span.data[at] <= '~') {
        at++;
    }
    return at;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\0' || (byte >= '\t' && byte <= '\r');
}

cl_span cl_span_trim(cl_span span)
{
    size_t start = 0;
    size_t end = span.len;
    while (start < end && is_blank(span.data[start])) {
        start++;
    }
    while (end > start && is_blank(span.data[end - 1])) {
        end--;
    }
    return cl_span_sub(span, start, end - start);
}

bool cl_span_next(cl_span *rest, uint8_t separator, cl_span *out)
{
    if (rest->data == NULL) {
        return false;
    }
    size_t end = cl_span_find_byte(*rest, separator);
    *out = cl_span_sub(*rest, 0, end);
    *rest = end < rest->len ? (cl_span){rest->data + end + 1, rest->len - end - 1} : CL_EMPTY_SPAN;
    return true;
}

/* 16 for what is none. */
static unsigned hex_digit(uint8_t byte)
{
    uint8_t lower = byte >= 'A' && byte <= 'F' ? (uint8_t)(byte - 'A' + 'a') : byte;
    return (unsigned)cl_span_find_byte(CL_SPAN("0123456789abcdef"), lower);
}

bool cl_span_read_hex(cl_span text, uint8_t *out, size_t count)
{
    if (text.len / 2 != count || text.len % 2 != 0) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned high = hex_digit(text.data[2 * i]);
        unsigned low = hex_digit(text.data[2 * i + 1]);
        if (high > 15 || low > 15) {
            return false;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}
