/* `captionlint diff --format text`: what was lost comes first, a line each, in plain words. */
#include "report/diff.h"
#include "report/terminal.h"

enum {
    INDENT = 2,
    RESULT_WIDTH = 12
};

typedef struct look {
    const char *word;
    cl_colour colour;
} look;

static look look_of(cl_diff_result result)
{
    static const look looks[CL_DIFF_RESULTS] = {
        [CL_DIFF_LOST] = {"LOST", CL_RED},          [CL_DIFF_MISSING] = {"MISSING", CL_RED},
        [CL_DIFF_CHANGED] = {"CHANGED", CL_YELLOW}, [CL_DIFF_NEW] = {"NEW", CL_CYAN},
        [CL_DIFF_SAME] = {"SAME", CL_GREEN},
    };
    return looks[result];
}

static void put_title(const cl_terminal *terminal, const cl_diff_item *item)
{
    cl_out *out = terminal->out;
    look shown = look_of(cl_diff_result_of(item));
    cl_terminal_paint(terminal, shown.colour, shown.word);
    cl_out_repeat(out, " ", RESULT_WIDTH - cl_terminal_width(cl_span_of(shown.word)));
    cl_terminal_start(terminal, CL_BOLD);
    cl_terminal_text(out, item->before.len > 0 ? item->before : item->after);
    if (item->before.len > 0 && item->after.len > 0) {
        cl_out_text(out, " → ");
        cl_terminal_text(out, item->after);
    }
    if (item->id.len > 0) {
        cl_out_text(out, "  ");
        cl_terminal_text(out, item->id);
    }
    cl_terminal_stop(terminal, CL_BOLD);
    cl_out_byte(out, '\n');
}

static cl_colour colour_of(const cl_change *change)
{
    if (change->loss) {
        return CL_RED;
    }
    return change->kind == CL_CHANGE_ADDED ? CL_PLAIN : CL_YELLOW;
}

static void put_line(const cl_terminal *terminal, cl_colour colour, cl_out *line)
{
    cl_terminal_paragraph(terminal, INDENT, "", colour, cl_out_span(line));
    terminal->out->failed |= line->failed;
    cl_out_free(line);
}

static void put_incomplete(const cl_terminal *terminal, const cl_diff_item *item)
{
    const cl_span names[] = {item->before_incomplete ? item->before : CL_EMPTY_SPAN,
                             item->after_incomplete ? item->after : CL_EMPTY_SPAN};
    for (size_t i = 0; i < 2; i++) {
        if (names[i].len > 0) {
            cl_out line = {0};
            cl_out_text(&line, "could not be read whole, so that more may be lost: ");
            cl_out_put(&line, names[i]);
            put_line(terminal, CL_MAGENTA, &line);
        }
    }
    if (item->changes != NULL && item->changes->limited) {
        cl_out line = {0};
        cl_out_text(&line, "there is more than is compared; more may be lost");
        put_line(terminal, CL_MAGENTA, &line);
    }
}

static void put_editions(const cl_terminal *terminal, const cl_diff_item *item)
{
    for (size_t i = 0; i < item->edition_count; i++) {
        const cl_diff_edition *edition = &item->editions[i];
        if (edition->before == edition->after) {
            continue;
        }
        cl_out line = {0};
        cl_out_text(&line, "verdict for ");
        cl_out_put(&line, edition->name);
        cl_out_format(&line, ": %s → %s", cl_verdict_name(edition->before),
                      cl_verdict_name(edition->after));
        put_line(terminal, edition->after < edition->before ? CL_RED : CL_PLAIN, &line);
    }
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

static void item(cl_out *out, const cl_report_options *options, const cl_diff_item *compared,
                 size_t index)
{
    cl_terminal terminal = cl_terminal_of(out, options);
    (void)index;
    put_title(&terminal, compared);
    for (size_t i = 0; compared->changes != NULL && i < compared->changes->items.count; i++) {
        const cl_change *change = CL_ARRAY_AT(&compared->changes->items, const cl_change, i);
        cl_out line = {0};
        cl_diff_sentence(&line, change);
        put_line(&terminal, colour_of(change), &line);
    }
    put_editions(&terminal, compared);
    put_incomplete(&terminal, compared);
}

static void end(cl_out *out, const cl_report_options *options, const cl_diff_totals *totals)
{
    cl_terminal terminal = cl_terminal_of(out, options);
    size_t total = cl_diff_total(totals);
    const char *before = ": ";
    cl_out_format(out, "\n%zu picture%s", total, total == 1 ? "" : "s");
    for (int i = 0; i < CL_DIFF_RESULTS; i++) {
        look shown = look_of((cl_diff_result)i);
        if (totals->results[i] > 0) {
            cl_out_format(out, "%s%zu ", before, totals->results[i]);
            cl_terminal_paint(&terminal, shown.colour, shown.word);
            before = ", ";
        }
    }
    if (totals->incomplete > 0) {
        cl_out_format(out, "; %zu could not be read whole", totals->incomplete);
    }
    cl_out_byte(out, '\n');
}

const cl_diff_format cl_diff_text = {
    .name = "text",
    .begin = begin,
    .item = item,
    .end = end,
};
