#include "metadata/xmp_number.h"

#include "metadata/decimal.h"

enum {
    NANO_DIGITS = 9,
    MICRO = 1000000,
    DIGITS_MAX = 12 /* of a whole number: Exif's have 32 bits */
};

static const uint64_t nano = 1000000000;

static bool take_byte(cl_span *rest, uint8_t byte)
{
    if (rest->len == 0 || rest->data[0] != byte) {
        return false;
    }
    *rest = cl_span_from(*rest, 1);
    return true;
}

/* Digits at the start of `rest`, at most `most` of them counted; false when there are none. */
static bool take_digits(cl_span *rest, size_t most, uint64_t *out, size_t *count)
{
    size_t len = 0;
    *out = 0;
    *count = 0;
    while (len < rest->len && rest->data[len] >= '0' && rest->data[len] <= '9') {
        if (*count < most) {
            *out = *out * 10 + (uint64_t)(rest->data[len] - '0');
            ++*count;
        }
        len++;
    }
    *rest = cl_span_from(*rest, len);
    return len > 0;
}

/* "51.6" in billionths. */
static bool take_number(cl_span *rest, uint64_t most, uint64_t *out)
{
    uint64_t whole;
    uint64_t part = 0;
    size_t digits;
    *rest = cl_span_trim(*rest);
    if (!take_digits(rest, DIGITS_MAX, &whole, &digits) || whole > most) {
        return false;
    }
    size_t count = 0;
    if (take_byte(rest, '.') && !take_digits(rest, NANO_DIGITS, &part, &count)) {
        return false;
    }
    for (; count < NANO_DIGITS; count++) {
        part *= 10;
    }
    *out = whole * nano + part;
    return true;
}

/* Billionths of a degree: XMP specification part 1, GPSCoordinate. */
static bool take_angle(cl_span *rest, uint64_t *out)
{
    uint64_t minutes = 0;
    uint64_t seconds = 0;
    if (!take_number(rest, 180, out)) {
        return false;
    }
    if (take_byte(rest, ',') && !take_number(rest, 59, &minutes)) {
        return false;
    }
    if (take_byte(rest, ',') && !take_number(rest, 59, &seconds)) {
        return false;
    }
    *out += minutes / 60 + seconds / 3600;
    return *out <= 180 * nano;
}

cl_status cl_xmp_position(cl_arena *arena, cl_span text, bool *is, cl_span *out)
{
    uint64_t angle;
    cl_span rest = cl_span_trim(text);
    *is = false;
    if (!take_angle(&rest, &angle)) {
        return CL_OK;
    }
    rest = cl_span_trim(rest);
    uint8_t letter = rest.len == 1 ? rest.data[0] & 0xDF : 0;
    if (letter != 'N' && letter != 'S' && letter != 'E' && letter != 'W') {
        return CL_OK;
    }
    *is = true;
    uint64_t rounded = (angle + nano / MICRO / 2) / (nano / MICRO);
    return cl_decimal(arena, rounded, 6, letter == 'S' || letter == 'W', out);
}

cl_status cl_xmp_height(cl_arena *arena, cl_span text, bool below_sea, bool *is, cl_span *out)
{
    uint64_t number;
    uint64_t divisor = 1;
    cl_span rest = cl_span_trim(text);
    bool minus = take_byte(&rest, '-');
    *is = false;
    if (!take_number(&rest, UINT32_MAX, &number)) {
        return CL_OK;
    }
    size_t digits;
    if (take_byte(&rest, '/') &&
        (!take_digits(&rest, DIGITS_MAX, &divisor, &digits) || divisor == 0)) {
        return CL_OK;
    }
    *is = rest.len == 0;
    uint64_t metres = number / divisor;
    return *is ? cl_decimal(arena, (metres + MICRO / 2) / MICRO, 3, minus || below_sea, out)
               : CL_OK;
}
