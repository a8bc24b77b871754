#include "base/hash.h"

#include <string.h>

enum {
    LANES = 4, /* independent of one another, so that the processor works on all at once */
    WORD = sizeof(uint64_t)
};

/* Odd, and without a pattern in their bits. */
static const uint64_t first_factor = 0x9E3779B97F4A7C15u;
static const uint64_t second_factor = 0xC2B2AE3D27D4EB4Fu;

static uint64_t rotate(uint64_t value, unsigned bits)
{
    return value << bits | value >> (64 - bits);
}

static uint64_t word_at(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* For each state another result for another word, and the other way round: one changed word is
 * never lost. */
static uint64_t stir(uint64_t state, uint64_t word)
{
    return rotate(state ^ word, 29) * first_factor;
}

static uint64_t finish(uint64_t state)
{
    state = (state ^ state >> 32) * first_factor;
    state = (state ^ state >> 29) * second_factor;
    return state ^ state >> 32;
}

uint64_t cl_hash(cl_span bytes)
{
    uint64_t lanes[LANES] = {first_factor, second_factor, ~first_factor, ~second_factor};
    size_t at = 0;
    for (; bytes.len - at >= LANES * WORD; at += LANES * WORD) {
        const uint8_t *from = bytes.data + at;
        lanes[0] = stir(lanes[0], word_at(from));
        lanes[1] = stir(lanes[1], word_at(from + WORD));
        lanes[2] = stir(lanes[2], word_at(from + 2 * WORD));
        lanes[3] = stir(lanes[3], word_at(from + 3 * WORD));
    }
    uint64_t state = bytes.len;
    for (size_t i = 0; i < LANES; i++) {
        state = stir(state, lanes[i]);
    }
    for (; bytes.len - at >= WORD; at += WORD) {
        state = stir(state, word_at(bytes.data + at));
    }
    for (; at < bytes.len; at++) {
        state = stir(state, bytes.data[at]);
    }
    return finish(state);
}
