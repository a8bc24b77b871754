/* UTF-8: walking it, checking it, counting it. After metadata/ every text is valid UTF-8. */
#ifndef CL_BASE_TEXT_H
#define CL_BASE_TEXT_H

#include "base/arena.h"

enum {
    CL_UTF8_MAX = 4,
    CL_REPLACEMENT = 0xFFFD
};

/* As cl_utf8_next, of which it is the part for all but ASCII. */
bool cl_utf8_next_wide(cl_span text, size_t *at, uint32_t *out);

/* Decodes the code point at *at and moves past it. Bytes that are not UTF-8 (RFC 3629) give
 * CL_REPLACEMENT and move one byte. False at the end. */
static inline bool cl_utf8_next(cl_span text, size_t *at, uint32_t *out)
{
    if (*at < text.len && text.data[*at] < 0x80) {
        *out = text.data[(*at)++];
        return true;
    }
    return cl_utf8_next_wide(text, at, out);
}

bool cl_utf8_valid(cl_span text);
/* Whether every byte is a code point by itself. */
bool cl_utf8_is_ascii(cl_span text);
/* Code points in `text`. */
size_t cl_utf8_count(cl_span text);
/* The byte index of code point `index`, or text.len. */
size_t cl_utf8_index(cl_span text, size_t index);
/* The byte index of the code point that ends before byte `at`; 0 at the start. */
size_t cl_utf8_back(cl_span text, size_t at);
/* The code point that ends before byte `at`; 0 at the start. */
uint32_t cl_utf8_before(cl_span text, size_t at);
/* No character, and never one: XML cannot hold some of them (XML 1.0, 2.2), nor programs most. */
bool cl_utf8_is_noncharacter(uint32_t code);
/* White space that stands between words and ends lines, also the kinds that ASCII lacks. */
bool cl_utf8_is_blank(uint32_t code);

/* A text with its code points counted in steps, so that many places can be numbered without
 * counting anew. */
typedef struct cl_utf8_steps {
    cl_span text;
    const uint32_t *before; /* every 64th byte; NULL: each byte is a code point */
} cl_utf8_steps;

/* `text` is valid UTF-8. */
CL_MUST_USE cl_status cl_utf8_steps_new(cl_arena *arena, cl_span text, cl_utf8_steps *out);
/* How many code points begin before byte `at`. */
size_t cl_utf8_steps_before(const cl_utf8_steps *steps, size_t at);

/* Writes one code point and returns how many bytes it took (1 to 4). */
size_t cl_utf8_put(uint32_t code, uint8_t out[CL_UTF8_MAX]);
/* The same text with each byte that is not UTF-8 replaced by U+FFFD; shares memory when valid. */
CL_MUST_USE cl_status cl_utf8_repair(cl_arena *arena, cl_span text, cl_span *out);

/* The text in one line, in `arena`: runs of white space become one space, none stands at either
 * end. What is longer than `most` code points ends with "…" there. */
CL_MUST_USE cl_status cl_utf8_squeeze(cl_arena *arena, cl_span text, size_t most, cl_span *out);

#endif
