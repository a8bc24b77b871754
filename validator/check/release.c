/* Model and property releases: news goes without, trade does not. */
#include "check/kinds.h"
#include "check/meeting.h"
#include "check/restrictions.h"

static const char *const rules[] = {"release.missing", "release.unstated", NULL};

static bool is_commercial(const cl_edition *edition)
{
    for (size_t i = 0; i < edition->uses.count; i++) {
        if (cl_uses_meet(edition->uses.items[i], CL_SPAN("commercial")) == CL_MEETS) {
            return true;
        }
    }
    return false;
}

/* The rule that a missing release breaks; NULL where editorial use needs none. */
static const char *rule_for(const cl_edition *edition)
{
    if (edition->uses.count == 0) {
        return "release.unstated";
    }
    return is_commercial(edition) ? "release.missing" : NULL;
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    const char *rule = rule_for(judge->edition);
    if (rule == NULL) {
        cl_span text = cl_judge_quote(judge, &restriction->places);
        return cl_judge_reason(judge, "\"%.*s\": editorial use needs no release",
                               CL_SPAN_PRINT(text));
    }
    return cl_say_of_restriction(judge, rule, restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_RELEASE, decide);
}

const cl_check_kind cl_check_release = {"release", rules, run};
