/* A document as a manual page is laid out: no wider than a narrow terminal, nothing but blanks. */
#include "report/document.h"
#include "report/terminal.h"

enum {
    COLUMNS = 78,
    RULE_INDENT = 2, /* of a rule's id; what it says stands further in */
    BODY_INDENT = 6,
    ALONE_INDENT = 2,
    LABEL_WIDTH = 12
};

static size_t indent_of(const cl_document *document)
{
    return document->level == CL_DOCUMENT_RULE ? BODY_INDENT : ALONE_INDENT;
}

static cl_terminal terminal_of(cl_document *document)
{
    return (cl_terminal){.out = document->out, .colour = document->colour, .columns = COLUMNS};
}

static void wrap(cl_document *document, size_t at, size_t indent, cl_span text)
{
    const cl_terminal terminal = terminal_of(document);
    cl_terminal_wrap(&terminal, at, indent, text);
    cl_out_byte(document->out, '\n');
}

static void wrap_bold(cl_document *document, size_t at, size_t indent, cl_span text)
{
    const cl_terminal terminal = terminal_of(document);
    cl_terminal_start(&terminal, CL_BOLD);
    cl_terminal_wrap(&terminal, at, indent, text);
    cl_terminal_stop(&terminal, CL_BOLD);
    cl_out_byte(document->out, '\n');
}

/* An empty line before a block, but none between two facts or under the id of a rule. */
static void open_block(cl_document *document, cl_document_written block)
{
    bool goes_on = document->open == block && block != CL_WRITTEN_PROSE;
    bool under = document->open == CL_WRITTEN_HEADING && document->level == CL_DOCUMENT_RULE;
    if (document->out->len > 0 && !goes_on && !under) {
        cl_out_byte(document->out, '\n');
    }
    document->open = block;
}

static void put_underlined(cl_document *document, cl_span text, const char *line)
{
    size_t width = cl_terminal_width(text);
    wrap(document, 0, 0, text);
    cl_out_repeat(document->out, line, width < COLUMNS ? width : COLUMNS);
    cl_out_byte(document->out, '\n');
}

static void begin(cl_document *document, cl_span title)
{
    put_underlined(document, title, "=");
    document->open = CL_WRITTEN_HEADING;
}

static void no_links(cl_document *document, const char *title)
{
    (void)document;
    (void)title;
}

static void no_link(cl_document *document, const cl_document_cell *cell)
{
    (void)document;
    (void)cell;
}

static void heading(cl_document *document, unsigned level, cl_document_anchor anchor, cl_span text)
{
    (void)anchor;
    document->level = CL_DOCUMENT_PART;
    open_block(document, CL_WRITTEN_NONE);
    if (level == CL_DOCUMENT_PART || level == CL_DOCUMENT_SECTION) {
        cl_out_text(document->out, "\n");
        put_underlined(document, text, level == CL_DOCUMENT_PART ? "=" : "-");
    } else {
        size_t indent = level == CL_DOCUMENT_RULE ? RULE_INDENT : 0;
        cl_out_repeat(document->out, " ", indent);
        wrap_bold(document, indent, indent, text);
    }
    document->level = level;
    document->open = CL_WRITTEN_HEADING;
}

static void prose(cl_document *document, cl_span text)
{
    cl_span paragraph;
    while (cl_document_paragraph(&text, &paragraph)) {
        size_t indent = indent_of(document);
        open_block(document, CL_WRITTEN_PROSE);
        cl_out_repeat(document->out, " ", indent);
        wrap(document, indent, indent, paragraph);
    }
}

/* The label, or blanks in its place, then each line of the text from the same column on. */
static void put_labelled(cl_document *document, const char *label, cl_span text)
{
    size_t at = indent_of(document) + LABEL_WIDTH;
    cl_span line;
    cl_out_repeat(document->out, " ", indent_of(document));
    const cl_terminal terminal = terminal_of(document);
    cl_terminal_start(&terminal, CL_DIM);
    cl_out_format(document->out, "%-*s", LABEL_WIDTH, label);
    cl_terminal_stop(&terminal, CL_DIM);
    for (bool first = true; cl_span_next(&text, '\n', &line); first = false) {
        cl_out_repeat(document->out, " ", first ? 0 : at);
        wrap(document, at, at, line);
    }
}

static void fact(cl_document *document, const char *label, cl_span text)
{
    if (text.len > 0) {
        open_block(document, CL_WRITTEN_FACTS);
        put_labelled(document, label, text);
    }
}

static void list(cl_document *document, const char *label)
{
    open_block(document, CL_WRITTEN_FACTS);
    document->label = label;
}

static void item(cl_document *document, const cl_document_item *one)
{
    cl_out line = {0};
    const char *quote = one->language.len > 0 ? "\"" : "";
    cl_out_text(&line, quote);
    cl_out_put(&line, one->text);
    cl_out_text(&line, quote);
    if (one->note.len > 0) {
        cl_out_byte(&line, ' ');
        cl_out_put(&line, one->note);
    }
    put_labelled(document, document->label, cl_out_span(&line));
    document->label = "";
    document->out->failed = document->out->failed || line.failed;
    cl_out_free(&line);
}

static void table(cl_document *document, const char *caption, const cl_document_column *columns,
                  size_t count)
{
    cl_document_cell names[CL_DOCUMENT_COLUMNS_MAX] = {{.text = CL_EMPTY_SPAN}};
    document->columns = columns;
    document->column_count = count;
    for (size_t i = 0; i < count; i++) {
        names[i].text = cl_span_of(columns[i].name);
    }
    prose(document, cl_span_of(caption));
    open_block(document, CL_WRITTEN_TABLE);
    document->format->row(document, names);
}

static void row(cl_document *document, const cl_document_cell *cells)
{
    size_t at = indent_of(document);
    cl_out_repeat(document->out, " ", at);
    for (size_t i = 0; i + 1 < document->column_count; i++) {
        size_t used = cl_terminal_width(cells[i].text);
        size_t width = document->columns[i].width;
        size_t filled = used < width ? width : used + 1;
        cl_terminal_text(document->out, cells[i].text);
        cl_out_repeat(document->out, " ", filled - used);
        at += filled;
    }
    wrap(document, at, at, cells[document->column_count - 1].text);
}

static void end(cl_document *document)
{
    document->open = CL_WRITTEN_NONE;
}

const cl_document_format cl_document_text = {
    "text", false, begin, no_links, no_link, heading, prose, fact, list, item, table, row, end};
