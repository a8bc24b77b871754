#include "ruleset/symbols.h"

#include "base/text.h"
#include "ruleset/fold.h"
#include "ruleset/syntax.h"

enum {
    ESCAPE = 62, /* a code point of three more symbols follows */
    ODD = 63,    /* any of those that words hardly hold */
    ESCAPED_MAX = 1 << 18
};

/* Letters in either case, digits, white space and the marks that words hold; the rest is odd. */
static const uint8_t ascii[0x80] = {
    63, 63, 63, 63, 63, 63, 63, 63, 63, 36, 36, 63, 63, 36, 63, 63, 63, 63, 63, 63, 63, 63,
    63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 36, 49, 45, 52, 63, 61, 55, 44, 40, 41, 53, 56,
    39, 37, 38, 42, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 43, 48, 58, 57, 59, 50, 51, 0,
    1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
    23, 24, 25, 46, 63, 47, 63, 60, 63, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
    13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 63, 54, 63, 63, 63,
};

/* Han, Hangul, kana and marks but those of agencies are folded to themselves. */
static bool is_caseless(uint32_t code)
{
    return (code >= 0x2E80 && code < 0xA000) || (code >= 0xAC00 && code < CL_MARK_AGENCY);
}

static size_t put_escaped(uint32_t code, uint8_t out[CL_SYMBOLS_PER_CODE])
{
    uint32_t folded = is_caseless(code) ? code : cl_literal_fold(code);
    if (folded < 0x80 || folded >= ESCAPED_MAX) {
        out[0] = folded < 0x80 ? ascii[folded] : ODD;
        return 1;
    }
    out[0] = ESCAPE;
    out[1] = (uint8_t)(folded >> 12 & 0x3F);
    out[2] = (uint8_t)(folded >> 6 & 0x3F);
    out[3] = (uint8_t)(folded & 0x3F);
    return CL_SYMBOLS_PER_CODE;
}

size_t cl_symbols_put(uint32_t code, uint8_t out[CL_SYMBOLS_PER_CODE])
{
    if (code < 0x80) {
        out[0] = ascii[code];
        return 1;
    }
    return put_escaped(code, out);
}

cl_status cl_symbols_of(cl_arena *arena, cl_span text, cl_symbols *out)
{
    /* One byte gives one symbol, two to four give four at most. */
    size_t capacity = text.len * 2 + CL_SYMBOLS_PER_CODE;
    *out = (cl_symbols){.items = cl_arena_take(arena, capacity, 1)};
    out->begins = cl_arena_take(arena, capacity, sizeof *out->begins);
    if (out->items == NULL || out->begins == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t at = 0; at < text.len;) {
        uint32_t code = text.data[at];
        size_t start = at;
        if (code < 0x80) {
            at++;
        } else {
            (void)cl_utf8_next(text, &at, &code);
        }
        size_t count = cl_symbols_put(code, out->items + out->count);
        for (size_t i = 0; i < count; i++) {
            out->begins[out->count + i] = i == 0 ? (uint32_t)start : UINT32_MAX;
        }
        out->count += count;
    }
    return CL_OK;
}
