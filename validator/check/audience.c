/* Whose clients may use the picture: an edition's properties cannot tell, so a person decides. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"audience.reserved", NULL};

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    return cl_say_of_restriction(judge, "audience.reserved", restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_AUDIENCE, decide);
}

const cl_check_kind cl_check_audience = {"audience", rules, run};
