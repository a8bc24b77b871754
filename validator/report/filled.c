#include "report/filled.h"

/* The number of the blank at the beginning of the text; 0 when there is none. */
static unsigned blank_at(cl_span text)
{
    bool is_blank = text.len >= 3 && text.data[0] == '{' && text.data[1] >= '1' &&
                    text.data[1] <= '0' + CL_FILLED_MAX && text.data[2] == '}';
    return is_blank ? (unsigned)(text.data[1] - '0') : 0;
}

void cl_filled_put(cl_out *out, cl_span sentence, const cl_span *blanks, size_t count)
{
    cl_span rest = sentence;
    while (rest.len > 0) {
        unsigned blank = blank_at(rest);
        if (blank > 0) {
            cl_out_put(out, blank <= count ? blanks[blank - 1] : CL_EMPTY_SPAN);
            rest = cl_span_from(rest, 3);
            continue;
        }
        size_t next = 1 + cl_span_find_byte(cl_span_from(rest, 1), '{');
        cl_out_put(out, cl_span_sub(rest, 0, next));
        rest = cl_span_from(rest, next);
    }
}
