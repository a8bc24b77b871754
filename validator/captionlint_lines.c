#include "captionlint_lines.h"

#include "base/limits.h"

enum {
    STEP = 4096
};

/* The line at lines->at without its line feed; what goes beyond the cap is passed over. */
static cl_status read_line(captionlint_lines *lines, bool *too_long)
{
    cl_out *text = &lines->text;
    cl_out_clear(text);
    *too_long = false;
    for (bool ended = false; !ended;) {
        cl_span chunk;
        CL_TRY(cl_source_peek_some(lines->source, lines->at, STEP, &chunk));
        size_t end = cl_span_find_byte(chunk, '\n');
        cl_span part = cl_span_sub(chunk, 0, end);
        *too_long = *too_long || part.len > CL_RECORD_LINE_MAX - text->len;
        if (!*too_long) {
            cl_out_put(text, part);
        }
        ended = chunk.len == 0 || end < chunk.len;
        lines->at += end < chunk.len ? end + 1 : end;
    }
    return text->failed ? CL_NO_MEMORY : CL_OK;
}

static cl_span without_mark(cl_span line)
{
    cl_span mark = CL_SPAN("\xEF\xBB\xBF");
    return cl_span_starts(line, mark) ? cl_span_from(line, mark.len) : line;
}

static cl_status take_line(captionlint_lines *lines, captionlint_line *out)
{
    uint64_t start = lines->at;
    *out = (captionlint_line){.number = ++lines->number, .offset = lines->before + start};
    CL_TRY(read_line(lines, &out->too_long));
    /* A file that shrinks while it is read must not keep us here. */
    lines->shrunk = lines->at == start;
    out->shrunk = lines->shrunk;
    cl_span text = cl_out_span(&lines->text);
    out->text = cl_span_trim(out->offset == 0 ? without_mark(text) : text);
    if (out->too_long) {
        out->text = CL_EMPTY_SPAN;
    }
    return CL_OK;
}

/* Only the first piece can be an input without any record. */
captionlint_lines captionlint_lines_of(const captionlint_input *input, cl_source *source)
{
    return (captionlint_lines){.source = source,
                               .before = input->bytes_before,
                               .number = input->lines_before,
                               .found = input->bytes_before > 0 ? 1 : 0};
}

cl_status captionlint_lines_next(captionlint_lines *lines, captionlint_line *out, bool *more)
{
    *more = true;
    while (!lines->shrunk && lines->at < cl_source_size(lines->source)) {
        CL_TRY(take_line(lines, out));
        if (out->text.len > 0 || out->too_long || out->shrunk) {
            lines->found++;
            return CL_OK;
        }
    }
    *more = lines->found++ == 0;
    *out = (captionlint_line){.number = 1};
    return CL_OK;
}

void captionlint_lines_end(captionlint_lines *lines)
{
    cl_out_free(&lines->text);
}
