/* The parts of dates.c: stepping through a folded text, a time of day, a calendar date. Private to
 * dates. A part that does not match moves nothing. */
#ifndef CL_CAPTION_DATES_PARTS_H
#define CL_CAPTION_DATES_PARTS_H

#include "caption/moment.h"
#include "ruleset/gazetteer.h"

enum {
    CL_NAMES_SEEN = 8
};

/* Names that were looked for lately: the parts ask for one kind of name after the other at the same
 * place. Each place has its slot. */
typedef struct cl_names_seen {
    struct {
        size_t place; /* 1 + its byte index; 0: none */
        size_t len;
        const cl_name *name; /* NULL: none begins there */
    } slots[CL_NAMES_SEEN];
} cl_names_seen;

/* A place in the text; copying it is how one goes back. */
typedef struct cl_scan {
    const cl_gazetteer *names;
    cl_span text;
    size_t at;
    cl_names_seen *seen; /* in the same text; NULL: nothing is remembered */
} cl_scan;

/* The byte at the place, or 0. */
static inline uint8_t cl_scan_peek(const cl_scan *scan)
{
    return scan->at < scan->text.len ? scan->text.data[scan->at] : 0;
}

/* Whether a digit stands `ahead` bytes further on. */
static inline bool cl_scan_digit(const cl_scan *scan, size_t ahead)
{
    return scan->at < scan->text.len && ahead < scan->text.len - scan->at &&
           scan->text.data[scan->at + ahead] >= '0' && scan->text.data[scan->at + ahead] <= '9';
}

static inline bool cl_scan_byte(cl_scan *scan, char wanted)
{
    bool there = cl_scan_peek(scan) == (uint8_t)wanted;
    scan->at += there;
    return there;
}

/* UTF-8 text as written. */
bool cl_scan_text(cl_scan *scan, const char *wanted);
/* White space; at least one character of it. */
bool cl_scan_space(cl_scan *scan);
/* A whole run of digits, of `least` to `most`. */
bool cl_scan_number(cl_scan *scan, size_t least, size_t most, int *out);
/* The longest name at the place, or NULL. It may follow a digit (10PM, 48hrs). */
const cl_name *cl_scan_any_name(const cl_scan *scan, size_t *len);
/* The same where it is of that kind. */
const cl_name *cl_scan_name(cl_scan *scan, cl_span kind);
/* The same behind white space or none. */
const cl_name *cl_scan_name_after_space(cl_scan *scan, cl_span kind);
/* Whether a word ends here: the next character continues neither a word nor a number. */
bool cl_scan_at_edge(const cl_scan *scan);
/* The number that a name's value is. */
int cl_scan_value(cl_span value);
/* A unit that counts hours, behind white space or none. Of the kind "hours" it may also stand
 * behind the hour of the day (22 h, 22 часа). */
const cl_name *cl_scan_hours(cl_scan *scan);
/* Whether it may as well stand before the hour (godz. 22). */
bool cl_scan_is_both(const cl_name *name);
/* Whether a number ends here that counts nothing: no fraction, no thousands, no unit, no month. */
bool cl_scan_at_bare_end(const cl_scan *scan);

typedef struct cl_clock {
    int hour;
    int minute;
    bool midnight; /* written as a word: the start or the end of the day */
    bool sure;     /* a clock by itself, not only beside a date */
    bool bare;     /* four digits and no more than a zone: a year as well */
    bool beside;   /* "22 h", "alle 22", 十時: a clock where a date stands beside it
                    */
    cl_span zone;  /* minutes east, "-300/-240" or "?"; empty: none given */
    int zone_more; /* the +1 of GMT+1, in minutes */
} cl_clock;

/* "2200 GMT", "10PM BST", "00:01HRS", "22 Uhr", "noon". */
bool cl_clock_read(cl_scan *scan, cl_clock *out);
/* 2019 before or behind a date is a year more often than 20:19; 2000 and 2030 are times. */
bool cl_clock_like_year(const cl_clock *clock);

/* "GMT", "(JST)", "UTC+2" behind a clock. */
bool cl_zone_read(cl_scan *scan, cl_clock *out);
/* The same before a clock or apart from it, where no name counts that is a word as well. */
bool cl_zone_read_apart(cl_scan *scan, cl_clock *out);
/* "+02:00" behind 16:00. A minus is a range's, but in the time of ISO 8601. */
bool cl_zone_read_offset(cl_scan *scan, bool iso, cl_clock *out);
/* Whether the name of a zone tells its offset. */
bool cl_zone_is_known(const cl_clock *clock);
/* Puts time and zone on a moment whose date is filled in. */
void cl_clock_apply(const cl_clock *clock, cl_moment *out);

typedef struct cl_calendar {
    int year; /* 0: not given; so are month and day */
    int month;
    int day;
    int weekday;  /* 1 (Monday) to 7; 0: not given */
    bool swapped; /* day and month may be the other way round */
    bool dotted;  /* one more full stop may end it: "2026. 12. 3." */
} cl_calendar;

/* "TUESDAY 25 AUGUST 2026", "Nov. 11, 2019", "12.03.2020", "MARCH 2024", "MONDAY". */
bool cl_calendar_read(cl_scan *scan, cl_calendar *out);
/* 1 (Monday) to 7. */
int cl_calendar_weekday(int year, int month, int day);
/* Whether there is such a day; year 0: in some year. */
bool cl_calendar_is_date(int year, int month, int day);
/* "MAR24", "MAR 2024", "March 24"; the year may be missing. */
bool cl_calendar_read_month_year(cl_scan *scan, cl_calendar *out);
/* "(Tuesday)", "(火)", "(水・祝)"; 0 when there is none. */
int cl_calendar_weekday_in_brackets(cl_scan *scan);

/* Whether it is a digit or the ten of Han numbers. */
bool cl_east_is_digit(uint32_t code);
/* A number in ASCII or in Han digits: 2026, 二〇二六, 二十二. */
bool cl_east_number(cl_scan *scan, size_t most, int *out);
/* "2020年9月29日", "2020년 9월 29일", "令和2年9月29日", "R8.3.4", "9月29日" */
bool cl_east_read_date(cl_scan *scan, cl_calendar *out);
/* "12.3(목)", "26.3.4(수)": the weekday, which is not read here, tells the order. */
bool cl_east_read_short_date(cl_scan *scan, cl_calendar *out);

/* "141200ZMAR24", "141200Z MAR 2024": the date-time group of armed forces and of some wires. */
bool cl_military_read(cl_scan *scan, cl_calendar *date, cl_clock *clock);

#endif
