/* The same thing said in several places is one thing with several places. */
#ifndef CL_CAPTION_MERGE_H
#define CL_CAPTION_MERGE_H

#include "caption/record.h"
#include "ruleset/ruleset.h"

/* Each adds a clause to the record, or its place to the clause that is there already. */
CL_MUST_USE cl_status cl_merge_restriction(cl_record *record, const cl_restriction *restriction,
                                           const cl_place *place);
CL_MUST_USE cl_status cl_merge_credit(const cl_ruleset *rules, cl_record *record, cl_credit *credit,
                                      const cl_place *place);
CL_MUST_USE cl_status cl_merge_notice(cl_record *record, cl_span kind, const cl_phrase *phrase,
                                      const cl_place *place);
CL_MUST_USE cl_status cl_merge_unread(cl_record *record, cl_span rule, const cl_place *place);

/* Takes quotes, separators and stops off both ends of a credit's place. */
void cl_trim_credit(cl_place *place);

#endif
