/* When the picture may be published: embargo, expiry, so many days, once. */
#include "base/message.h"
#include "caption/settle.h"
#include "check/clock.h"
#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {
    "time.embargoed",      "time.embargo-unclear", "time.embargo-unknown", "time.expired",
    "time.expiry-unclear", "time.expiry-unknown",  "time.remove-after",    "time.outlasts",
    "time.no-base",        "time.one-time",        "time.bar-unclear",     NULL};

/* One limit of a restriction. */
typedef struct limit {
    const cl_restriction *restriction;
    const cl_moment *moment;
    bool certain; /* the moment itself, and that the limit is about this edition */
} limit;

/* A date that can be read two ways was tested both ways, so the answer is sure. An embargo that was
 * read with more doubt than that is no guess that may be passed over. */
static cl_confidence confidence_of(const limit *of)
{
    if (of->moment != NULL && of->moment->either_way) {
        return CL_HIGH;
    }
    cl_confidence confidence = of->restriction->confidence;
    return confidence == CL_LOW ? CL_MEDIUM : confidence;
}

/* "2024-06-05", or "2024-06-05 or 2024-05-06". */
static cl_span date_words(cl_judge *judge, const cl_moment *moment)
{
    cl_span date = cl_moment_format(judge->arena, moment);
    if (!moment->either_way) {
        return date;
    }
    const cl_moment other = cl_moment_other_way(moment);
    cl_span second = cl_moment_format(judge->arena, &other);
    return cl_arena_format(judge->arena, cl_message("%.*s or %.*s"), CL_SPAN_PRINT(date),
                           CL_SPAN_PRINT(second));
}

/* "14 days" */
static cl_span window_words(cl_judge *judge, cl_duration window)
{
    bool in_days = window.in_days || window.hours % 24 == 0;
    return in_days ? cl_arena_format(judge->arena, cl_message("%u days"), window.hours / 24)
                   : cl_arena_format(judge->arena, cl_message("%u hours"), window.hours);
}

static cl_status say(cl_judge *judge, const char *rule, const limit *of)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, &of->restriction->places, &saying));
    saying.confidence = confidence_of(of);
    saying.blanks.of[CL_BLANK_RULE] = of->restriction->rule;
    saying.blanks.of[CL_BLANK_SCOPE] = cl_scope_words(judge, &of->restriction->scope);
    saying.blanks.of[CL_BLANK_DAYS] = window_words(judge, of->restriction->time.within);
    if (of->moment != NULL) {
        saying.blanks.of[CL_BLANK_DATE] = date_words(judge, of->moment);
    }
    return cl_judge_say(judge, &saying);
}

static cl_status pass(cl_judge *judge, const limit *of, const char *reason)
{
    cl_saying saying = cl_judge_passing(judge, &of->restriction->places);
    saying.blanks.of[CL_BLANK_DATE] = cl_moment_format(judge->arena, of->moment);
    return cl_judge_pass(judge, reason, &saying);
}

static cl_status decide_release(cl_judge *judge, const limit *of)
{
    switch (cl_clock_release(&judge->edition->at, of->moment, &judge->out->holds)) {
    case CL_BEFORE:
        return say(judge, of->certain ? "time.embargoed" : "time.embargo-unclear", of);
    case CL_AFTER:
        return pass(judge, of, CL_MESSAGE("\"{text}\" is over since {date}"));
    default:
        return say(judge, "time.embargo-unclear", of);
    }
}

/* Whether the picture can be there when its permission ends: on the web it is until it is taken
 * down, while a paper is sold on its day. */
static bool stays_up(const cl_edition *edition)
{
    return edition->until.known || cl_is_web_edition(edition);
}

/* The permission ends after publication. */
static cl_status decide_removal(cl_judge *judge, const limit *of)
{
    const cl_edition *edition = judge->edition;
    if (edition->until.known && cl_clock_end(&edition->until, of->moment, NULL) == CL_BEFORE) {
        return pass(judge, of, CL_MESSAGE("\"{text}\" outlasts the edition; it ends on {date}"));
    }
    bool stuck = edition->policies.can_depublish == CL_NO && stays_up(edition);
    return say(judge, stuck ? "time.outlasts" : "time.remove-after", of);
}

static cl_status decide_end(cl_judge *judge, const limit *of)
{
    switch (cl_clock_end(&judge->edition->at, of->moment, &judge->out->holds)) {
    case CL_BEFORE:
        return decide_removal(judge, of);
    case CL_AFTER:
        return say(judge, of->certain ? "time.expired" : "time.expiry-unclear", of);
    default:
        return say(judge, "time.expiry-unclear", of);
    }
}

/* A window that could only be counted from the exposure may have begun later: nobody knows when the
 * picture was sent. */
static bool counts_from_exposure(const cl_judge *judge, const cl_time_limit *time)
{
    cl_moment base;
    bool sent;
    return cl_settle_base(judge->record, &base, &sent) && !sent && base.year == time->from.year &&
           base.month == time->from.month && base.day == time->from.day;
}

static cl_status decide_expiry(cl_judge *judge, const cl_restriction *restriction, bool in_scope)
{
    const cl_time_limit *time = &restriction->time;
    cl_moment end = time->not_after;
    limit of = {.restriction = restriction, .certain = in_scope};
    if (!end.known && time->within.hours > 0 && time->from.known) {
        end = cl_moment_add(&time->from, time->within);
    }
    if (time->within.hours > 0 && !end.known) {
        return say(judge, "time.no-base", &of);
    }
    if (!end.known) {
        return say(judge, "time.expiry-unknown", &of);
    }
    of.moment = &end;
    of.certain = in_scope && (time->within.hours == 0 || !counts_from_exposure(judge, time));
    return decide_end(judge, &of);
}

static cl_status decide_embargo(cl_judge *judge, const cl_restriction *restriction, bool in_scope)
{
    limit of = {.restriction = restriction, .certain = in_scope};
    if (!restriction->time.not_before.known) {
        return say(judge, "time.embargo-unknown", &of);
    }
    of.moment = &restriction->time.not_before;
    return decide_release(judge, &of);
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    const cl_time_limit *time = &restriction->time;
    cl_scope_answer scope = cl_scope_meets(judge, restriction);
    bool in_scope = scope.how == CL_MEETS;
    bool embargo = time->embargo || time->not_before.known;
    bool expiry = time->expiry || time->not_after.known || time->within.hours > 0;
    limit of = {.restriction = restriction, .moment = &time->not_after};
    if (scope.how == CL_APART) {
        return pass(judge, &of, CL_MESSAGE("\"{text}\" is not about this edition"));
    }
    if (embargo) {
        CL_TRY(decide_embargo(judge, restriction, in_scope));
    }
    if (expiry) {
        CL_TRY(decide_expiry(judge, restriction, in_scope));
    }
    if (time->one_time) {
        CL_TRY(say(judge, "time.one-time", &of));
    }
    return embargo || expiry || time->one_time ? CL_OK : say(judge, "unread.text", &of);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_TIME, decide);
}

const cl_check_kind cl_check_time = {"time", rules, run};
