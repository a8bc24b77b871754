/* Records and judgements -> text. One file a format, named once in CL_REPORT_FORMATS. */
#ifndef CL_REPORT_REPORT_H
#define CL_REPORT_REPORT_H

#include "base/out.h"
#include "base/spool.h"
#include "check/check.h"

/* How the picture-desk sheet is made (html). */
typedef struct cl_sheet_options {
    const char *stylesheet; /* its path */
    const char *title;      /* NULL: the stylesheet's own */
    const char *language;   /* of its words, BCP 47; NULL: English */
    int64_t made;           /* when, in seconds since 1970 */
} cl_sheet_options;

typedef struct cl_report_options {
    bool colour;                   /* terminal colours (text) */
    bool extract;                  /* the record alone, no verdict */
    unsigned columns;              /* width of the terminal; 0: 80 */
    bool thumbnails;               /* small pictures go along (ndjson) */
    bool indented;                 /* rights exports: for people, one document */
    const char *version;           /* of the tool, for formats that name it; may be NULL */
    const cl_ruleset *rules;       /* for formats that tell of rules; NULL: none are at hand */
    const cl_sheet_options *sheet; /* for html; NULL: it cannot be made */
} cl_report_options;

/* One picture with what was judged of it; judgement_count is 0 for extract. */
typedef struct cl_report_item {
    const cl_ruleset *rules;
    const cl_record *record;
    const cl_judgement *judgements;
    size_t judgement_count;
    cl_shown_order shown; /* which of several values of a property is shown */
} cl_report_item;

/* What the closing lines need to know of a picture. */
typedef struct cl_report_tally {
    cl_span path;
    cl_span id;
    cl_verdict worst; /* of all editions; ok where none was judged */
    bool incomplete;
    size_t editions;
    size_t known; /* findings that a baseline knows */
} cl_report_tally;

/* What was reported so far, for the closing lines; start with {0}, end with cl_report_totals_free.
 */
typedef struct cl_report_totals {
    size_t pictures;
    size_t incomplete;                     /* pictures that could not be read whole */
    size_t editions;                       /* the most that one picture was judged for */
    size_t known;                          /* findings that a baseline knows: they are not shown */
    size_t verdicts[CL_VERDICT_BLOCK + 1]; /* pictures by the worst verdict of their editions */
    cl_out names[CL_VERDICT_BLOCK + 1];    /* the first CL_TOTALS_NAMES_MAX of them that need a
                                              person, one printable line each */
    bool written;    /* an item wrote something: `between` stands before the next that does */
    size_t failed;   /* inputs that could not be read at all: they are no pictures */
    cl_out failures; /* why, of the first CL_TOTALS_NAMES_MAX; one printable line each */
} cl_report_totals;

/* Where a report goes that need not fit into memory. */
typedef struct cl_report_sink {
    cl_out *out;                                     /* what is not yet handed over */
    cl_status (*flush)(void *user, cl_error *error); /* hands it over and empties it */
    void *user;
} cl_report_sink;

/* Flushes when much waits. CL_NO_MEMORY, too, when the text could not grow. */
CL_MUST_USE cl_status cl_report_pass_on(const cl_report_sink *sink, cl_error *error);

/* One report: begin, then item and cl_report_count for each picture, with `between` between
 * those that write anything, then end.
 * A report that says of all pictures what only their end shows is held: it has `finish` in place of
 * begin, between and end, which are NULL. The texts of its items are kept one behind the other, and
 * `finish` makes the report of them; what an item needs to be told apart it writes itself: a line.
 */
typedef struct cl_report_format {
    const char *name; /* "text" */
    bool for_people;  /* who read it in their language; machines read English */
    void (*begin)(cl_out *out, const cl_report_options *options);
    void (*item)(cl_out *out, const cl_report_options *options, const cl_report_item *item);
    const char *between;
    bool streams; /* each picture goes out by itself, as soon as it is told */
    void (*end)(cl_out *out, const cl_report_options *options, const cl_report_totals *totals);
    cl_status (*finish)(const cl_report_sink *sink, const cl_report_options *options,
                        const cl_report_totals *totals, cl_spool *held, cl_error *error);
} cl_report_format;

/* Its texts are those of the item. */
cl_report_tally cl_report_tally_of(const cl_report_item *item);
/* Counts a picture that was reported. */
void cl_report_count(cl_report_totals *totals, const cl_report_tally *tally);
/* Counts an input that could not be read, and why. */
void cl_report_count_failure(cl_report_totals *totals, cl_span message);
void cl_report_totals_free(cl_report_totals *totals);
/* The worst verdict of all editions; ok where none was judged. */
cl_verdict cl_report_worst(const cl_report_item *item);
/* The name of a picture for a person: its path, and the id where it has one. */
void cl_report_name(cl_out *out, cl_span path, cl_span id);
/* The findings of the picture and of all its editions that a baseline knows. */
size_t cl_report_known(const cl_report_item *item);
/* Whether anything of the picture could not be read or judged. */
bool cl_report_incomplete(const cl_report_item *item);

/* The format of that name, or NULL. */
const cl_report_format *cl_report_format_of(cl_span name);
/* The names of all formats, for messages: "text, json, ndjson". */
const char *cl_report_format_names(void);

/* All formats, in the order of their names above: a new one is its file and a word here. */
#define CL_REPORT_FORMATS(X)                                                                       \
    X(text) X(json) X(ndjson) X(csv) X(html) X(sarif) X(junit) X(checkstyle) X(gcc) X(github)
#define CL_REPORT_DECLARE(name) extern const cl_report_format cl_report_##name;
CL_REPORT_FORMATS(CL_REPORT_DECLARE)

#endif
