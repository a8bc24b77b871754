/* With what the picture may stand, and whom to ask first. An edition's properties cannot tell
 * whether a purpose is kept to, so that is a duty; permission is for a person to get. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"context.heed", "context.ask", NULL};

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    bool asks = restriction->effect == CL_REQUIRE;
    return cl_say_of_restriction(judge, asks ? "context.ask" : "context.heed", restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_CONTEXT, decide);
}

const cl_check_kind cl_check_context = {"context", rules, run};
