#include "check/clock.h"

/* The limits of what is meant, as seconds: [first, last]. */
static cl_when compare(const cl_moment *at, const cl_moment *limit, bool equal_is_before)
{
    if (!at->known || !limit->known) {
        return CL_UNSURE;
    }
    int64_t first = cl_moment_earliest(limit);
    int64_t last = cl_moment_latest(limit);
    if (cl_moment_latest(at) < first + (equal_is_before ? 1 : 0)) {
        return CL_BEFORE;
    }
    if (cl_moment_earliest(at) >= last + (equal_is_before ? 1 : 0)) {
        return CL_AFTER;
    }
    return CL_UNSURE;
}

cl_when cl_clock_release(const cl_moment *at, const cl_moment *from)
{
    cl_moment start = *from;
    if (!start.has_time) {
        start.has_time = true;
        start.hour = 0;
        start.minute = 0;
    }
    return compare(at, &start, false);
}

cl_when cl_clock_end(const cl_moment *at, const cl_moment *to)
{
    cl_moment end = *to;
    if (end.has_time) {
        return compare(at, &end, true);
    }
    /* Midnight at the end of the day is no longer that day. */
    end.has_time = true;
    end.hour = 24;
    end.minute = 0;
    return compare(at, &end, false);
}
