#include "check/axis.h"

#include "base/message.h"
#include "check/restrictions.h"
#include "check/scope.h"

typedef enum outcome {
    DENIED,
    NOT_GRANTED,
    POSSIBLE,
    UNSTATED,
    ENDING, /* barred, unless that is over */
    OUTCOMES
} outcome;

static const char *const says[CL_AXIS_COUNT][OUTCOMES] = {
    {"territory.denied", "territory.not-granted", "territory.possible", "territory.unstated",
     "time.bar-unclear"},
    {"medium.denied", "medium.not-granted", "medium.possible", "medium.unstated",
     "time.bar-unclear"},
    {"use.denied", "use.not-granted", "use.possible", "use.unstated", "time.bar-unclear"},
};

/* Why a note does not stand against the edition. */
typedef enum passage {
    LIMITS,
    EXCLUDES,
    GRANTS,
    PASSAGES
} passage;

static const char *const passes[CL_AXIS_COUNT][PASSAGES] = {
    {CL_MESSAGE(
         "\"{text}\" limits {names}{scope}; edition \"{edition}\" publishes in {territories}"),
     CL_MESSAGE(
         "\"{text}\" excludes {names}{scope}; edition \"{edition}\" publishes in {territories}"),
     CL_MESSAGE(
         "\"{text}\" grants {names}{scope}; edition \"{edition}\" publishes in {territories}")},
    {CL_MESSAGE("\"{text}\" limits {names}{scope}; edition \"{edition}\" appears in {media}"),
     CL_MESSAGE("\"{text}\" excludes {names}{scope}; edition \"{edition}\" appears in {media}"),
     CL_MESSAGE("\"{text}\" grants {names}{scope}; edition \"{edition}\" appears in {media}")},
    {CL_MESSAGE("\"{text}\" limits {names}{scope}; edition \"{edition}\" uses it for {uses}"),
     CL_MESSAGE("\"{text}\" excludes {names}{scope}; edition \"{edition}\" uses it for {uses}"),
     CL_MESSAGE("\"{text}\" grants {names}{scope}; edition \"{edition}\" uses it for {uses}")},
};

/* How the values of the edition stand to those of one note. */
typedef struct comparison {
    cl_words met;     /* the edition's values that a note names; of the whole world: the note's */
    cl_words by;      /* the note's values that name them */
    cl_words maybe;   /* the edition's values that may be meant */
    cl_words outside; /* the edition's values that no note names */
} comparison;

/* One restriction of the axis under judgement. */
typedef struct question {
    cl_judge *judge;
    cl_axis axis;
    const cl_restriction *restriction;
    cl_scope_answer scope;
    comparison compared;
} question;

/* A bar anywhere meets an edition for the whole world; a grant must be for the whole world. */
static cl_meeting meet(const question *ask, cl_span value, cl_span note)
{
    const cl_span world = CL_SPAN("WORLD");
    if (ask->restriction->effect == CL_ONLY && cl_span_equal(value, world)) {
        return cl_span_equal(note, world) ? CL_MEETS : CL_APART;
    }
    return cl_axis_meet(ask->judge->edition, ask->axis, value, note);
}

static cl_meeting closest(const question *ask, cl_span value, cl_words note)
{
    cl_meeting best = CL_APART;
    for (size_t i = 0; i < note.count && best != CL_MEETS; i++) {
        cl_meeting how = meet(ask, value, note.items[i]);
        best = how > best ? how : best;
    }
    return best;
}

static cl_status add_met(const question *ask, cl_span value, comparison *out)
{
    cl_arena *arena = ask->judge->arena;
    cl_words note = ask->restriction->values;
    bool world = cl_span_equal(value, CL_SPAN("WORLD"));
    for (size_t i = 0; i < note.count; i++) {
        if (meet(ask, value, note.items[i]) == CL_MEETS) {
            CL_TRY(cl_words_add(&out->by, arena, note.items[i]));
            CL_TRY(cl_words_add(&out->met, arena, world ? note.items[i] : value));
        }
    }
    return CL_OK;
}

static cl_status compare_value(const question *ask, cl_span value, comparison *out)
{
    cl_arena *arena = ask->judge->arena;
    switch (closest(ask, value, ask->restriction->values)) {
    case CL_MEETS:
        return add_met(ask, value, out);
    case CL_MAYBE:
        return cl_words_add(&out->maybe, arena, value);
    default:
        break;
    }
    bool doubtful = closest(ask, value, ask->restriction->review) != CL_APART;
    return cl_words_add(doubtful ? &out->maybe : &out->outside, arena, value);
}

static cl_status compare(question *ask)
{
    cl_words values = cl_axis_values(ask->judge->edition, ask->axis);
    for (size_t i = 0; i < values.count; i++) {
        CL_TRY(compare_value(ask, values.items[i], &ask->compared));
    }
    return CL_OK;
}

static bool is_disputed(const question *ask)
{
    cl_words disputed = ask->judge->disputed[ask->axis];
    const cl_restriction *restriction = ask->restriction;
    if (restriction->effect == CL_ONLY) {
        return disputed.count > 0;
    }
    return cl_axis_closest(ask->judge->edition, ask->axis, disputed, restriction->values) ==
           CL_MEETS;
}

static cl_status say(const question *ask, outcome what, cl_words names, cl_words values)
{
    cl_judge *judge = ask->judge;
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, says[ask->axis][what], &ask->restriction->places, &saying));
    saying.confidence = ask->restriction->confidence;
    saying.disputed = is_disputed(ask);
    saying.about = names;
    saying.blanks.of[CL_BLANK_NAMES] = names.count > 0
                                           ? cl_judge_names(judge, ask->axis, names)
                                           : cl_span_of(cl_judge_word(judge, "this edition"));
    saying.blanks.of[CL_BLANK_VALUES] = cl_judge_values(judge, values);
    saying.blanks.of[CL_BLANK_SCOPE] = cl_scope_words(judge, &ask->restriction->scope);
    saying.blanks.of[CL_BLANK_RULE] = ask->restriction->rule;
    return cl_judge_say(judge, &saying);
}

/* "the edition does not say where, in what, for what, and the note depends on it". */
static cl_status say_unstated(cl_judge *judge, cl_axis axis, const cl_restriction *restriction)
{
    const question ask = {.judge = judge, .axis = axis, .restriction = restriction};
    bool is_main = restriction->kind == cl_axis_kind(axis);
    cl_words note = is_main ? restriction->values : cl_scope_values(&restriction->scope, axis);
    return say(&ask, UNSTATED, note, note);
}

/* Why a restriction does not stand against the edition. */
static cl_status pass(const question *ask, passage what)
{
    cl_judge *judge = ask->judge;
    cl_saying saying = cl_judge_passing(judge, &ask->restriction->places);
    if (ask->scope.ended) {
        return cl_judge_pass(judge, CL_MESSAGE("\"{text}\" has ended"), &saying);
    }
    saying.blanks.of[CL_BLANK_NAMES] = cl_judge_names(judge, ask->axis, ask->restriction->values);
    saying.blanks.of[CL_BLANK_SCOPE] = cl_scope_words(judge, &ask->restriction->scope);
    return cl_judge_pass(judge, passes[ask->axis][what], &saying);
}

/* A note that names nothing certain limits something all the same. */
static cl_status judge_unknown(const question *ask)
{
    cl_words values = cl_axis_values(ask->judge->edition, ask->axis);
    return say(ask, POSSIBLE, values, ask->restriction->review);
}

static cl_status judge_deny(const question *ask)
{
    const comparison *compared = &ask->compared;
    const cl_restriction *restriction = ask->restriction;
    if (ask->scope.how == CL_APART) {
        return pass(ask, LIMITS);
    }
    if (cl_axis_values(ask->judge->edition, ask->axis).count == 0) {
        return say_unstated(ask->judge, ask->axis, restriction);
    }
    if (compared->met.count == 0 && compared->maybe.count == 0) {
        return pass(ask, EXCLUDES);
    }
    if (ask->scope.unstated) {
        return say_unstated(ask->judge, ask->scope.axis, restriction);
    }
    bool denies = restriction->effect == CL_DENY && ask->scope.how == CL_MEETS;
    if (compared->met.count > 0 && denies) {
        return say(ask, DENIED, compared->met, compared->by);
    }
    if (compared->met.count > 0 && ask->scope.ending) {
        return say(ask, ENDING, compared->met, compared->by);
    }
    cl_words names = compared->met.count > 0 ? compared->met : compared->maybe;
    return say(ask, POSSIBLE, names, restriction->values);
}

/* UK ONLY, IRELAND ONLY in one field: what one note leaves out the other may grant. */
static bool is_granted_beside(const question *ask, cl_span value)
{
    cl_judge *judge = ask->judge;
    const cl_restriction *own = ask->restriction;
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *other = cl_record_restriction(judge->record, i);
        if (other->kind == own->kind && other->effect == CL_ONLY &&
            cl_field_of_restriction(other) == cl_field_of_restriction(own) &&
            closest(ask, value, other->values) != CL_APART) {
            return true;
        }
    }
    return false;
}

static bool siblings_grant(const question *ask)
{
    cl_words outside = ask->compared.outside;
    for (size_t i = 0; i < outside.count; i++) {
        if (!is_granted_beside(ask, outside.items[i])) {
            return false;
        }
    }
    return true;
}

static cl_status judge_only(const question *ask)
{
    const comparison *compared = &ask->compared;
    const cl_restriction *restriction = ask->restriction;
    if (ask->scope.ended) {
        return pass(ask, GRANTS);
    }
    if (cl_axis_values(ask->judge->edition, ask->axis).count == 0) {
        return say_unstated(ask->judge, ask->axis, restriction);
    }
    if (ask->scope.unstated) {
        return say_unstated(ask->judge, ask->scope.axis, restriction);
    }
    bool all = compared->outside.count == 0 && compared->maybe.count == 0;
    if (all && ask->scope.how == CL_MEETS) {
        return pass(ask, GRANTS);
    }
    if (compared->outside.count > 0 && ask->scope.how == CL_MEETS && !siblings_grant(ask)) {
        return say(ask, NOT_GRANTED, compared->outside, restriction->values);
    }
    cl_words names = compared->outside.count > 0 ? compared->outside : compared->maybe;
    names = names.count > 0 ? names : cl_axis_values(ask->judge->edition, ask->axis);
    return say(ask, POSSIBLE, names, restriction->values);
}

static cl_status judge_one(question *ask)
{
    const cl_restriction *restriction = ask->restriction;
    bool is_only = restriction->effect == CL_ONLY;
    CL_TRY(compare(ask));
    if (restriction->values.count == 0 && (is_only || restriction->review.count == 0)) {
        return judge_unknown(ask);
    }
    return is_only ? judge_only(ask) : judge_deny(ask);
}

cl_status cl_axis_run(cl_judge *judge, cl_axis axis)
{
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (restriction->kind != cl_axis_kind(axis)) {
            continue;
        }
        question ask = {.judge = judge, .axis = axis, .restriction = restriction};
        ask.scope = cl_scope_meets(judge, restriction);
        CL_TRY(judge_one(&ask));
    }
    return CL_OK;
}
