#include "check/clock.h"

enum {
    SECONDS_OF_MINUTE = 60
};

void cl_period_narrow(cl_period *holds, int64_t at, int64_t border)
{
    if (at < border) {
        holds->to = border < holds->to ? border : holds->to;
    } else {
        holds->from = border > holds->from ? border : holds->from;
    }
}

void cl_period_pin(cl_period *holds, const cl_moment *at)
{
    int64_t minute = cl_moment_earliest(at);
    cl_period_narrow(holds, minute, minute);
    cl_period_narrow(holds, minute, minute + SECONDS_OF_MINUTE);
}

/* The limits of what is meant, as seconds: [first, last]. */
static cl_when compare(const cl_moment *at, const cl_moment *limit, bool equal_is_before,
                       cl_period *holds)
{
    if (!at->known || !limit->known) {
        return CL_UNSURE;
    }
    int64_t first = cl_moment_earliest(limit) + (equal_is_before ? 1 : 0);
    int64_t last = cl_moment_latest(limit) + (equal_is_before ? 1 : 0);
    if (holds != NULL) {
        cl_period_narrow(holds, cl_moment_latest(at), first);
        cl_period_narrow(holds, cl_moment_earliest(at), last);
    }
    if (cl_moment_latest(at) < first) {
        return CL_BEFORE;
    }
    if (cl_moment_earliest(at) >= last) {
        return CL_AFTER;
    }
    return CL_UNSURE;
}

cl_when cl_clock_release(const cl_moment *at, const cl_moment *from, cl_period *holds)
{
    cl_moment start = *from;
    if (!start.has_time) {
        start.has_time = true;
        start.hour = 0;
        start.minute = 0;
    }
    return compare(at, &start, false, holds);
}

cl_when cl_clock_end(const cl_moment *at, const cl_moment *to, cl_period *holds)
{
    cl_moment end = *to;
    if (end.has_time) {
        return compare(at, &end, true, holds);
    }
    /* Midnight at the end of the day is no longer that day. */
    end.has_time = true;
    end.hour = 24;
    end.minute = 0;
    return compare(at, &end, false, holds);
}
