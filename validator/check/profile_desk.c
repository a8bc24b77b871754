/* What desks write for one another and readers must not see: notes in an alt text, a headline, a
 * title. What the rule set reads there tells. */
#include "base/limits.h"
#include "base/message.h"
#include "check/profile.h"

static bool wants(const cl_house *house, const char *reading)
{
    return cl_words_have(house->condition->words, cl_span_of(reading));
}

/* What stands in one of the fields of the check: its first place there shows it. */
static cl_status look_at(cl_house *house, const cl_places *places, const char *what, cl_span rule)
{
    for (size_t i = 0; i < places->items.count && house->said < CL_HOUSE_SAID_MAX; i++) {
        cl_place place = *CL_ARRAY_AT(&places->items, const cl_place, i);
        if (place.field == NULL || !cl_house_is_about(house, place.field)) {
            continue;
        }
        const cl_places one = {{&place, 1, 1}};
        cl_saying saying;
        CL_TRY(cl_house_saying_of(house, &one, &saying));
        saying.blanks.of[CL_BLANK_NAMES] = cl_span_of(cl_message(what));
        saying.blanks.of[CL_BLANK_RULE] = rule;
        return cl_house_say(house, &saying);
    }
    return CL_OK;
}

static cl_status look_at_restrictions(cl_house *house)
{
    const cl_record *record = house->judge->record;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *read = cl_record_restriction(record, i);
        CL_TRY(look_at(house, &read->places, CL_MESSAGE("a restriction"), read->rule));
    }
    return CL_OK;
}

static cl_status look_at_notices(cl_house *house)
{
    const cl_record *record = house->judge->record;
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *read = cl_record_notice(record, i);
        CL_TRY(look_at(house, &read->places, CL_MESSAGE("a notice to desks"), read->rule));
    }
    return CL_OK;
}

static cl_status look_at_credits(cl_house *house)
{
    const cl_record *record = house->judge->record;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *read = cl_record_credit(record, i);
        bool stated = read->role == CL_CREDIT_STATED;
        if (wants(house, stated ? "byline" : "credit")) {
            CL_TRY(look_at(house, &read->places,
                           stated ? CL_MESSAGE("a byline") : CL_MESSAGE("a demand for a credit"),
                           read->rule));
        }
    }
    return CL_OK;
}

static cl_status look_at_unread(cl_house *house)
{
    const cl_record *record = house->judge->record;
    for (size_t i = 0; i < record->unread.count; i++) {
        const cl_unread *read = cl_record_unread(record, i);
        CL_TRY(look_at(house, &read->places, CL_MESSAGE("a note that nothing understands"),
                       read->rule));
    }
    return CL_OK;
}

cl_status cl_condition_desk_only(cl_house *house)
{
    if (wants(house, "restriction")) {
        CL_TRY(look_at_restrictions(house));
    }
    if (wants(house, "notice")) {
        CL_TRY(look_at_notices(house));
    }
    CL_TRY(look_at_credits(house));
    return wants(house, "unread") ? look_at_unread(house) : CL_OK;
}
