/* A document for people, written piece by piece as plain text, as Markdown or as HTML: who says
 * what stands in it does not know which. Every text may come from a hostile file and is escaped
 * here. */
#ifndef CL_REPORT_DOCUMENT_H
#define CL_REPORT_DOCUMENT_H

#include "base/out.h"

typedef struct cl_document_format cl_document_format;

/* What a link leads to: a rule by its id, or with `of` ("check:") something else of that name. */
typedef struct cl_document_anchor {
    const char *of;
    cl_span name; /* both empty: none */
} cl_document_anchor;

typedef struct cl_document_cell {
    cl_span text;
    cl_document_anchor target; /* the text links there */
    cl_document_anchor anchor; /* others link here */
} cl_document_cell;

typedef struct cl_document_column {
    const char *name;
    size_t width; /* in plain text; the last column takes what is left */
} cl_document_column;

typedef struct cl_document_item {
    cl_span text;
    cl_span language; /* BCP 47 of a quotation; empty: our own words */
    cl_span note;     /* what comes of it */
} cl_document_item;

enum {
    CL_DOCUMENT_ALONE = 1, /* levels of headings: of a document of one rule, */
    CL_DOCUMENT_PART,
    CL_DOCUMENT_SECTION,
    CL_DOCUMENT_RULE,
    CL_DOCUMENT_COLUMNS_MAX = 4 /* of a table */
};

typedef enum cl_document_written {
    CL_WRITTEN_NONE,
    CL_WRITTEN_HEADING,
    CL_WRITTEN_PROSE,
    CL_WRITTEN_FACTS,
    CL_WRITTEN_LIST, /* inside of the facts */
    CL_WRITTEN_TABLE,
    CL_WRITTEN_LINKS
} cl_document_written;

typedef struct cl_document {
    const cl_document_format *format;
    cl_out *out;
    bool colour;              /* plain text for a terminal */
    cl_document_written open; /* what was written last */
    unsigned level;           /* of the last heading */
    const char *label;        /* of a list that has no item yet */
    const cl_document_column *columns;
    size_t column_count;
} cl_document;

/* The members are called in any order between begin and end, which a document of one rule goes
 * without unless the format is framed. What is open is closed by what comes next. */
struct cl_document_format {
    const char *name;
    bool framed; /* not even a document of one rule goes without begin and end */
    void (*begin)(cl_document *document, cl_span title);
    /* A group of links for whoever looks for something; plain text has none. */
    void (*links)(cl_document *document, const char *title);
    void (*link)(cl_document *document, const cl_document_cell *cell);
    void (*heading)(cl_document *document, unsigned level, cl_document_anchor anchor, cl_span text);
    /* Paragraphs, separated by empty lines. */
    void (*prose)(cl_document *document, cl_span text);
    /* Nothing for an empty text. */
    void (*fact)(cl_document *document, const char *label, cl_span text);
    /* A fact of several items. */
    void (*list)(cl_document *document, const char *label);
    void (*item)(cl_document *document, const cl_document_item *item);
    /* The columns must live as long as the table is open. */
    void (*table)(cl_document *document, const char *caption, const cl_document_column *columns,
                  size_t count);
    void (*row)(cl_document *document, const cl_document_cell *cells);
    void (*end)(cl_document *document);
};

extern const cl_document_format cl_document_text;
extern const cl_document_format cl_document_markdown;
extern const cl_document_format cl_document_html;

/* NULL when there is none of that name. */
const cl_document_format *cl_document_format_of(cl_span name);
/* "text, markdown, html" */
const char *cl_document_format_names(void);

/* The anchor as ids and links have it. A name may hold anything, they no blank: of other bytes than
 * letters, digits, "." "-" and "_" it has %20 and the like. */
void cl_document_put_anchor(cl_out *out, cl_document_anchor anchor);

/* Writes the next paragraph to `out` and takes it off `text`; false when none is left. */
bool cl_document_paragraph(cl_span *text, cl_span *out);

#endif
