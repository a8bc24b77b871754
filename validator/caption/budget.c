#define _POSIX_C_SOURCE 200809L
#include "caption/budget.h"

#include <time.h>

#include "base/limits.h"

/* The coarse clock ticks every few milliseconds and costs next to nothing. */
#ifdef CLOCK_MONOTONIC_COARSE
#define CHEAP_CLOCK CLOCK_MONOTONIC_COARSE
#else
#define CHEAP_CLOCK CLOCK_MONOTONIC
#endif

static const uint64_t half = CL_FIELD_CPU_MS * UINT64_C(1000000) / 2;

static uint64_t time_of(clockid_t clock)
{
    struct timespec now = {0};
    (void)clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void cl_budget_begin(cl_budget *budget)
{
    uint64_t now = time_of(CHEAP_CLOCK);
    *budget = (cl_budget){.seen = now, .wall_end = now + half};
}

/* A thread has never worked longer than time has passed. So the first half of the budget is told by
 * the cheap clock alone; the second by what this thread has worked, for others may have had the
 * processor. */
static bool has_time(cl_budget *budget)
{
    budget->unseen = 0;
    budget->seen = time_of(CHEAP_CLOCK);
    if (budget->seen < budget->wall_end) {
        return true;
    }
    uint64_t worked = time_of(CLOCK_THREAD_CPUTIME_ID);
    if (budget->cpu_end == 0) {
        budget->cpu_end = worked + half;
    }
    return worked < budget->cpu_end;
}

/* A call may cost the number of places that it begins at times the length of the text: that much is
 * risked before the clock is looked at. */
static size_t first_step(size_t len)
{
    size_t places = len == 0 ? CL_LOOK_PLACES : CL_LOOK_WORK / len;
    return places == 0 ? 1 : places < CL_LOOK_PLACES ? places : CL_LOOK_PLACES;
}

/* Goes on in larger steps as long as no time passes. */
static size_t next_step(cl_budget *budget)
{
    uint64_t before = budget->seen;
    if (!has_time(budget)) {
        return 0;
    }
    bool quick = budget->seen == before;
    return quick ? budget->step * 2 : budget->step / 2 + 1;
}

static size_t step_of(cl_budget *budget, size_t at, size_t len)
{
    if (at == budget->reached && budget->step > 0) {
        return next_step(budget);
    }
    if (budget->unseen >= CL_LOOK_WORK && !has_time(budget)) {
        return 0;
    }
    return first_step(len);
}

/* The first character that begins at `at` or behind it. */
static size_t to_character(cl_span text, size_t at)
{
    while (at < text.len && (text.data[at] & 0xC0) == 0x80) {
        at++;
    }
    return at;
}

size_t cl_budget_next(cl_budget *budget, cl_span text, size_t at, size_t end)
{
    if (at >= end || budget->spent) {
        return at;
    }
    budget->step = budget->calls < CL_FIELD_CALLS_MAX ? step_of(budget, at, text.len) : 0;
    if (budget->step == 0) {
        budget->spent = true;
        return at;
    }
    size_t last = budget->step < end - at ? to_character(text, at + budget->step) : end;
    budget->reached = last < end ? last : end;
    budget->calls++;
    budget->unseen += (uint64_t)(budget->reached - at) * text.len;
    return budget->reached;
}

void cl_budget_excuse(cl_budget *budget, uint64_t nanoseconds)
{
    budget->seen += nanoseconds;
    budget->wall_end += nanoseconds;
    budget->cpu_end += budget->cpu_end == 0 ? 0 : nanoseconds;
}
