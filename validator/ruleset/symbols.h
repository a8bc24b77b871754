/* Text as symbols of six bits: what the trie of the prefilter steps by. */
#ifndef CL_RULESET_SYMBOLS_H
#define CL_RULESET_SYMBOLS_H

#include "base/arena.h"

enum {
    CL_SYMBOLS_PER_CODE = 4
};

/* Writes the symbols of a code point, folded as cl_literal_fold does; gives their number. */
size_t cl_symbols_put(uint32_t code, uint8_t out[CL_SYMBOLS_PER_CODE]);

typedef struct cl_symbols {
    uint8_t *items;
    uint32_t *begins; /* the byte of the text; UINT32_MAX inside a code point */
    size_t count;
} cl_symbols;

/* The symbols of a text, valid UTF-8; they live in `arena`. */
CL_MUST_USE cl_status cl_symbols_of(cl_arena *arena, cl_span text, cl_symbols *out);

#endif
