/* Model and property releases: news goes without, trade does not. */
#include "check/kinds.h"
#include "check/meeting.h"
#include "check/restrictions.h"

static const char *const rules[] = {"release.missing", "release.unstated", "release.minor", NULL};

/* PLUS vocabulary: no release, not known, or a limited one. */
static const char *const incomplete[] = {"MR-NON", "MR-LMR", "PR-NON", "PR-LPR"};

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

static cl_status pass(cl_judge *judge, cl_span text)
{
    return cl_judge_reason(judge, "\"%.*s\": editorial use needs no release", CL_SPAN_PRINT(text));
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    const char *rule = rule_for(judge->edition);
    if (rule == NULL) {
        return pass(judge, cl_judge_quote(judge, &restriction->places));
    }
    return cl_say_of_restriction(judge, rule, restriction);
}

static bool is_incomplete(cl_span value)
{
    for (size_t i = 0; i < sizeof incomplete / sizeof *incomplete; i++) {
        if (cl_span_find(value, cl_span_of(incomplete[i])) < value.len) {
            return true;
        }
    }
    return false;
}

static cl_status decide_release(cl_judge *judge, const cl_field *field)
{
    const char *rule = rule_for(judge->edition);
    if (!is_incomplete(field->value)) {
        return CL_OK;
    }
    if (rule == NULL) {
        return pass(judge, cl_field_origin(judge->arena, field));
    }
    cl_saying saying;
    CL_TRY(cl_saying_of_field(judge, rule, field, &saying));
    return cl_judge_say(judge, &saying);
}

/* plus:MinorModelAgeDisclosure: AG-A25 is a grown person, AG-UNK says nothing. */
static cl_status decide_minor(cl_judge *judge, const cl_field *field)
{
    static const char *const ages[] = {"AG-A17", "AG-A16", "AG-A15", "AG-U14"};
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        if (cl_span_find(field->value, cl_span_of(ages[i])) < field->value.len) {
            cl_saying saying;
            CL_TRY(cl_saying_of_field(judge, "release.minor", field, &saying));
            return cl_judge_say(judge, &saying);
        }
    }
    return CL_OK;
}

static cl_status run(cl_judge *judge)
{
    const cl_fields *fields = &judge->record->fields;
    CL_TRY(cl_each_restriction(judge, CL_KIND_RELEASE, decide));
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == CL_MODEL_RELEASE || field->name == CL_PROPERTY_RELEASE) {
            CL_TRY(decide_release(judge, field));
        } else if (field->name == CL_MINOR_AGE) {
            CL_TRY(decide_minor(judge, field));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_release = {"release", rules, run};
