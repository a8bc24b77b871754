/* In which media the picture may be published. */
#include "check/axis.h"
#include "check/kinds.h"

static const char *const rules[] = {"medium.denied", "medium.not-granted", "medium.possible",
                                    "medium.unstated", NULL};

static cl_status run(cl_judge *judge)
{
    return cl_axis_run(judge, CL_AXIS_MEDIUM);
}

const cl_check_kind cl_check_medium = {"medium", rules, run};
