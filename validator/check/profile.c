/* The checks of the profile that the house has chosen for the edition; without one, nothing. */
#include "check/profile.h"

#include "base/limits.h"
#include "check/kinds.h"

static const char *const rules[] = {NULL};

#define DECIDE(name, value) cl_condition_##name,
static cl_status (*const decide[CL_CONDITION_COUNT])(cl_house *house) = {CL_CONDITIONS(DECIDE)};

bool cl_house_is_about(const cl_house *house, const cl_field *field)
{
    const cl_condition *condition = house->condition;
    return cl_field_set_has(&condition->fields_set, field->name) &&
           (condition->containers.count == 0 ||
            cl_words_have(condition->containers, cl_span_of(field->container)));
}

const cl_field *cl_house_next(const cl_house *house, size_t *i)
{
    const cl_fields *fields = &house->judge->record->fields;
    while (*i < fields->items.count && house->said < CL_HOUSE_SAID_MAX) {
        const cl_field *field = cl_fields_at(fields, (*i)++);
        if (cl_house_is_about(house, field)) {
            return field;
        }
    }
    return NULL;
}

/* What every saying of a profile has; the ids of its checks end with a NUL. */
static void fill_profile(const cl_house *house, cl_saying *saying)
{
    saying->check = house->rule;
    saying->blanks.of[CL_BLANK_PROFILE] = house->judge->edition->profile->name;
    saying->blanks.of[CL_BLANK_LIMIT] =
        cl_number_text(house->judge->arena, house->condition->number);
}

cl_status cl_house_saying(cl_house *house, const cl_field *field, cl_saying *out)
{
    const char *id = (const char *)house->rule->id.data;
    if (field == NULL) {
        CL_TRY(cl_saying_of(house->judge, id, NULL, out));
    } else {
        CL_TRY(cl_saying_of_field(house->judge, id, field, out));
    }
    fill_profile(house, out);
    return CL_OK;
}

cl_status cl_house_saying_of(cl_house *house, const cl_places *places, cl_saying *out)
{
    CL_TRY(cl_saying_of(house->judge, (const char *)house->rule->id.data, places, out));
    fill_profile(house, out);
    return CL_OK;
}

cl_status cl_house_say(cl_house *house, cl_saying *saying)
{
    house->said++;
    return cl_judge_say(house->judge, saying);
}

static bool is_format(const cl_condition *condition, cl_span format)
{
    for (size_t i = 0; i < condition->formats.count; i++) {
        if (cl_span_equal_nocase(condition->formats.items[i], format)) {
            return true;
        }
    }
    return condition->formats.count == 0;
}

static bool applies(const cl_house *house)
{
    const cl_condition *condition = house->condition;
    const cl_record *record = house->judge->record;
    return is_format(condition, record->format) &&
           (condition->present.count == 0 ||
            cl_field_sets_meet(&house->judge->fields, &condition->present_set)) &&
           cl_judge_meets(house->judge, house->rule);
}

/* Most checks are about fields that the picture has not; only what is missing is told of none. */
static bool is_idle(const cl_house *house)
{
    const cl_condition *condition = house->condition;
    return condition->kind != CL_CONDITION_required &&
           !cl_field_sets_meet(&house->judge->fields, &condition->fields_set);
}

static cl_status run_check(cl_house *house)
{
    if (is_idle(house) || !applies(house)) {
        return CL_OK;
    }
    CL_TRY(decide[house->condition->kind](house));
    return house->said < CL_HOUSE_SAID_MAX
               ? CL_OK
               : cl_judge_reason(house->judge,
                                 "%.*s may have more to say; only the first are shown",
                                 CL_SPAN_PRINT(house->rule->id));
}

static cl_status run_checks(cl_judge *judge, const cl_profile *profile, cl_matcher *matcher)
{
    for (size_t i = 0; i < profile->checks.count; i++) {
        size_t index = *CL_ARRAY_AT(&profile->checks, const size_t, i);
        const cl_check_rule *rule = cl_ruleset_check(judge->rules, index);
        cl_house house = {judge, rule, rule->condition, matcher, 0};
        CL_TRY(run_check(&house));
    }
    return CL_OK;
}

static cl_status run(cl_judge *judge)
{
    const cl_profile *profile = judge->edition->profile;
    if (profile == NULL) {
        return CL_OK;
    }
    cl_matcher *own = judge->record->matcher == NULL ? cl_matcher_new() : NULL;
    cl_matcher *matcher = own == NULL ? judge->record->matcher : own;
    if (matcher == NULL) {
        return CL_NO_MEMORY;
    }
    size_t before = judge->out->findings.items.count;
    cl_status status = run_checks(judge, profile, matcher);
    cl_matcher_free(own);
    CL_TRY(status);
    return cl_judge_reason(judge, "profile \"%.*s\": %zu checks, %zu findings",
                           CL_SPAN_PRINT(profile->name), profile->checks.count,
                           judge->out->findings.items.count - before);
}

const cl_check_kind cl_check_profile = {"profile", rules, run};
