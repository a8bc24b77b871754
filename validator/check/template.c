#include "check/template.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

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

cl_status cl_template_fill(cl_arena *arena, cl_span template, const cl_blanks *blanks, cl_span *out)
{
    size_t len = 0;
    cl_span next;
    for (cl_span rest = template; next_piece(&rest, blanks, &next);) {
        if (next.len > SIZE_MAX / 2 - len) {
            return CL_LIMIT;
        }
        len += next.len;
    }
    uint8_t *text = cl_arena_alloc(arena, len + 1, 1);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    size_t at = 0;
    for (cl_span rest = template; next_piece(&rest, blanks, &next);) {
        if (next.len > 0) {
            memcpy(text + at, next.data, next.len);
            at += next.len;
        }
    }
    *out = (cl_span){text, at};
    return CL_OK;
}

cl_status cl_one_line(cl_arena *arena, cl_span text, cl_span *out)
{
    return cl_utf8_squeeze(arena, text, CL_QUOTE_MAX, out);
}
