#include "metadata/decimal.h"

enum {
    DECIMAL_MAX = 32 /* twenty digits, a sign, a point and zeros before the first digit */
};

cl_status cl_decimal(cl_arena *arena, uint64_t number, unsigned places, bool minus, cl_span *out)
{
    uint8_t text[DECIMAL_MAX];
    size_t start = sizeof text;
    minus = minus && number > 0;
    while (places > 0 && number % 10 == 0) {
        number /= 10;
        places--;
    }
    bool whole = places == 0;
    for (; places > 0; places--) {
        text[--start] = (uint8_t)('0' + number % 10);
        number /= 10;
    }
    if (!whole) {
        text[--start] = '.';
    }
    do {
        text[--start] = (uint8_t)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    if (minus) {
        text[--start] = '-';
    }
    return cl_arena_copy(arena, (cl_span){text + start, sizeof text - start}, out);
}
