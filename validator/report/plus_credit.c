/* The credit line for an export of rights, and the term that demands it. */
#include "base/text.h"
#include "caption/credit.h"
#include "metadata/alike.h"
#include "report/plus_parts.h"

/* A credit as the export sees it. */
typedef struct wanted {
    const cl_credit *first; /* of the highest role, with a wording */
    bool several;           /* others of that role have another wording */
    bool bare;              /* some credit is mandatory, and no wording says which */
    bool demanded;          /* in words */
} wanted;

static bool stands_in(const cl_credit *credit, cl_field_class class)
{
    for (size_t i = 0; i < credit->places.items.count; i++) {
        const cl_field *field = CL_ARRAY_AT(&credit->places.items, const cl_place, i)->field;
        if (field != NULL && cl_field_class_of(field->name) == class) {
            return true;
        }
    }
    return false;
}

static void consider(const cl_credit *credit, wanted *out)
{
    bool mandatory = credit->role == CL_CREDIT_MANDATORY;
    out->demanded = out->demanded || (mandatory && !stands_in(credit, CL_CLASS_TERM));
    if (credit->role == CL_CREDIT_STATED || credit->confidence == CL_LOW) {
        return;
    }
    if (credit->text.len == 0) {
        out->bare = out->bare || mandatory;
        return;
    }
    if (out->first == NULL || credit->role > out->first->role) {
        out->first = credit;
        out->several = false;
        return;
    }
    out->several =
        out->several || (credit->role == out->first->role && credit->key != out->first->key);
}

/* Whether the words name all that the credit names. */
static cl_status names_all(const cl_plus_work *work, const cl_credit *credit, cl_span words,
                           bool *out)
{
    cl_credit_difference lacks;
    *out = cl_alike_nocase(credit->text, words);
    if (*out || credit->agencies.count + credit->persons.count + credit->others.count == 0) {
        return CL_OK;
    }
    CL_TRY(cl_credit_compare(work->rules, work->arena, credit, words, &lacks));
    *out =
        lacks.missing_agencies.count + lacks.missing_persons.count + lacks.missing_others.count ==
        0;
    return CL_OK;
}

/* Whether what a program takes as the credit line names all that is demanded. */
static cl_status is_stated(const cl_plus_work *work, const cl_credit *credit, bool *out)
{
    cl_words written = work->out->values[CL_PLUS_CREDIT];
    const cl_field *field = cl_fields_first(&work->record->fields, CL_CREDIT);
    cl_span line = written.count > 0 ? written.items[0] : CL_EMPTY_SPAN;
    if (line.len == 0 && work->missing && field != NULL) {
        line = field->value;
    }
    *out = false;
    return line.len == 0 ? CL_OK : names_all(work, credit, line, out);
}

static cl_status put_line(cl_plus_work *work, const wanted *found)
{
    cl_words *values = &work->out->values[CL_PLUS_CREDIT];
    bool stated;
    if (found->first == NULL) {
        return CL_OK;
    }
    CL_TRY(is_stated(work, found->first, &stated));
    if (stated) {
        return CL_OK;
    }
    if (found->several) {
        return cl_plus_remark_on(work, found->first->text,
                                 "kept as text; several credits are asked for, and a property "
                                 "holds one");
    }
    if (!cl_plus_may(work, CL_PLUS_CREDIT)) {
        return cl_plus_remark_on(work, found->first->text,
                                 "kept as text; photoshop:Credit names another credit and is left "
                                 "as it is");
    }
    values->count = 0;
    return cl_words_add(values, work->arena, found->first->text);
}

/* PLUS has no term for a credit that may stand anywhere: beside the picture is the usual place. */
static const char *place_of(const cl_record *record)
{
    for (size_t i = 0; i < record->notices.count; i++) {
        cl_span kind = cl_record_notice(record, i)->kind;
        if (cl_span_equal(kind, CL_SPAN("credit-on-image"))) {
            return "CR-COI";
        }
        if (cl_span_equal(kind, CL_SPAN("credit-area"))) {
            return "CR-CCA";
        }
    }
    return "CR-CAI";
}

static cl_status put_demand(cl_plus_work *work, const wanted *found)
{
    cl_words *values = &work->out->values[CL_PLUS_CREDIT_REQUIRED];
    bool stated = found->bare;
    if (!found->demanded || !cl_plus_may(work, CL_PLUS_CREDIT_REQUIRED)) {
        return CL_OK;
    }
    if (found->first != NULL && found->first->role == CL_CREDIT_MANDATORY) {
        CL_TRY(is_stated(work, found->first, &stated));
        stated = stated && !found->several;
    }
    bool said = values->count > 0 && !cl_span_equal(values->items[0], CL_SPAN("CR-NRQ"));
    if (!stated || said) {
        return CL_OK;
    }
    values->count = 0;
    return cl_words_add(values, work->arena, cl_span_of(place_of(work->record)));
}

/* A web address that is the credit: in quotes it reads as something else. */
static bool is_address(cl_span text)
{
    return cl_span_find_byte(text, '.') < text.len && cl_span_find_byte(text, ' ') == text.len;
}

static cl_status add_note(cl_plus_work *work, cl_span note)
{
    if (note.len == 0) {
        return cl_arena_status(work->arena);
    }
    bool there = work->missing && cl_plus_is_noted(work, note);
    return there ? CL_OK : cl_words_add(&work->notes, work->arena, note);
}

/* As words, where they stand only in prose. */
static cl_status note_demand(cl_plus_work *work, const cl_credit *credit)
{
    bool proper = stands_in(credit, CL_CLASS_NOTES) || stands_in(credit, CL_CLASS_TERM);
    if (credit->role != CL_CREDIT_MANDATORY || proper) {
        return CL_OK;
    }
    if (credit->text.len == 0) {
        return add_note(work, CL_SPAN("MANDATORY CREDIT"));
    }
    bool quoted =
        cl_span_find_byte(credit->text, '"') == credit->text.len && !is_address(credit->text);
    cl_span line;
    CL_TRY(cl_utf8_squeeze(work->arena, credit->text, SIZE_MAX, &line));
    return add_note(work,
                    cl_arena_format(work->arena,
                                    quoted ? "MANDATORY CREDIT \"%.*s\"" : "MANDATORY CREDIT: %.*s",
                                    CL_SPAN_PRINT(line)));
}

cl_status cl_plus_add_credits(cl_plus_work *work)
{
    wanted found = {.first = NULL};
    for (size_t i = 0; i < work->record->credits.count; i++) {
        consider(cl_record_credit(work->record, i), &found);
        CL_TRY(note_demand(work, cl_record_credit(work->record, i)));
    }
    CL_TRY(put_line(work, &found));
    return put_demand(work, &found);
}
