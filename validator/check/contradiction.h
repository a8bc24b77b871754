/* What the notes of a picture grant and deny at once, found before anything is judged. */
#ifndef CL_CHECK_CONTRADICTION_H
#define CL_CHECK_CONTRADICTION_H

#include "check/judge.h"

/* Fills judge->disputed. */
CL_MUST_USE cl_status cl_contradictions_find(cl_judge *judge);

#endif
