/* A window of a field around the words that matter, with a line under them, as compilers show code.
 */
#ifndef CL_REPORT_EXCERPT_H
#define CL_REPORT_EXCERPT_H

#include "report/terminal.h"

/* What is shown of a value: bytes [from, start) before the words, [start, head) and [tail, end) of
 * the words (head == tail unless their middle is left out), [end, to) behind them. */
typedef struct cl_excerpt {
    cl_span value;
    size_t from;
    size_t start;
    size_t head;
    size_t tail;
    size_t end;
    size_t to;
} cl_excerpt;

/* The excerpt of code points [start, end) of `value` that fits `width` columns, ellipses included.
 */
cl_excerpt cl_excerpt_of(cl_span value, uint32_t start, uint32_t end, size_t width);

/* Two lines: the excerpt, and `mark` under the words in `colour`; both after `indent` columns. */
void cl_excerpt_put(const cl_terminal *terminal, const cl_excerpt *excerpt, size_t indent,
                    const char *mark, cl_colour colour);

#endif
