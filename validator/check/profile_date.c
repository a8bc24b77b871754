/* Conditions on dates: that the calendar has them, and that they come in their order. */
#include "base/message.h"
#include "caption/moment.h"
#include "check/clock.h"
#include "check/profile.h"

enum {
    YEAR_FIRST = 1800, /* of cl_moment_parse */
    YEAR_DIGITS = 4,
    YEARS_OF_A_CALENDAR = 400,
    LONGEST = 64 /* of a date with time and zone */
};

/* A moment that a value is held against. */
typedef struct limit {
    cl_moment moment;
    cl_span name;     /* "the time of publication", "the date_sent", … */
    cl_period *holds; /* of the judgement, for the time of publication; else NULL */
} limit;

/* The year that the text begins with; 0 when it begins with none. */
static int year_of(cl_span text)
{
    int year = 0;
    for (size_t i = 0; i < YEAR_DIGITS; i++) {
        if (i >= text.len || text.data[i] < '0' || text.data[i] > '9') {
            return 0;
        }
        year = year * 10 + (text.data[i] - '0');
    }
    return year;
}

/* A date before the years that moments know, moved there and back: the calendar begins anew every
 * 400 years. */
static bool parse_early(cl_span text, cl_moment *out)
{
    uint8_t moved[LONGEST];
    int year = year_of(text);
    int later = year;
    if (year == 0 || year >= YEAR_FIRST || text.len > sizeof moved) {
        return false;
    }
    while (later < YEAR_FIRST) {
        later += YEARS_OF_A_CALENDAR;
    }
    for (size_t i = 0; i < text.len; i++) {
        moved[i] = text.data[i];
    }
    int rest = later;
    for (size_t i = YEAR_DIGITS; i > 0; i--) {
        moved[i - 1] = (uint8_t)('0' + rest % 10);
        rest /= 10;
    }
    if (!cl_moment_parse((cl_span){moved, text.len}, out)) {
        return false;
    }
    out->year -= later - year;
    return true;
}

/* A date that there is; a year or a month alone is one too. */
static bool is_date(cl_span text, cl_moment *out)
{
    *out = (cl_moment){0};
    return cl_moment_parse(text, out) || parse_early(cl_span_trim(text), out);
}

/* A whole day at least. */
static bool parse(cl_span text, cl_moment *out)
{
    return is_date(text, out) && out->known;
}

cl_status cl_condition_date(cl_house *house)
{
    const cl_field *field;
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        cl_moment moment;
        if (is_date(field->value, &moment)) {
            continue;
        }
        cl_saying saying;
        CL_TRY(cl_house_saying(house, field, &saying));
        CL_TRY(cl_house_say(house, &saying));
    }
    return CL_OK;
}

/* A day means all of its hours in every zone: only what is certainly beyond the limit is told. */
static bool is_beyond(const cl_moment *value, const limit *at, bool before)
{
    if (at->holds != NULL && before) {
        cl_period_narrow(at->holds, cl_moment_earliest(&at->moment), cl_moment_latest(value) + 1);
    } else if (at->holds != NULL) {
        cl_period_narrow(at->holds, cl_moment_latest(&at->moment), cl_moment_earliest(value));
    }
    return before ? cl_moment_latest(value) < cl_moment_earliest(&at->moment)
                  : cl_moment_earliest(value) > cl_moment_latest(&at->moment);
}

static cl_status hold_against(cl_house *house, const limit *at, bool before)
{
    const cl_field *field;
    for (size_t i = 0; at->moment.known && (field = cl_house_next(house, &i)) != NULL;) {
        cl_moment moment;
        if (!parse(field->value, &moment) || !is_beyond(&moment, at, before)) {
            continue;
        }
        cl_saying saying;
        CL_TRY(cl_house_saying(house, field, &saying));
        saying.blanks.of[CL_BLANK_DATE] = cl_moment_format(house->judge->arena, &at->moment);
        if (at->holds != NULL) {
            cl_period_pin(at->holds, &at->moment);
        }
        saying.blanks.of[CL_BLANK_OTHER] = at->name;
        CL_TRY(cl_house_say(house, &saying));
    }
    return CL_OK;
}

static cl_status hold_against_fields(cl_house *house, bool before)
{
    const cl_field_list *others = &house->condition->others;
    for (size_t i = 0; i < others->count; i++) {
        const char *name = cl_field_name_text(others->items[i]);
        const cl_field *other = cl_fields_first(&house->judge->record->fields, others->items[i]);
        limit at = {{0}, cl_arena_format(house->judge->arena, cl_message("the %s"), name), NULL};
        if (other != NULL && parse(other->value, &at.moment)) {
            CL_TRY(hold_against(house, &at, before));
        }
    }
    return CL_OK;
}

static cl_status hold_against_all(cl_house *house, bool before)
{
    const cl_words *words = &house->condition->words;
    for (size_t i = 0; i < words->count; i++) {
        limit at = {house->judge->edition->at, cl_span_of(cl_message("the time of publication")),
                    &house->judge->out->holds};
        if (!cl_span_equal(words->items[i], CL_SPAN("now"))) {
            at.name = cl_span_of(cl_message("the limit of the profile"));
            at.holds = NULL;
            (void)parse(words->items[i], &at.moment);
        }
        CL_TRY(hold_against(house, &at, before));
    }
    return hold_against_fields(house, before);
}

cl_status cl_condition_not_before(cl_house *house)
{
    return hold_against_all(house, true);
}

cl_status cl_condition_not_after(cl_house *house)
{
    return hold_against_all(house, false);
}

static cl_status check_days(const cl_check_rule *rule, cl_error *error)
{
    const cl_words *words = &rule->condition->words;
    for (size_t i = 0; i < words->count; i++) {
        cl_moment moment;
        uint8_t first = words->items[i].data[0];
        if (first >= '0' && first <= '9' && !parse(words->items[i], &moment)) {
            return cl_error_set(error, CL_BAD_RULES,
                                "%s:%zu: \"%.*s\" is no day of the calendar up to 2200; "
                                "correct it",
                                rule->file, rule->line, CL_SPAN_PRINT(words->items[i]));
        }
    }
    return CL_OK;
}

cl_status cl_conditions_check(const cl_ruleset *rules, cl_error *error)
{
    for (size_t i = 0; i < cl_ruleset_check_count(rules); i++) {
        const cl_check_rule *rule = cl_ruleset_check(rules, i);
        bool has_days =
            rule->condition != NULL && (rule->condition->kind == CL_CONDITION_not_before ||
                                        rule->condition->kind == CL_CONDITION_not_after);
        if (has_days) {
            CL_TRY(check_days(rule, error));
        }
    }
    return CL_OK;
}
