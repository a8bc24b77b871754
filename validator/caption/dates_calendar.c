#include "caption/dates_parts.h"

enum {
    YEAR_FIRST = 1800,
    YEAR_LAST = 2200,
    YEAR_SOON = 2039 /* 2045 GMT is a time rather than a year */
};

/* Sakamoto's congruence. */
int cl_calendar_weekday(int year, int month, int day)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = month < 3 ? year - 1 : year;
    int of_week = (y + y / 4 - y / 100 + y / 400 + shift[month - 1] + day) % 7; /* 0: Sunday */
    return of_week == 0 ? 7 : of_week;
}

bool cl_calendar_is_date(int year, int month, int day)
{
    cl_moment moment = {.known = year != 0, .year = year, .month = month, .day = day};
    return month >= 1 && day >= 1 && cl_moment_valid(&moment);
}

/* "st", "nd", "rd", "th", "er", "e", "º", "." behind a day. */
static bool skip_ordinal(cl_scan *scan)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH",
                                          "er", "ER", "e",  "º",  "ª",  "°",  "."};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        cl_scan ahead = *scan;
        if (cl_scan_text(&ahead, endings[i]) && cl_scan_at_edge(&ahead)) {
            *scan = ahead;
            return true;
        }
    }
    return false;
}

/* A space, or a word such as "of", "de", "the" between the parts. */
static bool skip_between(cl_scan *scan)
{
    bool skipped = cl_scan_space(scan);
    cl_scan ahead = *scan;
    const cl_name *word = cl_scan_name(&ahead, CL_SPAN("before"));
    bool date = word != NULL && (cl_span_equal(word->value, CL_SPAN("date")) ||
                                 cl_span_equal(word->value, CL_SPAN("of")));
    if (date && cl_scan_space(&ahead)) {
        *scan = ahead;
        return true;
    }
    return skipped;
}

/* "2200 GMT" behind a date is a time, not a year; 2024 is a year before a zone too. */
static bool is_clock_here(const cl_scan *scan)
{
    cl_scan ahead = *scan;
    cl_clock clock;
    return cl_clock_read(&ahead, &clock) && clock.sure &&
           (clock.hour * 100 + clock.minute > YEAR_SOON || !cl_clock_like_year(&clock));
}

static bool read_year(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    int year = 0;
    if (!cl_scan_number(&ahead, 4, 4, &year) || year < YEAR_FIRST || year > YEAR_LAST ||
        !cl_scan_at_edge(&ahead) || is_clock_here(scan)) {
        return false;
    }
    *scan = ahead;
    *out = year;
    return true;
}

/* Two digits of this century, where nothing but a year can stand. */
static bool read_short_year(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    int year = 0;
    if (!cl_scan_number(&ahead, 2, 2, &year) || !cl_scan_at_edge(&ahead) ||
        cl_scan_peek(&ahead) == ':') {
        return false;
    }
    *scan = ahead;
    *out = 2000 + year;
    return true;
}

/* ", 2019", " de 2020", "/2016", "-16", " '24" */
static bool read_year_after(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    bool tight = cl_scan_byte(&ahead, '/') || cl_scan_byte(&ahead, '-');
    if (!tight) {
        (void)cl_scan_byte(&ahead, '.');
        (void)cl_scan_byte(&ahead, ',');
        (void)skip_between(&ahead);
    }
    bool cut = tight || cl_scan_byte(&ahead, '\'');
    if (!read_year(&ahead, out) && !(cut && read_short_year(&ahead, out))) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* Not the 10 of 10:30 and not the 24 of 24 HOURS. */
static bool read_day(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    int day = 0;
    if (!cl_scan_number(&ahead, 1, 2, &day) || day < 1 || day > 31) {
        return false;
    }
    if (cl_scan_peek(&ahead) == ':' && cl_scan_digit(&ahead, 1)) {
        return false;
    }
    cl_scan after = ahead;
    (void)cl_scan_byte(&after, '-');
    if (cl_scan_name_after_space(&after, CL_SPAN("unit")) != NULL) {
        return false;
    }
    (void)skip_ordinal(&ahead);
    if (!cl_scan_at_edge(&ahead)) {
        return false;
    }
    *scan = ahead;
    *out = day;
    return true;
}

static bool read_month(cl_scan *scan, int *out)
{
    const cl_name *month = cl_scan_name(scan, CL_SPAN("month"));
    if (month == NULL) {
        return false;
    }
    *out = cl_scan_value(month->value);
    return *out >= 1 && *out <= 12;
}

/* "25 AUGUST 2026", "12. März", "01/Feb/2016", "5th of March" */
static bool read_day_month(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    if (!read_day(&ahead, &out->day)) {
        return false;
    }
    if (!cl_scan_byte(&ahead, '/') && !cl_scan_byte(&ahead, '-')) {
        (void)skip_between(&ahead);
    }
    if (!read_month(&ahead, &out->month)) {
        return false;
    }
    (void)read_year_after(&ahead, &out->year);
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}

/* "Nov. 11, 2019", "OCTOBER 27TH 2020", "JULY 09", "MARCH 2024" */
static bool read_month_day(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    if (!read_month(&ahead, &out->month)) {
        return false;
    }
    cl_scan day = ahead;
    if (cl_scan_byte(&day, '-') || skip_between(&day)) {
        if (read_day(&day, &out->day)) {
            (void)read_year_after(&day, &out->year);
            *scan = day;
            return cl_calendar_is_date(out->year, out->month, out->day);
        }
    }
    out->day = 0;
    *scan = ahead;
    return read_year_after(scan, &out->year);
}

/* "2020-03-12", "2020/3/12", "2020. 9. 29", "2020. március 12." */
static bool read_year_first(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_number(&ahead, 4, 4, &out->year) || out->year < YEAR_FIRST ||
        out->year > YEAR_LAST) {
        return false;
    }
    char separator = (char)cl_scan_peek(&ahead);
    bool numeric = separator == '-' || separator == '/' || separator == '.';
    cl_scan tail = ahead;
    if (numeric && cl_scan_byte(&tail, separator)) {
        (void)cl_scan_space(&tail);
        if (cl_scan_number(&tail, 1, 2, &out->month) && cl_scan_byte(&tail, separator)) {
            (void)cl_scan_space(&tail);
            bool day = cl_scan_number(&tail, 1, 2, &out->day);
            out->dotted = separator == '.';
            *scan = tail;
            return day && cl_calendar_is_date(out->year, out->month, out->day);
        }
    }
    (void)cl_scan_byte(&ahead, '.');
    if (!cl_scan_space(&ahead) || !read_month(&ahead, &out->month) || !cl_scan_space(&ahead) ||
        !read_day(&ahead, &out->day)) {
        return false;
    }
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}

/* "12.03.2020", "24-06-2014", "12/03/2020". Slashes are written day first and month first; where
 * both can be, the day-first reading stands and is marked. */
static bool read_numeric(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    int first = 0;
    int second = 0;
    if (!cl_scan_number(&ahead, 1, 2, &first)) {
        return false;
    }
    char separator = (char)cl_scan_peek(&ahead);
    if ((separator != '.' && separator != '/' && separator != '-') ||
        !cl_scan_byte(&ahead, separator)) {
        return false;
    }
    (void)(separator == '.' && cl_scan_space(&ahead));
    if (!cl_scan_number(&ahead, 1, 2, &second) || !cl_scan_byte(&ahead, separator)) {
        return false;
    }
    (void)(separator == '.' && cl_scan_space(&ahead));
    if (!read_year(&ahead, &out->year) && !read_short_year(&ahead, &out->year)) {
        return false;
    }
    bool day_first = cl_calendar_is_date(out->year, second, first);
    bool month_first = separator != '.' && cl_calendar_is_date(out->year, first, second);
    out->swapped = day_first && month_first && first != second;
    out->dotted = separator == '.';
    out->day = day_first ? first : second;
    out->month = day_first ? second : first;
    *scan = ahead;
    return day_first || month_first;
}

/* The month that three letters name, inside a word. */
static bool read_short_month(cl_scan *scan, int *out)
{
    enum {
        LETTERS = 3
    };
    cl_scan word = {scan->names, cl_span_sub(cl_span_from(scan->text, scan->at), 0, LETTERS), 0,
                    NULL};
    if (!read_month(&word, out) || word.at != LETTERS) {
        return false;
    }
    scan->at += LETTERS;
    return true;
}

bool cl_calendar_read_month_year(cl_scan *scan, cl_calendar *out)
{
    if (!read_month(scan, &out->month) && !read_short_month(scan, &out->month)) {
        return false;
    }
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    if (read_year(&ahead, &out->year) || read_short_year(&ahead, &out->year)) {
        *scan = ahead;
    }
    return true;
}

/* "12OCT2025", "14MAR24": nothing between the parts. */
static bool read_glued(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_number(&ahead, 1, 2, &out->day) || !read_short_month(&ahead, &out->month) ||
        (!read_year(&ahead, &out->year) && !read_short_year(&ahead, &out->year))) {
        return false;
    }
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}

/* "20240304", as file names and IIM have it. */
static bool read_compact(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    int number = 0;
    if (!cl_scan_number(&ahead, 8, 8, &number)) {
        return false;
    }
    out->year = number / 10000;
    out->month = number / 100 % 100;
    out->day = number % 100;
    *scan = ahead;
    return out->year >= 1990 && out->year < 2100 &&
           cl_calendar_is_date(out->year, out->month, out->day);
}

/* A word's end, or the T before the time of ISO 8601. */
static bool is_end(const cl_scan *scan)
{
    return cl_scan_at_edge(scan) || (cl_scan_peek(scan) == 'T' && cl_scan_digit(scan, 1));
}

static bool read_body(cl_scan *scan, cl_calendar *out)
{
    static bool (*const forms[])(cl_scan *, cl_calendar *) = {
        cl_east_read_date, read_year_first, cl_east_read_short_date,
        read_numeric,      read_day_month,  read_month_day,
        read_glued,        read_compact};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cl_scan ahead = *scan;
        cl_calendar read = {0};
        if (forms[i](&ahead, &read) && is_end(&ahead)) {
            *scan = ahead;
            *out = read;
            return true;
        }
    }
    return false;
}

static int read_weekday(cl_scan *scan)
{
    const cl_name *weekday = cl_scan_name(scan, CL_SPAN("weekday"));
    return weekday == NULL ? 0 : cl_scan_value(weekday->value);
}

int cl_calendar_weekday_in_brackets(cl_scan *scan)
{
    cl_scan ahead = *scan;
    if (!cl_scan_byte(&ahead, '(')) {
        return 0;
    }
    int weekday = read_weekday(&ahead);
    if (weekday == 0) {
        const cl_name *brief = cl_scan_name(&ahead, CL_SPAN("weekday_short"));
        weekday = brief == NULL ? 0 : cl_scan_value(brief->value);
    }
    if (cl_scan_text(&ahead, "・祝") || cl_scan_text(&ahead, "·祝") || cl_scan_text(&ahead, "祝")) {
        (void)cl_scan_text(&ahead, "日");
    }
    if (weekday == 0 || !cl_scan_byte(&ahead, ')')) {
        return 0;
    }
    *scan = ahead;
    return weekday;
}

/* ", Tuesday", " (Tuesday)" or ".(火)" behind a date. */
static int read_weekday_after(cl_scan *scan, bool dotted)
{
    cl_scan ahead = *scan;
    bool dot = dotted && cl_scan_byte(&ahead, '.');
    (void)(!dot && cl_scan_byte(&ahead, ','));
    (void)cl_scan_space(&ahead);
    int weekday = cl_calendar_weekday_in_brackets(&ahead);
    if (weekday == 0 && !dot) {
        weekday = read_weekday(&ahead);
    }
    *scan = weekday != 0 ? ahead : *scan;
    return weekday;
}

bool cl_calendar_read(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    *out = (cl_calendar){0};
    int weekday = read_weekday(&ahead);
    cl_scan body = ahead;
    if (weekday != 0) {
        (void)cl_scan_byte(&body, ',');
        (void)skip_between(&body);
    }
    if (read_body(&body, out)) {
        out->weekday = weekday != 0 ? weekday : read_weekday_after(&body, out->dotted);
        *scan = body;
        return true;
    }
    *out = (cl_calendar){.weekday = weekday};
    *scan = weekday != 0 ? ahead : *scan;
    return weekday != 0;
}
