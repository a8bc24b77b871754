/* What the rules mean, as SARIF's reportingDescriptors (3.49): every check and every kind of damage
 * that a result can name. */
#ifndef CL_REPORT_SARIF_RULES_H
#define CL_REPORT_SARIF_RULES_H

#include "report/json_writer.h"
#include "ruleset/ruleset.h"

/* A message string (3.11): its braces would be places for arguments, and brackets before a
 * parenthesis a link. */
void cl_sarif_message(cl_out *out, cl_span text);

/* Their list as the value of `rules`. */
void cl_sarif_rules(cl_json *json, const cl_ruleset *rules);

#endif
