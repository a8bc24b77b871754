#include "check/scope.h"

#include "caption/settle.h"

cl_kind cl_axis_kind(cl_axis axis)
{
    static const cl_kind kinds[CL_AXIS_COUNT] = {CL_KIND_TERRITORY, CL_KIND_MEDIUM, CL_KIND_USE};
    return kinds[axis];
}

static cl_words stated(const cl_edition *edition, cl_axis axis)
{
    switch (axis) {
    case CL_AXIS_TERRITORY:
        return edition->territories;
    case CL_AXIS_MEDIUM:
        return edition->media;
    default:
        return edition->uses;
    }
}

bool cl_is_web_edition(const cl_edition *edition)
{
    for (size_t i = 0; i < edition->media.count; i++) {
        if (cl_is_web(&edition->policies, edition->media.items[i])) {
            return true;
        }
    }
    return false;
}

/* A page on the web can be opened anywhere. An edition that says where it is published is taken at
 * its word, unless it lets everybody in or the house does not count markets. */
static bool is_published_everywhere(const cl_edition *edition)
{
    if (!cl_is_web_edition(edition) || edition->geo_blocked == CL_YES) {
        return false;
    }
    cl_answer home = edition->policies.web_home_market;
    if (home == CL_YES) {
        return false;
    }
    return home == CL_NO || edition->geo_blocked == CL_NO || edition->territories.count == 0;
}

cl_words cl_axis_values(const cl_edition *edition, cl_axis axis)
{
    static cl_span world[] = {{(const uint8_t *)"WORLD", 5}};
    if (axis == CL_AXIS_TERRITORY && is_published_everywhere(edition)) {
        return (cl_words){world, 1, 1};
    }
    return stated(edition, axis);
}

cl_meeting cl_axis_meet(const cl_edition *edition, cl_axis axis, cl_span value, cl_span note)
{
    switch (axis) {
    case CL_AXIS_TERRITORY:
        return cl_territories_meet(&edition->policies, value, note);
    case CL_AXIS_MEDIUM:
        return cl_media_meet(&edition->policies, value, note);
    default:
        return cl_uses_meet(value, note);
    }
}

cl_words cl_scope_values(const cl_scope *scope, cl_axis axis)
{
    switch (axis) {
    case CL_AXIS_TERRITORY:
        return scope->territory;
    case CL_AXIS_MEDIUM:
        return scope->medium;
    default:
        return scope->use;
    }
}

cl_meeting cl_axis_closest(const cl_edition *edition, cl_axis axis, cl_words values, cl_words note)
{
    cl_meeting best = CL_APART;
    for (size_t i = 0; i < values.count && best != CL_MEETS; i++) {
        for (size_t k = 0; k < note.count && best != CL_MEETS; k++) {
            cl_meeting how = cl_axis_meet(edition, axis, values.items[i], note.items[k]);
            best = how > best ? how : best;
        }
    }
    return best;
}

/* FOR 28 DAYS counts from when the picture was sent. Counted from the exposure it may seem over too
 * early, and a base that is unknown ends nothing. */
static cl_meeting still_holds(const cl_judge *judge, const cl_scope *scope)
{
    cl_moment end = scope->until;
    bool certain = true;
    if (!end.known && scope->lasts.hours == 0) {
        return CL_MEETS;
    }
    cl_moment base;
    if (scope->lasts.hours > 0 && cl_settle_base(judge->record, &base, &certain)) {
        end = cl_moment_add(&base, scope->lasts);
    }
    if (!end.known) {
        return CL_MAYBE;
    }
    switch (cl_clock_end(&judge->edition->at, &end, &judge->out->holds)) {
    case CL_BEFORE:
        return CL_MEETS;
    case CL_AFTER:
        return certain ? CL_APART : CL_MAYBE;
    default:
        return CL_MAYBE;
    }
}

cl_scope_answer cl_scope_meets(const cl_judge *judge, const cl_restriction *restriction)
{
    cl_scope_answer answer = {.how = still_holds(judge, &restriction->scope)};
    answer.ended = answer.how == CL_APART;
    answer.ending = answer.how == CL_MAYBE;
    for (int i = 0; i < CL_AXIS_COUNT; i++) {
        cl_axis axis = (cl_axis)i;
        cl_words note = cl_scope_values(&restriction->scope, axis);
        cl_words values = cl_axis_values(judge->edition, axis);
        if (note.count == 0) {
            continue;
        }
        cl_meeting how = cl_axis_closest(judge->edition, axis, values, note);
        if (values.count == 0) {
            how = CL_MAYBE;
            answer.unstated = true;
            answer.axis = axis;
        }
        answer.how = how < answer.how ? how : answer.how;
    }
    answer.unstated = answer.unstated && answer.how == CL_MAYBE;
    return answer;
}

cl_span cl_scope_words(cl_judge *judge, const cl_scope *scope)
{
    cl_arena *arena = judge->arena;
    cl_words parts = {0};
    for (int i = 0; i < CL_AXIS_COUNT; i++) {
        cl_words note = cl_scope_values(scope, (cl_axis)i);
        cl_span names = cl_judge_names(judge, (cl_axis)i, note);
        if (note.count > 0 && cl_words_add(&parts, arena, names) != CL_OK) {
            return CL_SPAN("");
        }
    }
    if (parts.count == 0) {
        return CL_SPAN("");
    }
    cl_span joined = cl_words_join(arena, parts, "; ");
    return cl_arena_format(arena, " (%.*s)", CL_SPAN_PRINT(joined));
}
