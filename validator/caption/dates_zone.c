/* The zone of a clock: its name or its distance from UTC, and what the season makes of it. */
#include "caption/dates_parts.h"

static bool read_minutes(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_byte(&ahead, ':') || !cl_scan_number(&ahead, 2, 2, out)) {
        return false;
    }
    *scan = ahead;
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
        (void)read_minutes(&ahead, &minutes);
    }
    int more = hours * 60 + minutes;
    if (more > (west ? 12 : 14) * 60 || minutes > 59 || !cl_scan_at_edge(&ahead)) {
        return false;
    }
    out->zone_more = west ? -more : more;
    *scan = ahead;
    return true;
}

bool cl_zone_read_offset(cl_scan *scan, bool iso, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    bool east = cl_scan_peek(&ahead) == '+';
    if (!(east || iso) || !read_offset(scan, out)) {
        return false;
    }
    out->zone = CL_SPAN("0");
    return true;
}

static bool read_zone(cl_scan *scan, bool apart, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    bool bracket = cl_scan_byte(&ahead, '(');
    const cl_name *zone = cl_scan_name(&ahead, CL_SPAN("zone"));
    if (zone == NULL && (!apart || bracket)) {
        zone = cl_scan_name(&ahead, CL_SPAN("zone_behind"));
    }
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

bool cl_zone_read(cl_scan *scan, cl_clock *out)
{
    return read_zone(scan, false, out);
}

bool cl_zone_read_apart(cl_scan *scan, cl_clock *out)
{
    return read_zone(scan, true, out);
}

bool cl_zone_is_known(const cl_clock *clock)
{
    return clock->zone.len > 0 && !cl_span_equal(clock->zone, CL_SPAN("?"));
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
