#include "metadata/iso_date.h"

#include <string.h>

enum {
    DATE_MAX = 40
}; /* longer texts are no dates of this kind */

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* A text being put together. */
typedef struct builder {
    uint8_t bytes[DATE_MAX];
    size_t len;
} builder;

static void put(builder *text, cl_span more)
{
    if (more.len > 0 && more.len <= sizeof text->bytes - text->len) {
        memcpy(text->bytes + text->len, more.data, more.len);
        text->len += more.len;
    }
}

/* The next `count` digits of `rest`, with one leading separator skipped. */
static bool take_digits(cl_span *rest, size_t count, cl_span *out)
{
    size_t skip = rest->len > 0 && (rest->data[0] == ':' || rest->data[0] == '-') ? 1 : 0;
    cl_span digits = cl_span_sub(*rest, skip, count);
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_digit(digits.data[i])) {
            return false;
        }
    }
    *rest = cl_span_from(*rest, skip + count);
    *out = digits;
    return digits.len == count;
}

static bool is_zero(cl_span digits)
{
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] != '0') {
            return false;
        }
    }
    return true;
}

/* CCYYMMDD (IIM 4.2, 2:55) or YYYY:MM:DD (Exif 2.32, DateTimeOriginal). */
static bool put_date(builder *text, cl_span date)
{
    cl_span year;
    cl_span month;
    cl_span day;
    if (!take_digits(&date, 4, &year) || !take_digits(&date, 2, &month) ||
        !take_digits(&date, 2, &day) || date.len > 0 || is_zero(year)) {
        return false;
    }
    put(text, year);
    if (is_zero(month)) {
        return true;
    }
    put(text, CL_SPAN("-"));
    put(text, month);
    if (is_zero(day)) {
        return true;
    }
    put(text, CL_SPAN("-"));
    put(text, day);
    return true;
}

/* "", "Z", "+0900" or "+09:00". */
static bool put_zone(builder *text, cl_span zone)
{
    if (zone.len == 0 || cl_span_equal(zone, CL_SPAN("Z"))) {
        put(text, zone);
        return true;
    }
    cl_span sign = cl_span_sub(zone, 0, 1);
    cl_span rest = cl_span_from(zone, 1);
    cl_span hours;
    cl_span minutes;
    if ((sign.data[0] != '+' && sign.data[0] != '-') || !take_digits(&rest, 2, &hours) ||
        !take_digits(&rest, 2, &minutes) || rest.len > 0) {
        return false;
    }
    put(text, sign);
    put(text, hours);
    put(text, CL_SPAN(":"));
    put(text, minutes);
    return true;
}

/* ".5" of a second; returns what follows. */
static cl_span put_fraction(builder *text, cl_span rest)
{
    if (rest.len == 0 || rest.data[0] != '.') {
        return rest;
    }
    size_t end = 1;
    while (end < rest.len && is_digit(rest.data[end])) {
        end++;
    }
    if (end > 1) {
        put(text, cl_span_sub(rest, 0, end));
    }
    return cl_span_from(rest, end);
}

/* HHMMSS+HHMM (IIM 4.2, 2:60) or HH:MM:SS+HH:MM; the zone may be missing. */
static bool put_time(builder *text, cl_span time)
{
    cl_span hour;
    cl_span minute;
    cl_span second;
    if (!take_digits(&time, 2, &hour) || !take_digits(&time, 2, &minute) ||
        !take_digits(&time, 2, &second)) {
        return false;
    }
    put(text, CL_SPAN("T"));
    put(text, hour);
    put(text, CL_SPAN(":"));
    put(text, minute);
    put(text, CL_SPAN(":"));
    put(text, second);
    time = put_fraction(text, time);
    return put_zone(text, cl_span_trim(time));
}

/* Cameras and desks fill unknown dates with blanks, zeros and their separators. */
bool cl_iso_date_is_blank(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        if (byte != '0' && byte != ':' && byte != '-' && byte != ' ') {
            return false;
        }
    }
    return true;
}

cl_status cl_iso_date(cl_arena *arena, cl_span date, cl_span time, cl_span *out)
{
    date = cl_span_trim(date);
    time = cl_span_trim(time);
    *out = CL_EMPTY_SPAN;
    if (cl_iso_date_is_blank(date) && cl_iso_date_is_blank(time)) {
        return CL_OK;
    }
    builder text = {.len = 0};
    if (put_date(&text, date)) {
        bool whole = text.len == sizeof "2017-02-23" - 1;
        if (time.len == 0 || !whole || put_time(&text, time)) {
            return cl_arena_copy(arena, (cl_span){text.bytes, text.len}, out);
        }
    }
    if (date.len == 0 || time.len == 0) {
        return cl_arena_copy(arena, date.len == 0 ? time : date, out);
    }
    *out = cl_arena_format(arena, "%.*s %.*s", CL_SPAN_PRINT(date), CL_SPAN_PRINT(time));
    return out->data == NULL ? cl_arena_status(arena) : CL_OK;
}
