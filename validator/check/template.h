/* Sentences of rules/checks/ with their {placeholders} filled. What comes from the picture is put
 * on one line and cut, so that a hostile caption cannot break a report. */
#ifndef CL_CHECK_TEMPLATE_H
#define CL_CHECK_TEMPLATE_H

#include "ruleset/check_rule.h"

/* What the placeholders stand for; an empty one vanishes. */
typedef struct cl_blanks {
    cl_span of[CL_BLANK_COUNT];
} cl_blanks;

/* The template with its blanks filled; what is no known {placeholder} stays as it is. CL_LIMIT or
 * CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_template_fill(cl_arena *arena, cl_span template, const cl_blanks *blanks,
                                       cl_span *out);

/* A number in digits; empty when an allocation gave NULL. */
cl_span cl_number_text(cl_arena *arena, size_t number);

/* cl_utf8_squeeze, to at most CL_QUOTE_MAX code points of a picture's text. */
CL_MUST_USE cl_status cl_one_line(cl_arena *arena, cl_span text, cl_span *out);

#endif
