#include "report/excerpt.h"

#include "base/text.h"

enum {
    WORD_MAX = 16 /* columns given up so that the excerpt begins and ends with whole words */
};

static const char ellipsis[] = "…";

static uint32_t code_at(cl_span value, size_t at, size_t *next)
{
    uint32_t code = ' ';
    *next = at;
    (void)cl_utf8_next(value, next, &code);
    return code;
}

/* How far code points go from `at` towards `stop` in at most *width columns; *width gets what is
 * left of them. */
static size_t forward(cl_span value, size_t at, size_t stop, size_t *width)
{
    while (at < stop) {
        size_t next;
        size_t needed = cl_terminal_code_width(code_at(value, at, &next));
        if (needed > *width) {
            break;
        }
        *width -= needed;
        at = next;
    }
    return at;
}

/* The same towards the beginning. A mark that combines with a letter stays with its letter. */
static size_t backward(cl_span value, size_t at, size_t stop, size_t *width)
{
    size_t reached = at;
    while (at > stop) {
        size_t next;
        at = cl_utf8_back(value, at);
        size_t needed = cl_terminal_code_width(code_at(value, at, &next));
        if (needed > *width) {
            break;
        }
        *width -= needed;
        reached = needed > 0 || at == stop ? at : reached;
    }
    return reached;
}

static bool is_space(cl_span value, size_t at)
{
    return at < value.len && (value.data[at] == ' ' || value.data[at] == '\n');
}

/* The first word that begins at `at` or after it, where one is near. */
static size_t next_word(cl_span value, size_t at, size_t stop)
{
    size_t width = WORD_MAX;
    size_t limit = forward(value, at, stop, &width);
    if (at > 0 && is_space(value, at - 1)) {
        return at;
    }
    for (size_t i = at; i < limit; i++) {
        if (is_space(value, i)) {
            return i + 1;
        }
    }
    return at;
}

/* The end of the last word that ends at `at` or before it, where one is near. */
static size_t last_word(cl_span value, size_t at, size_t stop)
{
    size_t width = WORD_MAX;
    size_t limit = backward(value, at, stop, &width);
    if (is_space(value, at)) {
        return at;
    }
    for (size_t i = at; i > limit; i--) {
        if (is_space(value, i - 1)) {
            return i - 1;
        }
    }
    return at;
}

/* Words that are wider than the line: their beginning and their end. */
static void leave_middle_out(cl_excerpt *excerpt, size_t width)
{
    size_t tail_width = width / 3;
    size_t head_width = width - tail_width;
    cl_span value = excerpt->value;
    excerpt->head = forward(value, excerpt->start, excerpt->end, &head_width);
    excerpt->tail = backward(value, excerpt->end, excerpt->head, &tail_width);
    excerpt->head = last_word(value, excerpt->head, excerpt->start);
    excerpt->tail = next_word(value, excerpt->tail, excerpt->end);
}

/* Shares `width` between what stands before and behind; what one side leaves the other takes. */
static void widen(cl_excerpt *excerpt, size_t width)
{
    cl_span value = excerpt->value;
    size_t left = width / 2;
    size_t right = width - left;
    (void)backward(value, excerpt->start, 0, &left);
    right += left;
    excerpt->to = forward(value, excerpt->end, value.len, &right);
    left = width / 2 - left + right;
    excerpt->from = backward(value, excerpt->start, 0, &left);
    if (excerpt->from > 0) {
        excerpt->from = next_word(value, excerpt->from, excerpt->start);
    }
    if (excerpt->to < value.len) {
        excerpt->to = last_word(value, excerpt->to, excerpt->end);
    }
}

cl_excerpt cl_excerpt_of(cl_span value, uint32_t start, uint32_t end, size_t width)
{
    size_t first = cl_utf8_index(value, start);
    size_t last = end > start ? cl_utf8_index(value, end) : first;
    cl_excerpt excerpt = {.value = value,
                          .from = first,
                          .start = first,
                          .head = last,
                          .tail = last,
                          .end = last,
                          .to = last};
    size_t left = width > 2 ? width - 2 : 0; /* an ellipsis on either side */
    if (forward(value, first, last, &left) < last) {
        leave_middle_out(&excerpt, width > 3 ? width - 3 : 0);
        return excerpt;
    }
    widen(&excerpt, left);
    return excerpt;
}

/* The bytes [from, to) of the value in one line; gives their columns. */
static size_t put_part(cl_out *out, const cl_excerpt *excerpt, size_t from, size_t to)
{
    cl_span part = cl_span_sub(excerpt->value, from, to - from);
    cl_terminal_text(out, part);
    return cl_terminal_width(part);
}

/* The words themselves; gives their columns. */
static size_t put_words(cl_out *out, const cl_excerpt *excerpt)
{
    size_t width = put_part(out, excerpt, excerpt->start, excerpt->head);
    if (excerpt->head < excerpt->tail) {
        cl_out_text(out, ellipsis);
        width += 1 + put_part(out, excerpt, excerpt->tail, excerpt->end);
    }
    return width;
}

void cl_excerpt_put(const cl_terminal *terminal, const cl_excerpt *excerpt, size_t indent,
                    const char *mark, cl_colour colour)
{
    cl_out *out = terminal->out;
    size_t before = indent;
    cl_out_repeat(out, " ", indent);
    if (excerpt->from > 0) {
        cl_out_text(out, ellipsis);
        before++;
    }
    before += put_part(out, excerpt, excerpt->from, excerpt->start);
    cl_terminal_start(terminal, colour == CL_PLAIN ? CL_PLAIN : CL_BOLD);
    size_t width = put_words(out, excerpt);
    cl_terminal_stop(terminal, colour == CL_PLAIN ? CL_PLAIN : CL_BOLD);
    (void)put_part(out, excerpt, excerpt->end, excerpt->to);
    if (excerpt->to < excerpt->value.len) {
        cl_out_text(out, ellipsis);
    }
    cl_out_byte(out, '\n');
    cl_out_repeat(out, " ", before);
    cl_terminal_start(terminal, colour);
    cl_out_repeat(out, mark, width > 0 ? width : 1);
    cl_terminal_stop(terminal, colour);
    cl_out_byte(out, '\n');
}
