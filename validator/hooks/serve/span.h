/* Pieces of what a client sent: a pointer and a length, borrowed, of any bytes. What reads requests
 * takes them apart with these alone. */
#ifndef SERVE_SPAN_H
#define SERVE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct serve_span {
    const char *at;
    size_t len;
} serve_span;

#define SERVE_SPAN(text)       ((serve_span){text, sizeof text - 1})
#define SERVE_SPAN_PRINT(span) (int)(span).len, (span).at

/* Empty for NULL. */
serve_span serve_span_of(const char *text);
bool serve_span_equal(serve_span a, serve_span b);
/* Letters of ASCII alone have a case. */
bool serve_span_equal_nocase(serve_span a, serve_span b);
bool serve_span_starts(serve_span span, serve_span with);
/* Without the first `n` bytes, of those that there are. */
serve_span serve_span_from(serve_span span, size_t n);
/* Without blanks and tabs at both ends. */
serve_span serve_span_trim(serve_span span);
/* Where `byte` is; the length where it is not. */
size_t serve_span_find(serve_span span, char byte);
/* What stands before the first `byte`, which is taken off *rest with it; all of it where there is
 * none, and *rest is empty then. */
serve_span serve_span_cut(serve_span *rest, char byte);
/* The length of the UTF-8 character at the beginning (RFC 3629, 4); 0 where there is none. */
size_t serve_span_character(serve_span span);
bool serve_span_is_utf8(serve_span span);
/* Whether it holds nothing but letters and digits of ASCII, and the `others`. */
bool serve_span_is_of(serve_span span, const char *others);
/* A copy with a NUL behind it, to be freed with free(); NULL without memory. */
char *serve_span_copy(serve_span span);
/* FNV-1a */
uint64_t serve_span_hash(serve_span span);

#endif
