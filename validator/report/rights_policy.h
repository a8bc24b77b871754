/* An ODRL 2.2 policy as JSON-LD: what is forbidden and what is owed. It permits nothing: a picture
 * without any note is still somebody's. What ODRL has no words for is listed in it as text, and
 * asks for a person. */
#ifndef CL_REPORT_RIGHTS_POLICY_H
#define CL_REPORT_RIGHTS_POLICY_H

#include "report/json_writer.h"
#include "report/report.h"

/* The vocabulary of this program, as a prefix of JSON-LD. */
#define CL_RIGHTS_VOCABULARY "urn:captionlint:rights:"

typedef struct cl_rights_dialect {
    const char *context; /* of the profile, after that of ODRL; NULL: none */
    const char *profile;
    bool own_terms; /* words of this program's vocabulary may narrow actions */
} cl_rights_dialect;

extern const cl_rights_dialect cl_rights_of_odrl;
extern const cl_rights_dialect cl_rights_of_rightsml;

void cl_rights_policy(cl_json *json, const cl_rights_dialect *dialect, const cl_report_item *item);

#endif
