/* Several embargoes of one picture that differ: each is judged by itself, so the last one holds;
 * that they differ is told. */
#include "check/clock.h"
#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {"embargo.differ", NULL};

/* The embargo that ends at a known moment for this edition; NULL where it is none such. */
static const cl_moment *end_of(const cl_judge *judge, const cl_restriction *restriction)
{
    const cl_moment *end = &restriction->time.not_before;
    if (restriction->kind != CL_KIND_TIME || !end->known ||
        cl_scope_meets(judge, restriction).how == CL_APART) {
        return NULL;
    }
    return end;
}

static const cl_restriction *last_one(const cl_judge *judge)
{
    const cl_restriction *last = NULL;
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        const cl_moment *end = end_of(judge, restriction);
        if (end != NULL &&
            (last == NULL || cl_moment_latest(end) > cl_moment_latest(&last->time.not_before))) {
            last = restriction;
        }
    }
    return last;
}

static cl_status say(cl_judge *judge, const cl_restriction *last, const cl_restriction *other)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "embargo.differ", &last->places, &saying));
    saying.blanks.of[CL_BLANK_RULE] = last->rule;
    saying.blanks.of[CL_BLANK_OTHER] = cl_judge_quote(judge, &other->places);
    saying.blanks.of[CL_BLANK_DATE] = cl_moment_format(judge->arena, &last->time.not_before);
    return cl_judge_say(judge, &saying);
}

static cl_status run(cl_judge *judge)
{
    const cl_restriction *last = last_one(judge);
    if (last == NULL || cl_clock_release(&judge->edition->at, &last->time.not_before,
                                         &judge->out->holds) == CL_AFTER) {
        return CL_OK;
    }
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *other = cl_record_restriction(judge->record, i);
        const cl_moment *end = end_of(judge, other);
        if (end != NULL && cl_clock_release(end, &last->time.not_before, NULL) == CL_BEFORE) {
            return say(judge, last, other);
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_embargo = {"embargo", rules, run};
