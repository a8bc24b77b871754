#include "caption/dates.h"

#include "base/text.h"
#include "caption/dates_parts.h"
#include "ruleset/fold.h"

enum {
    HOURS_A_DAY = 24,
    DAYS_A_WEEK = 7,
    DAYS_A_MONTH = 30,
    DAYS_A_YEAR = 365
};

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_letter(uint8_t byte)
{
    return byte < 0x80 && cl_is_word(byte) && !is_digit(byte);
}

/* No word and no number runs into this place: not the 5 of 1.5 or of 2020-05. */
static bool can_begin(cl_span text, size_t at)
{
    uint32_t before = cl_utf8_before(text, at);
    uint32_t here = 0;
    size_t next = at;
    if (!cl_utf8_next(text, &next, &here) || !cl_is_word(here)) {
        return false;
    }
    if (cl_is_word(before)) {
        return !is_digit(before) && (cl_is_unspaced(before) || cl_is_unspaced(here));
    }
    bool joint = before == '.' || before == ',' || before == ':' || before == '-' || before == '/';
    return !(joint && is_digit(here) && is_digit(cl_utf8_before(text, cl_utf8_back(text, at))));
}

static bool read_count(cl_scan *scan, int *out)
{
    if (cl_scan_number(scan, 1, 3, out)) { /* 1000 HRS is a time of day */
        return true;
    }
    const cl_name *number = cl_scan_name(scan, CL_SPAN("number"));
    if (number == NULL) {
        return false;
    }
    *out = cl_scan_value(number->value);
    return true;
}

/* The "(30)" of "thirty (30) days". */
static void skip_repeated(cl_scan *scan, int count)
{
    cl_scan ahead = *scan;
    int again = 0;
    (void)cl_scan_space(&ahead);
    if (cl_scan_byte(&ahead, '(') && read_count(&ahead, &again) && again == count &&
        cl_scan_byte(&ahead, ')')) {
        *scan = ahead;
    }
}

static unsigned hours_of(cl_span unit)
{
    if (cl_span_equal(unit, CL_SPAN("hour"))) {
        return 1;
    }
    if (cl_span_equal(unit, CL_SPAN("week"))) {
        return DAYS_A_WEEK * HOURS_A_DAY;
    }
    if (cl_span_equal(unit, CL_SPAN("month"))) {
        return DAYS_A_MONTH * HOURS_A_DAY;
    }
    if (cl_span_equal(unit, CL_SPAN("year"))) {
        return DAYS_A_YEAR * HOURS_A_DAY;
    }
    return HOURS_A_DAY;
}

/* "24-year-old" is a person. */
static bool is_age(const cl_scan *scan)
{
    cl_scan ahead = *scan;
    (void)(cl_scan_byte(&ahead, '-') || cl_scan_space(&ahead));
    return cl_scan_text(&ahead, "old") || cl_scan_text(&ahead, "OLD") ||
           cl_scan_text(&ahead, "Old");
}

/* Whether a clock begins here that needs no date: "22 часа" behind "в". */
static bool is_clock_here(const cl_scan *scan)
{
    cl_scan ahead = *scan;
    cl_clock clock;
    return cl_clock_read(&ahead, &clock) && clock.sure;
}

/* The hours of a unit; 0 when there is none. */
static unsigned read_unit(cl_scan *scan)
{
    if (cl_scan_hours(scan) != NULL) {
        return 1;
    }
    const cl_name *unit = cl_scan_name_after_space(scan, CL_SPAN("unit"));
    return unit == NULL ? 0 : hours_of(unit->value);
}

/* "14 DAYS", "48hrs", "24-hour", "two weeks" */
static bool read_duration(cl_scan *scan, cl_time_found *out)
{
    cl_scan ahead = *scan;
    int count = 0;
    if (!read_count(&ahead, &count) || count == 0) {
        return false;
    }
    skip_repeated(&ahead, count);
    (void)cl_scan_byte(&ahead, '-');
    unsigned each = read_unit(&ahead);
    if (each == 0 || is_age(&ahead) || is_clock_here(scan)) {
        return false;
    }
    *out = (cl_time_found){.kind = CL_TIME_DURATION,
                           .duration = {.hours = (unsigned)count * each, .in_days = each > 1},
                           .confidence = CL_HIGH};
    *scan = ahead;
    return true;
}

/* What stands between a date and a time. */
typedef enum joint {
    JOINT_NONE, /* no word */
    JOINT_WORD, /* "at", "on the" */
    JOINT_OF    /* "of": what stands before may be counted from the date */
} joint;

/* German "am" (on) is English "am" (before noon) to the table; other languages put the part of the
 * day before the hour. */
static bool is_german_on(const cl_name *name, cl_span text)
{
    return cl_span_equal(name->kind, CL_SPAN("meridiem")) &&
           cl_span_equal_nocase(text, CL_SPAN("am"));
}

static bool skip_joint_word(cl_scan *scan, joint *out)
{
    size_t len = 0;
    cl_span rest = cl_span_from(scan->text, scan->at);
    const cl_name *name = cl_scan_any_name(scan, &len);
    cl_scan ahead = *scan;
    ahead.at += len;
    if (name == NULL) {
        return false;
    }
    bool before = cl_span_equal(name->kind, CL_SPAN("before")) || cl_scan_is_both(name);
    bool tight = before && len > 0 && rest.data[len - 1] == '.' && cl_scan_digit(&ahead, 0);
    if (!before && !is_german_on(name, cl_span_sub(rest, 0, len))) {
        return false;
    }
    (void)cl_scan_byte(&ahead, ':');
    if (!tight && !cl_scan_space(&ahead)) {
        return false;
    }
    bool of = cl_span_equal(name->value, CL_SPAN("of"));
    *out = of || *out == JOINT_OF ? JOINT_OF : JOINT_WORD;
    *scan = ahead;
    return true;
}

/* "T", ", ", " at ", " on the ", " - " */
static joint skip_joint(cl_scan *scan)
{
    joint found = JOINT_NONE;
    if (cl_scan_peek(scan) == 'T' && cl_scan_digit(scan, 1)) {
        scan->at++;
        return JOINT_NONE;
    }
    (void)cl_scan_byte(scan, ',');
    (void)cl_scan_space(scan);
    if (cl_scan_byte(scan, '-')) {
        (void)cl_scan_space(scan);
    }
    while (skip_joint_word(scan, &found)) {
    }
    return found;
}

static bool is_weekday_only(const cl_calendar *date)
{
    return date->year == 0 && date->month == 0;
}

/* TUESDAY 05/06/2024: the weekday may tell which of the two readings is meant. */
static cl_calendar settle_swap(cl_calendar date)
{
    cl_calendar other = date;
    other.day = date.month;
    other.month = date.day;
    other.swapped = false;
    if (!date.swapped || date.weekday == 0) {
        return date;
    }
    if (date.weekday == cl_calendar_weekday(other.year, other.month, other.day)) {
        return other;
    }
    date.swapped = false;
    return date;
}

static void apply_date(const cl_calendar *found, cl_time_found *out)
{
    const cl_calendar settled = settle_swap(*found);
    const cl_calendar *date = &settled;
    cl_moment *moment = &out->moment;
    moment->either_way = date->swapped;
    moment->year = date->year;
    moment->month = date->month;
    moment->day = date->day;
    moment->known = date->year != 0 && date->month != 0 && date->day != 0;
    out->kind = CL_TIME_DATE;
    out->confidence = moment->known ? CL_HIGH : CL_MEDIUM;
    bool wrong_day = moment->known && date->weekday != 0 &&
                     date->weekday != cl_calendar_weekday(date->year, date->month, date->day);
    if (date->swapped || wrong_day) {
        out->confidence = CL_LOW;
    }
}

static void apply_clock(const cl_clock *clock, cl_time_found *out)
{
    cl_clock_apply(clock, &out->moment);
    if (clock->midnight && out->kind == CL_TIME_CLOCK) {
        out->moment.has_time = true;
        out->moment.hour = 24;
    }
    if (clock->midnight && out->confidence > CL_MEDIUM) {
        out->confidence = CL_MEDIUM;
    }
}

/* The same moment by another clock: "16:00 GMT / 11:00 ET", "9AM PT (12PM ET)". It stands for the
 * first where only it has a zone whose offset is known. */
static void read_other_clock(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    cl_clock other;
    (void)cl_scan_space(&ahead);
    bool bracket = cl_scan_byte(&ahead, '(');
    bool joined = bracket || cl_scan_byte(&ahead, '/') || cl_scan_byte(&ahead, ',') ||
                  cl_scan_byte(&ahead, '=') || cl_scan_byte(&ahead, '|');
    (void)cl_scan_space(&ahead);
    if (!joined || !cl_clock_read(&ahead, &other) || other.zone.len == 0 ||
        (bracket && !cl_scan_byte(&ahead, ')'))) {
        return;
    }
    *out = cl_zone_is_known(&other) && !cl_zone_is_known(out) ? other : *out;
    *scan = ahead;
}

/* Up to four clocks in a row, of which the first with a known offset counts. */
static bool read_clocks(cl_scan *scan, cl_clock *out)
{
    enum {
        MORE_CLOCKS = 3
    }; /* a release names the zones of a continent at most */
    if (!cl_clock_read(scan, out)) {
        return false;
    }
    for (int i = 0; i < MORE_CLOCKS && (out->sure || out->zone.len > 0); i++) {
        read_other_clock(scan, out);
    }
    return true;
}

/* "22.00" is a time of day where a comma or a dash sets it behind a date. */
static bool is_dotted_time(const cl_scan *scan)
{
    return cl_scan_digit(scan, 0) && cl_scan_digit(scan, 1) &&
           cl_span_starts(cl_span_from(scan->text, scan->at + 2), CL_SPAN(".")) &&
           cl_scan_digit(scan, 3) && cl_scan_digit(scan, 4) && !cl_scan_digit(scan, 5);
}

/* A time of day behind a date, also in brackets. */
static bool read_clock_after(cl_scan *scan, bool dot, cl_clock *out)
{
    cl_scan ahead = *scan;
    (void)(dot && cl_scan_byte(&ahead, '.')); /* 2026. 12. 3. 06:00 */
    bool word = skip_joint(&ahead) != JOINT_NONE;
    /* 2023年4月1日10時: a script without spaces puts nothing between. */
    uint32_t before = cl_utf8_before(scan->text, scan->at);
    if (ahead.at == scan->at && !cl_is_unspaced(before) && before != ')') {
        return false;
    }
    bool bracket = cl_scan_byte(&ahead, '(');
    uint8_t first = cl_scan_peek(scan);
    bool dotted = (bracket || first == ',' || ahead.at > scan->at + 2) && is_dotted_time(&ahead);
    if (!read_clocks(&ahead, out) || !(out->sure || out->beside || word || dotted) ||
        (bracket && !cl_scan_byte(&ahead, ')'))) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* The year of "1 June - 3 June 2026" is that of both; 30 December is of the year before. */
static void borrow_year(const cl_scan *scan, cl_calendar *date)
{
    cl_scan ahead = *scan;
    cl_calendar last;
    if (date->year != 0 || date->month == 0 || date->day == 0) {
        return;
    }
    (void)cl_scan_space(&ahead);
    if (!cl_scan_byte(&ahead, '-') && cl_scan_name(&ahead, CL_SPAN("range")) == NULL &&
        cl_scan_name(&ahead, CL_SPAN("before")) == NULL) {
        return;
    }
    (void)cl_scan_space(&ahead);
    if (!cl_calendar_read(&ahead, &last) || last.year == 0 || last.day == 0 || last.swapped) {
        return;
    }
    bool later = last.month > date->month || (last.month == date->month && last.day >= date->day);
    int year = later ? last.year : last.year - 1;
    date->year = cl_calendar_is_date(year, date->month, date->day) ? year : 0;
}

static bool read_day(cl_scan *scan, cl_calendar *out)
{
    if (cl_scan_name(scan, CL_SPAN("relative")) != NULL) {
        *out = (cl_calendar){0};
        return true;
    }
    return cl_calendar_read(scan, out);
}

static bool read_date_first(cl_scan *scan, cl_time_found *out)
{
    cl_scan ahead = *scan;
    cl_calendar date;
    cl_clock clock;
    cl_clock zone = {.sure = false};
    if (cl_zone_read_apart(&ahead, &zone)) { /* 北京时间3月4日22:00 */
        (void)cl_scan_byte(&ahead, ':');
        (void)cl_scan_space(&ahead);
    }
    if (!read_day(&ahead, &date)) {
        return false;
    }
    cl_scan after = ahead;
    bool timed = read_clock_after(&after, date.dotted, &clock);
    if (!timed && (is_weekday_only(&date) || zone.zone.len > 0)) {
        return false; /* a weekday or "today" alone says no more than any word */
    }
    if (!timed) {
        borrow_year(&ahead, &date);
    }
    *out = (cl_time_found){.kind = CL_TIME_DATE};
    apply_date(&date, out);
    if (timed) {
        clock.zone_more = clock.zone.len > 0 ? clock.zone_more : zone.zone_more;
        clock.zone = clock.zone.len > 0 ? clock.zone : zone.zone;
        apply_clock(&clock, out);
    }
    *scan = timed ? after : ahead;
    return true;
}

static bool read_date_after(cl_scan *scan, const cl_clock *clock, cl_calendar *out)
{
    cl_scan ahead = *scan;
    joint between = skip_joint(&ahead);
    if (!read_day(&ahead, out)) {
        return false;
    }
    if (ahead.at == scan->at || (out->day == 0 && out->month != 0)) {
        return false; /* "10PM MARCH 2024" is no date */
    }
    /* "12 h of 4 March" are counted; so may be "12 h Monday" */
    if (clock->beside && !clock->sure && (between == JOINT_OF || out->month == 0)) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* The zone of a clock that stands behind the date: "22:00 4 March 2024 GMT". */
static void read_zone_after(cl_scan *scan, cl_clock *clock)
{
    cl_scan ahead = *scan;
    (void)cl_scan_byte(&ahead, ',');
    if (clock->zone.len == 0 && cl_zone_read_apart(&ahead, clock)) {
        *scan = ahead;
    }
}

static bool read_clock_first(cl_scan *scan, cl_time_found *out)
{
    cl_scan ahead = *scan;
    cl_clock clock;
    cl_calendar date;
    if (!read_clocks(&ahead, &clock)) {
        return false;
    }
    *out = (cl_time_found){.kind = CL_TIME_CLOCK, .confidence = CL_HIGH};
    cl_scan after = ahead;
    bool dated =
        (clock.sure || !cl_clock_like_year(&clock)) && read_date_after(&after, &clock, &date);
    if (dated) {
        apply_date(&date, out);
        read_zone_after(&after, &clock);
        ahead = after;
    }
    apply_clock(&clock, out);
    *scan = ahead;
    return dated || clock.sure;
}

static bool read_military(cl_scan *scan, cl_time_found *out)
{
    cl_calendar date;
    cl_clock clock;
    if (!cl_military_read(scan, &date, &clock)) {
        return false;
    }
    *out = (cl_time_found){.kind = CL_TIME_DATE};
    apply_date(&date, out);
    apply_clock(&clock, out);
    return true;
}

/* A digit, the R of Reiwa. */
static bool begins_number(cl_span text, size_t at)
{
    uint32_t code = 0;
    size_t next = at;
    (void)cl_utf8_next(text, &next, &code);
    bool reiwa = code == 'R' && (next >= text.len || !is_letter(text.data[next]));
    return reiwa || is_digit(code) || (code >= 0x80 && cl_east_is_digit(code));
}

/* All but months, numbers, zones and their like only stand behind what begins a time. */
static bool begins_name(const cl_gazetteer *names, cl_span text, size_t at)
{
    size_t len = 0;
    const cl_name *name = cl_gazetteer_find(names, cl_span_from(text, at), 0, &len);
    return name != NULL && !name->follows;
}

bool cl_dates_may(const cl_gazetteer *names, const cl_gazetteer_key *key, cl_span text, size_t at)
{
    return cl_gazetteer_may_lead(names, key) || begins_number(text, at);
}

bool cl_dates_find(const cl_gazetteer *names, cl_span text, size_t at, cl_time_found *out)
{
    static bool (*const forms[])(cl_scan *, cl_time_found *) = {read_duration, read_date_first,
                                                                read_clock_first, read_military};
    out->len = 0;
    if (at >= text.len || !can_begin(text, at) ||
        !(begins_number(text, at) || begins_name(names, text, at))) {
        return false;
    }
    cl_names_seen seen = {0};
    *out = (cl_time_found){.len = 0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cl_scan scan = {names, text, at, &seen};
        cl_time_found found = {.len = 0};
        if (forms[i](&scan, &found) && scan.at - at > out->len) {
            *out = found;
            out->len = scan.at - at;
        }
    }
    return out->len > 0;
}
