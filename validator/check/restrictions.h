/* Going through the restrictions of one kind. */
#ifndef CL_CHECK_RESTRICTIONS_H
#define CL_CHECK_RESTRICTIONS_H

#include "check/judge.h"

/* Calls `decide` with each restriction of `kind`, in order. */
CL_MUST_USE cl_status cl_each_restriction(cl_judge *judge, cl_kind kind,
                                          cl_status (*decide)(cl_judge *judge,
                                                              const cl_restriction *restriction));
/* The field that its first wording stands in. */
const cl_field *cl_field_of_restriction(const cl_restriction *restriction);
/* Says `rule` of a restriction with its text, confidence, scope and values as they are. */
CL_MUST_USE cl_status cl_say_of_restriction(cl_judge *judge, const char *rule,
                                            const cl_restriction *restriction);

#endif
