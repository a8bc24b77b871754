/* What must be printed beside the picture, and whether the edition prints it. */
#include "caption/credit.h"

#include "base/text.h"
#include "check/kinds.h"
#include "check/nameless.h"

static const char *const rules[] = {
    "credit.print",   "credit.incomplete",     "credit.byline-missing",
    "credit.similar", "credit.unknown",        "credit.requested",
    "credit.differs", "credit.stated-missing", NULL};

/* A credit to print, and the note that asks for it. */
typedef struct demand {
    const cl_credit *note;     /* its places are the proof; without any, the credit field is */
    const cl_credit *required; /* its text is to be printed; not empty */
} demand;

static bool is_empty(const cl_credit_difference *difference)
{
    return difference->missing_agencies.count == 0 && difference->missing_persons.count == 0 &&
           difference->missing_others.count == 0;
}

static bool has_parts(const cl_credit *credit)
{
    return credit->agencies.count > 0 || credit->persons.count > 0 || credit->others.count > 0;
}

/* The credit field that programs show; of several values one is printed. */
static const cl_field *shown_credit(const cl_judge *judge)
{
    return cl_fields_shown(&judge->record->fields, CL_CREDIT, judge->edition->policies.shown);
}

/* Notes it as the line to print, unless there is one already. */
static cl_status print_line(cl_judge *judge, const cl_credit *credit, cl_credit_role role)
{
    cl_print *print = &judge->out->print;
    if (credit == NULL || print->credit.len > 0) {
        return CL_OK;
    }
    *print = (cl_print){.role = role, .exact = credit->quoted, .agencies = credit->agencies};
    return cl_utf8_squeeze(judge->arena, credit->text, SIZE_MAX, &print->credit);
}

static cl_status say(cl_judge *judge, const char *rule, const demand *asked, cl_words missing)
{
    cl_saying saying;
    const cl_credit *required = asked->required;
    const cl_field *field = shown_credit(judge);
    bool of_field = asked->note->places.items.count == 0 && field != NULL;
    CL_TRY(of_field ? cl_saying_of_field(judge, rule, field, &saying)
                    : cl_saying_of(judge, rule, &asked->note->places, &saying));
    saying.duty = "credit";
    saying.confidence = asked->note->confidence;
    saying.blanks.of[CL_BLANK_RULE] = asked->note->rule;
    saying.blanks.of[CL_BLANK_MISSING] = cl_words_join(judge->arena, missing, ", ");
    if (required != NULL) {
        CL_TRY(cl_one_line(judge->arena, required->text, &saying.blanks.of[CL_BLANK_CREDIT]));
    }
    return cl_judge_say(judge, &saying);
}

/* What the printed line lacks. A required line of which nothing could be told apart must stand in
 * it as it is. */
static cl_status compare(cl_judge *judge, const cl_credit *required, cl_credit_difference *out)
{
    cl_span printed = judge->edition->credit;
    *out = (cl_credit_difference){0};
    if (has_parts(required)) {
        return cl_credit_compare(judge->rules, judge->arena, required, printed, out);
    }
    if (cl_span_find(printed, required->text) == printed.len) {
        return cl_words_add(&out->missing_others, judge->arena, required->text);
    }
    return CL_OK;
}

static cl_status pass(cl_judge *judge, const cl_credit *required)
{
    cl_span text;
    CL_TRY(cl_one_line(judge->arena, required->text, &text));
    return cl_judge_reason(judge, "printed credit \"%.*s\" has all of \"%.*s\"",
                           CL_SPAN_PRINT(judge->edition->credit), CL_SPAN_PRINT(text));
}

static bool has_agency_of(const cl_credit *credit, cl_words agencies)
{
    for (size_t i = 0; i < credit->agencies.count; i++) {
        if (cl_words_have(agencies, credit->agencies.items[i])) {
            return true;
        }
    }
    return false;
}

/* The person must be printed where the supplier gave the exact wording, or where the house knows
 * that the agency insists. */
static bool needs_person(const cl_judge *judge, const cl_credit *required)
{
    return required->quoted || has_agency_of(required, judge->edition->policies.byline_required);
}

static cl_status pass_without_person(cl_judge *judge, const cl_credit *required)
{
    cl_span text;
    CL_TRY(cl_one_line(judge->arena, required->text, &text));
    return cl_judge_reason(judge,
                           "printed credit \"%.*s\" names the agency of \"%.*s\", which is enough "
                           "by the policy byline_optional",
                           CL_SPAN_PRINT(judge->edition->credit), CL_SPAN_PRINT(text));
}

/* Agencies and sources must be there, the person only where it is insisted on. */
static cl_status judge_printed(cl_judge *judge, const demand *asked)
{
    cl_credit_difference difference;
    CL_TRY(compare(judge, asked->required, &difference));
    cl_words missing = {0};
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_agencies));
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_others));
    bool incomplete = missing.count > 0 || (needs_person(judge, asked->required) &&
                                            difference.missing_persons.count > 0);
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_persons));
    if (incomplete) {
        return say(judge, "credit.incomplete", asked, missing);
    }
    if (missing.count > 0 &&
        has_agency_of(asked->required, judge->edition->policies.byline_optional)) {
        return pass_without_person(judge, asked->required);
    }
    if (missing.count > 0) {
        return say(judge, "credit.byline-missing", asked, missing);
    }
    return difference.similar ? say(judge, "credit.similar", asked, missing)
                              : pass(judge, asked->required);
}

static cl_status judge_mandatory(cl_judge *judge, const demand *asked)
{
    const cl_words none = {0};
    CL_TRY(print_line(judge, asked->required, CL_CREDIT_MANDATORY));
    if (!judge->edition->has_credit) {
        return say(judge, "credit.print", asked, none);
    }
    return judge_printed(judge, asked);
}

static const cl_place *place_in(const cl_credit *credit, cl_field_name field)
{
    const cl_place *last = NULL;
    for (size_t i = 0; i < credit->places.items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&credit->places.items, const cl_place, i);
        if (place->field != NULL && place->field->name == field &&
            (last == NULL || place->start > last->start)) {
            last = place;
        }
    }
    return last;
}

/* The credit that stands last in that field, of those that are no mandatory ones. */
static const cl_credit *last_in(const cl_record *record, cl_field_name field)
{
    const cl_credit *last = NULL;
    uint32_t at = 0;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        const cl_place *place = place_in(credit, field);
        if (credit->role != CL_CREDIT_MANDATORY && credit->text.len > 0 && place != NULL &&
            (last == NULL || place->start >= at)) {
            last = credit;
            at = place->start;
        }
    }
    return last;
}

/* What MANDATORY CREDIT without wording means: the sign-off of the caption, else the credit field,
 * else any credit there is. NULL when the picture names nobody. */
static cl_status own_credit(cl_judge *judge, cl_credit *room, const cl_credit **out)
{
    const cl_record *record = judge->record;
    *out = last_in(record, CL_CAPTION);
    *out = *out != NULL ? *out : last_in(record, CL_CREDIT);
    const cl_field *field = *out != NULL ? NULL : shown_credit(judge);
    if (field != NULL) {
        *room = (cl_credit){.text = field->value, .confidence = CL_HIGH};
        CL_TRY(cl_credit_parse(judge->rules, judge->arena, room));
        CL_TRY(cl_is_nameless(record) ? cl_nameless_credit(judge, room) : CL_OK);
        *out = room->text.len > 0 ? room : NULL;
    }
    for (size_t i = 0; *out == NULL && i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role != CL_CREDIT_MANDATORY && credit->text.len > 0) {
            *out = credit;
        }
    }
    return CL_OK;
}

static cl_status decide_mandatory(cl_judge *judge, const cl_credit *note)
{
    demand asked = {.note = note, .required = note};
    cl_credit room;
    if (note->text.len == 0) {
        CL_TRY(own_credit(judge, &room, &asked.required));
    }
    if (asked.required == NULL) {
        const cl_words none = {0};
        return say(judge, "credit.unknown", &asked, none);
    }
    return judge_mandatory(judge, &asked);
}

static bool has_role(const cl_record *record, cl_credit_role role)
{
    for (size_t i = 0; i < record->credits.count; i++) {
        if (cl_record_credit(record, i)->role == role) {
            return true;
        }
    }
    return false;
}

/* Copies of one picture may ask for several lines; the one that is printed honours them. */
static cl_status honours_any(cl_judge *judge, cl_credit_role role, const cl_credit **out)
{
    const cl_record *record = judge->record;
    *out = NULL;
    for (size_t i = 0; i < record->credits.count && judge->edition->has_credit; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        cl_credit_difference difference;
        if (credit->role != role || credit->text.len == 0) {
            continue;
        }
        CL_TRY(compare(judge, credit, &difference));
        if (is_empty(&difference) && !difference.similar) {
            *out = credit;
            return CL_OK;
        }
    }
    return CL_OK;
}

static cl_status decide_requested(cl_judge *judge, const cl_credit *note)
{
    const demand asked = {.note = note, .required = note};
    cl_words missing = {0};
    if (note->text.len == 0) {
        return CL_OK;
    }
    CL_TRY(print_line(judge, note, CL_CREDIT_REQUESTED));
    if (!judge->edition->has_credit) {
        return say(judge, "credit.requested", &asked, missing);
    }
    cl_credit_difference difference;
    CL_TRY(compare(judge, note, &difference));
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_agencies));
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_others));
    CL_TRY(cl_words_add_all(&missing, judge->arena, difference.missing_persons));
    return say(judge, missing.count > 0 ? "credit.differs" : "credit.similar", &asked, missing);
}

static cl_status run_role(cl_judge *judge, cl_credit_role role,
                          cl_status (*decide)(cl_judge *judge, const cl_credit *note))
{
    for (size_t i = 0; i < judge->record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(judge->record, i);
        if (credit->role == role) {
            CL_TRY(decide(judge, credit));
        }
    }
    return CL_OK;
}

static cl_status note_stated(cl_judge *judge, const cl_credit *note)
{
    cl_span text = CL_SPAN("");
    CL_TRY(cl_one_line(judge->arena, note->text, &text));
    return cl_judge_reason(judge, "credited to \"%.*s\"; no note demands that it is printed",
                           CL_SPAN_PRINT(text));
}

/* The picture's own credit as it stands: what it is made of says nothing here. */
static cl_status print_stated(cl_judge *judge)
{
    const cl_credit *own = last_in(judge->record, CL_CAPTION);
    own = own != NULL ? own : last_in(judge->record, CL_CREDIT);
    const cl_field *field = shown_credit(judge);
    if (own != NULL || field == NULL || cl_is_nameless(judge->record)) {
        return print_line(judge, own, CL_CREDIT_STATED);
    }
    cl_credit of_field = {.text = field->value};
    CL_TRY(cl_credit_parse(judge->rules, judge->arena, &of_field));
    return print_line(judge, &of_field, CL_CREDIT_STATED);
}

/* Nothing demands the picture's own credit; a printed line that leaves out one of its agencies is
 * looked at all the same. */
static cl_status judge_stated(cl_judge *judge)
{
    const cl_credit *honoured;
    const cl_credit *own;
    cl_credit room;
    CL_TRY(run_role(judge, CL_CREDIT_STATED, note_stated));
    CL_TRY(print_stated(judge));
    CL_TRY(honours_any(judge, CL_CREDIT_STATED, &honoured));
    if (!judge->edition->has_credit || honoured != NULL) {
        return CL_OK;
    }
    CL_TRY(own_credit(judge, &room, &own));
    if (own == NULL) {
        return CL_OK;
    }
    cl_credit_difference difference;
    const demand asked = {.note = own, .required = own};
    CL_TRY(compare(judge, own, &difference));
    return difference.missing_agencies.count == 0
               ? CL_OK
               : say(judge, "credit.stated-missing", &asked, difference.missing_agencies);
}

static cl_status judge_credits(cl_judge *judge)
{
    if (has_role(judge->record, CL_CREDIT_MANDATORY)) {
        return run_role(judge, CL_CREDIT_MANDATORY, decide_mandatory);
    }
    if (!has_role(judge->record, CL_CREDIT_REQUESTED)) {
        return judge_stated(judge);
    }
    const cl_credit *honoured;
    CL_TRY(honours_any(judge, CL_CREDIT_REQUESTED, &honoured));
    CL_TRY(print_line(judge, honoured, CL_CREDIT_REQUESTED));
    return honoured != NULL ? pass(judge, honoured)
                            : run_role(judge, CL_CREDIT_REQUESTED, decide_requested);
}

/* Where no person may be named, no line to print holds one and none is missed in the printed line.
 */
static cl_status run(cl_judge *judge)
{
    cl_record record;
    cl_judge nameless = *judge;
    if (!cl_is_nameless(judge->record)) {
        return judge_credits(judge);
    }
    CL_TRY(cl_nameless_record(judge, &record));
    nameless.record = &record;
    return judge_credits(&nameless);
}

const cl_check_kind cl_check_credit = {"credit", rules, run};
