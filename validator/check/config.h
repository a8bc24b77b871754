/* captionlint.yaml: the editions of a house and its policies. */
#ifndef CL_CHECK_CONFIG_H
#define CL_CHECK_CONFIG_H

#include "base/fingerprint.h"
#include "check/edition.h"

typedef struct cl_editions {
    cl_arena *arena;
    cl_array items; /* of cl_edition */
    cl_policies policies;
    const cl_profile *profile; /* of editions that do not say which; NULL: none */
    const char *charset;       /* of text that does not say which; NULL: guess */
    cl_fingerprint *files;     /* gets all files that the configuration is made of; may be NULL */
} cl_editions;

/* Reads the bytes of one captionlint.yaml and adds its editions to `out` and its profiles to the
 * rules, which no thread may be using; its policies hold for all editions of `out`. Texts live in
 * out->arena; `file`, for messages, and `bytes` are not kept. CL_BAD_CONFIG with "file:line:column:
 * what; what to do". */
CL_MUST_USE cl_status cl_config_load(cl_ruleset *rules, const char *file, cl_span bytes,
                                     cl_editions *out, cl_error *error);

/* The edition of that name, or NULL. */
cl_edition *cl_editions_find(const cl_editions *editions, cl_span name);
/* Sets the profile of all editions, those to come included; "none" takes it away. CL_BAD_CONFIG
 * lists the profiles that there are. */
CL_MUST_USE cl_status cl_editions_choose_profile(const cl_ruleset *rules, cl_editions *editions,
                                                 cl_span name, cl_error *error);
/* A new edition with the house's policies and profile, or the one of that name. */
CL_MUST_USE cl_status cl_editions_add(cl_editions *editions, cl_span name, cl_edition **out,
                                      cl_error *error);

#endif
