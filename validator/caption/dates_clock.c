#include "caption/dates_parts.h"

/* What the digits of a clock looked like. */
typedef enum digits_form {
    DIGITS_PLAIN, /* 10 */
    DIGITS_FOUR,  /* 2200 */
    DIGITS_DOT,   /* 22.00 */
    DIGITS_COLON  /* 22:00, 22h00 */
} digits_form;

/* The clock word directly before: "kl. 22.00". */
static bool after_clock_word(const cl_scan *scan)
{
    enum {
        WORD_MAX = 12
    }; /* bytes of the longest such word and its space */
    size_t nearest = scan->at < WORD_MAX ? 0 : scan->at - WORD_MAX;
    for (size_t start = nearest; start < scan->at; start++) {
        size_t len = 0;
        const cl_name *name = cl_gazetteer_find(scan->names, scan->text, start, &len);
        cl_scan end = {scan->names, scan->text, start + len};
        if (name != NULL && cl_span_equal(name->kind, CL_SPAN("before")) &&
            cl_span_equal(name->value, CL_SPAN("clock")) && cl_scan_space(&end) &&
            end.at == scan->at) {
            return true;
        }
    }
    return false;
}

static void skip_seconds(cl_scan *scan)
{
    cl_scan ahead = *scan;
    int ignored;
    if (cl_scan_byte(&ahead, ':') && cl_scan_number(&ahead, 2, 2, &ignored)) {
        *scan = ahead;
    }
}

static bool read_minutes(cl_scan *scan, char separator, int *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_byte(&ahead, separator) || !cl_scan_number(&ahead, 2, 2, out)) {
        return false;
    }
    *scan = ahead;
    return true;
}

static bool read_digits(cl_scan *scan, cl_clock *out, digits_form *form)
{
    int number = 0;
    cl_scan ahead = *scan;
    if (cl_scan_number(&ahead, 4, 4, &number)) {
        out->hour = number / 100;
        out->minute = number % 100;
        *form = DIGITS_FOUR;
    } else if (cl_scan_number(&ahead, 1, 2, &out->hour)) {
        *form = DIGITS_PLAIN;
        if (read_minutes(&ahead, ':', &out->minute) || read_minutes(&ahead, 'h', &out->minute) ||
            read_minutes(&ahead, 'H', &out->minute)) {
            *form = DIGITS_COLON;
            skip_seconds(&ahead);
        } else if (read_minutes(&ahead, '.', &out->minute)) {
            *form = DIGITS_DOT;
        }
    } else {
        return false;
    }
    *scan = ahead;
    return true;
}

/* Hours of 24 with minutes bear it too: "00.01am", "22:30 pm". */
static bool add_meridiem(cl_clock *clock, digits_form form, const cl_name *meridiem)
{
    bool afternoon = cl_span_equal(meridiem->value, CL_SPAN("pm"));
    if (form != DIGITS_PLAIN && (afternoon ? clock->hour > 12 : clock->hour == 0)) {
        return true;
    }
    if (clock->hour == 0 || clock->hour > 12) {
        return false;
    }
    clock->hour = clock->hour % 12 + (afternoon ? 12 : 0);
    return true;
}

/* "am", "p.m." */
static bool read_meridiem(cl_scan *scan, digits_form form, cl_clock *out)
{
    cl_scan ahead = *scan;
    const cl_name *meridiem = cl_scan_name_after_space(&ahead, "meridiem");
    if (meridiem == NULL || !add_meridiem(out, form, meridiem)) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* "HRS" behind 0001 or 22:00, "Uhr", and the minutes of Chinese, Japanese and Korean. */
static bool read_oclock(cl_scan *scan, digits_form form, cl_clock *out)
{
    cl_scan ahead = *scan;
    if (form != DIGITS_PLAIN) {
        const cl_name *unit = cl_scan_name_after_space(&ahead, "unit");
        if (unit != NULL && cl_span_equal(unit->value, CL_SPAN("hour"))) {
            *scan = ahead;
            return true;
        }
        ahead = *scan;
    }
    if (cl_scan_name_after_space(&ahead, "oclock") == NULL) {
        return false;
    }
    *scan = ahead;
    int minute = 0;
    (void)cl_scan_space(&ahead);
    if (cl_scan_number(&ahead, 1, 2, &minute) &&
        (cl_scan_text(&ahead, "分") || cl_scan_text(&ahead, "분"))) {
        out->minute = minute;
        *scan = ahead;
    }
    return true;
}

/* The "+1" of GMT+1, the "-03:30" of UTC-03:30 or the "+0200" of a mail's date. */
static bool read_offset(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    bool west = cl_scan_byte(&ahead, '-');
    int hours = 0;
    int minutes = 0;
    if (!west && !cl_scan_byte(&ahead, '+')) {
        return false;
    }
    if (cl_scan_number(&ahead, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else if (!cl_scan_number(&ahead, 1, 2, &hours)) {
        return false;
    } else {
        (void)read_minutes(&ahead, ':', &minutes);
    }
    int more = hours * 60 + minutes;
    if (more > (west ? 12 : 14) * 60 || minutes > 59 || !cl_scan_at_edge(&ahead)) {
        return false;
    }
    out->zone_more = west ? -more : more;
    *scan = ahead;
    return true;
}

/* "+02:00" behind 16:00. A minus is a range's, but behind the T of ISO 8601. */
static bool read_bare_offset(cl_scan *scan, size_t start, digits_form form, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    bool iso = start > 0 && scan->text.data[start - 1] == 'T';
    bool east = cl_scan_peek(&ahead) == '+';
    if (form != DIGITS_COLON || !(east || iso) || !read_offset(scan, out)) {
        return false;
    }
    out->zone = CL_SPAN("0");
    return true;
}

/* "GMT", "(JST)", "UTC+2" */
static bool read_zone(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    bool bracket = cl_scan_byte(&ahead, '(');
    const cl_name *zone = cl_scan_name(&ahead, "zone");
    if (zone == NULL) {
        return false;
    }
    if (cl_span_equal(zone->value, CL_SPAN("0"))) {
        (void)read_offset(&ahead, out);
    }
    if (bracket && !cl_scan_byte(&ahead, ')')) {
        out->zone_more = 0;
        return false;
    }
    out->zone = zone->value;
    *scan = ahead;
    return true;
}

static bool is_time_of_day(const cl_clock *clock)
{
    return clock->minute <= 59 && (clock->hour <= 23 || (clock->hour == 24 && clock->minute == 0));
}

/* "2000 ET 2010" is French; the two letters do not make a number a time. */
static bool is_telling(cl_span zone)
{
    return cl_span_find_byte(zone, '/') == zone.len && !cl_span_equal(zone, CL_SPAN("?"));
}

static bool read_word_clock(cl_scan *scan, cl_clock *out)
{
    bool noon = cl_scan_name(scan, "noon") != NULL;
    out->midnight = !noon && cl_scan_name(scan, "midnight") != NULL;
    out->hour = 12;
    out->sure = true;
    if (!noon && !out->midnight) {
        return false;
    }
    (void)read_zone(scan, out);
    return true;
}

bool cl_clock_read(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    *out = (cl_clock){.sure = false};
    if (read_word_clock(&ahead, out)) {
        *scan = ahead;
        return true;
    }
    *out = (cl_clock){.sure = false};
    digits_form form = DIGITS_PLAIN;
    const cl_name *before = cl_scan_name(&ahead, "meridiem");
    if (before != NULL) {
        (void)cl_scan_space(&ahead);
    }
    if (!read_digits(&ahead, out, &form) || (before != NULL && !add_meridiem(out, form, before))) {
        return false;
    }
    bool said = before == NULL && read_meridiem(&ahead, form, out);
    said = read_oclock(&ahead, form, out) || said;
    bool zone = read_zone(&ahead, out) || read_bare_offset(&ahead, scan->at, form, out);
    out->sure = said || form == DIGITS_COLON ||
                (zone && form != DIGITS_PLAIN && is_telling(out->zone)) ||
                (form == DIGITS_DOT && after_clock_word(scan));
    if (form == DIGITS_PLAIN && !said) {
        return false;
    }
    if (!is_time_of_day(out) || !cl_scan_at_edge(&ahead)) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* The day of the month of the n-th Sunday. */
static int sunday(int year, int month, int nth)
{
    return 1 + (7 - cl_calendar_weekday(year, month, 1) % 7) % 7 + (nth - 1) * 7;
}

/* Since 2007 summer time in the United States lasts from the second Sunday of March to the first of
 * November (15 U.S.C. 260a). */
static bool is_us_summer(const cl_moment *date)
{
    if (date->month == 3) {
        int change = sunday(date->year, 3, 2);
        return date->day > change || (date->day == change && date->hour >= 3);
    }
    if (date->month == 11) {
        int change = sunday(date->year, 11, 1);
        return date->day < change || (date->day == change && date->hour < 1);
    }
    return date->month > 3 && date->month < 11;
}

/* The hour from 2 to 3 that never comes in March, and the one from 1 to 2 that comes twice in
 * November; of a whole day such as midnight, the day of the change. */
static bool is_us_change(const cl_moment *date)
{
    bool spring = date->month == 3 && date->day == sunday(date->year, 3, 2);
    bool autumn = date->month == 11 && date->day == sunday(date->year, 11, 1);
    return (spring || autumn) && (!date->has_time || date->hour == (spring ? 2 : 1));
}

void cl_clock_apply(const cl_clock *clock, cl_moment *out)
{
    /* Midnight is either end of the day: the whole day has both. */
    out->has_time = !clock->midnight;
    out->hour = out->has_time ? clock->hour : 0;
    out->minute = out->has_time ? clock->minute : 0;
    cl_span summer = clock->zone;
    cl_span winter = CL_EMPTY_SPAN;
    (void)cl_span_next(&summer, '/', &winter);
    bool two = summer.len > 0;
    if (winter.len == 0 || cl_span_equal(winter, CL_SPAN("?")) || (two && !out->known)) {
        return;
    }
    out->has_zone = true;
    out->zone_minutes =
        cl_scan_value(two && is_us_summer(out) ? summer : winter) + clock->zone_more;
    if (two && is_us_change(out)) {
        out->zone_minutes = cl_scan_value(winter) + clock->zone_more;
        out->zone_slack = cl_scan_value(summer) - cl_scan_value(winter);
    }
}
