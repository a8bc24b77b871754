#include "base/guess.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/text.h"

/* Some stray bytes do not make another charset of UTF-8: one for so many characters beyond ASCII.
 */
enum {
    UTF8_PER_STRAY = 8
};

static bool is_mostly_utf8(cl_span bytes)
{
    size_t whole = 0;
    size_t stray = 0;
    uint32_t code;
    size_t from = 0;
    for (size_t at = 0; cl_utf8_next(bytes, &at, &code); from = at) {
        bool high = code >= 0x80;
        whole += high && at - from > 1;
        stray += high && at - from == 1;
    }
    return whole > 0 && stray <= whole / UTF8_PER_STRAY;
}

/* A sample that ends inside a character of UTF-8 or before its value does would look broken. */
static cl_span sample_of(cl_span bytes)
{
    cl_span sample = cl_span_sub(bytes, 0, CL_GUESS_BYTES_MAX);
    size_t end = sample.len;
    while (sample.len < bytes.len && end > 0 && sample.data[end - 1] >= 0x80) {
        end--;
    }
    return end > 0 ? cl_span_sub(sample, 0, end) : sample;
}

/* How much less than windows-1252 another reading must cost: the rarer the charset among captions,
 * the more. */
static const long page_margins[CL_PAGE_COUNT] = {
    [CL_PAGE_MACROMAN] = 12, [CL_PAGE_WINDOWS_1250] = 16, [CL_PAGE_WINDOWS_1251] = 14,
    [CL_PAGE_KOI8_R] = 16,   [CL_PAGE_WINDOWS_1254] = 16,
};

enum {
    EAST_MARGIN = 24,
    SURE_MARGIN = 30 /* 15 bits */
};

/* The best reading so far, and the best of another charset. */
typedef struct choice {
    const char *charset;
    long cost;
    long second;
} choice;

static void offer(choice *best, const char *charset, long cost)
{
    if (cost < best->cost) {
        best->second = best->cost;
        best->cost = cost;
        best->charset = charset;
    } else if (cost < best->second) {
        best->second = cost;
    }
}

static cl_status choose(cl_span sample, choice *out)
{
    long pages[CL_PAGE_COUNT];
    long east[CL_EAST_COUNT];
    cl_guess_letters(sample, pages);
    CL_TRY(cl_guess_east(sample, east));
    *out = (choice){CL_CHARSET_WINDOWS_1252, pages[CL_PAGE_WINDOWS_1252], CL_GUESS_IMPOSSIBLE};
    for (unsigned i = CL_PAGE_WINDOWS_1252 + 1; i < CL_PAGE_COUNT; i++) {
        offer(out, cl_code_page_charset((cl_code_page)i), pages[i] + page_margins[i]);
    }
    for (unsigned i = 0; i < CL_EAST_COUNT; i++) {
        offer(out, cl_east_charset((cl_east)i), east[i] + EAST_MARGIN);
    }
    return CL_OK;
}

cl_status cl_guess_charset(cl_span bytes, cl_guess *out)
{
    *out = (cl_guess){CL_CHARSET_ASCII, true};
    if (cl_charset_is_ascii(bytes)) {
        return CL_OK;
    }
    out->charset = CL_CHARSET_UTF8;
    if (cl_utf8_valid(bytes) || is_mostly_utf8(bytes)) {
        return CL_OK;
    }
    choice best;
    CL_TRY(choose(sample_of(bytes), &best));
    bool left_over = cl_span_equal(cl_span_of(best.charset), CL_SPAN(CL_CHARSET_WINDOWS_1252));
    *out = (cl_guess){best.charset, !left_over && best.second - best.cost >= SURE_MARGIN};
    return CL_OK;
}
