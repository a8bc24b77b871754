/* --format gcc: a line a statement, as compilers write them, for editors and programs that look for
 * "FILE:LINE:COLUMN: error: ...". What stands in a file without lines stands in its first one. */
#include <inttypes.h>

#include "report/statements.h"
#include "report/terminal.h"

static void put_place(cl_out *out, const cl_report_item *item, const cl_spot *spot)
{
    bool piped = cl_span_equal(item->record->path, CL_SPAN("-"));
    cl_terminal_text(out, piped ? CL_SPAN("<stdin>") : item->record->path);
    cl_out_format(out, ":%" PRIu64, spot->line);
    if (spot->in_text) {
        cl_out_format(out, ":%" PRIu64, spot->column);
    }
}

static void put_statement(const cl_report_item *item, const cl_statement *statement, void *to)
{
    cl_out *out = to;
    put_place(out, item, &statement->spot);
    cl_out_format(out, ": %s: ", cl_level_word(statement->level));
    cl_terminal_text(out, statement->text);
    cl_out_text(out, " [");
    cl_terminal_text(out, statement->what->rule);
    cl_out_text(out, "]\n");
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    (void)options;
    cl_statements_put(out, picture, put_statement, out);
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)options;
    cl_span rest = cl_out_span(&totals->failures);
    cl_span line;
    while (rest.len > 0 && cl_span_next(&rest, '\n', &line)) {
        cl_out_text(out, "captionlint: error: ");
        cl_out_put(out, line);
        cl_out_byte(out, '\n');
    }
}

const cl_report_format cl_report_gcc = {
    .name = "gcc",
    .begin = begin,
    .item = item,
    .between = "",
    .streams = true,
    .end = end,
};
