/* Whose clients may use the picture: an edition's properties cannot tell, so a person decides. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"audience.only", "audience.denied", NULL};

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    bool denies = restriction->effect == CL_DENY;
    return cl_say_of_restriction(judge, denies ? "audience.denied" : "audience.only", restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_AUDIENCE, decide);
}

const cl_check_kind cl_check_audience = {"audience", rules, run};
