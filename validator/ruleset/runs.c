#include "ruleset/runs.h"

static const cl_run *run_at(const cl_runs *runs, size_t i)
{
    return CL_ARRAY_AT(&runs->items, const cl_run, i);
}

static cl_status add(cl_runs *runs, cl_arena *arena, const cl_run *run)
{
    cl_run *added = cl_array_add(&runs->items, arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = *run;
    return CL_OK;
}

cl_status cl_runs_copied(cl_runs *runs, cl_arena *arena, size_t at, size_t from)
{
    if (runs->items.count > 0) {
        const cl_run *last = run_at(runs, runs->items.count - 1);
        if (last->len == 0 && from - last->from == at - last->at) {
            return CL_OK; /* the run goes on */
        }
    }
    return add(runs, arena, &(cl_run){(uint32_t)at, (uint32_t)from, 0});
}

cl_status cl_runs_replaced(cl_runs *runs, cl_arena *arena, size_t at, size_t from, size_t len)
{
    return add(runs, arena, &(cl_run){(uint32_t)at, (uint32_t)from, (uint32_t)len});
}

/* How many runs begin at byte `at` or before. */
static size_t count_until(const cl_runs *runs, size_t at)
{
    size_t low = 0;
    size_t high = runs->items.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run_at(runs, middle)->at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

cl_stretch cl_runs_of(const cl_runs *runs, size_t at)
{
    size_t count = count_until(runs, at);
    if (count == 0) {
        return (cl_stretch){(uint32_t)at, (uint32_t)at + 1};
    }
    const cl_run *run = run_at(runs, count - 1);
    if (run->len > 0) {
        return (cl_stretch){run->from, run->from + run->len};
    }
    uint32_t from = run->from + (uint32_t)at - run->at;
    return (cl_stretch){from, from + 1};
}

size_t cl_runs_copied_until(const cl_runs *runs, size_t at, size_t len)
{
    size_t count = count_until(runs, at);
    if (count > 0 && run_at(runs, count - 1)->len > 0) {
        return at;
    }
    return count < runs->items.count ? run_at(runs, count)->at : len;
}
