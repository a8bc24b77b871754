/* What all rights exports need of a record: a name that stays the same, the words that restrictions
 * stand in, and what cannot be said by machine. */
#ifndef CL_REPORT_RIGHTS_TEXTS_H
#define CL_REPORT_RIGHTS_TEXTS_H

#include "report/report.h"

enum {
    CL_RIGHTS_UID_MAX = sizeof "urn:uuid:00000000-0000-0000-0000-000000000000"
};

/* A name made of what the record says, for `what` of it: "policy", "asset"; NUL-terminated. False
 * without memory. */
bool cl_rights_uid(const cl_record *record, const char *what, char out[CL_RIGHTS_UID_MAX]);

/* The words that it was read from; empty where there are none. */
cl_span cl_rights_text(const cl_places *places);
/* The i-th value of a field as it is shown; false past the last one. */
bool cl_rights_field_at(const cl_report_item *item, cl_field_name name, size_t i, cl_span *out);
/* The first of them; empty: there is none. */
cl_span cl_rights_field(const cl_report_item *item, cl_field_name name);
/* Whether it is an http or https address without blanks. */
bool cl_rights_is_web(cl_span text);

/* A note that a machine does not understand whole. */
typedef struct cl_rights_rest {
    const char *kind; /* "restriction", "credit", "notice", "unread" */
    cl_span text;
    cl_span rule;
    const char *why; /* static */
    cl_words maybe;  /* values that may be meant, too */
} cl_rights_rest;

/* The next of them from note *at on, which begins with 0; false past the last one. `own_terms` as
 * for cl_rights_saying_of. */
bool cl_rights_rest_next(const cl_record *record, bool own_terms, size_t *at, cl_rights_rest *out);
/* Whether a person must look: something is not said, or not certain, or was not read. */
bool cl_rights_wants_review(const cl_report_item *item, bool own_terms);

/* The usage terms, then all words of restrictions, notices and unread notes, each once, a line
 * each.
 */
void cl_rights_put_texts(cl_out *out, const cl_report_item *item);
/* What is left for a person: "TEXT (why)", a line each. */
void cl_rights_put_rests(cl_out *out, const cl_record *record, bool own_terms);

#endif
