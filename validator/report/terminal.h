/* Text for a person's terminal: colours, widths, wrapped lines. Whatever comes from a picture goes
 * through here, so that no control character, no line break and no change of direction in a caption
 * can forge a line of the report. */
#ifndef CL_REPORT_TERMINAL_H
#define CL_REPORT_TERMINAL_H

#include "report/report.h"

typedef enum cl_colour {
    CL_PLAIN,
    CL_BOLD,
    CL_DIM,
    CL_RED,
    CL_YELLOW,
    CL_MAGENTA,
    CL_CYAN,
    CL_GREEN
} cl_colour;

typedef struct cl_terminal {
    cl_out *out;
    bool colour;
    size_t columns;
} cl_terminal;

cl_terminal cl_terminal_of(cl_out *out, const cl_report_options *options);

void cl_terminal_start(const cl_terminal *terminal, cl_colour colour);
void cl_terminal_stop(const cl_terminal *terminal, cl_colour colour);
/* Our own words in a colour. */
void cl_terminal_paint(const cl_terminal *terminal, cl_colour colour, const char *text);

/* A text in one line: blanks of every kind as a space, what would disturb the terminal escaped. */
void cl_terminal_text(cl_out *out, cl_span text);
/* Columns that one code point takes, and a whole text, as cl_terminal_text writes them. */
size_t cl_terminal_code_width(uint32_t code);
size_t cl_terminal_width(cl_span text);

/* A text broken at spaces; further lines begin at column `indent`, the first one goes on at `at`.
 */
void cl_terminal_wrap(const cl_terminal *terminal, size_t at, size_t indent, cl_span text);
/* A line in column `indent`: `lead`, then the text in `colour`; further lines stand under the text,
 * or a little to the right of a long lead. Nothing for an empty text. */
void cl_terminal_paragraph(const cl_terminal *terminal, size_t indent, const char *lead,
                           cl_colour colour, cl_span text);
/* A text in one line of at most `width` columns, its end replaced by … where it is longer. */
void cl_terminal_cut(cl_out *out, size_t width, cl_span text);

#endif
