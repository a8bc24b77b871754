/* Where the picture may be published. */
#include "check/axis.h"
#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {"territory.denied",   "territory.not-granted",
                                    "territory.possible", "territory.unstated",
                                    "territory.web",      NULL};

/* A web edition that is made for one market is read elsewhere too. */
static cl_status note_web(cl_judge *judge, const cl_restriction *restriction)
{
    const cl_edition *edition = judge->edition;
    cl_words own = edition->territories;
    bool barred_already =
        cl_axis_closest(edition, CL_AXIS_TERRITORY, own, restriction->values) == CL_MEETS;
    if (barred_already || own.count == 0 || cl_scope_meets(judge, restriction).how == CL_APART) {
        return CL_OK;
    }
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "territory.web", &restriction->places, &saying));
    saying.confidence = restriction->confidence;
    saying.blanks.of[CL_BLANK_NAMES] =
        cl_judge_names(judge, CL_AXIS_TERRITORY, restriction->values);
    saying.blanks.of[CL_BLANK_VALUES] = cl_words_join(judge->arena, restriction->values, ", ");
    return cl_judge_say(judge, &saying);
}

static cl_status note_china(cl_judge *judge, const cl_restriction *restriction)
{
    cl_words own = judge->edition->territories;
    for (size_t i = 0; i < own.count; i++) {
        if (cl_is_near_china(own.items[i]) && judge->edition->policies.china_includes.count == 0) {
            cl_span text = cl_judge_quote(judge, &restriction->places);
            CL_TRY(cl_judge_reason(judge,
                                   "\"%.*s\" is not taken to mean %.*s; the policy china_includes "
                                   "says otherwise where a house wants it",
                                   CL_SPAN_PRINT(text), CL_SPAN_PRINT(own.items[i])));
        }
    }
    return CL_OK;
}

static cl_status note(cl_judge *judge, const cl_restriction *restriction)
{
    const cl_edition *edition = judge->edition;
    bool web = cl_is_web_edition(edition) && edition->geo_blocked == CL_UNSTATED &&
               edition->policies.web_home_market == CL_UNSTATED;
    if (restriction->effect != CL_DENY) {
        return CL_OK;
    }
    if (cl_words_have(restriction->values, CL_SPAN("CN"))) {
        CL_TRY(note_china(judge, restriction));
    }
    return web && restriction->values.count > 0 ? note_web(judge, restriction) : CL_OK;
}

static cl_status run(cl_judge *judge)
{
    CL_TRY(cl_axis_run(judge, CL_AXIS_TERRITORY));
    return cl_each_restriction(judge, CL_KIND_TERRITORY, note);
}

const cl_check_kind cl_check_territory = {"territory", rules, run};
