/* What a house decides for all its editions, where the field leaves it open. */
#ifndef CL_CHECK_POLICY_H
#define CL_CHECK_POLICY_H

#include "base/finding.h"
#include "check/ids.h"
#include "metadata/shown.h"
#include "ruleset/ruleset.h"

typedef enum cl_answer {
    CL_UNSTATED,
    CL_NO,
    CL_YES
} cl_answer;

/* A check that the house takes more seriously than its rule does. */
typedef struct cl_raised {
    cl_span rule;
    cl_level level;
} cl_raised;

typedef struct cl_policies {
    cl_words china_includes;   /* of HK, MO and TW: CHINA OUT means them too */
    cl_answer web_home_market; /* a web edition publishes: yes, in its own territories; no, in the
                                * whole world; unstated, in its own, with a note */
    cl_answer web_is_archive;  /* what stays on the web is archived */
    cl_answer epaper_is_internet; /* what bars the internet bars an e-paper; unstated: may bar it */
    cl_answer can_depublish;      /* no: what is on the web stays there */
    cl_answer outlet_groups;      /* a bar on one title may mean the others of its owner */
    cl_answer strict;             /* what was read with medium confidence blocks too */
    cl_words byline_required;     /* agencies whose mandatory credit needs the photographer */
    cl_words byline_optional;     /* agencies whose name alone is enough */
    cl_ids killed;                /* pictures that must not be used */
    cl_ids corrected;             /* pictures of which a corrected copy came */
    cl_array raised;              /* of cl_raised */
    cl_shown_order shown;         /* which of several values of a property is shown */
} cl_policies;

/* What properties and policies are set with. */
typedef struct cl_setting {
    const cl_ruleset *rules; /* its names and vocabularies; must outlive what is set */
    cl_arena *arena;         /* of its lists */
    cl_error *error;
} cl_setting;

/* "yes" or "true", "no" or "false", in any case; false, and *out as it was, for anything else. */
bool cl_answer_of(cl_span text, cl_answer *out);

/* The names of all policies, as in captionlint.yaml; NULL ends. */
extern const char *const cl_policy_names[];

/* Sets one policy by its name: all but `raise` and the two lists that stand in files. Unknown names
 * and values fail with what is known (CL_BAD_CONFIG). */
CL_MUST_USE cl_status cl_policy_set(const cl_setting *with, cl_policies *policies, cl_span key,
                                    cl_words values);
/* Takes the check `rule` as seriously as `level` says, which is more than its rule does. */
CL_MUST_USE cl_status cl_policy_raise(const cl_setting *with, cl_policies *policies, cl_span rule,
                                      cl_span level);
/* How seriously the house takes the rule. */
cl_level cl_policy_level(const cl_policies *policies, const cl_check_rule *rule);

#endif
