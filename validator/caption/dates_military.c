/* The date-time group DDHHMMZMONYY (ACP 121): day, time, a letter for the zone, month and year. */
#include "caption/dates_parts.h"

/* The zone of each letter in hours east: A to M without J are east, N to Y west, Z is UTC. */
static bool read_letter(cl_scan *scan, int *out)
{
    uint8_t letter = cl_scan_peek(scan);
    if (letter < 'A' || letter > 'Z' || letter == 'J') {
        return false;
    }
    if (letter <= 'M') {
        *out = letter - 'A' + (letter < 'J' ? 1 : 0);
    } else {
        *out = letter == 'Z' ? 0 : 'M' - letter;
    }
    scan->at++;
    return true;
}

bool cl_military_read(cl_scan *scan, cl_calendar *date, cl_clock *clock)
{
    cl_scan ahead = *scan;
    int number = 0;
    int hours = 0;
    *date = (cl_calendar){0};
    *clock = (cl_clock){.sure = true, .zone = CL_SPAN("0")};
    if (!cl_scan_number(&ahead, 6, 6, &number) || !read_letter(&ahead, &hours)) {
        return false;
    }
    (void)cl_scan_space(&ahead);
    if (!cl_calendar_read_month_year(&ahead, date) || !cl_scan_at_edge(&ahead)) {
        return false;
    }
    date->day = number / 10000;
    clock->hour = number / 100 % 100;
    clock->minute = number % 100;
    clock->zone_more = hours * 60;
    *scan = ahead;
    return clock->hour <= 23 && clock->minute <= 59 &&
           cl_calendar_is_date(date->year, date->month, date->day);
}
