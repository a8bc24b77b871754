#include "check/template.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* The next piece of a template: plain text, or a blank. */
typedef struct piece {
    cl_span text;
} piece;

static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           code == 0x2028 || code == 0x2029;
}

/* Cuts the next piece off `rest`: a known {placeholder} gives its value, everything else itself. */
static bool next_piece(cl_span *rest, const cl_blanks *blanks, piece *out)
{
    if (rest->len == 0) {
        return false;
    }
    size_t len = cl_span_find_byte(*rest, '{');
    if (len == 0) {
        size_t close = cl_span_find_byte(*rest, '}');
        cl_blank blank;
        if (close < rest->len && cl_blank_of(cl_span_sub(*rest, 1, close - 1), &blank)) {
            out->text = blanks->of[blank];
            *rest = cl_span_from(*rest, close + 1);
            return true;
        }
        len = 1;
    }
    out->text = cl_span_sub(*rest, 0, len);
    *rest = cl_span_from(*rest, len);
    return true;
}

cl_status cl_template_fill(cl_arena *arena, cl_span template, const cl_blanks *blanks, cl_span *out)
{
    size_t len = 0;
    piece next;
    for (cl_span rest = template; next_piece(&rest, blanks, &next);) {
        if (next.text.len > SIZE_MAX / 2 - len) {
            return CL_LIMIT;
        }
        len += next.text.len;
    }
    uint8_t *text = cl_arena_alloc(arena, len + 1, 1);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    size_t at = 0;
    for (cl_span rest = template; next_piece(&rest, blanks, &next);) {
        if (next.text.len > 0) {
            memcpy(text + at, next.text.data, next.text.len);
            at += next.text.len;
        }
    }
    *out = (cl_span){text, at};
    return CL_OK;
}

cl_status cl_one_line(cl_arena *arena, cl_span text, cl_span *out)
{
    size_t room = text.len < CL_QUOTE_MAX * CL_UTF8_MAX ? text.len : CL_QUOTE_MAX * CL_UTF8_MAX;
    uint8_t *line = cl_arena_alloc(arena, room + sizeof ELLIPSIS, 1);
    if (line == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    size_t count = 0;
    bool gap = false;
    uint32_t code;
    for (size_t at = 0, from = 0; cl_utf8_next(text, &at, &code); from = at) {
        if (is_space(code)) {
            gap = len > 0;
            continue;
        }
        count += gap ? 2 : 1;
        if (count > CL_QUOTE_MAX) {
            memcpy(line + len, ELLIPSIS, sizeof ELLIPSIS - 1);
            len += sizeof ELLIPSIS - 1;
            break;
        }
        if (gap) {
            line[len++] = ' ';
            gap = false;
        }
        memcpy(line + len, text.data + from, at - from);
        len += at - from;
    }
    *out = (cl_span){line, len};
    return CL_OK;
}
