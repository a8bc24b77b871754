#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/span.h"

#include <stdlib.h>
#include <string.h>

#include "hooks/limits.h"

serve_span serve_span_of(const char *text)
{
    return (serve_span){text, text == NULL ? 0 : strnlen(text, SERVE_TEXT_MAX)};
}

bool serve_span_equal(serve_span a, serve_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool serve_span_equal_nocase(serve_span a, serve_span b)
{
    size_t i = 0;
    while (i < a.len && i < b.len && lower(a.at[i]) == lower(b.at[i])) {
        i++;
    }
    return a.len == b.len && i == a.len;
}

bool serve_span_starts(serve_span span, serve_span with)
{
    return span.len >= with.len && serve_span_equal((serve_span){span.at, with.len}, with);
}

serve_span serve_span_from(serve_span span, size_t n)
{
    size_t off = n < span.len ? n : span.len;
    return off == 0 ? span : (serve_span){span.at + off, span.len - off};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

serve_span serve_span_trim(serve_span span)
{
    while (span.len > 0 && is_blank(span.at[0])) {
        span = serve_span_from(span, 1);
    }
    while (span.len > 0 && is_blank(span.at[span.len - 1])) {
        span.len--;
    }
    return span;
}

size_t serve_span_find(serve_span span, char byte)
{
    const char *found = span.len == 0 ? NULL : memchr(span.at, byte, span.len);
    return found == NULL ? span.len : (size_t)(found - span.at);
}

serve_span serve_span_cut(serve_span *rest, char byte)
{
    size_t at = serve_span_find(*rest, byte);
    serve_span before = {rest->at, at};
    *rest = serve_span_from(*rest, at < rest->len ? at + 1 : at);
    return before;
}

/* The first byte says how long a character is, and what its second may be (RFC 3629, 4). */
static size_t length_by_first(unsigned char first, unsigned char *least, unsigned char *most)
{
    *least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

size_t serve_span_character(serve_span span)
{
    unsigned char least;
    unsigned char most;
    size_t len = span.len == 0 ? 0 : length_by_first((unsigned char)span.at[0], &least, &most);
    if (len > span.len) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        unsigned char byte = (unsigned char)span.at[i];
        if (byte < (i == 1 ? least : 0x80) || byte > (i == 1 ? most : 0xBF)) {
            return 0;
        }
    }
    return len;
}

bool serve_span_is_utf8(serve_span span)
{
    size_t len = 1;
    while (span.len > 0 && len > 0) {
        len = serve_span_character(span);
        span = serve_span_from(span, len);
    }
    return len > 0;
}

bool serve_span_is_of(serve_span span, const char *others)
{
    serve_span known = serve_span_of(others);
    for (size_t i = 0; i < span.len; i++) {
        char c = span.at[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && serve_span_find(known, c) == known.len) {
            return false;
        }
    }
    return true;
}

char *serve_span_copy(serve_span span)
{
    char *copy = malloc(span.len + 1);
    if (copy == NULL) {
        return NULL;
    }
    if (span.len > 0) {
        memcpy(copy, span.at, span.len);
    }
    copy[span.len] = '\0';
    return copy;
}

uint64_t serve_span_hash(serve_span span)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < span.len; i++) {
        hash = (hash ^ (unsigned char)span.at[i]) * 0x100000001b3u;
    }
    return hash;
}
