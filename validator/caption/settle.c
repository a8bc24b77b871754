#include "caption/settle.h"

#include "caption/compose.h"
#include "caption/merge.h"
#include "caption/moment.h"

bool cl_settle_base(const cl_record *record, cl_moment *out, bool *sent)
{
    static const cl_field_name bases[] = {CL_DATE_SENT, CL_RELEASE_DATE, CL_DATE_CREATED};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        const cl_field *field = cl_fields_first(&record->fields, bases[i]);
        cl_moment moment;
        if (field != NULL && cl_moment_parse(field->value, &moment) && moment.known) {
            *out = moment;
            *sent = bases[i] != CL_DATE_CREATED;
            return true;
        }
    }
    return false;
}

/* A date without a year is the next one after the base, or the one just past. */
static bool complete_year(cl_moment *moment, const cl_moment *base)
{
    enum {
        LATE = 60 * 24 * 3600
    }; /* a picture may be filed again weeks after its date */
    if (moment->known || moment->month == 0 || moment->day == 0 || !base->known) {
        return false;
    }
    cl_moment guess = *moment;
    guess.known = true;
    guess.year = base->year;
    if (cl_moment_latest(&guess) < cl_moment_earliest(base) - LATE) {
        guess.year++;
    }
    if (!cl_moment_valid(&guess)) {
        return false;
    }
    *moment = guess;
    return true;
}

static void settle_time(cl_restriction *restriction, const cl_moment *base)
{
    cl_time_limit *time = &restriction->time;
    bool guessed = complete_year(&time->not_before, base);
    guessed = complete_year(&time->not_after, base) || guessed;
    guessed = complete_year(&time->from, base) || guessed;
    guessed = complete_year(&restriction->scope.until, base) || guessed;
    if (guessed && restriction->confidence > CL_MEDIUM) {
        restriction->confidence = CL_MEDIUM;
    }
    if (time->within.hours > 0 && !time->from.known) {
        time->from = *base;
    }
    if (time->within.hours > 0 && time->from.known && !time->not_after.known) {
        time->not_after = cl_moment_add(&time->from, time->within);
    }
    if (restriction->scope.lasts.hours > 0 && !restriction->scope.until.known && base->known) {
        restriction->scope.until = cl_moment_add(base, restriction->scope.lasts);
    }
}

/* How far a credit stands from a demand for one: in the same field the nearest, before it rather
 * than behind it, then the caption's, then any other. */
static uint64_t distance(const cl_place *demand, const cl_credit *credit)
{
    const cl_place *place = cl_places_first(&credit->places);
    const uint64_t other_field = UINT64_C(1) << 40;
    if (place->field != demand->field) {
        return other_field + (place->field->name == CL_CAPTION  ? 0
                              : place->field->name == CL_CREDIT ? other_field
                                                                : other_field * 2);
    }
    if (place->end <= demand->start) {
        return demand->start - place->end;
    }
    return (uint64_t)(place->start > demand->end ? place->start - demand->end : 0) * 4;
}

static cl_credit *nearest(const cl_record *record, const cl_place *demand)
{
    cl_credit *best = NULL;
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_credit *credit = CL_ARRAY_AT(&record->credits, cl_credit, i);
        if (credit->text.len > 0 &&
            (best == NULL || distance(demand, credit) < distance(demand, best))) {
            best = credit;
        }
    }
    return best;
}

/* MANDATORY CREDIT without wording makes the picture's own credit mandatory. */
static cl_status settle_demand(cl_record *record, const cl_credit *demand)
{
    const cl_place *place = cl_places_first(&demand->places);
    cl_credit *credit = nearest(record, place);
    if (credit == NULL) {
        return CL_OK;
    }
    if (credit->role != CL_CREDIT_MANDATORY) {
        credit->role = CL_CREDIT_MANDATORY;
        credit->rule = demand->rule;
    }
    return cl_places_add(&credit->places, record->arena, place);
}

/* Demands that found their credit go; where there is no credit at all the first one stays. */
static void drop_demands(cl_record *record, bool settled)
{
    size_t kept = 0;
    bool demanded = settled;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        bool keep = credit->text.len > 0 || !demanded;
        demanded = demanded || credit->text.len == 0;
        if (keep) {
            *CL_ARRAY_AT(&record->credits, cl_credit, kept) = *credit;
            kept++;
        }
    }
    record->credits.count = kept;
}

static cl_status settle_demands(cl_record *record)
{
    bool has_credit = false;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        has_credit = has_credit || credit->text.len > 0;
        if (credit->text.len == 0) {
            CL_TRY(settle_demand(record, credit));
        }
    }
    drop_demands(record, has_credit);
    return CL_OK;
}

/* The one home market of the agencies that the credits name; empty where there is none or several.
 */
static cl_span home_of(const cl_ruleset *rules, const cl_record *record)
{
    cl_span home = CL_EMPTY_SPAN;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_words *agencies = &cl_record_credit(record, i)->agencies;
        for (size_t k = 0; k < agencies->count; k++) {
            const cl_agency *agency = cl_ruleset_agency_of(rules, agencies->items[k]);
            if (agency == NULL || agency->home.len == 0) {
                continue;
            }
            if (home.len > 0 && !cl_span_equal(home, agency->home)) {
                return CL_EMPTY_SPAN;
            }
            home = agency->home;
        }
    }
    return home;
}

static bool is_relative(const cl_restriction *restriction)
{
    return restriction->kind == CL_KIND_TERRITORY && restriction->values.count == 1 &&
           cl_span_equal(restriction->values.items[0], CL_SPAN(CL_TERRITORY_HOME));
}

/* FOREIGN OUT leaves the home market of the agency. Where that is not known, a person must say. */
static cl_status settle_home(const cl_ruleset *rules, cl_record *record)
{
    cl_span home = home_of(rules, record);
    size_t kept = 0;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        cl_restriction restriction = *cl_record_restriction(record, i);
        if (is_relative(&restriction)) {
            if (home.len == 0) {
                CL_TRY(cl_merge_unread(record, restriction.rule,
                                       cl_places_first(&restriction.places)));
                continue;
            }
            restriction.values.items[0] = home;
        }
        *CL_ARRAY_AT(&record->restrictions, cl_restriction, kept) = restriction;
        kept++;
    }
    record->restrictions.count = kept;
    return CL_OK;
}

cl_status cl_settle(const cl_ruleset *rules, cl_record *record)
{
    cl_moment base = {0};
    bool sent;
    (void)cl_settle_base(record, &base, &sent);
    for (size_t i = 0; i < record->restrictions.count; i++) {
        settle_time(CL_ARRAY_AT(&record->restrictions, cl_restriction, i), &base);
    }
    CL_TRY(settle_home(rules, record));
    return settle_demands(record);
}
