#include "metadata/loose_date.h"

enum {
    DATE_DIGITS = 8
};

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t count_digits(cl_span text)
{
    size_t count = 0;
    while (count < text.len && is_digit(text.data[count])) {
        count++;
    }
    return count;
}

static unsigned number_of(cl_span digits)
{
    unsigned number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        number = number * 10 + (unsigned)(digits.data[i] - '0');
    }
    return number;
}

/* --- words: "Thu Feb 23 10:00:00 GMT 2017" --- */

enum {
    WORDS = 6,
    WORD_MONTH = 1,
    WORD_DAY,
    WORD_TIME,
    WORD_ZONE,
    WORD_YEAR
};

static bool split_words(cl_span text, cl_span words[WORDS])
{
    size_t count = 0;
    cl_span word;
    while (cl_span_next(&text, ' ', &word)) {
        if (word.len == 0) {
            continue;
        }
        if (count == WORDS) {
            return false;
        }
        words[count++] = word;
    }
    return count == WORDS;
}

static unsigned month_of(cl_span name)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (unsigned i = 0; i < 12; i++) {
        if (cl_span_equal_nocase(name, cl_span_sub(CL_SPAN(months), (size_t)i * 3, 3))) {
            return i + 1;
        }
    }
    return 0;
}

/* Names of zones other than UTC mean several zones each: then it is not known. */
static const char *zone_of(cl_span name)
{
    static const char *const utc[] = {"UTC", "GMT", "Z", NULL};
    return cl_span_is_one_of(name, utc) ? "Z" : "";
}

static cl_status read_words(cl_arena *arena, cl_span *date, cl_span *time)
{
    cl_span words[WORDS];
    if (!split_words(*date, words)) {
        return CL_OK;
    }
    unsigned month = month_of(words[WORD_MONTH]);
    size_t day = count_digits(words[WORD_DAY]);
    size_t year = count_digits(words[WORD_YEAR]);
    if (month == 0 || day == 0 || day > 2 || day < words[WORD_DAY].len || year != 4 ||
        words[WORD_YEAR].len != 4) {
        return CL_OK;
    }
    *date = cl_arena_format(arena, "%.*s%02u%02u", CL_SPAN_PRINT(words[WORD_YEAR]), month,
                            number_of(words[WORD_DAY]));
    *time = cl_arena_format(arena, "%.*s%s", CL_SPAN_PRINT(words[WORD_TIME]),
                            zone_of(words[WORD_ZONE]));
    return date->data == NULL || time->data == NULL ? cl_arena_status(arena) : CL_OK;
}

/* --- digits --- */

/* The digits of "2017-02-23", "2017/02/23" and their kin at the start of `text`; *len is how far
 * they reach. */
static bool take_date(cl_span text, uint8_t digits[DATE_DIGITS], size_t *len)
{
    size_t count = 0;
    size_t at = 0;
    while (at < text.len && count < DATE_DIGITS) {
        uint8_t byte = text.data[at];
        if (is_digit(byte)) {
            digits[count++] = byte;
        } else if ((count != 4 && count != 6) || cl_span_find_byte(CL_SPAN("-/.:"), byte) == 4) {
            break;
        }
        at++;
    }
    *len = at;
    return count == DATE_DIGITS;
}

/* "20172302": a month beyond December is the day. */
static void order_month_and_day(uint8_t digits[DATE_DIGITS])
{
    unsigned month = number_of((cl_span){digits + 4, 2});
    unsigned day = number_of((cl_span){digits + 6, 2});
    if (month <= 12 || day == 0 || day > 12 || month > 31) {
        return;
    }
    for (size_t i = 4; i < 6; i++) {
        uint8_t kept = digits[i];
        digits[i] = digits[i + 2];
        digits[i + 2] = kept;
    }
}

static cl_status read_digits(cl_arena *arena, cl_span *date, cl_span *time)
{
    uint8_t digits[DATE_DIGITS];
    size_t len;
    size_t plain = count_digits(*date);
    if (plain == date->len && (plain == 4 || plain == 6)) {
        *date = cl_arena_format(arena, "%.*s%s", CL_SPAN_PRINT(*date), plain == 4 ? "0000" : "00");
        return date->data == NULL ? cl_arena_status(arena) : CL_OK;
    }
    if (!take_date(*date, digits, &len)) {
        return CL_OK;
    }
    cl_span rest = cl_span_from(*date, len);
    bool with_time =
        rest.len > 1 && (rest.data[0] == 'T' || rest.data[0] == ' ') && is_digit(rest.data[1]);
    if (rest.len > 0 && !with_time) {
        return CL_OK;
    }
    order_month_and_day(digits);
    if (with_time && time->len == 0) {
        *time = cl_span_from(rest, 1);
    }
    return cl_arena_copy(arena, (cl_span){digits, DATE_DIGITS}, date);
}

/* "1000", "10:00" and "1000Z" lack their seconds. */
static cl_status read_time(cl_arena *arena, cl_span *time)
{
    size_t hours = count_digits(*time);
    bool colon = hours == 2 && time->len > 2 && time->data[2] == ':';
    size_t minutes = colon ? count_digits(cl_span_from(*time, 3)) : 0;
    size_t end = colon ? 3 + minutes : hours;
    bool short_form = colon ? minutes == 2 : hours == 4;
    cl_span zone = cl_span_from(*time, end);
    if (!short_form || (zone.len > 0 && zone.data[0] == ':')) {
        return CL_OK;
    }
    *time = cl_arena_format(arena, "%.*s00%.*s", CL_SPAN_PRINT(cl_span_sub(*time, 0, end)),
                            CL_SPAN_PRINT(zone));
    return time->data == NULL ? cl_arena_status(arena) : CL_OK;
}

cl_status cl_loose_date(cl_arena *arena, cl_span *date, cl_span *time)
{
    *date = cl_span_trim(*date);
    *time = cl_span_trim(*time);
    CL_TRY(read_words(arena, date, time));
    CL_TRY(read_digits(arena, date, time));
    return read_time(arena, time);
}
