/* Notes of a picture in plain language, in the language of the reader: "Not in South Korea",
 * "Editorial use only". The words of the note itself stand beside them. */
#ifndef CL_REPORT_SHEET_WORDS_H
#define CL_REPORT_SHEET_WORDS_H

#include "report/stored.h"
#include "ruleset/ruleset.h"

/* More names than these are counted. */
enum {
    CL_SHEET_NAMES_SHOWN = 12
};

/* A restriction of a record. Without rules territories are told by their codes. */
void cl_sheet_say_restriction(cl_out *out, const cl_ruleset *rules, const cl_stored *restriction);
/* What a notice of that kind says; the kind itself where there are no words for it. */
void cl_sheet_say_notice(cl_out *out, cl_span kind);
/* The name of a field of a record as a label: "Usage terms" for usage_terms. */
void cl_sheet_say_field(cl_out *out, cl_span name);
/* The name of a territory: "South Korea" for KR. */
cl_span cl_sheet_territory(const cl_ruleset *rules, cl_span code);

#endif
