/* The parts of dates.c: stepping through a folded text, a time of day, a calendar date. Private to
 * dates. A part that does not match moves nothing. */
#ifndef CL_CAPTION_DATES_PARTS_H
#define CL_CAPTION_DATES_PARTS_H

#include "caption/moment.h"
#include "ruleset/gazetteer.h"

/* A place in the text; copying it is how one goes back. */
typedef struct cl_scan {
    const cl_gazetteer *names;
    cl_span text;
    size_t at;
} cl_scan;

/* The ASCII character at the place, or 0. */
uint8_t cl_scan_peek(const cl_scan *scan);
/* Whether a digit stands `ahead` bytes further on. */
bool cl_scan_digit(const cl_scan *scan, size_t ahead);
bool cl_scan_byte(cl_scan *scan, char wanted);
/* UTF-8 text as written. */
bool cl_scan_text(cl_scan *scan, const char *wanted);
/* White space; at least one character of it. */
bool cl_scan_space(cl_scan *scan);
/* A whole run of digits, of `least` to `most`. */
bool cl_scan_number(cl_scan *scan, size_t least, size_t most, int *out);
/* The longest name at the place, where it is of that kind. It may follow a digit (10PM, 48hrs). */
const cl_name *cl_scan_name(cl_scan *scan, const char *kind);
/* The same behind white space or none. */
const cl_name *cl_scan_name_after_space(cl_scan *scan, const char *kind);
/* Whether a word ends here: the next character continues neither a word nor a number. */
bool cl_scan_at_edge(const cl_scan *scan);
/* The number that a name's value is. */
int cl_scan_value(cl_span value);

typedef struct cl_clock {
    int hour;
    int minute;
    bool midnight; /* written as a word: the start or the end of the day */
    bool sure;     /* a clock by itself, not only beside a date */
    cl_span zone;  /* minutes east, "-300/-240" or "?"; empty: none given */
    int zone_more; /* the +1 of GMT+1, in minutes */
} cl_clock;

/* "2200 GMT", "10PM BST", "00:01HRS", "22 Uhr", "noon". */
bool cl_clock_read(cl_scan *scan, cl_clock *out);
/* Puts time and zone on a moment whose date is filled in. */
void cl_clock_apply(const cl_clock *clock, cl_moment *out);

typedef struct cl_calendar {
    int year; /* 0: not given; so are month and day */
    int month;
    int day;
    int weekday;  /* 1 (Monday) to 7; 0: not given */
    bool swapped; /* day and month may be the other way round */
} cl_calendar;

/* "TUESDAY 25 AUGUST 2026", "Nov. 11, 2019", "12.03.2020", "MARCH 2024", "MONDAY". */
bool cl_calendar_read(cl_scan *scan, cl_calendar *out);
/* 1 (Monday) to 7. */
int cl_calendar_weekday(int year, int month, int day);

#endif
