/* Notes that grant and deny the same: UK ONLY beside UK OUT, UK ONLY here and US ONLY there. What
 * is in dispute blocks nobody; a person reads both. */
#include "check/contradiction.h"

#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {"contradiction.found", NULL};

/* Whether the restriction speaks on the axis without anything that narrows it. */
static bool speaks(const cl_restriction *restriction, cl_axis axis, cl_effect effect)
{
    const cl_scope *scope = &restriction->scope;
    return restriction->kind == cl_axis_kind(axis) && restriction->effect == effect &&
           restriction->values.count > 0 && scope->territory.count == 0 &&
           scope->medium.count == 0 && scope->use.count == 0 && scope->lasts.hours == 0 &&
           !scope->until.known;
}

/* What all notes of one effect name; of one field only where `field` is given. */
static cl_status collect(const cl_judge *judge, cl_axis axis, cl_effect effect,
                         const cl_field *field, cl_words *out)
{
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (!speaks(restriction, axis, effect) ||
            (field != NULL && cl_field_of_restriction(restriction) != field)) {
            continue;
        }
        CL_TRY(cl_words_add_all(out, judge->arena, restriction->values));
    }
    return CL_OK;
}

/* Keeps the values that `others` name (or do not name). */
static void keep(const cl_judge *judge, cl_axis axis, cl_words *values, cl_words others, bool named)
{
    size_t kept = 0;
    for (size_t i = 0; i < values->count; i++) {
        cl_words one = {&values->items[i], 1, 1};
        bool meets = cl_axis_closest(judge->edition, axis, one, others) == CL_MEETS ||
                     (named && cl_axis_closest(judge->edition, axis, others, one) == CL_MEETS);
        if (meets == named) {
            values->items[kept++] = values->items[i];
        }
    }
    values->count = kept;
}

static bool is_first_of_its_field(const cl_judge *judge, cl_axis axis, size_t at)
{
    const cl_field *field = cl_field_of_restriction(cl_record_restriction(judge->record, at));
    for (size_t i = 0; i < at; i++) {
        const cl_restriction *other = cl_record_restriction(judge->record, i);
        if (speaks(other, axis, CL_ONLY) && cl_field_of_restriction(other) == field) {
            return false;
        }
    }
    return true;
}

/* The next ONLY note from `from` on that stands in another field than those before it. */
static const cl_restriction *next_source(const cl_judge *judge, cl_axis axis, size_t *from)
{
    for (size_t i = *from; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (speaks(restriction, axis, CL_ONLY) && is_first_of_its_field(judge, axis, i)) {
            *from = i + 1;
            return restriction;
        }
    }
    return NULL;
}

static cl_status find_on(cl_judge *judge, cl_axis axis)
{
    cl_words granted = {0};
    cl_words all = {0};
    cl_words denied = {0};
    CL_TRY(collect(judge, axis, CL_ONLY, NULL, &all));
    CL_TRY(collect(judge, axis, CL_ONLY, NULL, &granted));
    CL_TRY(collect(judge, axis, CL_DENY, NULL, &denied));
    const cl_restriction *only;
    for (size_t from = 0; (only = next_source(judge, axis, &from)) != NULL;) {
        cl_words source = {0};
        CL_TRY(collect(judge, axis, CL_ONLY, cl_field_of_restriction(only), &source));
        keep(judge, axis, &granted, source, true);
    }
    keep(judge, axis, &granted, denied, false);
    if (all.count > 0 && granted.count == 0) {
        judge->disputed[axis] = all;
    }
    return CL_OK;
}

cl_status cl_contradictions_find(cl_judge *judge)
{
    for (int axis = 0; axis < CL_AXIS_COUNT; axis++) {
        CL_TRY(find_on(judge, (cl_axis)axis));
    }
    return CL_OK;
}

/* The note that the first ONLY stands against: a DENY of the same, else an ONLY of another field.
 */
static const cl_restriction *opponent_of(const cl_judge *judge, cl_axis axis,
                                         const cl_restriction *first)
{
    const cl_restriction *other_only = first;
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *other = cl_record_restriction(judge->record, i);
        if (speaks(other, axis, CL_DENY) &&
            cl_axis_closest(judge->edition, axis, first->values, other->values) == CL_MEETS) {
            return other;
        }
        if (speaks(other, axis, CL_ONLY) &&
            cl_field_of_restriction(other) != cl_field_of_restriction(first)) {
            other_only = other;
        }
    }
    return other_only;
}

static cl_status say(cl_judge *judge, cl_axis axis)
{
    size_t from = 0;
    const cl_restriction *first = next_source(judge, axis, &from);
    if (first == NULL) {
        return CL_OK;
    }
    const cl_restriction *other = opponent_of(judge, axis, first);
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "contradiction.found", &first->places, &saying));
    saying.blanks.of[CL_BLANK_RULE] = first->rule;
    saying.blanks.of[CL_BLANK_OTHER] = cl_judge_quote(judge, &other->places);
    saying.blanks.of[CL_BLANK_NAMES] = cl_judge_names(judge, axis, judge->disputed[axis]);
    saying.blanks.of[CL_BLANK_VALUES] = cl_judge_values(judge, judge->disputed[axis]);
    return cl_judge_say(judge, &saying);
}

static cl_status run(cl_judge *judge)
{
    for (int axis = 0; axis < CL_AXIS_COUNT; axis++) {
        if (judge->disputed[axis].count > 0) {
            CL_TRY(say(judge, (cl_axis)axis));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_contradiction = {"contradiction", rules, run};
