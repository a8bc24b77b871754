/* Cropping, altering, printing over. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"alteration.cropped", "alteration.no-crop", "alteration.leave",
                                    NULL};

static cl_status decide_crop(cl_judge *judge, const cl_restriction *restriction)
{
    cl_span text = cl_judge_quote(judge, &restriction->places);
    switch (judge->edition->crop) {
    case CL_YES:
        return cl_say_of_restriction(judge, "alteration.cropped", restriction);
    case CL_NO:
        return cl_judge_reason(judge, "\"%.*s\": the edition does not crop", CL_SPAN_PRINT(text));
    default:
        return cl_say_of_restriction(judge, "alteration.no-crop", restriction);
    }
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    bool cropping = restriction->effect != CL_REQUIRE &&
                    cl_words_have(restriction->values, CL_SPAN("cropping"));
    if (cropping) {
        CL_TRY(decide_crop(judge, restriction));
    }
    if (cropping && restriction->values.count == 1) {
        return CL_OK;
    }
    return cl_say_of_restriction(judge, "alteration.leave", restriction);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_ALTERATION, decide);
}

const cl_check_kind cl_check_alteration = {"alteration", rules, run};
