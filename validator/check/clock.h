/* Comparing the time of publication with the limits of a note, where zones and times of day may be
 * unknown: what every reading agrees on is certain, the rest is for a person. */
#ifndef CL_CHECK_CLOCK_H
#define CL_CHECK_CLOCK_H

#include "caption/moment.h"
#include "check/check.h"

typedef enum cl_when {
    CL_BEFORE,
    CL_UNSURE,
    CL_AFTER
} cl_when;

/* Leaves of `holds` the side of the border on which `at` lies. */
void cl_period_narrow(cl_period *holds, int64_t at, int64_t border);

/* Leaves of `holds` the minute of `at` alone: the words of the judgement name it. */
void cl_period_pin(cl_period *holds, const cl_moment *at);

/* `holds`, where it is not NULL, is narrowed to the time in which `at` would get the same answer.
 */

/* Whether `at` comes before the release at `from`; the moment itself is after, a date means the
 * beginning of its day. CL_UNSURE where either is unknown. */
cl_when cl_clock_release(const cl_moment *at, const cl_moment *from, cl_period *holds);
/* Whether `at` comes before the end at `to`; the moment itself is before, a date means the whole
 * day. */
cl_when cl_clock_end(const cl_moment *at, const cl_moment *to, cl_period *holds);

#endif
