/* The credits that two records ask for or state, name by name. */
#include "base/text.h"
#include "caption/credit.h"
#include "check/comparing.h"
#include "metadata/alike.h"

enum {
    CREDITS_MAX = 4096, /* bytes of all credits of a picture in one line */
    LINE_WORK = 20000   /* steps of comparing a credit with it */
};

static const char *what_of(const cl_credit *credit)
{
    static const char *const names[] = {"credit", "requested credit", "mandatory credit"};
    return names[credit->role];
}

static bool names_have(cl_words names, cl_span name)
{
    for (size_t i = 0; i < names.count; i++) {
        if (cl_span_equal_nocase(names.items[i], name)) {
            return true;
        }
    }
    return false;
}

static bool has_name(const cl_credit *credit, cl_span name)
{
    return names_have(credit->agencies, name) || names_have(credit->persons, name) ||
           names_have(credit->others, name);
}

static bool has_names(cl_comparing *work, const cl_credit *credit, cl_words names)
{
    for (size_t i = 0; i < names.count; i++) {
        if (!cl_comparing_may(work, 1) || !has_name(credit, names.items[i])) {
            return false;
        }
    }
    return true;
}

/* Whether the credit names all that `wanted` names; one without names must be worded alike. */
static bool has_all(cl_comparing *work, const cl_credit *credit, const cl_credit *wanted)
{
    if (!cl_comparing_may(work, 1)) {
        return false;
    }
    if (credit->key == wanted->key && cl_alike_nocase(credit->text, wanted->text)) {
        return true;
    }
    size_t names = wanted->agencies.count + wanted->persons.count + wanted->others.count;
    return names > 0 && has_names(work, credit, wanted->agencies) &&
           has_names(work, credit, wanted->persons) && has_names(work, credit, wanted->others);
}

static const cl_credit *find(cl_comparing *work, const cl_record *in, const cl_credit *wanted,
                             cl_credit_role least)
{
    for (size_t i = 0; i < in->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(in, i);
        if (credit->role >= least && has_all(work, credit, wanted)) {
            return credit;
        }
    }
    return NULL;
}

/* A credit of that role in other words than any before: what stands in the place of one that is
 * gone. */
static const cl_credit *newcomer(cl_comparing *work, cl_credit_role role)
{
    for (size_t i = 0; i < work->after->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(work->after, i);
        bool known = credit->role != role || credit->text.len == 0;
        for (size_t k = 0; k < work->before->credits.count && !known; k++) {
            const cl_credit *other = cl_record_credit(work->before, k);
            known =
                !cl_comparing_may(work, 1) || (other->role == role && other->key == credit->key);
        }
        if (!known) {
            return credit;
        }
    }
    return NULL;
}

/* The fields that hold nothing but a credit are compared as fields. */
static bool stands_in_prose(const cl_credit *credit)
{
    for (size_t i = 0; i < credit->places.items.count; i++) {
        const cl_field *field = CL_ARRAY_AT(&credit->places.items, const cl_place, i)->field;
        if (field == NULL || cl_field_class_of(field->name) == CL_CLASS_CREDIT) {
            return false;
        }
    }
    return true;
}

/* A record, and all that it says of whom to name in one line. */
typedef struct side {
    const cl_record *record;
    cl_span line;
} side;

static cl_status line_of(cl_comparing *work, const cl_record *record, cl_span *out)
{
    cl_words parts = {0};
    size_t len = 0;
    for (size_t i = 0; i < record->fields.items.count && len < CREDITS_MAX; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (cl_field_class_of(field->name) == CL_CLASS_CREDIT) {
            len += field->value.len;
            CL_TRY(cl_words_add(&parts, work->arena, field->value));
        }
    }
    for (size_t i = 0; i < record->credits.count && len < CREDITS_MAX; i++) {
        len += cl_record_credit(record, i)->text.len;
        CL_TRY(cl_words_add(&parts, work->arena, cl_record_credit(record, i)->text));
    }
    cl_span line = cl_words_join(work->arena, parts, " / ");
    *out =
        line.len <= CREDITS_MAX ? line : cl_span_sub(line, 0, cl_utf8_back(line, CREDITS_MAX + 1));
    return CL_OK;
}

/* Whether the record still names all that the credit names: of a sign-off the agency may be in one
 * field, the person in another. */
static cl_status is_stated(cl_comparing *work, const side *in, const cl_credit *credit, bool *out)
{
    cl_credit_difference difference;
    *out = find(work, in->record, credit, CL_CREDIT_STATED) != NULL;
    bool has_names = credit->agencies.count + credit->persons.count + credit->others.count > 0;
    if (*out || !has_names || !cl_comparing_may(work, LINE_WORK)) {
        return CL_OK;
    }
    CL_TRY(cl_credit_compare(work->rules, work->arena, credit, in->line, &difference));
    *out = difference.missing_agencies.count + difference.missing_persons.count +
               difference.missing_others.count ==
           0;
    return CL_OK;
}

/* Whether the record has what is asked for or stated here. */
static cl_status is_known(cl_comparing *work, const side *in, const cl_credit *credit, bool *out)
{
    if (credit->role > CL_CREDIT_STATED) {
        *out = find(work, in->record, credit, credit->role) != NULL;
        return CL_OK;
    }
    *out = !stands_in_prose(credit);
    return *out ? CL_OK : is_stated(work, in, credit, out);
}

static cl_span words_of(const cl_credit *credit)
{
    return credit->text.len > 0 ? credit->text : cl_comparing_words(&credit->places);
}

/* A field of the new picture that holds the line of a demand that is gone. */
static const cl_field *field_with(const cl_comparing *work, const cl_credit *credit)
{
    const cl_fields *fields = &work->after->fields;
    for (size_t i = 0; i < fields->items.count && credit->text.len > 0; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (cl_field_class_of(field->name) == CL_CLASS_CREDIT &&
            cl_alike_nocase(field->value, credit->text)) {
            return field;
        }
    }
    return NULL;
}

static cl_status weaken(cl_comparing *work, const cl_credit *credit, cl_change *change)
{
    const cl_credit *now = find(work, work->after, credit, CL_CREDIT_STATED);
    const cl_field *field = now == NULL ? field_with(work, credit) : NULL;
    if (credit->role == CL_CREDIT_STATED || credit->text.len == 0 ||
        (now == NULL && field == NULL)) {
        return CL_OK;
    }
    change->kind = CL_CHANGE_WEAKENED;
    change->detail = credit->role == CL_CREDIT_MANDATORY ? CL_SPAN("no longer mandatory")
                                                         : CL_SPAN("no longer asked for");
    change->after = now != NULL ? words_of(now) : field->value;
    return now != NULL ? cl_comparing_origins(work, &now->places, &change->stands_in)
                       : cl_comparing_origin(work, field, &change->stands_in);
}

static cl_status replace(cl_comparing *work, const cl_credit *credit, cl_change *change)
{
    const cl_credit *now = newcomer(work, credit->role);
    if (change->kind != CL_CHANGE_LOST || credit->role == CL_CREDIT_STATED || now == NULL) {
        return CL_OK;
    }
    change->kind = CL_CHANGE_CHANGED;
    change->after = words_of(now);
    return cl_comparing_origins(work, &now->places, &change->stands_in);
}

static cl_status decide_before(cl_comparing *work, const side *after, const cl_credit *credit)
{
    bool kept;
    CL_TRY(is_known(work, after, credit, &kept));
    if (kept || work->out->limited) {
        return CL_OK;
    }
    cl_change change = {
        .kind = CL_CHANGE_LOST, .loss = true, .what = what_of(credit), .before = words_of(credit)};
    CL_TRY(cl_comparing_origins(work, &credit->places, &change.stood_in));
    CL_TRY(weaken(work, credit, &change));
    CL_TRY(replace(work, credit, &change));
    return cl_comparing_add(work, &change);
}

static cl_status decide_after(cl_comparing *work, const side *before, const cl_credit *credit)
{
    bool known;
    CL_TRY(is_known(work, before, credit, &known));
    if (known || work->out->limited) {
        return CL_OK;
    }
    cl_change change = {
        .kind = CL_CHANGE_ADDED, .what = what_of(credit), .after = words_of(credit)};
    CL_TRY(cl_comparing_origins(work, &credit->places, &change.stands_in));
    return cl_comparing_add(work, &change);
}

cl_status cl_compare_credits(cl_comparing *work)
{
    side before = {.record = work->before};
    side after = {.record = work->after};
    CL_TRY(line_of(work, work->before, &before.line));
    CL_TRY(line_of(work, work->after, &after.line));
    for (size_t i = 0; i < work->before->credits.count; i++) {
        CL_TRY(decide_before(work, &after, cl_record_credit(work->before, i)));
    }
    for (size_t i = 0; i < work->after->credits.count; i++) {
        CL_TRY(decide_after(work, &before, cl_record_credit(work->after, i)));
    }
    return CL_OK;
}
