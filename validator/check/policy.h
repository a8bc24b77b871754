/* What a house decides for all its editions, where the field leaves it open. */
#ifndef CL_CHECK_POLICY_H
#define CL_CHECK_POLICY_H

#include "ruleset/words.h"

typedef enum cl_answer {
    CL_UNSTATED,
    CL_NO,
    CL_YES
} cl_answer;

typedef struct cl_policies {
    cl_words china_includes;   /* of HK, MO and TW: CHINA OUT means them too */
    cl_answer web_home_market; /* a web edition publishes: yes, in its own territories; no, in the
                                * whole world; unstated, in its own, with a note */
    cl_answer web_is_archive;  /* what stays on the web is archived */
    cl_answer strict;          /* what was read with medium confidence blocks too */
} cl_policies;

#endif
