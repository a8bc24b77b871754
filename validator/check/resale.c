/* Selling, passing on, keeping. */
#include "base/message.h"
#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {"resale.passed-on",
                                    "resale.no-sales",
                                    "resale.archived",
                                    "resale.no-archive",
                                    "resale.market",
                                    "resale.elsewhere",
                                    NULL};

static cl_status pass(cl_judge *judge, const cl_restriction *restriction, const char *reason)
{
    const cl_saying saying = cl_judge_passing(judge, &restriction->places);
    return cl_judge_pass(judge, reason, &saying);
}

static bool denies_archive(const cl_restriction *restriction)
{
    return cl_words_have(restriction->values, CL_SPAN("archive"));
}

static bool denies_passing_on(const cl_restriction *restriction)
{
    return restriction->values.count > (denies_archive(restriction) ? 1u : 0u);
}

static cl_answer archives(const cl_edition *edition)
{
    if (edition->archive == CL_UNSTATED && edition->policies.web_is_archive == CL_YES &&
        cl_is_web_edition(edition)) {
        return CL_YES;
    }
    return edition->archive;
}

static cl_status decide_archive(cl_judge *judge, const cl_restriction *restriction)
{
    switch (archives(judge->edition)) {
    case CL_YES:
        return cl_say_of_restriction(judge, "resale.archived", restriction);
    case CL_NO:
        return pass(judge, restriction,
                    CL_MESSAGE("\"{text}\": edition \"{edition}\" keeps nothing in an archive"));
    default:
        return cl_say_of_restriction(judge, "resale.no-archive", restriction);
    }
}

static cl_status decide_passing_on(cl_judge *judge, const cl_restriction *restriction,
                                   cl_meeting scope)
{
    switch (judge->edition->syndicate) {
    case CL_YES:
        return cl_say_of_restriction(
            judge, scope == CL_MEETS ? "resale.passed-on" : "resale.elsewhere", restriction);
    case CL_NO:
        return pass(judge, restriction,
                    CL_MESSAGE("\"{text}\": edition \"{edition}\" passes nothing on"));
    default:
        return cl_say_of_restriction(judge, "resale.no-sales", restriction);
    }
}

/* NO SALES IN JAPAN: a desk in Japan has the picture because someone sold it there. */
static cl_status decide_market(cl_judge *judge, const cl_restriction *restriction)
{
    cl_words market = restriction->scope.territory;
    cl_words own = cl_axis_values(judge->edition, CL_AXIS_TERRITORY);
    if (market.count == 0 ||
        cl_axis_closest(judge->edition, CL_AXIS_TERRITORY, own, market) == CL_APART) {
        return CL_OK;
    }
    return cl_say_of_restriction(judge, "resale.market", restriction);
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    cl_scope_answer scope = cl_scope_meets(judge, restriction);
    if (scope.ended) {
        return pass(judge, restriction,
                    CL_MESSAGE("\"{text}\": edition \"{edition}\" publishes after that has ended"));
    }
    if (restriction->effect != CL_DENY || restriction->values.count == 0) {
        return cl_say_of_restriction(judge, "unread.text", restriction);
    }
    if (denies_archive(restriction)) {
        CL_TRY(decide_archive(judge, restriction));
    }
    if (denies_passing_on(restriction)) {
        CL_TRY(decide_passing_on(judge, restriction, scope.how));
        CL_TRY(decide_market(judge, restriction));
    }
    return CL_OK;
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_RESALE, decide);
}

const cl_check_kind cl_check_resale = {"resale", rules, run};
