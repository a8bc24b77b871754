/* Dates of Chinese, Japanese and Korean captions. */
#include "base/text.h"
#include "caption/dates_parts.h"

enum {
    YEAR_MARK = 0x5E74,        /* 年 */
    YEAR_MARK_KOREAN = 0xB144, /* 년 */
    ROC = 1911,                /* the year 1 of the Republic of China is 1912 */
    REIWA = 2018,
    CENTURY = 2000
};

static int han_digit(uint32_t code)
{
    switch (code) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
    case 0x25CB: /* ○ */
        return 0;
    case 0x4E00: /* 一 */
        return 1;
    case 0x4E8C: /* 二 */
    case 0x4E24: /* 两 */
    case 0x5169: /* 兩 */
        return 2;
    case 0x4E09: /* 三 */
        return 3;
    case 0x56DB: /* 四 */
        return 4;
    case 0x4E94: /* 五 */
        return 5;
    case 0x516D: /* 六 */
        return 6;
    case 0x4E03: /* 七 */
        return 7;
    case 0x516B: /* 八 */
        return 8;
    case 0x4E5D: /* 九 */
        return 9;
    default:
        return -1;
    }
}

bool cl_east_is_digit(uint32_t code)
{
    return han_digit(code) >= 0 || code == 0x5341; /* 十 */
}

static bool read_han_digit(cl_scan *scan, int *out)
{
    size_t at = scan->at;
    uint32_t code = 0;
    if (!cl_utf8_next(scan->text, &at, &code) || han_digit(code) < 0) {
        return false;
    }
    *out = han_digit(code);
    scan->at = at;
    return true;
}

/* The last of a longer number is no number. */
static bool is_inside_number(const cl_scan *scan)
{
    cl_scan before = *scan;
    before.at = cl_utf8_back(scan->text, scan->at);
    int ignored;
    return scan->at > 0 && (cl_scan_text(&before, "十") || read_han_digit(&before, &ignored));
}

/* 二〇二六 digit by digit, or 二十二 */
static bool read_han(cl_scan *scan, size_t most, int *out)
{
    cl_scan ahead = *scan;
    size_t count = 0;
    int value = 0;
    int digit = 0;
    while (count <= most && read_han_digit(&ahead, &digit)) {
        value = value * 10 + digit;
        count++;
    }
    if (count <= 1 && cl_scan_text(&ahead, "十")) {
        value = count == 0 ? 10 : value * 10;
        value += read_han_digit(&ahead, &digit) ? digit : 0;
        count = 2;
    }
    if (count == 0 || count > most) {
        return false;
    }
    *scan = ahead;
    *out = value;
    return true;
}

bool cl_east_number(cl_scan *scan, size_t most, int *out)
{
    return cl_scan_number(scan, 1, most, out) || read_han(scan, most, out);
}

/* The 年, 月 or 日 behind a number, or its kin. */
static bool read_counted(cl_scan *scan, size_t most, const char *const marks[], int *out)
{
    cl_scan ahead = *scan;
    int number = 0;
    (void)cl_scan_space(&ahead);
    if (!cl_east_number(&ahead, most, &number)) {
        return false;
    }
    (void)cl_scan_space(&ahead);
    for (size_t i = 0; marks[i] != NULL; i++) {
        if (cl_scan_text(&ahead, marks[i])) {
            *scan = ahead;
            *out = number;
            return true;
        }
    }
    return false;
}

/* "2026年", "令和8年", "令和元年", "民國115年", "115年" */
static bool read_year(cl_scan *scan, int *out)
{
    static const char *const marks[] = {"年", "년", NULL};
    cl_scan ahead = *scan;
    const cl_name *era = cl_scan_name(&ahead, CL_SPAN("era"));
    int base = era == NULL ? 0 : cl_scan_value(era->value);
    int year = 0;
    if (era == NULL && cl_scan_byte(&ahead, 'R')) {
        base = REIWA;
    }
    if (base != 0 && cl_scan_text(&ahead, "元年")) {
        year = 1;
    } else if (!read_counted(&ahead, 4, marks, &year)) {
        return false;
    }
    bool roc =
        base == 0 && year >= 100 && year < 200 && cl_utf8_before(ahead.text, ahead.at) == YEAR_MARK;
    *scan = ahead;
    *out = year + (roc ? ROC : base);
    return true;
}

/* "R8.3.4" */
static bool read_reiwa(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_byte(&ahead, 'R') || !cl_scan_number(&ahead, 1, 2, &out->year) ||
        !cl_scan_byte(&ahead, '.') || !cl_scan_number(&ahead, 1, 2, &out->month) ||
        !cl_scan_byte(&ahead, '.') || !cl_scan_number(&ahead, 1, 2, &out->day)) {
        return false;
    }
    out->year += REIWA;
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}

/* 明年3月4日 and 작년 3월 4일 are of another year than the picture; 今年 is its own. */
static bool is_of_other_year(const cl_scan *scan)
{
    size_t at = scan->at;
    while (at > 0 && scan->text.data[at - 1] == ' ') {
        at--;
    }
    uint32_t mark = cl_utf8_before(scan->text, at);
    uint32_t which = cl_utf8_before(scan->text, cl_utf8_back(scan->text, at));
    bool own = which == 0x4ECA || which == 0x672C || which == 0xAE08; /* 今, 本, 금 */
    return (mark == YEAR_MARK || mark == YEAR_MARK_KOREAN) && !own;
}

bool cl_east_read_date(cl_scan *scan, cl_calendar *out)
{
    static const char *const months[] = {"月", "월", NULL};
    static const char *const days[] = {"日", "일", "号", "號", NULL};
    cl_scan ahead = *scan;
    if (is_inside_number(scan)) {
        return false;
    }
    if (read_reiwa(scan, out)) {
        return true;
    }
    bool dated = read_year(&ahead, &out->year);
    if ((!dated && is_of_other_year(scan)) || !read_counted(&ahead, 2, months, &out->month) ||
        !read_counted(&ahead, 2, days, &out->day)) {
        return false;
    }
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}

/* ".3", ". 3" */
static bool read_part(cl_scan *scan, char separator, int *out)
{
    cl_scan ahead = *scan;
    if (!cl_scan_byte(&ahead, separator)) {
        return false;
    }
    (void)cl_scan_space(&ahead);
    if (!cl_scan_number(&ahead, 1, 2, out)) {
        return false;
    }
    *scan = ahead;
    return true;
}

bool cl_east_read_short_date(cl_scan *scan, cl_calendar *out)
{
    cl_scan ahead = *scan;
    int parts[3] = {0};
    if (!cl_scan_number(&ahead, 1, 2, &parts[0])) {
        return false;
    }
    char separator = cl_scan_peek(&ahead) == '/' ? '/' : '.';
    if (!read_part(&ahead, separator, &parts[1])) {
        return false;
    }
    bool has_year = read_part(&ahead, separator, &parts[2]);
    cl_scan behind = ahead;
    (void)(separator == '.' && cl_scan_byte(&behind, '.'));
    (void)cl_scan_space(&behind);
    size_t bracket = behind.at;
    /* "(월)", not "(Mon)": other scripts write the day first */
    if (cl_calendar_weekday_in_brackets(&behind) == 0 ||
        (behind.text.data[bracket + 1] & 0x80) == 0) {
        return false;
    }
    out->year = has_year ? CENTURY + parts[0] : 0;
    out->month = parts[has_year ? 1 : 0];
    out->day = parts[has_year ? 2 : 1];
    out->dotted = separator == '.';
    *scan = ahead;
    return cl_calendar_is_date(out->year, out->month, out->day);
}
