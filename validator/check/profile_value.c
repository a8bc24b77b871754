/* Conditions on single values, and on there being one: how long it is, what it may hold. */
#include "base/damage.h"
#include "base/message.h"
#include "base/text.h"
#include "check/profile.h"

/* What is wrong with a value. */
typedef struct fault {
    bool found;
    size_t number; /* how much of it there is */
    cl_span names; /* what it was compared with */
    bool part;     /* only the code points [start, end) are wrong */
    size_t start;
    size_t end;
    bool stopped; /* no more values are looked at */
} fault;

typedef cl_status (*look_fn)(cl_house *house, const cl_field *field, fault *out);

static cl_status say(cl_house *house, const cl_field *field, const fault *what)
{
    cl_saying saying;
    CL_TRY(cl_house_saying(house, field, &saying));
    saying.blanks.of[CL_BLANK_NUMBER] = cl_number_text(house->judge->arena, what->number);
    saying.blanks.of[CL_BLANK_NAMES] = what->names;
    if (what->part) {
        cl_span text = cl_span_sub(field->value, what->start, what->end - what->start);
        saying.proof.start = (uint32_t)cl_utf8_count(cl_span_sub(field->value, 0, what->start));
        saying.proof.end = saying.proof.start + (uint32_t)cl_utf8_count(text);
        CL_TRY(cl_one_line(house->judge->arena, text, &saying.blanks.of[CL_BLANK_TEXT]));
    }
    return cl_house_say(house, &saying);
}

static cl_status each_value(cl_house *house, look_fn look)
{
    const cl_field *field;
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        fault what = {0};
        CL_TRY(look(house, field, &what));
        if (what.stopped) {
            break;
        }
        if (what.found) {
            CL_TRY(say(house, field, &what));
        }
    }
    return CL_OK;
}

/* --- whether there is one --- */

/* "credit or source" */
static cl_status name_fields(cl_house *house, const char *between, cl_span *out)
{
    cl_words names = {0};
    const cl_field_list *fields = &house->condition->fields;
    for (size_t i = 0; i < fields->count; i++) {
        CL_TRY(cl_words_add(&names, house->judge->arena,
                            cl_span_of(cl_field_name_text(fields->items[i]))));
    }
    *out = cl_words_join(house->judge->arena, names, between);
    return CL_OK;
}

/* What could not be read may hold it; that it was not read is said already. */
cl_status cl_condition_required(cl_house *house)
{
    size_t i = 0;
    if (cl_house_next(house, &i) != NULL ||
        cl_findings_incomplete(&house->judge->record->findings)) {
        return CL_OK;
    }
    cl_saying saying;
    CL_TRY(cl_house_saying(house, NULL, &saying));
    CL_TRY(name_fields(house, cl_message(" or "), &saying.blanks.of[CL_BLANK_MISSING]));
    return cl_house_say(house, &saying);
}

/* One finding for all: latitude and longitude are one place. */
cl_status cl_condition_absent(cl_house *house)
{
    cl_words names = {0};
    const cl_field *first = NULL;
    const cl_field *field;
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        first = first == NULL ? field : first;
        CL_TRY(
            cl_words_add(&names, house->judge->arena, cl_span_of(cl_field_name_text(field->name))));
    }
    if (first == NULL) {
        return CL_OK;
    }
    cl_saying saying;
    CL_TRY(cl_house_saying(house, first, &saying));
    saying.blanks.of[CL_BLANK_NAMES] = cl_words_join(house->judge->arena, names, ", ");
    return cl_house_say(house, &saying);
}

/* --- how much there is --- */

/* IIM counts the bytes that stand in the file; what was decoded may have more. */
static cl_status look_at_bytes(cl_house *house, const cl_field *field, fault *out)
{
    out->number = field->original.len > 0 ? field->original.len : field->value.len;
    out->found = out->number > house->condition->number;
    return CL_OK;
}

static cl_status look_for_many(cl_house *house, const cl_field *field, fault *out)
{
    out->number = cl_utf8_count(field->value);
    out->found = out->number > house->condition->number;
    return CL_OK;
}

static cl_status look_for_few(cl_house *house, const cl_field *field, fault *out)
{
    out->number = cl_utf8_count(field->value);
    out->found = out->number < house->condition->number;
    return CL_OK;
}

static cl_status look_at_words(cl_house *house, const cl_field *field, fault *out)
{
    uint32_t code;
    bool inside = false;
    for (size_t at = 0; cl_utf8_next(field->value, &at, &code);) {
        bool blank = cl_utf8_is_blank(code);
        out->number += !blank && !inside;
        inside = !blank;
    }
    out->found = out->number > house->condition->number;
    return CL_OK;
}

cl_status cl_condition_max_bytes(cl_house *house)
{
    return each_value(house, look_at_bytes);
}

cl_status cl_condition_max_characters(cl_house *house)
{
    return each_value(house, look_for_many);
}

cl_status cl_condition_min_characters(cl_house *house)
{
    return each_value(house, look_for_few);
}

cl_status cl_condition_max_words(cl_house *house)
{
    return each_value(house, look_at_words);
}

/* --- what it holds --- */

static cl_status look_in_lists(cl_house *house, const cl_field *field, fault *out)
{
    const cl_words *lists = &house->condition->words;
    for (size_t i = 0; i < lists->count; i++) {
        const cl_list *list = cl_ruleset_list_of(house->judge->rules, lists->items[i]);
        if (list != NULL && cl_list_has(list, field->value)) {
            return CL_OK;
        }
    }
    out->found = true;
    out->names = cl_words_join(house->judge->arena, *lists, cl_message(" or "));
    return CL_OK;
}

cl_status cl_condition_one_of(cl_house *house)
{
    return each_value(house, look_in_lists);
}

/* Nothing is known of a value at which the search was stopped: a person must know. */
static cl_status report_stopped(cl_house *house, const cl_field *field)
{
    cl_finding finding = cl_damage_finding(CL_DAMAGE_LIMIT);
    finding.message = cl_arena_format(
        house->judge->arena, cl_message("the pattern of %.*s takes too long on the %s"),
        CL_SPAN_PRINT(house->rule->id), cl_field_name_text(field->name));
    finding.proof.field = field;
    finding.proof.end = (uint32_t)cl_utf8_count(field->value);
    return cl_findings_add(&house->judge->out->findings, &finding);
}

static cl_status match(cl_house *house, const cl_field *field, bool wanted, fault *out)
{
    cl_group groups[CL_GROUPS_MAX];
    cl_status status = cl_pattern_match(house->condition->pattern, house->matcher, field->value,
                                        (cl_group){0, field->value.len + 1}, groups);
    if (status == CL_LIMIT) {
        out->stopped = true;
        return report_stopped(house, field);
    }
    CL_TRY(status);
    out->found = cl_group_is_set(groups[0]) != wanted;
    out->part = out->found && !wanted && groups[0].end > groups[0].start;
    out->start = groups[0].start;
    out->end = groups[0].end;
    return CL_OK;
}

static cl_status look_for_match(cl_house *house, const cl_field *field, fault *out)
{
    return match(house, field, true, out);
}

static cl_status look_for_no_match(cl_house *house, const cl_field *field, fault *out)
{
    return match(house, field, false, out);
}

cl_status cl_condition_matches(cl_house *house)
{
    return each_value(house, look_for_match);
}

cl_status cl_condition_must_not_match(cl_house *house)
{
    return each_value(house, look_for_no_match);
}

static cl_status look_for_placeholder(cl_house *house, const cl_field *field, fault *out)
{
    out->found =
        cl_ruleset_is_placeholder(house->judge->rules, house->condition->words, field->value);
    return CL_OK;
}

cl_status cl_condition_placeholder(cl_house *house)
{
    return each_value(house, look_for_placeholder);
}
