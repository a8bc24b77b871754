/* Constraints of an ODRL rule in JSON-LD: where, in which medium, for which use, for whom, when. */
#ifndef CL_REPORT_RIGHTS_CONSTRAINT_H
#define CL_REPORT_RIGHTS_CONSTRAINT_H

#include "report/json_writer.h"
#include "report/rights_terms.h"
#include "ruleset/ruleset.h"

/* The values of the restriction that `term` is for, as one constraint. */
void cl_rights_put_values(cl_json *json, const cl_ruleset *rules, const cl_restriction *restriction,
                          const cl_rights_term *term);
/* What narrows the restriction. */
void cl_rights_put_scope(cl_json *json, const cl_ruleset *rules, const cl_scope *scope);
bool cl_rights_has_scope(const cl_scope *scope);
/* Moment `late`: the later one where it may be one of two, else the sooner. */
void cl_rights_put_moment(cl_json *json, const char *comparison, const cl_moment *moment,
                          bool late);
void cl_rights_put_count(cl_json *json, uint64_t count);

enum {
    CL_RIGHTS_TIME_MAX = 96
};
/* The moment as XML Schema and RFC 3339 write it: a date, or with a time of day to the second. */
cl_span cl_rights_time(const cl_moment *moment, uint8_t out[CL_RIGHTS_TIME_MAX]);
/* The stricter reading of a moment that can be read two ways. */
cl_moment cl_rights_reading(const cl_moment *moment, bool late);

#endif
