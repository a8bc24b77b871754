/* A document as Markdown (CommonMark, with the tables of GitHub): for wikis, issues and pages of a
 * house's own. */
#include "report/document.h"

#include "base/text.h"

static void put(cl_document *document, const char *markup)
{
    cl_out_text(document->out, markup);
}

/* CommonMark 0.31, 2.4; the last three are GitHub's. */
static bool is_markup(uint32_t code)
{
    return code == '\\' || code == '`' || code == '*' || code == '_' || code == '[' ||
           code == ']' || code == '~' || code == '|' || code == '$';
}

/* Whether a line that begins so, but for digits, would be a heading, a list or a rule. */
static bool is_lead(uint32_t code)
{
    return code == '#' || code == '-' || code == '+' || code == '=' || code == '.' || code == ')';
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* What would be HTML, also for readers that know no escapes. */
static const char *reference_of(uint32_t code)
{
    return code == '"' ? NULL : cl_out_reference(code);
}

/* In one line; a line break is `gap`. */
static void put_text(cl_document *document, cl_span text, const char *gap)
{
    uint32_t code;
    bool begins = true;
    for (size_t at = 0; cl_utf8_next(text, &at, &code); begins = begins && is_digit(code)) {
        uint8_t bytes[CL_UTF8_MAX];
        if (code == '\n') {
            put(document, gap);
        } else if (reference_of(code) != NULL) {
            put(document, reference_of(code));
        } else if (cl_out_escapes(code)) {
            cl_out_format(document->out, "\\\\u%04x", code);
        } else {
            put(document, is_markup(code) || (begins && is_lead(code)) ? "\\" : "");
            cl_out_put(document->out, (cl_span){bytes, cl_utf8_put(code, bytes)});
        }
    }
}

static void put_line(cl_document *document, cl_span text)
{
    put_text(document, text, " ");
}

static void put_id(cl_document *document, cl_document_anchor anchor)
{
    if (anchor.name.len > 0) {
        put(document, "<a id=\"");
        cl_document_put_anchor(document->out, anchor);
        put(document, "\"></a>");
    }
}

static void put_linked(cl_document *document, const cl_document_cell *cell)
{
    bool linked = cell->target.name.len > 0;
    put(document, linked ? "[" : "");
    put_line(document, cell->text);
    if (linked) {
        put(document, "](#");
        cl_document_put_anchor(document->out, cell->target);
        put(document, ")");
    }
}

/* An empty line before a block, none between the items of one. */
static void open_block(cl_document *document, cl_document_written block)
{
    bool goes_on = document->open == block && block != CL_WRITTEN_PROSE;
    if (document->out->len > 0 && !goes_on) {
        cl_out_byte(document->out, '\n');
    }
    document->open = block;
}

static void put_heading(cl_document *document, unsigned level, cl_document_anchor anchor,
                        cl_span text)
{
    open_block(document, CL_WRITTEN_HEADING);
    cl_out_repeat(document->out, "#", level);
    cl_out_byte(document->out, ' ');
    put_id(document, anchor);
    put_line(document, text);
    cl_out_byte(document->out, '\n');
    document->open = CL_WRITTEN_NONE; /* another heading is a block of its own */
}

static void begin(cl_document *document, cl_span title)
{
    put_heading(document, 1, (cl_document_anchor){0}, title);
}

static void links(cl_document *document, const char *title)
{
    document->open = CL_WRITTEN_NONE;
    open_block(document, CL_WRITTEN_LINKS);
    put(document, "**");
    put_line(document, cl_span_of(title));
    put(document, "**\n\n");
}

static void link_to(cl_document *document, const cl_document_cell *cell)
{
    put(document, "- ");
    put_linked(document, cell);
    cl_out_byte(document->out, '\n');
}

static void heading(cl_document *document, unsigned level, cl_document_anchor anchor, cl_span text)
{
    put_heading(document, level, anchor, text);
    document->level = level;
}

static void prose(cl_document *document, cl_span text)
{
    cl_span paragraph;
    while (cl_document_paragraph(&text, &paragraph)) {
        open_block(document, CL_WRITTEN_PROSE);
        put_line(document, paragraph);
        cl_out_byte(document->out, '\n');
    }
}

static void put_label(cl_document *document, const char *label)
{
    open_block(document, CL_WRITTEN_FACTS);
    put(document, "- **");
    put_line(document, cl_span_of(label));
    put(document, ":**");
}

static void fact(cl_document *document, const char *label, cl_span text)
{
    if (text.len > 0) {
        put_label(document, label);
        put(document, " ");
        put_text(document, text, "<br>");
        cl_out_byte(document->out, '\n');
    }
}

static void list(cl_document *document, const char *label)
{
    put_label(document, label);
    cl_out_byte(document->out, '\n');
}

static void item(cl_document *document, const cl_document_item *one)
{
    const char *quote = one->language.len > 0 ? "\"" : "";
    put(document, "  - ");
    put(document, quote);
    put_text(document, one->text, "<br>");
    put(document, quote);
    if (one->note.len > 0) {
        put(document, " ");
        put_line(document, one->note);
    }
    cl_out_byte(document->out, '\n');
}

static void table(cl_document *document, const char *caption, const cl_document_column *columns,
                  size_t count)
{
    prose(document, cl_span_of(caption));
    document->column_count = count;
    open_block(document, CL_WRITTEN_TABLE);
    for (size_t i = 0; i < count; i++) {
        cl_out_format(document->out, "| %s ", columns[i].name);
    }
    put(document, "|\n");
    cl_out_repeat(document->out, "|---", count);
    put(document, "|\n");
}

static void row(cl_document *document, const cl_document_cell *cells)
{
    for (size_t i = 0; i < document->column_count; i++) {
        put(document, "| ");
        put_id(document, cells[i].anchor);
        put_linked(document, &cells[i]);
        put(document, " ");
    }
    put(document, "|\n");
}

static void end(cl_document *document)
{
    document->open = CL_WRITTEN_NONE;
}

const cl_document_format cl_document_markdown = {
    "markdown", false, begin, links, link_to, heading, prose, fact, list, item, table, row, end};
