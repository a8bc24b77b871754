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

cl_span cl_span_sub(cl_span span, size_t start, size_t len)
{
    if (start >= span.len) {
        return CL_EMPTY_SPAN;
    }
    size_t left = span.len - start;
    return (cl_span){span.data + start, len < left ? len : left};
}

cl_span cl_span_from(cl_span span, size_t start)
{
    return cl_span_sub(span, start, SIZE_MAX);
}

bool cl_span_equal(cl_span a, cl_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
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

bool cl_span_starts(cl_span span, cl_span prefix)
{
    return cl_span_equal(cl_span_sub(span, 0, prefix.len), prefix);
}

bool cl_span_ends(cl_span span, cl_span suffix)
{
    return span.len >= suffix.len &&
           cl_span_equal(cl_span_from(span, span.len - suffix.len), suffix);
}

bool cl_span_is_one_of(cl_span span, const char *const choices[])
{
    for (size_t i = 0; choices[i] != NULL; i++) {
        if (cl_span_equal(span, cl_span_of(choices[i]))) {
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

size_t cl_span_find_byte(cl_span span, uint8_t byte)
{
    const uint8_t *found = span.len == 0 ? NULL : memchr(span.data, byte, span.len);
    return found == NULL ? span.len : (size_t)(found - span.data);
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
