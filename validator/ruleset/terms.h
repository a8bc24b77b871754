/* The record's closed vocabularies, as rule files and records spell them. */
#ifndef CL_RULESET_TERMS_H
#define CL_RULESET_TERMS_H

#include "base/span.h"

typedef enum cl_confidence {
    CL_LOW,
    CL_MEDIUM,
    CL_HIGH
} cl_confidence;

typedef enum cl_kind {
    CL_KIND_TERRITORY,
    CL_KIND_MEDIUM,
    CL_KIND_USE,
    CL_KIND_RESALE,
    CL_KIND_TIME,
    CL_KIND_OUTLET,
    CL_KIND_ALTERATION,
    CL_KIND_AI,
    CL_KIND_RELEASE,
    CL_KIND_CONTEXT,
    CL_KIND_AUDIENCE,
    CL_KIND_COUNT
} cl_kind;

typedef enum cl_effect {
    CL_DENY,
    CL_ONLY,
    CL_REQUIRE,
    CL_EFFECT_COUNT
} cl_effect;

typedef enum cl_credit_role {
    CL_CREDIT_STATED,
    CL_CREDIT_REQUESTED,
    CL_CREDIT_MANDATORY
} cl_credit_role;

/* Names are static; the _of functions give false for a name that there is not. */
const char *cl_kind_name(cl_kind kind);
bool cl_kind_of(cl_span name, cl_kind *out);
const char *cl_effect_name(cl_effect effect);
bool cl_effect_of(cl_span name, cl_effect *out);
const char *cl_confidence_name(cl_confidence confidence);
bool cl_confidence_of(cl_span name, cl_confidence *out);
const char *cl_credit_role_name(cl_credit_role role);
bool cl_credit_role_of(cl_span name, cl_credit_role *out);

#endif
