/* When the picture may be published: embargo, expiry, so many days, once. */
#include "caption/settle.h"
#include "check/clock.h"
#include "check/kinds.h"
#include "check/restrictions.h"
#include "check/scope.h"

static const char *const rules[] = {"time.embargoed",
                                    "time.embargo-unclear",
                                    "time.embargo-unknown",
                                    "time.expired",
                                    "time.expiry-unclear",
                                    "time.expiry-unknown",
                                    "time.remove-after",
                                    "time.no-base",
                                    "time.one-time",
                                    "time.bar-unclear",
                                    NULL};

/* One limit: of a restriction, or of a field that holds a date. */
typedef struct limit {
    const cl_restriction *restriction; /* NULL: of `field` */
    const cl_field *field;
    const cl_moment *moment;
    bool certain; /* the moment itself, and that the limit is about this edition */
} limit;

static cl_status say(cl_judge *judge, const char *rule, const limit *of)
{
    cl_saying saying;
    if (of->restriction == NULL) {
        CL_TRY(cl_saying_of_field(judge, rule, of->field, &saying));
    } else {
        CL_TRY(cl_saying_of(judge, rule, &of->restriction->places, &saying));
        unsigned hours = of->restriction->time.within.hours;
        bool in_days = of->restriction->time.within.in_days || hours % 24 == 0;
        saying.confidence = of->restriction->confidence;
        saying.blanks.of[CL_BLANK_RULE] = of->restriction->rule;
        saying.blanks.of[CL_BLANK_SCOPE] = cl_scope_words(judge, &of->restriction->scope);
        saying.blanks.of[CL_BLANK_DAYS] = cl_arena_format(
            judge->arena, "%u %s", in_days ? hours / 24 : hours, in_days ? "days" : "hours");
    }
    if (of->moment != NULL) {
        saying.blanks.of[CL_BLANK_DATE] = cl_moment_format(judge->arena, of->moment);
    }
    return cl_judge_say(judge, &saying);
}

static cl_status pass(cl_judge *judge, const limit *of, const char *reason)
{
    cl_span text = of->field == NULL ? cl_judge_quote(judge, &of->restriction->places)
                                     : cl_field_origin(judge->arena, of->field);
    cl_span date = cl_moment_format(judge->arena, of->moment);
    return cl_judge_reason(judge, "\"%.*s\" %s %.*s", CL_SPAN_PRINT(text), reason,
                           CL_SPAN_PRINT(date));
}

static cl_status decide_release(cl_judge *judge, const limit *of)
{
    switch (cl_clock_release(&judge->edition->at, of->moment)) {
    case CL_BEFORE:
        return say(judge, of->certain ? "time.embargoed" : "time.embargo-unclear", of);
    case CL_AFTER:
        return pass(judge, of, "is over since");
    default:
        return say(judge, "time.embargo-unclear", of);
    }
}

static cl_status decide_end(cl_judge *judge, const limit *of)
{
    switch (cl_clock_end(&judge->edition->at, of->moment)) {
    case CL_BEFORE:
        return say(judge, "time.remove-after", of);
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
        return pass(judge, &of, "is not about this edition");
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

/* IIM 2:30 and 2:37 and their like say the same as an embargo or an expiry in words. */
static cl_status decide_field(cl_judge *judge, const cl_field *field)
{
    cl_moment moment;
    limit of = {.field = field, .moment = &moment, .certain = true};
    bool release = field->name == CL_RELEASE_DATE;
    if (!cl_moment_parse(field->value, &moment) || !moment.known) {
        of.moment = NULL;
        return say(judge, release ? "time.embargo-unknown" : "time.expiry-unknown", &of);
    }
    return release ? decide_release(judge, &of) : decide_end(judge, &of);
}

static cl_status run(cl_judge *judge)
{
    const cl_record *record = judge->record;
    CL_TRY(cl_each_restriction(judge, CL_KIND_TIME, decide));
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (field->name == CL_RELEASE_DATE || field->name == CL_EXPIRATION_DATE) {
            CL_TRY(decide_field(judge, field));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_time = {"time", rules, run};
