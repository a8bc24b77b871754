/* Charsets of one byte a character: every byte beyond ASCII costs what its letter costs in the
 * language that fits best, and what is unusual about where it stands. All costs are those of
 * language.h: twice the bits of information, from the share of such cases in captions. */
#include "base/guess.h"

#include <string.h>

#include <utf8proc.h>

#include "base/language.h"
#include "base/text.h"

enum {
    HIGH = 0x80,
    LETTERS = 0x460 /* above all letters of the pages */
};

typedef enum letter_kind {
    KIND_NONE, /* no letter */
    KIND_SIGN,
    KIND_LOWER,
    KIND_UPPER
} letter_kind;

/* --- signs --- */

/* Signs of one kind and what they cost by the letters beside them. */
typedef struct sign_habit {
    const char *signs;
    long alone;
    long behind; /* a letter before it */
    long ahead;  /* a letter after it */
    long inside; /* both */
} sign_habit;

static const sign_habit signs[] = {
    {"’", 6, 5, 6, 4},          {"“”„", 5, 5, 5, 18},   {"‘", 7, 12, 6, 12},
    {"«»‹›", 7, 8, 8, 22},      {"–", 5, 7, 8, 14},     {"—", 5, 7, 8, 10},
    {"…", 6, 6, 8, 10},         {"©", 5, 14, 7, 28},    {"®™", 8, 5, 14, 18},
    {"•§¶·", 8, 12, 12, 18},    {"†‡", 10, 14, 16, 24}, {"\u00A0", 4, 5, 5, 8},
    {"\u00AD", 10, 12, 12, 8},  {"°", 6, 12, 8, 28},    {"€£", 6, 18, 20, 30},
    {"ºª²³", 8, 12, 18, 34},    {"¡¿", 10, 24, 6, 34},  {"№", 7, 12, 8, 28},
    {"½¼¾±×÷‰", 9, 18, 18, 30}, {"", 14, 18, 18, 30}, /* all others */
};

static const sign_habit *habit_of(uint32_t sign)
{
    size_t i = 0;
    for (; i < sizeof signs / sizeof *signs - 1; i++) {
        uint32_t code;
        cl_span all = cl_span_of(signs[i].signs);
        for (size_t at = 0; cl_utf8_next(all, &at, &code);) {
            if (code == sign) {
                return &signs[i];
            }
        }
    }
    return &signs[i];
}

/* The bytes beyond ASCII as one page reads them. */
typedef struct page_view {
    uint32_t code[HIGH];
    letter_kind kind[HIGH];
    const sign_habit *sign[HIGH]; /* of the signs that occur */
} page_view;

/* --- letters --- */

static letter_kind kind_of(uint32_t code)
{
    if (code == CL_REPLACEMENT) {
        return KIND_NONE;
    }
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return KIND_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return KIND_LOWER;
    default:
        return KIND_SIGN;
    }
}

static void view_page(cl_code_page page, const size_t counts[HIGH], page_view *out)
{
    for (unsigned i = 0; i < HIGH; i++) {
        out->code[i] = cl_code_page_at(page, (uint8_t)(HIGH + i));
        out->kind[i] = counts[i] == 0 ? KIND_NONE : kind_of(out->code[i]);
        out->sign[i] = out->kind[i] == KIND_SIGN ? habit_of(out->code[i]) : NULL;
    }
}

static letter_kind kind_at(const page_view *view, cl_span text, size_t at)
{
    if (at >= text.len) {
        return KIND_NONE;
    }
    uint8_t byte = text.data[at];
    if (byte >= HIGH) {
        return view->kind[byte - HIGH];
    }
    if (byte >= 'a' && byte <= 'z') {
        return KIND_LOWER;
    }
    return byte >= 'A' && byte <= 'Z' ? KIND_UPPER : KIND_NONE;
}

static bool is_letter(letter_kind kind)
{
    return kind >= KIND_LOWER;
}

/* --- where they stand --- */

/* What a letter beyond ASCII costs behind another one, any such character behind two others, and a
 * letter beside one of ASCII: words of Latin letters hold few letters beyond ASCII in a row, words
 * of Cyrillic ones no others. */
typedef struct page_habit {
    long behind_another;
    long behind_two;
    long beside_ascii;
    long most; /* that a character costs on the average of real text; 0: this page is the default */
    unsigned languages;
} page_habit;

static const page_habit habits[CL_PAGE_COUNT] = {
    [CL_PAGE_WINDOWS_1252] = {10, 14, 0, 0, CL_WESTERN},
    [CL_PAGE_MACROMAN] = {10, 14, 0, 13, CL_WESTERN},
    [CL_PAGE_WINDOWS_1250] = {7, 8, 0, 13, CL_CENTRAL},
    [CL_PAGE_WINDOWS_1251] = {0, 0, 12, 13, CL_CYRILLIC},
    [CL_PAGE_KOI8_R] = {0, 0, 12, 13, CL_KOI8},
    [CL_PAGE_WINDOWS_1254] = {5, 3, 0, 13, CL_TURKISH},
};

enum {
    COST_NO_CHARACTER = 26,
    COST_FIRST_CAPITAL = 3,   /* at the start of a word, also of a word of capitals */
    COST_LONE_CAPITAL = 13,   /* a word of one letter */
    COST_CAPITAL_INSIDE = 16, /* behind a small letter */
    COST_SMALL_INSIDE = 10,   /* between capitals */
    COST_THORN_INSIDE = 8     /* behind a letter, where compounds alone have it */
};

enum {
    THORN = 0xFE
};

static long letter_cost(const page_view *view, const page_habit *habit, cl_span text, size_t at)
{
    letter_kind before = at == 0 ? KIND_NONE : kind_at(view, text, at - 1);
    letter_kind after = kind_at(view, text, at + 1);
    long cost = 0;
    if (is_letter(before)) {
        cost += text.data[at - 1] >= HIGH ? habit->behind_another : habit->beside_ascii;
    }
    if (is_letter(after) && text.data[at + 1] < HIGH) {
        cost += habit->beside_ascii;
    }
    if (view->code[text.data[at] - HIGH] == THORN && is_letter(before)) {
        cost += COST_THORN_INSIDE;
    }
    if (kind_at(view, text, at) == KIND_LOWER) {
        return cost + (before == KIND_UPPER && after == KIND_UPPER ? COST_SMALL_INSIDE : 0);
    }
    if (before == KIND_LOWER) {
        return cost + COST_CAPITAL_INSIDE;
    }
    if (is_letter(before)) {
        return cost;
    }
    return cost + (is_letter(after) ? COST_FIRST_CAPITAL : COST_LONE_CAPITAL);
}

static long sign_cost(const page_view *view, cl_span text, size_t at)
{
    const sign_habit *habit = view->sign[text.data[at] - HIGH];
    bool before = at > 0 && is_letter(kind_at(view, text, at - 1));
    bool after = is_letter(kind_at(view, text, at + 1));
    if (before) {
        return after ? habit->inside : habit->behind;
    }
    return after ? habit->ahead : habit->alone;
}

/* A blank that does not break stands beside anything. */
static bool is_in_row(const page_view *view, uint8_t byte)
{
    return byte >= HIGH && view->code[byte - HIGH] != 0xA0;
}

static bool is_third_in_row(const page_view *view, cl_span text, size_t at)
{
    return at >= 2 && is_in_row(view, text.data[at]) && is_in_row(view, text.data[at - 1]) &&
           is_in_row(view, text.data[at - 2]);
}

static long cost_of_places(const page_view *view, const page_habit *habit, cl_span text)
{
    long sum = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.data[at] < HIGH) {
            continue;
        }
        sum += is_third_in_row(view, text, at) ? habit->behind_two : 0;
        switch (view->kind[text.data[at] - HIGH]) {
        case KIND_NONE:
            sum += COST_NO_CHARACTER;
            break;
        case KIND_SIGN:
            sum += sign_cost(view, text, at);
            break;
        case KIND_LOWER:
        case KIND_UPPER:
        default:
            sum += letter_cost(view, habit, text, at);
        }
    }
    return sum;
}

/* --- which letters they are --- */

static void letter_costs(const cl_language *language, uint8_t costs[LETTERS])
{
    memset(costs, CL_LETTER_UNUSED, LETTERS);
    for (size_t i = 0; i < CL_LETTER_TIERS && language->tiers[i].letters != NULL; i++) {
        cl_span letters = cl_span_of(language->tiers[i].letters);
        uint32_t code;
        for (size_t at = 0; cl_utf8_next(letters, &at, &code);) {
            if (code < LETTERS) {
                costs[code] = (uint8_t)language->tiers[i].cost;
            }
        }
    }
}

static long cost_of_letters(const page_view *view, const size_t counts[HIGH],
                            const uint8_t costs[LETTERS])
{
    long sum = 0;
    for (unsigned i = 0; i < HIGH; i++) {
        if (counts[i] == 0 || !is_letter(view->kind[i])) {
            continue;
        }
        uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)view->code[i]);
        sum += (long)counts[i] * (lower < LETTERS ? costs[lower] : CL_LETTER_UNUSED);
    }
    return sum;
}

static long best_language(const page_view *view, unsigned languages, const size_t counts[HIGH])
{
    long best = CL_GUESS_IMPOSSIBLE;
    for (size_t i = 0; i < cl_language_count; i++) {
        if ((cl_languages[i].pages & languages) == 0) {
            continue;
        }
        uint8_t costs[LETTERS];
        letter_costs(&cl_languages[i], costs);
        long cost = cost_of_letters(view, counts, costs);
        best = cost < best ? cost : best;
    }
    return best;
}

static long cost_of_page(cl_code_page page, cl_span sample, const size_t counts[HIGH], long high)
{
    page_view view;
    const page_habit *habit = &habits[page];
    view_page(page, counts, &view);
    long cost =
        cost_of_places(&view, habit, sample) + best_language(&view, habit->languages, counts);
    return habit->most > 0 && cost > habit->most * high ? CL_GUESS_IMPOSSIBLE : cost;
}

void cl_guess_letters(cl_span sample, long costs[CL_PAGE_COUNT])
{
    size_t counts[HIGH] = {0};
    long high = 0;
    for (size_t i = 0; i < sample.len; i++) {
        if (sample.data[i] >= HIGH) {
            counts[sample.data[i] - HIGH]++;
            high++;
        }
    }
    for (unsigned page = 0; page < CL_PAGE_COUNT; page++) {
        costs[page] = cost_of_page((cl_code_page)page, sample, counts, high);
    }
}
