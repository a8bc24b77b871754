/* Machine-readable rights that say otherwise than the words: the stricter of the two always holds,
 * but whoever wrote them should know. */
#include "caption/moment.h"
#include "check/kinds.h"

static const char *const rules[] = {"machine.granted", "machine.credit", "machine.end", NULL};

/* A notice that grants what a restriction may bar. */
typedef struct grant {
    const char *notice;
    cl_kind kind;
    const char *value; /* NULL: any */
} grant;

static const grant grants[] = {
    {"ai-allowed", CL_KIND_AI, NULL},
    {"model-released", CL_KIND_RELEASE, "model"},
    {"property-released", CL_KIND_RELEASE, "property"},
};

static cl_status say(cl_judge *judge, const char *rule, const cl_notice *notice,
                     const cl_places *against)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, &notice->places, &saying));
    saying.blanks.of[CL_BLANK_RULE] = notice->rule;
    saying.blanks.of[CL_BLANK_OTHER] = cl_judge_quote(judge, against);
    return cl_judge_say(judge, &saying);
}

static bool is_against(const grant *given, const cl_restriction *restriction)
{
    return restriction->kind == given->kind && restriction->effect == CL_DENY &&
           (given->value == NULL || cl_words_have(restriction->values, cl_span_of(given->value)));
}

static cl_status decide_grant(cl_judge *judge, const cl_notice *notice, const grant *given)
{
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (is_against(given, restriction)) {
            CL_TRY(say(judge, "machine.granted", notice, &restriction->places));
        }
    }
    return CL_OK;
}

static cl_status decide_credit(cl_judge *judge, const cl_notice *notice)
{
    for (size_t i = 0; i < judge->record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(judge->record, i);
        if (credit->role == CL_CREDIT_MANDATORY) {
            CL_TRY(say(judge, "machine.credit", notice, &credit->places));
        }
    }
    return CL_OK;
}

static cl_status decide_notice(cl_judge *judge, const cl_notice *notice)
{
    for (size_t i = 0; i < sizeof grants / sizeof *grants; i++) {
        if (cl_span_equal(notice->kind, cl_span_of(grants[i].notice))) {
            return decide_grant(judge, notice, &grants[i]);
        }
    }
    return cl_span_equal(notice->kind, CL_SPAN("credit-not-required"))
               ? decide_credit(judge, notice)
               : CL_OK;
}

static bool is_of_field(const cl_restriction *restriction)
{
    const cl_place *place = cl_places_first(&restriction->places);
    return place != NULL && cl_field_class_of(place->field->name) == CL_CLASS_TERM;
}

/* An end by its date. What is counted in days is too vague to be compared. */
static bool is_end(const cl_restriction *restriction)
{
    return restriction->kind == CL_KIND_TIME && restriction->time.not_after.known &&
           restriction->time.within.hours == 0;
}

/* Whether no instant can be both; a date without a zone may be many. */
static bool differ(const cl_moment *a, const cl_moment *b)
{
    return cl_moment_latest(a) < cl_moment_earliest(b) ||
           cl_moment_latest(b) < cl_moment_earliest(a);
}

/* Of two ends the earlier holds. */
static cl_status compare_ends(cl_judge *judge, const cl_restriction *machine,
                              const cl_restriction *words)
{
    const cl_moment *a = &machine->time.not_after;
    const cl_moment *b = &words->time.not_after;
    if (!differ(a, b)) {
        return CL_OK;
    }
    const cl_moment *earlier = cl_moment_latest(a) < cl_moment_latest(b) ? a : b;
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "machine.end", &machine->places, &saying));
    saying.blanks.of[CL_BLANK_RULE] = machine->rule;
    saying.blanks.of[CL_BLANK_OTHER] = cl_judge_quote(judge, &words->places);
    saying.blanks.of[CL_BLANK_DATE] = cl_moment_format(judge->arena, earlier);
    return cl_judge_say(judge, &saying);
}

static cl_status decide_end(cl_judge *judge, const cl_restriction *machine)
{
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *words = cl_record_restriction(judge->record, i);
        if (is_end(words) && !is_of_field(words)) {
            CL_TRY(compare_ends(judge, machine, words));
        }
    }
    return CL_OK;
}

static cl_status run(cl_judge *judge)
{
    for (size_t i = 0; i < judge->record->notices.count; i++) {
        CL_TRY(decide_notice(judge, cl_record_notice(judge->record, i)));
    }
    for (size_t i = 0; i < judge->record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(judge->record, i);
        if (is_end(restriction) && is_of_field(restriction)) {
            CL_TRY(decide_end(judge, restriction));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_machine = {"machine", rules, run};
