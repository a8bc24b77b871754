/* What the loaders of checks share: those of rules/checks/ and those of profiles. Private to
 * ruleset/. */
#ifndef CL_RULESET_CHECK_LOADING_H
#define CL_RULESET_CHECK_LOADING_H

#include "ruleset/check_rule.h"

/* What one file of checks is loaded with. */
typedef struct cl_check_loader {
    cl_arena *arena;
    cl_array *rules; /* of cl_check_rule: all that were loaded so far */
    cl_span kind;    /* the kind of a file of checks, the name of a profile */
    cl_error *error;
} cl_check_loader;

/* The trimmed scalar of a key; `take` leaves *out as it is where there is none, `require` fails. */
CL_MUST_USE cl_status cl_check_take_text(const cl_check_loader *load, const cl_yaml *map,
                                         const char *key, cl_span *out);
CL_MUST_USE cl_status cl_check_require_text(const cl_check_loader *load, const cl_yaml *map,
                                            const char *key, cl_span *out);
CL_MUST_USE cl_status cl_check_take_level(const cl_check_loader *load, const cl_yaml *map,
                                          cl_level *out);
/* A list of field names, and the same as a set; each must be one. */
CL_MUST_USE cl_status cl_check_take_fields(const cl_check_loader *load, const cl_yaml *node,
                                           cl_words *out, cl_field_set *set);
/* title, message, because, why and fix, those with placeholders checked. `because` may be left out
 * where the rule has one already. */
CL_MUST_USE cl_status cl_check_take_texts(const cl_check_loader *load, const cl_yaml *map,
                                          cl_check_rule *rule);
/* good and bad. */
CL_MUST_USE cl_status cl_check_take_examples(const cl_check_loader *load, const cl_yaml *map,
                                             cl_check_rule *rule);
/* Fails when a check of that id is there already. */
CL_MUST_USE cl_status cl_check_refuse_again(const cl_check_loader *load, const cl_yaml *node,
                                            cl_span id);
/* Adds the rule at the end of all. */
CL_MUST_USE cl_status cl_check_keep(const cl_check_loader *load, const cl_check_rule *rule);

#endif
