/* DO NOT CREDIT, NO BYLINE, WITHHOLD NAME: the agency is printed and no person is, often because
 * the photographer would be in danger. */
#ifndef CL_CHECK_NAMELESS_H
#define CL_CHECK_NAMELESS_H

#include "check/judge.h"

#define CL_NAMELESS "do-not-name" /* the kind of the notice */

/* Whether the picture asks for it. */
bool cl_is_nameless(const cl_record *record);
/* Says what follows for the edition from the notice that asks for it. */
CL_MUST_USE cl_status cl_nameless_decide(cl_judge *judge, const cl_notice *notice);
/* Takes the persons out of a credit. Its text becomes the agencies and other sources, and empty
 * when there are none; a credit that names no person keeps its wording. */
CL_MUST_USE cl_status cl_nameless_credit(cl_judge *judge, cl_credit *credit);
/* The judge's record with all credits without their persons; it lives as long as the record. */
CL_MUST_USE cl_status cl_nameless_record(cl_judge *judge, cl_record *out);

#endif
