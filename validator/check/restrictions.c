#include "check/restrictions.h"

#include "check/scope.h"

cl_status cl_each_restriction(cl_judge *judge, cl_kind kind,
                              cl_status (*decide)(cl_judge *judge,
                                                  const cl_restriction *restriction))
{
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (restriction->kind == kind) {
            CL_TRY(decide(judge, restriction));
        }
    }
    return CL_OK;
}

const cl_field *cl_field_of_restriction(const cl_restriction *restriction)
{
    const cl_place *place = cl_places_first(&restriction->places);
    return place == NULL ? NULL : place->field;
}

cl_status cl_say_of_restriction(cl_judge *judge, const char *rule,
                                const cl_restriction *restriction)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, &restriction->places, &saying));
    bool are_names = restriction->kind == CL_KIND_OUTLET;
    cl_span values = are_names ? cl_words_join(judge->arena, restriction->values, ", ")
                               : cl_judge_values(judge, restriction->values);
    saying.confidence = restriction->confidence;
    saying.blanks.of[CL_BLANK_RULE] = restriction->rule;
    saying.blanks.of[CL_BLANK_SCOPE] = cl_scope_words(judge, &restriction->scope);
    CL_TRY(cl_one_line(judge->arena, values, &saying.blanks.of[CL_BLANK_VALUES]));
    saying.blanks.of[CL_BLANK_NAMES] = saying.blanks.of[CL_BLANK_VALUES];
    return cl_judge_say(judge, &saying);
}
