#include "base/text.h"
#include "caption/dates_parts.h"
#include "ruleset/fold.h"

/* What the digits of a clock looked like. */
typedef enum digits_form {
    DIGITS_PLAIN, /* 10 */
    DIGITS_HAN,   /* 十 */
    DIGITS_FOUR,  /* 2200 */
    DIGITS_DOT,   /* 22.00 */
    DIGITS_COLON  /* 22:00, 22h00, 18 h 30 */
} digits_form;

/* What the word before a clock makes of a bare number behind it, weakest first. */
typedef enum clock_word {
    WORD_NONE,
    WORD_UNTIL,  /* до 22: a duration as well */
    WORD_CLOCK,  /* at 22: no hour yet */
    WORD_BESIDE, /* alle 22: an hour where a date stands beside it */
    WORD_HOUR    /* kl. 22: the hour */
} clock_word;

/* A clock being read. */
typedef struct reading {
    digits_form form;
    clock_word word;
    bool said;    /* a meridiem or "Uhr" stands there */
    bool counted; /* "22 h": a duration as well */
    bool zone;
    bool zone_first;
} reading;

static clock_word word_of(const cl_name *name)
{
    static const char *const values[] = {"until", "clock", "beside", "hour"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (cl_span_equal(name->kind, CL_SPAN("before")) &&
            cl_span_equal(name->value, cl_span_of(values[i]))) {
            return (clock_word)(WORD_UNTIL + i);
        }
    }
    return cl_scan_is_both(name) ? WORD_HOUR : WORD_NONE;
}

/* In "24 godz. 30" the word belongs to the number before it; in "4.3.2024 godz. 22" to the hour. */
static bool is_behind_count(cl_span text, size_t at)
{
    enum {
        COUNT_DIGITS = 3
    };
    size_t end = at;
    while (end > 0 && text.data[end - 1] == ' ') {
        end--;
    }
    size_t start = end;
    while (start > 0 && end - start <= COUNT_DIGITS && text.data[start - 1] >= '0' &&
           text.data[start - 1] <= '9') {
        start--;
    }
    uint8_t before = start == 0 ? 0 : text.data[start - 1];
    return end > start && end - start <= COUNT_DIGITS && before != '.' && before != '/';
}

/* The clock word directly before: "kl. 22.00". */
static clock_word word_before(const cl_scan *scan)
{
    enum {
        WORD_MAX = 16
    }; /* bytes of the longest such word and its space */
    clock_word best = WORD_NONE;
    size_t nearest = scan->at < WORD_MAX ? 0 : scan->at - WORD_MAX;
    for (size_t start = nearest; start < scan->at; start++) {
        size_t len = 0;
        const cl_name *name = cl_gazetteer_find(scan->names, scan->text, start, &len);
        clock_word word = name == NULL ? WORD_NONE : word_of(name);
        cl_scan end = {scan->names, scan->text, start + len, scan->seen};
        (void)cl_scan_byte(&end, ':');
        (void)cl_scan_space(&end);
        bool unit =
            word != WORD_NONE && cl_scan_is_both(name) && is_behind_count(scan->text, start);
        if (word > best && end.at == scan->at && !unit) {
            best = word;
        }
    }
    return best;
}

/* ":00", ":00.000" */
static void skip_seconds(cl_scan *scan)
{
    cl_scan ahead = *scan;
    int ignored;
    if (!cl_scan_byte(&ahead, ':') || !cl_scan_number(&ahead, 2, 2, &ignored)) {
        return;
    }
    *scan = ahead;
    if (cl_scan_byte(&ahead, '.') && cl_scan_number(&ahead, 1, 6, &ignored)) {
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

/* The " h 30" of "18 h 30", not that of "18 h 30 mars". */
static bool read_spaced_minutes(cl_scan *scan, int *out)
{
    cl_scan ahead = *scan;
    int minute = 0;
    if (!cl_scan_space(&ahead) || !(cl_scan_byte(&ahead, 'h') || cl_scan_byte(&ahead, 'H')) ||
        !cl_scan_space(&ahead) || !cl_scan_number(&ahead, 2, 2, &minute) ||
        !cl_scan_at_bare_end(&ahead)) {
        return false;
    }
    *scan = ahead;
    *out = minute;
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
            read_minutes(&ahead, 'H', &out->minute) || read_spaced_minutes(&ahead, &out->minute)) {
            *form = DIGITS_COLON;
            skip_seconds(&ahead);
        } else if (read_minutes(&ahead, '.', &out->minute)) {
            *form = DIGITS_DOT;
        }
    } else if (cl_east_number(&ahead, 2, &out->hour)) {
        *form = DIGITS_HAN;
    } else {
        return false;
    }
    *scan = ahead;
    return true;
}

/* Hours of 24 with minutes bear it too: "00.01am", "22:30 pm". */
static bool add_latin_meridiem(cl_clock *clock, digits_form form, bool afternoon)
{
    if (form != DIGITS_PLAIN && (afternoon ? clock->hour > 12 : clock->hour == 0)) {
        return true;
    }
    if (clock->hour == 0 || clock->hour > 12) {
        return false;
    }
    clock->hour = clock->hour % 12 + (afternoon ? 12 : 0);
    return true;
}

/* 夜 and 밤 last from five o'clock until midnight; what is said of 1 to 4 is the next morning. */
static void add_night(cl_clock *clock)
{
    clock->midnight = clock->hour % 12 == 0;
    clock->hour += clock->hour >= 5 && clock->hour < 12 ? 12 : 0;
}

/* The parts of the day of Chinese, Japanese and Korean, which stand before hours of 24 as well:
 * 午前0時, 下午15点. 午前12時 is either end of its half day, which the whole day holds. */
static void add_part_of_day(cl_clock *clock, cl_span part)
{
    if (cl_span_equal(part, CL_SPAN("night"))) {
        add_night(clock);
    } else if (cl_span_equal(part, CL_SPAN("midday"))) {
        clock->hour += clock->hour >= 1 && clock->hour <= 4 ? 12 : 0; /* 中午11点, 낮 1시 */
    } else if (cl_span_equal(part, CL_SPAN("afternoon"))) {
        clock->hour += clock->hour < 12 ? 12 : 0;
    } else if (clock->hour == 12 && cl_span_equal(part, CL_SPAN("morning"))) {
        clock->hour = 0; /* 새벽 12시 */
    } else {
        clock->midnight = clock->hour == 12;
    }
}

static bool add_meridiem(cl_clock *clock, digits_form form, const cl_name *meridiem)
{
    bool afternoon = cl_span_equal(meridiem->value, CL_SPAN("pm"));
    if (afternoon || cl_span_equal(meridiem->value, CL_SPAN("am"))) {
        return add_latin_meridiem(clock, form, afternoon);
    }
    add_part_of_day(clock, meridiem->value);
    return true;
}

/* "am", "p.m." */
static bool read_meridiem(cl_scan *scan, digits_form form, cl_clock *out)
{
    cl_scan ahead = *scan;
    const cl_name *meridiem = cl_scan_name_after_space(&ahead, CL_SPAN("meridiem"));
    if (meridiem == NULL || !add_meridiem(out, form, meridiem)) {
        return false;
    }
    *scan = ahead;
    return true;
}

/* 반 (half), alone or with one of the endings 까지, 에, 부터, 이후; 반대 is another word. */
static bool read_korean_half(cl_scan *scan)
{
    static const char *const endings[] = {"까", "에", "부", "이"};
    cl_scan ahead = *scan;
    if (!cl_scan_text(&ahead, "반")) {
        return false;
    }
    cl_scan behind = ahead;
    uint32_t code = 0;
    size_t at = ahead.at;
    bool ends = !cl_utf8_next(ahead.text, &at, &code) || !cl_is_word(code);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        ends = ends || cl_scan_text(&behind, endings[i]);
    }
    scan->at = ends ? ahead.at : scan->at;
    return ends;
}

/* The 30分 or 半 behind 時, and their kin. */
static void read_east_minutes(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    int minute = 0;
    (void)cl_scan_space(&ahead);
    if (cl_scan_text(&ahead, "半") || read_korean_half(&ahead)) {
        out->minute = 30;
        *scan = ahead;
    } else if (cl_east_number(&ahead, 2, &minute) &&
               (cl_scan_text(&ahead, "分") || cl_scan_text(&ahead, "분"))) {
        out->minute = minute;
        *scan = ahead;
    }
}

/* The word of "2024 saat 18.00" belongs to the hour. */
static bool is_before_number(const cl_scan *scan)
{
    cl_scan ahead = *scan;
    return cl_scan_space(&ahead) && cl_scan_digit(&ahead, 0);
}

/* "HRS" behind 0001 or 22:00, "Uhr", and the minutes of Chinese, Japanese and Korean. */
static bool read_oclock(cl_scan *scan, digits_form form, cl_clock *out)
{
    cl_scan ahead = *scan;
    const cl_name *hours = form > DIGITS_HAN ? cl_scan_hours(&ahead) : NULL;
    if (hours != NULL && !(cl_scan_is_both(hours) && is_before_number(&ahead))) {
        *scan = ahead;
        return true;
    }
    if (cl_scan_name_after_space(scan, CL_SPAN("oclock")) == NULL) {
        return false;
    }
    read_east_minutes(scan, out);
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
    bool noon = cl_scan_name(scan, CL_SPAN("noon")) != NULL;
    out->midnight = !noon && cl_scan_name(scan, CL_SPAN("midnight")) != NULL;
    out->hour = 12;
    out->sure = true;
    if (!noon && !out->midnight) {
        return false;
    }
    if (out->zone.len == 0) {
        (void)cl_zone_read(scan, out);
    }
    return true;
}

/* The number and what is said of it: "午後10時半", "22:00 hrs GMT", "22 часа" */
static bool read_number_clock(cl_scan *scan, reading *work, cl_clock *out)
{
    cl_scan ahead = *scan;
    const cl_name *before = cl_scan_name(&ahead, CL_SPAN("meridiem"));
    if (before != NULL) {
        (void)cl_scan_space(&ahead);
    }
    if (!read_digits(&ahead, out, &work->form) ||
        (before != NULL && !add_meridiem(out, work->form, before))) {
        return false;
    }
    work->said = before == NULL && read_meridiem(&ahead, work->form, out);
    work->said = read_oclock(&ahead, work->form, out) || work->said;
    if (work->form == DIGITS_HAN) {
        out->beside = work->said;
        work->said = work->said && before != NULL; /* 三点 are three points too */
    } else if (work->form == DIGITS_PLAIN && !work->said) {
        work->counted = cl_scan_name_after_space(&ahead, CL_SPAN("hours")) != NULL;
    }
    bool iso = scan->at > 0 && scan->text.data[scan->at - 1] == 'T';
    work->zone = work->zone_first || cl_zone_read(&ahead, out) ||
                 (work->form == DIGITS_COLON && cl_zone_read_offset(&ahead, iso, out));
    out->bare = work->form == DIGITS_FOUR && !work->said;
    out->minute = out->midnight ? 0 : out->minute; /* 밤 12시 30분: after either end */
    *scan = ahead;
    return is_time_of_day(out) && cl_scan_at_edge(&ahead);
}

/* "22 h" and "22 часа" count hours, unless a preposition or a zone tells that they are one. 24
 * never is one by itself. */
static bool weigh_counted(const reading *work, cl_clock *out)
{
    bool told = work->word >= WORD_CLOCK || (work->zone && is_telling(out->zone));
    out->sure = told && out->hour < 24;
    out->beside = told || out->hour < 24;
    return out->beside;
}

static bool weigh_bare(const cl_scan *end, const reading *work, cl_clock *out)
{
    out->sure = work->word == WORD_HOUR;
    out->beside = work->word >= WORD_BESIDE;
    return out->beside && cl_scan_at_bare_end(end);
}

/* Whether what was read is a clock, by itself or at least where a date stands beside it. */
static bool weigh(const cl_scan *end, const reading *work, cl_clock *out)
{
    if (work->form == DIGITS_PLAIN && !work->said) {
        return work->counted ? weigh_counted(work, out) : weigh_bare(end, work, out);
    }
    bool like_year = work->zone_first && cl_clock_like_year(out);
    out->sure = work->said || work->form == DIGITS_COLON ||
                (work->form == DIGITS_DOT && work->word != WORD_NONE) ||
                (work->zone && is_telling(out->zone) && !like_year);
    return out->sure || out->beside || work->form != DIGITS_HAN;
}

bool cl_clock_read(cl_scan *scan, cl_clock *out)
{
    cl_scan ahead = *scan;
    cl_clock zone = {.sure = false};
    reading work = {.form = DIGITS_PLAIN};
    work.zone_first = cl_zone_read_apart(&ahead, &zone);
    if (work.zone_first) {
        (void)cl_scan_byte(&ahead, ':');
        (void)cl_scan_space(&ahead);
    }
    cl_scan start = ahead;
    *out = zone;
    if (read_word_clock(&ahead, out)) {
        *scan = ahead;
        return true;
    }
    ahead = start;
    *out = zone;
    if (!read_number_clock(&ahead, &work, out)) {
        return false;
    }
    work.word = word_before(&start);
    if (!weigh(&ahead, &work, out)) {
        return false;
    }
    *scan = ahead;
    return true;
}

bool cl_clock_like_year(const cl_clock *clock)
{
    int number = clock->hour * 100 + clock->minute;
    return clock->bare && number >= 1950 && number <= 2059 && clock->minute % 30 != 0;
}
