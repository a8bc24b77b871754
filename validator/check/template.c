#include "check/template.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

enum {
    PIECES = 64 /* hardly a sentence has ten; a longer one is put together in several turns */
};

/* Cuts the next piece off `rest`: a known {placeholder} gives its value, everything else itself. */
static bool next_piece(cl_span *rest, const cl_blanks *blanks, cl_span *out)
{
    if (rest->len == 0) {
        return false;
    }
    size_t len = cl_span_find_byte(*rest, '{');
    if (len == 0) {
        size_t close = cl_span_find_byte(*rest, '}');
        cl_blank blank;
        if (close < rest->len && cl_blank_of(cl_span_sub(*rest, 1, close - 1), &blank)) {
            *out = blanks->of[blank];
            *rest = cl_span_from(*rest, close + 1);
            return true;
        }
        len = 1;
    }
    *out = cl_span_sub(*rest, 0, len);
    *rest = cl_span_from(*rest, len);
    return true;
}

static cl_status join(cl_arena *arena, const cl_span *pieces, size_t count, cl_span *out)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].len > SIZE_MAX / 2 - len) {
            return CL_LIMIT;
        }
        len += pieces[i].len;
    }
    uint8_t *text = cl_arena_take(arena, len, 1);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].len > 0) {
            memcpy(text + at, pieces[i].data, pieces[i].len);
            at += pieces[i].len;
        }
    }
    *out = (cl_span){text, len};
    return CL_OK;
}

cl_status cl_template_fill(cl_arena *arena, cl_span template, const cl_blanks *blanks, cl_span *out)
{
    cl_span pieces[PIECES];
    pieces[0] = CL_SPAN("");
    do {
        size_t count = 1; /* what the turn before put together */
        while (count < PIECES && next_piece(&template, blanks, &pieces[count])) {
            count++;
        }
        CL_TRY(join(arena, pieces, count, &pieces[0]));
    } while (template.len > 0);
    *out = pieces[0];
    return CL_OK;
}

cl_span cl_number_text(cl_arena *arena, size_t number)
{
    uint8_t digits[24];
    cl_span text = CL_EMPTY_SPAN;
    size_t first = sizeof digits;
    do {
        digits[--first] = (uint8_t)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    cl_span written = {digits + first, sizeof digits - first};
    return cl_arena_copy(arena, written, &text) == CL_OK ? text : CL_SPAN("");
}

cl_status cl_one_line(cl_arena *arena, cl_span text, cl_span *out)
{
    return cl_utf8_squeeze(arena, text, CL_QUOTE_MAX, out);
}
