/* For what the picture may be used. */
#include "check/axis.h"
#include "check/kinds.h"

static const char *const rules[] = {"use.denied", "use.not-granted", "use.possible", "use.unstated",
                                    NULL};

static cl_status run(cl_judge *judge)
{
    return cl_axis_run(judge, CL_AXIS_USE);
}

const cl_check_kind cl_check_use = {"use", rules, run};
