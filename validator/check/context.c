/* With what the picture may stand: only the reported event, not with certain subjects. An edition's
 * properties cannot tell, so it is a duty. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"context.only-with", "context.not-with", "context.required",
                                    NULL};

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    switch (restriction->effect) {
    case CL_ONLY:
        return cl_say_of_restriction(judge, "context.only-with", restriction);
    case CL_DENY:
        return cl_say_of_restriction(judge, "context.not-with", restriction);
    default:
        return cl_say_of_restriction(judge, "context.required", restriction);
    }
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_CONTEXT, decide);
}

const cl_check_kind cl_check_context = {"context", rules, run};
