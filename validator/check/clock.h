/* Comparing the time of publication with the limits of a note, where zones and times of day may be
 * unknown: what every reading agrees on is certain, the rest is for a person. */
#ifndef CL_CHECK_CLOCK_H
#define CL_CHECK_CLOCK_H

#include "caption/moment.h"

typedef enum cl_when {
    CL_BEFORE,
    CL_UNSURE,
    CL_AFTER
} cl_when;

/* Whether `at` comes before the release at `from`; the moment itself is after, a date means the
 * beginning of its day. CL_UNSURE where either is unknown. */
cl_when cl_clock_release(const cl_moment *at, const cl_moment *from);
/* Whether `at` comes before the end at `to`; the moment itself is before, a date means the whole
 * day. */
cl_when cl_clock_end(const cl_moment *at, const cl_moment *to);

#endif
