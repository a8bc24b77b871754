#include "check/nameless.h"

#include "base/limits.h"
#include "caption/credit.h"

/* Whom the picture names, who must not be named beside it. */
typedef struct named {
    cl_words persons;
    cl_words perhaps; /* what a creator field holds that may be no person */
} named;

bool cl_is_nameless(const cl_record *record)
{
    for (size_t i = 0; i < record->notices.count; i++) {
        if (cl_span_equal(cl_record_notice(record, i)->kind, CL_SPAN(CL_NAMELESS))) {
            return true;
        }
    }
    return false;
}

static cl_status add_field(cl_judge *judge, const cl_field *field, named *out)
{
    bool creator = field->name == CL_CREATOR || field->name == CL_IMAGE_CREATOR;
    cl_credit credit = {.text = field->value};
    if (!creator && field->name != CL_CREDIT) {
        return CL_OK;
    }
    CL_TRY(cl_credit_parse(judge->rules, judge->arena, &credit));
    CL_TRY(cl_words_add_all(&out->persons, judge->arena, credit.persons));
    return creator ? cl_words_add_all(&out->perhaps, judge->arena, credit.others) : CL_OK;
}

static cl_status find_named(cl_judge *judge, named *out)
{
    const cl_record *record = judge->record;
    *out = (named){.persons = {0}};
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_words persons = cl_record_credit(record, i)->persons;
        CL_TRY(cl_words_add_all(&out->persons, judge->arena, persons));
    }
    for (size_t i = 0; i < record->fields.items.count; i++) {
        CL_TRY(add_field(judge, cl_fields_at(&record->fields, i), out));
    }
    return CL_OK;
}

/* Whether the line has the name; *nearly where it differs by a letter or an accent. */
static cl_status has_name(cl_judge *judge, cl_span name, cl_span line, bool *out, bool *nearly)
{
    cl_credit_difference difference;
    cl_credit wanted = {.text = name};
    CL_TRY(cl_words_add(&wanted.persons, judge->arena, name));
    CL_TRY(cl_credit_compare(judge->rules, judge->arena, &wanted, line, &difference));
    bool found = difference.missing_persons.count == 0;
    *out = found && !difference.similar;
    *nearly = found && difference.similar;
    return CL_OK;
}

/* The surname alone gives a person away as well. */
static cl_span last_word(cl_span name)
{
    for (size_t blank; (blank = cl_span_find_byte(name, ' ')) < name.len;) {
        name = cl_span_from(name, blank + 1);
    }
    return name;
}

/* The printed line against what must not stand in it. */
typedef struct printing {
    cl_credit line;
    cl_span unknown; /* what in it is no agency */
    cl_words named;
    cl_words perhaps;
} printing;

static cl_status test_person(cl_judge *judge, cl_span person, printing *work)
{
    bool whole;
    bool surname;
    bool nearly;
    bool ignored;
    CL_TRY(has_name(judge, person, work->line.text, &whole, &nearly));
    CL_TRY(has_name(judge, last_word(person), work->unknown, &surname, &ignored));
    if (whole) {
        return cl_words_add(&work->named, judge->arena, person);
    }
    return nearly || surname ? cl_words_add(&work->perhaps, judge->arena, person) : CL_OK;
}

static cl_status test_perhaps(cl_judge *judge, cl_span source, printing *work)
{
    bool whole;
    bool nearly;
    CL_TRY(has_name(judge, source, work->unknown, &whole, &nearly));
    return whole || nearly ? cl_words_add(&work->perhaps, judge->arena, source) : CL_OK;
}

/* A person whom the picture does not name may be the one all the same: a person looks. */
static cl_status test_printed(cl_judge *judge, printing *work)
{
    named whom;
    cl_words unknown = {0};
    work->line = (cl_credit){.text = judge->edition->credit};
    CL_TRY(find_named(judge, &whom));
    CL_TRY(cl_credit_parse(judge->rules, judge->arena, &work->line));
    CL_TRY(cl_words_add_all(&unknown, judge->arena, work->line.persons));
    CL_TRY(cl_words_add_all(&unknown, judge->arena, work->line.others));
    work->unknown = cl_words_join(judge->arena, unknown, " / ");
    for (size_t i = 0; i < whom.persons.count; i++) {
        CL_TRY(test_person(judge, whom.persons.items[i], work));
    }
    for (size_t i = 0; i < whom.perhaps.count; i++) {
        CL_TRY(test_perhaps(judge, whom.perhaps.items[i], work));
    }
    return work->perhaps.count > 0
               ? CL_OK
               : cl_words_add_all(&work->perhaps, judge->arena, work->line.persons);
}

static cl_status say(cl_judge *judge, const char *rule, const cl_notice *notice, cl_words names)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, &notice->places, &saying));
    saying.confidence = notice->confidence;
    saying.blanks.of[CL_BLANK_RULE] = notice->rule;
    saying.blanks.of[CL_BLANK_NAMES] = cl_words_join(judge->arena, names, ", ");
    return cl_judge_say(judge, &saying);
}

static cl_status judge_printed(cl_judge *judge, const cl_notice *notice)
{
    printing work = {.named = {0}};
    CL_TRY(test_printed(judge, &work));
    if (work.named.count > 0) {
        return say(judge, "notice.named", notice, work.named);
    }
    if (work.perhaps.count > 0) {
        return say(judge, "notice.perhaps-named", notice, work.perhaps);
    }
    return cl_judge_reason(judge, "printed credit \"%.*s\" names no person, as \"%.*s\" asks",
                           CL_SPAN_PRINT(judge->edition->credit),
                           CL_SPAN_PRINT(cl_judge_quote(judge, &notice->places)));
}

static bool has_mandatory(const cl_record *record)
{
    for (size_t i = 0; i < record->credits.count; i++) {
        if (cl_record_credit(record, i)->role == CL_CREDIT_MANDATORY) {
            return true;
        }
    }
    return false;
}

cl_status cl_nameless_decide(cl_judge *judge, const cl_notice *notice)
{
    const cl_words nobody = {0};
    if (has_mandatory(judge->record)) {
        CL_TRY(say(judge, "notice.no-name-but-credit", notice, nobody));
    }
    return judge->edition->has_credit ? judge_printed(judge, notice)
                                      : say(judge, "notice.do-not-name", notice, nobody);
}

/* What stays of the credit's other sources. */
static cl_status keep_others(cl_judge *judge, const cl_credit *credit, cl_words perhaps,
                             cl_words *out)
{
    for (size_t i = 0; i < credit->others.count; i++) {
        bool creator = false;
        for (size_t k = 0; k < perhaps.count; k++) {
            creator = creator || cl_span_equal_nocase(perhaps.items[k], credit->others.items[i]);
        }
        if (!creator) {
            CL_TRY(cl_words_add(out, judge->arena, credit->others.items[i]));
        }
    }
    return CL_OK;
}

static cl_status take_out(cl_judge *judge, const named *whom, cl_credit *credit)
{
    cl_words kept = {0};
    cl_words others = {0};
    CL_TRY(keep_others(judge, credit, whom->perhaps, &others));
    if (credit->persons.count == 0 && others.count == credit->others.count) {
        return CL_OK;
    }
    CL_TRY(cl_words_add_all(&kept, judge->arena, credit->agencies));
    CL_TRY(cl_words_add_all(&kept, judge->arena, others));
    credit->persons = (cl_words){0};
    credit->others = others;
    credit->text = cl_words_join(judge->arena, kept, "/");
    return CL_OK;
}

cl_status cl_nameless_credit(cl_judge *judge, cl_credit *credit)
{
    named whom;
    CL_TRY(find_named(judge, &whom));
    return take_out(judge, &whom, credit);
}

cl_status cl_nameless_record(cl_judge *judge, cl_record *out)
{
    named whom;
    CL_TRY(find_named(judge, &whom));
    *out = *judge->record;
    out->credits = (cl_array){0};
    for (size_t i = 0; i < judge->record->credits.count; i++) {
        cl_credit *added = cl_array_add(&out->credits, judge->arena, sizeof *added, CL_CLAUSES_MAX);
        if (added == NULL) {
            return cl_arena_status(judge->arena);
        }
        *added = *cl_record_credit(judge->record, i);
        CL_TRY(take_out(judge, &whom, added));
    }
    return CL_OK;
}
