/* What is to be written, for people: a unified diff. What is added to a sidecar stands in one
 * place, so that there is one hunk. */
#include "captionlint_fix.h"

enum {
    CONTEXT = 3
};

/* A text as lines; the line feed is part of a line. */
typedef struct lines {
    cl_span text;
    size_t count;
} lines;

static lines lines_of(cl_span text)
{
    lines out = {.text = text};
    for (size_t i = 0; i < text.len; i++) {
        out.count += text.data[i] == '\n' || i + 1 == text.len ? 1 : 0;
    }
    return out;
}

static cl_span take_line(cl_span *rest)
{
    size_t len = cl_span_find_byte(*rest, '\n');
    cl_span line = cl_span_sub(*rest, 0, len + 1);
    *rest = cl_span_from(*rest, line.len);
    return line;
}

static cl_span take_last_line(cl_span *rest)
{
    size_t from = rest->len == 0 ? 0 : rest->len - 1;
    while (from > 0 && rest->data[from - 1] != '\n') {
        from--;
    }
    cl_span line = cl_span_from(*rest, from);
    *rest = cl_span_sub(*rest, 0, from);
    return line;
}

/* How many lines are the same at the beginning. */
static size_t same_first(cl_span old, cl_span new)
{
    size_t count = 0;
    while (old.len > 0 && new.len > 0 && cl_span_equal(take_line(&old), take_line(&new))) {
        count++;
    }
    return count;
}

/* The same at the end, where `most` may be. */
static size_t same_last(cl_span old, cl_span new, size_t most)
{
    size_t count = 0;
    while (count < most && cl_span_equal(take_last_line(&old), take_last_line(&new))) {
        count++;
    }
    return count;
}

/* Lines [from, to), each behind `mark`. */
static void put_lines(cl_out *out, const lines *of, size_t from, size_t to, char mark)
{
    cl_span rest = of->text;
    for (size_t i = 0; i < to && rest.len > 0; i++) {
        cl_span line = take_line(&rest);
        bool ended = line.data[line.len - 1] == '\n';
        if (i < from) {
            continue;
        }
        cl_out_byte(out, mark);
        cl_out_printable(out, ended ? cl_span_sub(line, 0, line.len - 1) : line);
        cl_out_text(out, ended ? "\n" : "\n\\ No newline at end of file\n");
    }
}

/* A name with a line break in it would be lines of the diff: it stands in quotes, as git has it. */
static void put_name(cl_out *out, const char *mark, cl_span name)
{
    cl_out_text(out, mark);
    if (cl_span_find_byte(name, '\n') < name.len) {
        cl_out_json(out, name);
    } else {
        cl_out_printable(out, name.len == 0 ? CL_SPAN("/dev/null") : name);
    }
    cl_out_byte(out, '\n');
}

void captionlint_unified_diff(cl_out *out, cl_span old_name, cl_span old, cl_span new_name,
                              cl_span new)
{
    const lines before = lines_of(old);
    const lines after = lines_of(new);
    size_t first = same_first(old, new);
    size_t least = before.count < after.count ? before.count : after.count;
    size_t last = same_last(old, new, least - first);
    size_t from = first > CONTEXT ? first - CONTEXT : 0;
    size_t tail = last < CONTEXT ? last : CONTEXT;
    size_t old_to = before.count - last;
    size_t new_to = after.count - last;
    put_name(out, "--- ", old_name);
    put_name(out, "+++ ", new_name);
    cl_out_format(out, "@@ -%zu,%zu +%zu,%zu @@\n", before.count == 0 ? 0 : from + 1,
                  old_to + tail - from, from + 1, new_to + tail - from);
    put_lines(out, &before, from, first, ' ');
    put_lines(out, &before, first, old_to, '-');
    put_lines(out, &after, first, new_to, '+');
    put_lines(out, &before, old_to, old_to + tail, ' ');
}
