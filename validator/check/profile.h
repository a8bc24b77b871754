/* One check of a profile while it is decided. Each condition is a function of its own, one word in
 * CL_CONDITIONS; it finds what does not hold and says so in the words of the check. */
#ifndef CL_CHECK_PROFILE_H
#define CL_CHECK_PROFILE_H

#include "check/judge.h"

typedef struct cl_house {
    cl_judge *judge;
    const cl_check_rule *rule;
    const cl_condition *condition;
    cl_matcher *matcher;
    size_t said; /* findings; past CL_HOUSE_SAID_MAX the check says no more */
} cl_house;

#define CL_CONDITION_DECLARE(name, value) cl_status cl_condition_##name(cl_house *house);
CL_CONDITIONS(CL_CONDITION_DECLARE)

/* Whether the check is about this value: its field, and the block it stands in. */
bool cl_house_is_about(const cl_house *house, const cl_field *field);
/* The next value from *i on that the check is about; NULL when there is none, or when enough was
 * said. *i moves behind it. */
const cl_field *cl_house_next(const cl_house *house, size_t *i);

/* A saying of the check: about a value, or about the picture where `field` is NULL. */
CL_MUST_USE cl_status cl_house_saying(cl_house *house, const cl_field *field, cl_saying *out);
CL_MUST_USE cl_status cl_house_saying_of(cl_house *house, const cl_places *places, cl_saying *out);
CL_MUST_USE cl_status cl_house_say(cl_house *house, cl_saying *saying);

/* Whether every day that a profile names is one of the calendar. CL_BAD_RULES with its place. */
CL_MUST_USE cl_status cl_conditions_check(const cl_ruleset *rules, cl_error *error);

#endif
