/* What only the whole picture decides: dates that need a base or a year, FOREIGN OUT that needs the
 * agency's home market, and MANDATORY CREDIT that names no credit. */
#ifndef CL_CAPTION_SETTLE_H
#define CL_CAPTION_SETTLE_H

#include "caption/record.h"
#include "ruleset/ruleset.h"

CL_MUST_USE cl_status cl_settle(const cl_ruleset *rules, cl_record *record);

/* When the picture was sent, as far as its fields tell: date sent, release date, date created; the
 * base of every "within N days". False when none is there. *sent tells whether it is more than the
 * date of the exposure. */
bool cl_settle_base(const cl_record *record, cl_moment *out, bool *sent);

#endif
