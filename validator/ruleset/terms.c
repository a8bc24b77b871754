#include "ruleset/terms.h"

#include "base/message.h"

static const char *const kinds[CL_KIND_COUNT] = {
    CL_MESSAGE("territory"), CL_MESSAGE("medium"),  CL_MESSAGE("use"),        CL_MESSAGE("resale"),
    CL_MESSAGE("time"),      CL_MESSAGE("outlet"),  CL_MESSAGE("alteration"), CL_MESSAGE("ai"),
    CL_MESSAGE("release"),   CL_MESSAGE("context"), CL_MESSAGE("audience"),
};
static const char *const effects[CL_EFFECT_COUNT] = {CL_MESSAGE("deny"), CL_MESSAGE("only"),
                                                     CL_MESSAGE("require")};
static const char *const confidences[] = {"low", "medium", "high"};
static const char *const roles[] = {CL_MESSAGE("stated"), CL_MESSAGE("requested"),
                                    CL_MESSAGE("mandatory")};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool index_of(const char *const names[], size_t count, cl_span name, size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (cl_span_equal(cl_span_of(names[i]), name)) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *cl_kind_name(cl_kind kind)
{
    return kinds[kind];
}

bool cl_kind_of(cl_span name, cl_kind *out)
{
    size_t i;
    bool found = index_of(kinds, COUNT(kinds), name, &i);
    *out = found ? (cl_kind)i : CL_KIND_TERRITORY;
    return found;
}

const char *cl_effect_name(cl_effect effect)
{
    return effects[effect];
}

bool cl_effect_of(cl_span name, cl_effect *out)
{
    size_t i;
    bool found = index_of(effects, COUNT(effects), name, &i);
    *out = found ? (cl_effect)i : CL_DENY;
    return found;
}

const char *cl_confidence_name(cl_confidence confidence)
{
    return confidences[confidence];
}

bool cl_confidence_of(cl_span name, cl_confidence *out)
{
    size_t i;
    bool found = index_of(confidences, COUNT(confidences), name, &i);
    *out = found ? (cl_confidence)i : CL_LOW;
    return found;
}

const char *cl_credit_role_name(cl_credit_role role)
{
    return roles[role];
}

bool cl_credit_role_of(cl_span name, cl_credit_role *out)
{
    size_t i;
    bool found = index_of(roles, COUNT(roles), name, &i);
    *out = found ? (cl_credit_role)i : CL_CREDIT_STATED;
    return found;
}
