#include "base/text.h"

#include <string.h>

/* How many bytes follow the lead byte and the smallest code point of that length (RFC 3629, 3). */
static bool lead_byte(uint8_t byte, size_t *more, uint32_t *bits, uint32_t *least)
{
    if (byte < 0x80) {
        *more = 0, *bits = byte, *least = 0;
        return true;
    }
    if (byte >= 0xC2 && byte <= 0xDF) {
        *more = 1, *bits = byte & 0x1Fu, *least = 0x80;
        return true;
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        *more = 2, *bits = byte & 0x0Fu, *least = 0x800;
        return true;
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        *more = 3, *bits = byte & 0x07u, *least = 0x10000;
        return true;
    }
    return false;
}

static bool decode(cl_span text, uint32_t *code, size_t *len)
{
    size_t more;
    uint32_t least;
    if (!lead_byte(text.data[0], &more, code, &least) || more >= text.len) {
        return false;
    }
    for (size_t i = 1; i <= more; i++) {
        if ((text.data[i] & 0xC0) != 0x80) {
            return false;
        }
        *code = *code << 6 | (text.data[i] & 0x3Fu);
    }
    *len = more + 1;
    return *code >= least && *code <= 0x10FFFF && (*code < 0xD800 || *code > 0xDFFF);
}

bool cl_utf8_next_wide(cl_span text, size_t *at, uint32_t *out)
{
    if (*at >= text.len) {
        return false;
    }
    size_t len = 0;
    if (!decode(cl_span_from(text, *at), out, &len)) {
        *out = CL_REPLACEMENT;
        len = 1;
    }
    *at += len;
    return true;
}

/* Eight bytes at once. */
static size_t ascii_length(cl_span text)
{
    size_t len = 0;
    uint64_t bytes;
    uint64_t four[4];
    while (text.len - len >= sizeof four) {
        memcpy(four, text.data + len, sizeof four);
        if (((four[0] | four[1] | four[2] | four[3]) & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
        len += sizeof four;
    }
    while (text.len - len >= sizeof bytes) {
        memcpy(&bytes, text.data + len, sizeof bytes);
        if ((bytes & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
        len += sizeof bytes;
    }
    while (len < text.len && text.data[len] < 0x80) {
        len++;
    }
    return len;
}

bool cl_utf8_is_ascii(cl_span text)
{
    return ascii_length(text) == text.len;
}

bool cl_utf8_valid(cl_span text)
{
    for (size_t at = ascii_length(text); at < text.len;) {
        uint32_t code;
        size_t len;
        if (!decode(cl_span_from(text, at), &code, &len)) {
            return false;
        }
        at += len;
        at += ascii_length(cl_span_from(text, at));
    }
    return true;
}

/* Of eight bytes, those that go on with a code point: 10xxxxxx. */
static size_t count_more(uint64_t bytes)
{
    uint64_t more = bytes >> 7 & ~bytes >> 6 & UINT64_C(0x0101010101010101);
    return (size_t)(more * UINT64_C(0x0101010101010101) >> 56); /* their sum */
}

size_t cl_utf8_count(cl_span text)
{
    size_t count = text.len;
    size_t i = 0;
    for (uint64_t bytes; text.len - i >= sizeof bytes; i += sizeof bytes) {
        memcpy(&bytes, text.data + i, sizeof bytes);
        count -= count_more(bytes);
    }
    for (; i < text.len; i++) {
        count -= (text.data[i] & 0xC0) == 0x80;
    }
    return count;
}

size_t cl_utf8_index(cl_span text, size_t index)
{
    size_t at = 0;
    uint32_t code;
    while (index > 0 && cl_utf8_next(text, &at, &code)) {
        index--;
    }
    return at;
}

size_t cl_utf8_back(cl_span text, size_t at)
{
    size_t start = at < text.len ? at : text.len;
    while (start > 0) {
        start--;
        if ((text.data[start] & 0xC0) != 0x80) {
            break;
        }
    }
    return start;
}

uint32_t cl_utf8_before(cl_span text, size_t at)
{
    uint32_t code = 0;
    size_t start = cl_utf8_back(text, at);
    if (at > 0) {
        (void)cl_utf8_next(text, &start, &code);
    }
    return code;
}

bool cl_utf8_is_noncharacter(uint32_t code)
{
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

bool cl_utf8_is_blank(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           code == 0x2028 || code == 0x2029 || code == 0x3000;
}

enum {
    STEP = 64
};

cl_status cl_utf8_steps_new(cl_arena *arena, cl_span text, cl_utf8_steps *out)
{
    *out = (cl_utf8_steps){.text = text};
    if (text.len > UINT32_MAX) {
        return CL_LIMIT;
    }
    if (cl_utf8_is_ascii(text)) {
        return CL_OK;
    }
    uint32_t *before = cl_arena_take(arena, text.len / STEP + 1, sizeof *before);
    if (before == NULL) {
        return cl_arena_status(arena);
    }
    before[0] = 0;
    for (size_t i = 1; i <= text.len / STEP; i++) {
        cl_span step = cl_span_sub(text, (i - 1) * STEP, STEP);
        before[i] = before[i - 1] + (uint32_t)cl_utf8_count(step);
    }
    out->before = before;
    return CL_OK;
}

size_t cl_utf8_steps_before(const cl_utf8_steps *steps, size_t at)
{
    at = at < steps->text.len ? at : steps->text.len;
    if (steps->before == NULL) {
        return at;
    }
    size_t step = at / STEP;
    return steps->before[step] + cl_utf8_count(cl_span_sub(steps->text, step * STEP, at % STEP));
}

size_t cl_utf8_put(uint32_t code, uint8_t out[CL_UTF8_MAX])
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

cl_status cl_utf8_repair(cl_arena *arena, cl_span text, cl_span *out)
{
    if (cl_utf8_valid(text)) {
        *out = text;
        return CL_OK;
    }
    uint8_t *repaired = cl_arena_alloc(arena, text.len, 3);
    if (repaired == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        len += cl_utf8_put(code, repaired + len);
    }
    *out = (cl_span){repaired, len};
    return CL_OK;
}

static const char ellipsis[] = "\xE2\x80\xA6"; /* U+2026 */

cl_status cl_utf8_squeeze(cl_arena *arena, cl_span text, size_t most, cl_span *out)
{
    size_t room = most < text.len / CL_UTF8_MAX ? most * CL_UTF8_MAX : text.len;
    uint8_t *line = cl_arena_alloc(arena, room + sizeof ellipsis, 1);
    if (line == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    size_t count = 0;
    bool gap = false;
    uint32_t code;
    for (size_t at = 0, from = 0; cl_utf8_next(text, &at, &code); from = at) {
        if (cl_utf8_is_blank(code)) {
            gap = len > 0;
            continue;
        }
        count += gap ? 2 : 1;
        if (count > most) {
            memcpy(line + len, ellipsis, sizeof ellipsis - 1);
            len += sizeof ellipsis - 1;
            break;
        }
        if (gap) {
            line[len++] = ' ';
            gap = false;
        }
        memcpy(line + len, cl_span_from(text, from).data, at - from);
        len += at - from;
    }
    *out = (cl_span){line, len};
    return CL_OK;
}
