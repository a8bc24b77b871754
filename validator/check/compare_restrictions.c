/* Restrictions of two records by what they bar, not by how they are worded: each must be covered by
 * those of the other. */
#include "caption/moment.h"
#include "check/comparing.h"
#include "check/scope.h"

enum {
    DAY_AND_A_HALF = 36 * 3600, /* counted from a date, or from a moment of it */
    NAMES_SHOWN = 8,
    PARTNERS_MAX = 256 /* notes that were told beside those that they weaken */
};

/* The axis of a kind whose values have trees: CL_AXIS_COUNT for those that are compared as they
 * are. */
static cl_axis axis_of(cl_kind kind)
{
    for (int axis = 0; axis < CL_AXIS_COUNT; axis++) {
        if (cl_axis_kind((cl_axis)axis) == kind) {
            return (cl_axis)axis;
        }
    }
    return CL_AXIS_COUNT;
}

/* Whether a note on `note` speaks of all that `value` is. */
static bool means(cl_axis axis, cl_span value, cl_span note)
{
    static const cl_edition none = {0};
    if (cl_span_equal_nocase(value, note)) {
        return true;
    }
    /* The whole world meets every note, and a note on Japan does not mean it. */
    bool world = axis == CL_AXIS_TERRITORY && cl_span_equal(value, CL_SPAN("WORLD"));
    return axis != CL_AXIS_COUNT && !world && cl_axis_meet(&none, axis, value, note) == CL_MEETS;
}

static bool is_among(cl_comparing *work, cl_axis axis, cl_span value, cl_words notes)
{
    for (size_t i = 0; i < notes.count && cl_comparing_may(work, 1); i++) {
        if (means(axis, value, notes.items[i])) {
            return true;
        }
    }
    return false;
}

static bool all_are_among(cl_comparing *work, cl_axis axis, cl_words values, cl_words notes)
{
    for (size_t i = 0; i < values.count; i++) {
        if (!is_among(work, axis, values.items[i], notes)) {
            return false;
        }
    }
    return true;
}

/* --- one restriction by another --- */

static bool ends_no_sooner(const cl_scope *scope, const cl_scope *than)
{
    bool lasts = scope->lasts.hours == 0 ||
                 (than->lasts.hours > 0 && scope->lasts.hours >= than->lasts.hours);
    bool until = !scope->until.known ||
                 (than->until.known && cl_moment_latest(&scope->until) + DAY_AND_A_HALF >=
                                           cl_moment_latest(&than->until));
    return lasts && until;
}

/* Whether `scope` is at least as wide as `than`. */
static bool is_as_wide(cl_comparing *work, const cl_scope *scope, const cl_scope *than)
{
    for (int i = 0; i < CL_AXIS_COUNT; i++) {
        cl_words wide = cl_scope_values(scope, (cl_axis)i);
        cl_words narrow = cl_scope_values(than, (cl_axis)i);
        if (wide.count > 0 &&
            (narrow.count == 0 || !all_are_among(work, (cl_axis)i, narrow, wide))) {
            return false;
        }
    }
    return ends_no_sooner(scope, than);
}

static bool begins_no_sooner(const cl_moment *moment, const cl_moment *than)
{
    return !than->known || (moment->known && cl_moment_earliest(moment) + DAY_AND_A_HALF >=
                                                 cl_moment_earliest(than));
}

static bool ends_no_later(const cl_moment *moment, const cl_moment *than)
{
    return !than->known ||
           (moment->known && cl_moment_latest(moment) <= cl_moment_latest(than) + DAY_AND_A_HALF);
}

static bool is_as_strict(const cl_time_limit *time, const cl_time_limit *than)
{
    bool within = than->within.hours == 0 ||
                  (time->within.hours > 0 && time->within.hours <= than->within.hours);
    return within && (time->one_time || !than->one_time) && (time->embargo || !than->embargo) &&
           (time->expiry || !than->expiry) &&
           begins_no_sooner(&time->not_before, &than->not_before) &&
           ends_no_later(&time->not_after, &than->not_after);
}

static bool is_of_kind(const cl_restriction *restriction, const cl_restriction *as)
{
    return restriction->kind == as->kind && restriction->effect == as->effect;
}

/* Whether `by` holds wherever and as long as `restriction` does, its values aside. */
static bool reaches(cl_comparing *work, const cl_restriction *by, const cl_restriction *restriction)
{
    return is_of_kind(by, restriction) && is_as_wide(work, &by->scope, &restriction->scope) &&
           is_as_strict(&by->time, &restriction->time);
}

/* --- one restriction by all of a record --- */

typedef struct question {
    cl_comparing *work;
    const cl_restriction *asked;
    const cl_record *in;
    cl_words
        missing; /* values that nothing bars or asks for there; of a grant, those granted too */
    const cl_restriction *partner; /* what stands in its place */
    bool covered;
} question;

static bool has_reaching(const question *ask, cl_span value)
{
    cl_axis axis = axis_of(ask->asked->kind);
    for (size_t i = 0; i < ask->in->restrictions.count; i++) {
        const cl_restriction *by = cl_record_restriction(ask->in, i);
        if (is_of_kind(by, ask->asked) &&
            (is_among(ask->work, axis, value, by->values) ||
             is_among(ask->work, axis, value, by->review)) &&
            reaches(ask->work, by, ask->asked)) {
            return true;
        }
    }
    return false;
}

/* A bar, or a demand: every value must be named by some restriction of the other. */
static cl_status cover_values(question *ask)
{
    const cl_words lists[] = {ask->asked->values, ask->asked->review};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < lists[k].count; i++) {
            if (!has_reaching(ask, lists[k].items[i])) {
                CL_TRY(cl_words_add(&ask->missing, ask->work->arena, lists[k].items[i]));
            }
        }
    }
    ask->covered = ask->missing.count == 0;
    return CL_OK;
}

/* A grant: some grant of the other must name no more than it does. */
static cl_status cover_grant(question *ask)
{
    cl_axis axis = axis_of(ask->asked->kind);
    for (size_t i = 0; i < ask->in->restrictions.count && !ask->covered; i++) {
        const cl_restriction *by = cl_record_restriction(ask->in, i);
        ask->covered = reaches(ask->work, by, ask->asked) && by->values.count > 0 &&
                       all_are_among(ask->work, axis, by->values, ask->asked->values);
    }
    for (size_t i = 0; i < ask->in->restrictions.count && !ask->covered; i++) {
        const cl_restriction *by = cl_record_restriction(ask->in, i);
        for (size_t k = 0; k < by->values.count && is_of_kind(by, ask->asked); k++) {
            if (!is_among(ask->work, axis, by->values.items[k], ask->asked->values)) {
                CL_TRY(cl_words_add(&ask->missing, ask->work->arena, by->values.items[k]));
            }
        }
    }
    return CL_OK;
}

static bool shares_a_value(question *ask, const cl_restriction *with)
{
    cl_axis axis = axis_of(ask->asked->kind);
    bool bare = ask->asked->values.count + ask->asked->review.count == 0;
    bool found = bare || ask->asked->effect == CL_ONLY;
    for (size_t i = 0; i < ask->asked->values.count && !found; i++) {
        found = is_among(ask->work, axis, ask->asked->values.items[i], with->values);
    }
    return found;
}

static void find_partner(question *ask)
{
    for (size_t i = 0; i < ask->in->restrictions.count && ask->partner == NULL; i++) {
        const cl_restriction *with = cl_record_restriction(ask->in, i);
        if (is_of_kind(with, ask->asked) && shares_a_value(ask, with)) {
            ask->partner = with;
        }
    }
}

/* The same note at the same place in line: what most comparisons find. */
static bool is_twin(question *ask, size_t at)
{
    if (at >= ask->in->restrictions.count) {
        return false;
    }
    const cl_restriction *by = cl_record_restriction(ask->in, at);
    cl_words all = ask->asked->values;
    return cl_comparing_may(ask->work, 1 + all.count) && by->values.count == all.count &&
           cl_words_equal(by->values, all) && cl_words_equal(by->review, ask->asked->review) &&
           reaches(ask->work, by, ask->asked);
}

static cl_status answer(question *ask, size_t at)
{
    const cl_restriction *asked = ask->asked;
    ask->covered = is_twin(ask, at);
    if (ask->covered) {
        return CL_OK;
    }
    if (asked->values.count + asked->review.count == 0) {
        for (size_t i = 0; i < ask->in->restrictions.count && !ask->covered; i++) {
            ask->covered = reaches(ask->work, cl_record_restriction(ask->in, i), asked);
        }
    } else {
        CL_TRY(asked->effect == CL_ONLY ? cover_grant(ask) : cover_values(ask));
    }
    if (!ask->covered) {
        find_partner(ask);
    }
    return CL_OK;
}

/* --- saying it --- */

static cl_span names_of(const question *ask, cl_words values)
{
    cl_words names = {0};
    bool territory = ask->asked->kind == CL_KIND_TERRITORY;
    for (size_t i = 0; i < values.count && i < NAMES_SHOWN; i++) {
        cl_span name = territory ? cl_ruleset_territory_name(ask->work->rules, values.items[i])
                                 : values.items[i];
        if (cl_words_add(&names, ask->work->arena, name) != CL_OK) {
            return CL_EMPTY_SPAN;
        }
    }
    cl_span joined = cl_words_join(ask->work->arena, names, ", ");
    if (values.count <= NAMES_SHOWN) {
        return joined;
    }
    return cl_arena_format(ask->work->arena, "%.*s and %zu more", CL_SPAN_PRINT(joined),
                           values.count - NAMES_SHOWN);
}

static cl_span detail_of(const question *ask)
{
    bool grant = ask->asked->effect == CL_ONLY;
    if (ask->missing.count == 0) {
        return CL_SPAN("holds for less than before");
    }
    if (!grant && ask->missing.count == ask->asked->values.count + ask->asked->review.count) {
        return CL_SPAN("holds for less than before");
    }
    cl_span names = names_of(ask, ask->missing);
    return cl_arena_format(ask->work->arena, "%s %.*s",
                           grant ? "now also grants" : "no longer names", CL_SPAN_PRINT(names));
}

static cl_status say_less(question *ask)
{
    const cl_restriction *asked = ask->asked;
    cl_change change = {.kind = CL_CHANGE_LOST,
                        .loss = true,
                        .what = "restriction",
                        .family = cl_kind_name(asked->kind),
                        .before = cl_comparing_words(&asked->places)};
    CL_TRY(cl_comparing_origins(ask->work, &asked->places, &change.stood_in));
    if (ask->partner != NULL) {
        change.kind = CL_CHANGE_WEAKENED;
        change.after = cl_comparing_words(&ask->partner->places);
        change.detail = detail_of(ask);
        CL_TRY(cl_comparing_origins(ask->work, &ask->partner->places, &change.stands_in));
    }
    return cl_comparing_add(ask->work, &change);
}

static cl_status say_more(question *ask)
{
    const cl_restriction *asked = ask->asked;
    cl_change change = {.kind = CL_CHANGE_ADDED,
                        .what = "restriction",
                        .family = cl_kind_name(asked->kind),
                        .after = cl_comparing_words(&asked->places)};
    CL_TRY(cl_comparing_origins(ask->work, &asked->places, &change.stands_in));
    return cl_comparing_add(ask->work, &change);
}

cl_status cl_compare_restrictions(cl_comparing *work)
{
    const cl_restriction *partners[PARTNERS_MAX] = {NULL};
    size_t seen = 0;
    for (size_t i = 0; i < work->before->restrictions.count; i++) {
        question ask = {
            .work = work, .asked = cl_record_restriction(work->before, i), .in = work->after};
        CL_TRY(answer(&ask, i));
        if (ask.covered || work->out->limited) {
            continue;
        }
        CL_TRY(say_less(&ask));
        if (ask.partner != NULL && seen < PARTNERS_MAX) {
            partners[seen++] = ask.partner;
        }
    }
    for (size_t i = 0; i < work->after->restrictions.count; i++) {
        question ask = {
            .work = work, .asked = cl_record_restriction(work->after, i), .in = work->before};
        bool said = false;
        for (size_t k = 0; k < seen; k++) {
            said = said || partners[k] == ask.asked;
        }
        CL_TRY(said ? CL_OK : answer(&ask, i));
        if (!said && !ask.covered && !work->out->limited) {
            CL_TRY(say_more(&ask));
        }
    }
    return CL_OK;
}
