/* A borrowed run of bytes: pointer and length, never NUL-terminated, never owned.
 * Every function here is total: an index or length out of range gives an empty or shorter span. */
#ifndef CL_BASE_SPAN_H
#define CL_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct cl_span {
    const uint8_t *data;
    size_t len;
} cl_span;

/* A span of a string literal, without its NUL. */
#define CL_SPAN(literal) ((cl_span){(const uint8_t *)(literal), sizeof(literal) - 1})
#define CL_EMPTY_SPAN    ((cl_span){NULL, 0})

/* For printf("%.*s"): the two arguments of one span. Lengths beyond INT_MAX are cut. */
#define CL_SPAN_PRINT(span) cl_span_print_length(span), (const char *)(span).data

int cl_span_print_length(cl_span span);

/* The span of a NUL-terminated string that we made ourselves or that the system handed us. */
cl_span cl_span_of(const char *text);

/* From `start`, at most `len` bytes. */
static inline cl_span cl_span_sub(cl_span span, size_t start, size_t len)
{
    if (start >= span.len) {
        return CL_EMPTY_SPAN;
    }
    size_t left = span.len - start;
    return (cl_span){span.data + start, len < left ? len : left};
}
/* Everything from `start` on. */
static inline cl_span cl_span_from(cl_span span, size_t start)
{
    return cl_span_sub(span, start, SIZE_MAX);
}

static inline bool cl_span_equal(cl_span a, cl_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* ASCII letters compare without case; other bytes compare as they are. */
bool cl_span_equal_nocase(cl_span a, cl_span b);
static inline bool cl_span_starts(cl_span span, cl_span prefix)
{
    return cl_span_equal(cl_span_sub(span, 0, prefix.len), prefix);
}

bool cl_span_ends(cl_span span, cl_span suffix);
/* Whether it is one of `choices`, which NULL ends. */
bool cl_span_is_one_of(cl_span span, const char *const choices[]);
/* Memory order, shorter first among equals: for qsort and binary search. */
int cl_span_compare(cl_span a, cl_span b);

/* The index of the first `byte`, or span.len. */
static inline size_t cl_span_find_byte(cl_span span, uint8_t byte)
{
    const uint8_t *found = span.len == 0 ? NULL : memchr(span.data, byte, span.len);
    return found == NULL ? span.len : (size_t)(found - span.data);
}

/* The index of the first occurrence of `needle`, or span.len. */
size_t cl_span_find(cl_span span, cl_span needle);

/* How many bytes at the start are printable ASCII, from the space to the tilde. */
size_t cl_span_printable(cl_span span);

/* Without leading and trailing ASCII white space and NULs. */
cl_span cl_span_trim(cl_span span);

/* Cuts the part before the next `separator` off `rest` and returns it; false when `rest` is used
 * up. */
bool cl_span_next(cl_span *rest, uint8_t separator, cl_span *out);

/* Two hexadecimal digits a byte, of any case. False where the text is anything else than `count` of
 * these; `out` may then hold some. */
bool cl_span_read_hex(cl_span text, uint8_t *out, size_t count);

#endif
