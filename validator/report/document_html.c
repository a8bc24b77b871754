/* A document as one HTML file that needs nothing else: no scripts, no network. It is well-formed
 * XML too, so that any tool can check it. */
#include "report/document.h"

static const char head[] =
    "<meta charset=\"utf-8\"/>\n"
    "<meta http-equiv=\"Content-Security-Policy\""
    " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
    "<meta name=\"color-scheme\" content=\"light dark\"/>\n";

/* Every colour of a text has a contrast of 7:1 or more with both grounds it may stand on: WCAG
 * 2.2, 1.4.6. */
static const char style[] =
    ":root { --text: #1b1b1b; --ground: #ffffff; --panel: #f3f3ef; --soft: #4c4c4c;\n"
    "  --line: #8a8a8a; --link: #0a4480; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  :root { --text: #ebe9e5; --ground: #15181b; --panel: #1f2327; --soft: #c0bdb7;\n"
    "    --line: #767c82; --link: #9cc7f7; } }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0; color: var(--text); background: var(--ground);\n"
    "  font: 1rem/1.5 system-ui, sans-serif; }\n"
    "header, main, nav { padding: 0 1.5rem; }\n"
    "main { padding-bottom: 4rem; max-width: 60rem; }\n"
    "h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }\n"
    "h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); }\n"
    "h3 { margin-top: 2.5rem; }\n"
    "h4 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; }\n"
    "h4 a { color: inherit; text-decoration: none; }\n"
    "a { color: var(--link); }\n"
    "a:focus-visible, :target { outline: 2px solid var(--link); outline-offset: 2px; }\n"
    ".skip { position: absolute; left: -100rem; }\n"
    ".skip:focus { position: static; }\n"
    "p { max-width: 45rem; }\n"
    "nav { background: var(--panel); }\n"
    "nav h2 { font-size: 1rem; margin: 0; padding-top: 1rem; border: 0; }\n"
    "nav ul { margin: 0; padding: 0 0 .5rem; list-style: none; }\n"
    "nav li { display: inline-block; margin-right: 1rem; }\n"
    "article { margin: 1rem 0; padding: .75rem 1rem; background: var(--panel);\n"
    "  border-left: 4px solid var(--line); }\n"
    "article p { margin: .25rem 0 .5rem; }\n"
    "dl { margin: 0; }\n"
    "dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; }\n"
    "dt { color: var(--soft); }\n"
    "dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }\n"
    "dd ul { margin: 0; padding-left: 1.1rem; white-space: normal; }\n"
    "q { white-space: pre-line; }\n"
    ".note { color: var(--soft); }\n"
    "table { border-collapse: collapse; margin: 1rem 0; }\n"
    "caption { text-align: left; font-weight: 600; padding: .25rem 0; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;\n"
    "  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }\n"
    "@media (min-width: 70rem) {\n"
    "  body { display: grid; grid-template-columns: 16rem 1fr; }\n"
    "  header, .skip { grid-column: 1 / 3; }\n"
    "  #contents { position: sticky; top: 0; align-self: start; max-height: 100vh;\n"
    "    overflow: auto; padding-bottom: 2rem; }\n"
    "  nav li { display: block; margin: 0; } }\n"
    "@media (max-width: 30rem) { dl div { grid-template-columns: 1fr; } }\n"
    "@media print {\n"
    "  :root { --text: #000000; --ground: #ffffff; --panel: #ffffff; --soft: #333333;\n"
    "    --link: #000000; }\n"
    "  body { display: block; font-size: 9pt; }\n"
    "  nav, .skip { display: none; }\n"
    "  main, header { max-width: none; padding: 0; }\n"
    "  h2, h3, h4 { break-after: avoid; }\n"
    "  article, tr { break-inside: avoid; }\n"
    "  thead { display: table-header-group; } }\n";

/* Where the document is: what is open around the blocks. */
enum {
    IN_HEADER = CL_DOCUMENT_ALONE,
    IN_MAIN = CL_DOCUMENT_PART /* a heading was written */
};

static void put(cl_document *document, const char *markup)
{
    cl_out_text(document->out, markup);
}

static void put_span(cl_document *document, cl_span text)
{
    cl_out_html(document->out, text);
}

static void put_id(cl_document *document, cl_document_anchor anchor)
{
    if (anchor.name.len > 0) {
        put(document, " id=\"");
        cl_document_put_anchor(document->out, anchor);
        put(document, "\"");
    }
}

static void put_linked(cl_document *document, const cl_document_cell *cell)
{
    if (cell->target.name.len == 0) {
        put_span(document, cell->text);
        return;
    }
    put(document, "<a href=\"#");
    cl_document_put_anchor(document->out, cell->target);
    put(document, "\">");
    put_span(document, cell->text);
    put(document, "</a>");
}

/* Ends the block that is open. */
static void close_block(cl_document *document)
{
    switch (document->open) {
    case CL_WRITTEN_LIST:
        put(document, "</ul></dd></div>\n</dl>\n");
        break;
    case CL_WRITTEN_FACTS:
        put(document, "</dl>\n");
        break;
    case CL_WRITTEN_TABLE:
        put(document, "</tbody>\n</table>\n");
        break;
    case CL_WRITTEN_LINKS:
        put(document, "</ul>\n</nav>\n");
        break;
    default:
        break;
    }
    document->open = CL_WRITTEN_NONE;
}

static void close_article(cl_document *document)
{
    close_block(document);
    put(document, document->level == CL_DOCUMENT_RULE ? "</article>\n" : "");
}

static void begin(cl_document *document, cl_span title)
{
    put(document, "<!DOCTYPE html>\n"
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n");
    put(document, head);
    put(document, "<title>");
    put_span(document, title);
    put(document, "</title>\n<style>\n");
    put(document, style);
    put(document, "</style>\n</head>\n<body>\n"
                  "<a class=\"skip\" href=\"#main\">To the rules</a>\n<header>\n<h1>");
    put_span(document, title);
    put(document, "</h1>\n");
    document->level = IN_HEADER;
}

static void links(cl_document *document, const char *title)
{
    if (document->level == IN_HEADER) {
        close_block(document);
        put(document, "</header>\n<div id=\"contents\">\n");
        document->level = 0;
    }
    close_block(document);
    cl_out_format(document->out, "<nav aria-label=\"%s\">\n<h2>%s</h2>\n<ul>\n", title, title);
    document->open = CL_WRITTEN_LINKS;
}

static void link_to(cl_document *document, const cl_document_cell *cell)
{
    put(document, "<li>");
    put_linked(document, cell);
    put(document, "</li>\n");
}

static void put_title(cl_document *document, unsigned level, cl_document_anchor anchor,
                      cl_span text)
{
    bool rule = level == CL_DOCUMENT_RULE;
    const cl_document_cell cell = {.text = text, .target = rule ? anchor : (cl_document_anchor){0}};
    put(document, rule ? "<article" : "");
    if (rule) {
        put_id(document, anchor);
        put(document, ">\n");
    }
    cl_out_format(document->out, "<h%u", level);
    if (!rule) {
        put_id(document, anchor);
    }
    put(document, ">");
    put_linked(document, &cell);
    cl_out_format(document->out, "</h%u>\n", level);
}

static void heading(cl_document *document, unsigned level, cl_document_anchor anchor, cl_span text)
{
    close_article(document);
    if (document->level < IN_MAIN) {
        put(document, document->level == IN_HEADER ? "</header>\n" : "</div>\n");
        put(document, "<main id=\"main\">\n");
    }
    put_title(document, level, anchor, text);
    document->level = level;
}

static void prose(cl_document *document, cl_span text)
{
    cl_span paragraph;
    close_block(document);
    while (cl_document_paragraph(&text, &paragraph)) {
        put(document, "<p>");
        put_span(document, paragraph);
        put(document, "</p>\n");
    }
}

static void open_facts(cl_document *document)
{
    if (document->open == CL_WRITTEN_LIST) {
        put(document, "</ul></dd></div>\n");
    } else if (document->open != CL_WRITTEN_FACTS) {
        close_block(document);
        put(document, "<dl>\n");
    }
    document->open = CL_WRITTEN_FACTS;
}

static void put_label(cl_document *document, const char *label)
{
    open_facts(document);
    cl_out_format(document->out, "<div><dt>%s</dt><dd>", label);
}

static void fact(cl_document *document, const char *label, cl_span text)
{
    if (text.len > 0) {
        put_label(document, label);
        put_span(document, text);
        put(document, "</dd></div>\n");
    }
}

static void list(cl_document *document, const char *label)
{
    put_label(document, label);
    put(document, "<ul>\n");
    document->open = CL_WRITTEN_LIST;
}

static void item(cl_document *document, const cl_document_item *one)
{
    put(document, "<li>");
    if (one->language.len > 0) {
        put(document, "<q lang=\"");
        put_span(document, one->language);
        put(document, "\">");
    }
    put_span(document, one->text);
    put(document, one->language.len > 0 ? "</q>" : "");
    if (one->note.len > 0) {
        put(document, " <span class=\"note\">");
        put_span(document, one->note);
        put(document, "</span>");
    }
    put(document, "</li>\n");
}

static void table(cl_document *document, const char *caption, const cl_document_column *columns,
                  size_t count)
{
    close_block(document);
    document->column_count = count;
    cl_out_format(document->out, "<table>\n<caption>%s</caption>\n<thead><tr>", caption);
    for (size_t i = 0; i < count; i++) {
        cl_out_format(document->out, "<th scope=\"col\">%s</th>", columns[i].name);
    }
    put(document, "</tr></thead>\n<tbody>\n");
    document->open = CL_WRITTEN_TABLE;
}

static void row(cl_document *document, const cl_document_cell *cells)
{
    put(document, "<tr>");
    for (size_t i = 0; i < document->column_count; i++) {
        put(document, i == 0 ? "<th scope=\"row\"" : "<td");
        put_id(document, cells[i].anchor);
        put(document, ">");
        put_linked(document, &cells[i]);
        put(document, i == 0 ? "</th>" : "</td>");
    }
    put(document, "</tr>\n");
}

static void end(cl_document *document)
{
    close_article(document);
    put(document, document->level >= IN_MAIN     ? "</main>\n"
                  : document->level == IN_HEADER ? "</header>\n"
                                                 : "</div>\n");
    put(document, "</body>\n</html>\n");
}

const cl_document_format cl_document_html = {"html", true, begin, links, link_to, heading, prose,
                                             fact,   list, item,  table, row,     end};
