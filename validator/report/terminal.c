#include "report/terminal.h"

#include <utf8proc.h>

#include "base/text.h"

enum {
    COLUMNS_DEFAULT = 80,
    COLUMNS_MIN = 40,
    COLUMNS_MAX = 400,
    ESCAPE_WIDTH = 6, /* \u202e */
    LEAD_MAX = 4,     /* longer leads are not lined up with */
    HANGING = 2
};

cl_terminal cl_terminal_of(cl_out *out, const cl_report_options *options)
{
    size_t columns = options->columns == 0 ? COLUMNS_DEFAULT : options->columns;
    columns = columns < COLUMNS_MIN ? COLUMNS_MIN : columns;
    columns = columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
    return (cl_terminal){.out = out, .colour = options->colour, .columns = columns};
}

/* ECMA-48, 8.3.117 SGR */
void cl_terminal_start(const cl_terminal *terminal, cl_colour colour)
{
    static const char *const codes[] = {
        [CL_BOLD] = "\x1b[1m",      [CL_DIM] = "\x1b[2m",        [CL_RED] = "\x1b[1;31m",
        [CL_YELLOW] = "\x1b[1;33m", [CL_MAGENTA] = "\x1b[1;35m", [CL_CYAN] = "\x1b[1;36m",
        [CL_GREEN] = "\x1b[1;32m",
    };
    if (terminal->colour && colour != CL_PLAIN) {
        cl_out_text(terminal->out, codes[colour]);
    }
}

void cl_terminal_stop(const cl_terminal *terminal, cl_colour colour)
{
    if (terminal->colour && colour != CL_PLAIN) {
        cl_out_text(terminal->out, "\x1b[0m");
    }
}

void cl_terminal_paint(const cl_terminal *terminal, cl_colour colour, const char *text)
{
    cl_terminal_start(terminal, colour);
    cl_out_text(terminal->out, text);
    cl_terminal_stop(terminal, colour);
}

static bool is_blank(uint32_t code)
{
    return (code >= '\t' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

static void put_code(cl_out *out, uint32_t code)
{
    uint8_t bytes[CL_UTF8_MAX];
    uint32_t shown = is_blank(code) ? ' ' : code;
    cl_out_printable(out, (cl_span){bytes, cl_utf8_put(shown, bytes)});
}

size_t cl_terminal_code_width(uint32_t code)
{
    if (is_blank(code)) {
        return 1;
    }
    if (cl_out_escapes(code)) {
        return ESCAPE_WIDTH;
    }
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width < 0 ? 0 : (size_t)width;
}

void cl_terminal_text(cl_out *out, cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        put_code(out, code);
    }
}

size_t cl_terminal_width(cl_span text)
{
    size_t width = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        width += cl_terminal_code_width(code);
    }
    return width;
}

/* The next run without blanks; false at the end. */
static bool next_word(cl_span text, size_t *at, cl_span *out)
{
    size_t start = *at;
    size_t end = start;
    uint32_t code;
    while (cl_utf8_next(text, at, &code)) {
        if (code != ' ' && !is_blank(code)) {
            end = *at;
            continue;
        }
        if (end > start) {
            break;
        }
        start = *at;
        end = *at;
    }
    *out = cl_span_sub(text, start, end - start);
    return end > start;
}

void cl_terminal_wrap(const cl_terminal *terminal, size_t at, size_t indent, cl_span text)
{
    cl_span word;
    bool first = true;
    for (size_t next = 0; next_word(text, &next, &word); first = false) {
        size_t width = cl_terminal_width(word);
        if (!first && at + 1 + width > terminal->columns) {
            cl_out_byte(terminal->out, '\n');
            cl_out_repeat(terminal->out, " ", indent);
            at = indent;
        } else if (!first) {
            cl_out_byte(terminal->out, ' ');
            at++;
        }
        cl_terminal_text(terminal->out, word);
        at += width;
    }
}

void cl_terminal_paragraph(const cl_terminal *terminal, size_t indent, const char *lead,
                           cl_colour colour, cl_span text)
{
    if (text.len == 0) {
        return;
    }
    size_t width = cl_terminal_width(cl_span_of(lead));
    cl_out_repeat(terminal->out, " ", indent);
    cl_out_text(terminal->out, lead);
    cl_terminal_start(terminal, colour);
    cl_terminal_wrap(terminal, indent + width, indent + (width > LEAD_MAX ? HANGING : width), text);
    cl_terminal_stop(terminal, colour);
    cl_out_byte(terminal->out, '\n');
}

void cl_terminal_cut(cl_out *out, size_t width, cl_span text)
{
    if (cl_terminal_width(text) <= width) {
        cl_terminal_text(out, text);
        return;
    }
    size_t used = 1; /* the ellipsis */
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        used += cl_terminal_code_width(code);
        if (used > width) {
            break;
        }
        put_code(out, code);
    }
    cl_out_text(out, "…");
}
