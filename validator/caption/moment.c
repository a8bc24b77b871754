#include "caption/moment.h"

enum {
    YEAR_FIRST = 1800,
    YEAR_LAST = 2200,
    ZONE_EAST_MAX = 14 * 60, /* Kiribati */
    ZONE_WEST_MAX = 12 * 60, /* Baker Island */
    MINUTES_A_DAY = 24 * 60,
    SECONDS_A_DAY = 24 * 60 * 60
};

/* A text being read from the left. */
typedef struct cursor {
    cl_span text;
    size_t at;
} cursor;

static bool at_end(const cursor *in)
{
    return in->at >= in->text.len;
}

static bool take(cursor *in, char wanted)
{
    if (at_end(in) || in->text.data[in->at] != (uint8_t)wanted) {
        return false;
    }
    in->at++;
    return true;
}

/* Exactly `count` digits. */
static bool take_number(cursor *in, size_t count, int *out)
{
    cl_span digits = cl_span_sub(in->text, in->at, count);
    int value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return false;
        }
        value = value * 10 + (digits.data[i] - '0');
    }
    if (digits.len != count) {
        return false;
    }
    in->at += count;
    *out = value;
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return month == 2 && !leap ? 28 : days[month - 1];
}

static bool valid_date(const cl_moment *moment)
{
    if (moment->year != 0 && (moment->year < YEAR_FIRST || moment->year > YEAR_LAST)) {
        return false;
    }
    if (moment->month < 0 || moment->month > 12 || moment->day < 0 || moment->day > 31) {
        return false;
    }
    return moment->month == 0 || moment->day <= days_in(moment->year, moment->month);
}

static bool valid_time(const cl_moment *moment)
{
    bool in_day = moment->hour >= 0 && moment->hour <= 23;
    bool end_of_day = moment->hour == 24 && moment->minute == 0;
    return !moment->has_time ||
           ((in_day || end_of_day) && moment->minute >= 0 && moment->minute <= 59);
}

bool cl_moment_valid(const cl_moment *moment)
{
    bool zone = !moment->has_zone ||
                (moment->zone_minutes <= ZONE_EAST_MAX && moment->zone_minutes >= -ZONE_WEST_MAX);
    bool whole = moment->year != 0 && moment->month != 0 && moment->day != 0;
    return valid_date(moment) && valid_time(moment) && zone && (!moment->known || whole);
}

/* "-02-23", ":02:23" or "0223"; a month or day of 00 is not known (IIM 4.2, 2:55). */
static bool parse_month_and_day(cursor *in, cl_moment *out)
{
    char separator = '\0';
    if (!at_end(in) && (in->text.data[in->at] == '-' || in->text.data[in->at] == ':')) {
        separator = (char)in->text.data[in->at];
        in->at++;
    }
    if (!take_number(in, 2, &out->month)) {
        return false;
    }
    /* "2017-02" is a month in ISO 8601; the other two always write the day. */
    if (separator == '-' && at_end(in)) {
        return true;
    }
    return (separator == '\0' || take(in, separator)) && take_number(in, 2, &out->day);
}

/* "Z", "+09:00", "+0900" or "+09" */
static bool parse_zone(cursor *in, cl_moment *out)
{
    if (at_end(in)) {
        return true;
    }
    out->has_zone = true;
    if (take(in, 'Z') || take(in, 'z')) {
        return true;
    }
    bool west = take(in, '-');
    int hours = 0;
    int minutes = 0;
    if ((!west && !take(in, '+')) || !take_number(in, 2, &hours)) {
        return false;
    }
    (void)take(in, ':');
    if (!at_end(in) && (!take_number(in, 2, &minutes) || minutes > 59)) {
        return false;
    }
    int east = hours * 60 + minutes;
    out->zone_minutes = west ? -east : east;
    return true;
}

static void skip_fraction(cursor *in)
{
    int digit;
    if (take(in, '.') || take(in, ',')) {
        while (take_number(in, 1, &digit)) {
        }
    }
}

/* "10:00", "10:00:00.5" or "100000", with a zone */
static bool parse_time(cursor *in, cl_moment *out)
{
    int seconds;
    out->has_time = true;
    if (!take_number(in, 2, &out->hour)) {
        return false;
    }
    (void)take(in, ':');
    if (!take_number(in, 2, &out->minute)) {
        return false;
    }
    (void)take(in, ':');
    if (take_number(in, 2, &seconds)) {
        skip_fraction(in);
    }
    (void)take(in, ' ');
    return parse_zone(in, out);
}

bool cl_moment_parse(cl_span text, cl_moment *out)
{
    cursor in = {cl_span_trim(text), 0};
    cl_moment moment = {0};
    if (!take_number(&in, 4, &moment.year) || moment.year == 0) {
        return false;
    }
    if (!at_end(&in) && !parse_month_and_day(&in, &moment)) {
        return false;
    }
    if (!at_end(&in) && ((!take(&in, 'T') && !take(&in, ' ')) || !parse_time(&in, &moment))) {
        return false;
    }
    moment.known = moment.month != 0 && moment.day != 0;
    if (!at_end(&in) || !cl_moment_valid(&moment)) {
        return false;
    }
    *out = moment;
    return true;
}

/* Appends at least `width` digits. */
static size_t put_number(uint8_t *out, size_t at, int value, size_t width)
{
    uint8_t digits[10]; /* of UINT_MAX */
    unsigned rest = (unsigned)value;
    size_t count = 0;
    do {
        digits[count++] = (uint8_t)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0 || count < width);
    while (count > 0) {
        out[at++] = digits[--count];
    }
    return at;
}

/* A sign, then two numbers of two digits. */
static size_t put_pair(uint8_t *out, size_t at, char sign, int first, int second)
{
    out[at++] = (uint8_t)sign;
    at = put_number(out, at, first, 2);
    out[at++] = ':';
    return put_number(out, at, second, 2);
}

static size_t put_zone(uint8_t *out, size_t at, int east)
{
    if (east == 0) {
        out[at++] = 'Z';
        return at;
    }
    int minutes = east < 0 ? -east : east;
    return put_pair(out, at, east < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

size_t cl_moment_write(const cl_moment *moment, uint8_t out[CL_MOMENT_TEXT_MAX])
{
    if (!moment->known) {
        return 0;
    }
    size_t len = put_number(out, 0, moment->year, 4);
    out[len++] = '-';
    len = put_number(out, len, moment->month, 2);
    out[len++] = '-';
    len = put_number(out, len, moment->day, 2);
    if (!moment->has_time) {
        return len;
    }
    len = put_pair(out, len, 'T', moment->hour, moment->minute);
    return moment->has_zone ? put_zone(out, len, moment->zone_minutes) : len;
}

cl_span cl_moment_format(cl_arena *arena, const cl_moment *moment)
{
    uint8_t text[CL_MOMENT_TEXT_MAX];
    cl_span copy = CL_EMPTY_SPAN;
    size_t len = cl_moment_write(moment, text);
    if (len == 0 || cl_arena_copy(arena, (cl_span){text, len}, &copy) != CL_OK) {
        return CL_EMPTY_SPAN;
    }
    return copy;
}

/* Days since 1970-01-01 of a Gregorian date, counted in years that begin in March so that the leap
 * day is the last. */
static int64_t days_from_date(int year, int month, int day)
{
    int64_t shifted = month > 2 ? year : year - 1;
    int64_t era = shifted / 400;
    int64_t year_of_era = shifted - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, cl_moment *out)
{
    days += 719468;
    int64_t era = days / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    out->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    out->month = (int)(month < 10 ? month + 3 : month - 9);
    out->year = (int)(year_of_era + era * 400 + (out->month <= 2 ? 1 : 0));
}

cl_moment cl_moment_add(const cl_moment *moment, cl_duration duration)
{
    cl_moment sum = *moment;
    sum.either_way = false; /* a sum cannot be turned round; who adds to such a date says so */
    if (!moment->known) {
        return sum;
    }
    int64_t days = days_from_date(moment->year, moment->month, moment->day);
    if (!moment->has_time) {
        /* The day on which the last hour falls. */
        date_from_days(days + ((int64_t)duration.hours + 23) / 24, &sum);
        return sum;
    }
    int64_t minutes =
        days * MINUTES_A_DAY + moment->hour * 60 + moment->minute + (int64_t)duration.hours * 60;
    int64_t of_day = minutes % MINUTES_A_DAY;
    of_day = of_day < 0 ? of_day + MINUTES_A_DAY : of_day;
    date_from_days((minutes - of_day) / MINUTES_A_DAY, &sum);
    sum.hour = (int)(of_day / 60);
    sum.minute = (int)(of_day % 60);
    return sum;
}

/* Seconds since 1970 on a clock that hangs `east` minutes east of Greenwich. */
static int64_t seconds(const cl_moment *moment, int64_t of_day, int east)
{
    int64_t days = days_from_date(moment->year, moment->month, moment->day);
    return days * SECONDS_A_DAY + of_day - (int64_t)east * 60;
}

static int64_t clock_seconds(const cl_moment *moment)
{
    return (int64_t)moment->hour * 3600 + (int64_t)moment->minute * 60;
}

cl_moment cl_moment_other_way(const cl_moment *moment)
{
    cl_moment other = *moment;
    if (moment->either_way) {
        other.day = moment->month;
        other.month = moment->day;
    }
    return other;
}

cl_moment cl_moment_sooner(const cl_moment *moment)
{
    cl_moment sooner = *moment;
    sooner.zone_minutes += moment->zone_slack;
    sooner.zone_slack = 0;
    return sooner;
}

static int64_t first_second(const cl_moment *moment)
{
    int64_t of_day = moment->has_time ? clock_seconds(moment) : 0;
    return seconds(moment, of_day, moment->has_zone ? moment->zone_minutes : ZONE_EAST_MAX);
}

static int64_t last_second(const cl_moment *moment)
{
    int64_t of_day = moment->has_time ? clock_seconds(moment) : SECONDS_A_DAY - 1;
    return seconds(moment, of_day, moment->has_zone ? moment->zone_minutes : -ZONE_WEST_MAX);
}

int64_t cl_moment_earliest(const cl_moment *moment)
{
    if (!moment->known) {
        return INT64_MIN;
    }
    const cl_moment other = cl_moment_other_way(moment);
    int64_t first = first_second(moment);
    int64_t of_other = first_second(&other);
    return first < of_other ? first : of_other;
}

int64_t cl_moment_latest(const cl_moment *moment)
{
    if (!moment->known) {
        return INT64_MAX;
    }
    const cl_moment other = cl_moment_other_way(moment);
    int64_t last = last_second(moment);
    int64_t of_other = last_second(&other);
    return last > of_other ? last : of_other;
}
