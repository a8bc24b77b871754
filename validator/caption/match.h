/* The phrases of one stage over one view: every match, then the longest of those that overlap. */
#ifndef CL_CAPTION_MATCH_H
#define CL_CAPTION_MATCH_H

#include "base/limits.h"
#include "caption/budget.h"
#include "caption/view.h"

typedef struct cl_match {
    const cl_phrase *phrase;
    size_t start; /* bytes of the view */
    size_t end;
    cl_group groups[CL_GROUPS_MAX];
} cl_match;

/* What a stage reads, and into which record. */
typedef struct cl_subject {
    const cl_ruleset *rules;
    cl_record *record;
    const cl_field *field;
    const cl_view *view; /* of the field's value */
    cl_budget *budget;   /* of the field */
    cl_arena *scratch;   /* for what is forgotten with the field */
    bool as_note;        /* a text of prose that is only a note: phrases of notes are tried too */
} cl_subject;

/* Where phrases of a stage can match in the view; it serves both ways of reading a caption. */
CL_MUST_USE cl_status cl_match_look(const cl_subject *subject, cl_stage stage,
                                    const cl_possible **out);
/* Finds the matches of what is possible in a field and appends those that stand to `out` (of
 * cl_match), in the order of the text. A limit that is hit becomes a finding of the record that
 * names the rule. */
CL_MUST_USE cl_status cl_match_stage(const cl_subject *subject, const cl_possible *possible,
                                     cl_matcher *matcher, cl_array *out);

#endif
