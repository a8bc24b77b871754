/* Fields -> credits, restrictions, notices, unread: the three passes over every field. */
#ifndef CL_CAPTION_READING_H
#define CL_CAPTION_READING_H

#include "caption/record.h"
#include "ruleset/ruleset.h"

/* What one thread needs to match with; made once, used for many pictures. */
typedef struct cl_reader_state cl_reader_state;

cl_reader_state *cl_reader_state_new(const cl_ruleset *rules);
void cl_reader_state_free(cl_reader_state *state);

/* Reads all fields of the record and fills its lists; identical clauses of several fields are one,
 * with all their places. A match limit is a finding that names the rule, never "no match". */
CL_MUST_USE cl_status cl_reading_run(cl_reader_state *state, cl_record *record);

/* The same. `stood` has a count for each phrase of the rule set, which grows with every match of it
 * whose place no longer match took. What reads nothing leaves no other trace. */
CL_MUST_USE cl_status cl_reading_run_counting(cl_reader_state *state, cl_record *record,
                                              uint32_t *stood);

#endif
