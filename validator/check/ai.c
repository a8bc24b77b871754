/* Machines: training on the picture. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"ai.used", "ai.keep-out", NULL};

static const char *rule_for(const cl_edition *edition)
{
    return edition->ai == CL_YES ? "ai.used" : "ai.keep-out";
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    if (judge->edition->ai == CL_NO) {
        cl_span text = cl_judge_quote(judge, &restriction->places);
        return cl_judge_reason(judge, "\"%.*s\": the edition does not give it to machine learning",
                               CL_SPAN_PRINT(text));
    }
    return cl_say_of_restriction(judge, rule_for(judge->edition), restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_AI, decide);
}

const cl_check_kind cl_check_ai = {"ai", rules, run};
