/* Whether what an edition states meets what a note names. The trees of media and uses and the facts
 * on territories that belong to others stand here, each once. */
#ifndef CL_CHECK_MEETING_H
#define CL_CHECK_MEETING_H

#include "check/policy.h"

typedef enum cl_meeting {
    CL_APART,
    CL_MAYBE, /* a part of it, or a territory that may be meant too */
    CL_MEETS
} cl_meeting;

/* Edition GB-ENG meets note GB; edition GB may meet note GB-ENG; WORLD meets every note. */
cl_meeting cl_territories_meet(const cl_policies *policies, cl_span edition, cl_span note);
/* Edition newspaper meets note print; edition print may meet note newspaper, edition epaper may
 * meet note internet. */
cl_meeting cl_media_meet(const cl_policies *policies, cl_span edition, cl_span note);
cl_meeting cl_uses_meet(cl_span edition, cl_span note);

/* A medium that is read on the web: internet and what is below it. */
bool cl_is_web(const cl_policies *policies, cl_span medium);
/* Hong Kong, Macau, Taiwan: CHINA means them only where the house says so. */
bool cl_is_near_china(cl_span code);

#endif
