/* Deny and only on one axis: territory, medium or use. Each of these three kinds is this decision
 * with its own rules. */
#ifndef CL_CHECK_AXIS_H
#define CL_CHECK_AXIS_H

#include "check/judge.h"

/* Judges all restrictions of the axis's kind. */
CL_MUST_USE cl_status cl_axis_run(cl_judge *judge, cl_axis axis);

#endif
