#include "check/check.h"

#include "base/message.h"
#include "check/contradiction.h"
#include "check/kinds.h"
#include "check/profile.h"

#define ADDRESS(name) &cl_check_##name,
#define NAME(name)    ", " #name

static const cl_check_kind *const kinds[] = {CL_CHECK_KINDS(ADDRESS)};
static const char names_of_kinds[] = CL_CHECK_KINDS(NAME);

enum {
    KINDS = sizeof kinds / sizeof *kinds
};

const char *cl_verdict_name(cl_verdict verdict)
{
    static const char *const names[] = {"ok", "duty", "review", "incomplete", "block"};
    return names[verdict];
}

static const cl_check_kind *kind_of(cl_span name)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (cl_span_equal(name, cl_span_of(kinds[i]->name))) {
            return kinds[i];
        }
    }
    return NULL;
}

/* Whether the kind ever speaks with that rule: a misspelt id would be dead in silence. Notices find
 * their rule by name, so any may stand there. */
static bool speaks_with(const cl_check_kind *kind, cl_span id)
{
    for (const char *const *rule = kind->rules; *rule != NULL; rule++) {
        if (cl_span_equal(id, cl_span_of(*rule))) {
            return true;
        }
    }
    return kind == &cl_check_notice;
}

static cl_status check_rule(const cl_check_rule *rule, cl_error *error)
{
    if (rule->condition != NULL) {
        return CL_OK; /* of a profile: its condition decides */
    }
    const cl_check_kind *kind = kind_of(rule->kind);
    if (kind == NULL) {
        return cl_error_set(error, CL_BAD_RULES,
                            "%s:%zu: no check is of kind \"%.*s\"; kinds are %s", rule->file,
                            rule->line, CL_SPAN_PRINT(rule->kind), names_of_kinds + 2);
    }
    if (!speaks_with(kind, rule->id)) {
        return cl_error_set(error, CL_BAD_RULES,
                            "%s:%zu: the check \"%s\" never speaks with \"%.*s\"; correct the id",
                            rule->file, rule->line, kind->name, CL_SPAN_PRINT(rule->id));
    }
    return CL_OK;
}

cl_status cl_check_rules_complete(const cl_ruleset *rules, cl_error *error)
{
    for (size_t i = 0; i < KINDS; i++) {
        for (const char *const *rule = kinds[i]->rules; *rule != NULL; rule++) {
            if (cl_ruleset_check_of(rules, cl_span_of(*rule)) == NULL) {
                return cl_error_set(error, CL_BAD_RULES,
                                    "checks/: \"%s\" is missing; the check \"%s\" needs it", *rule,
                                    kinds[i]->name);
            }
        }
    }
    for (size_t i = 0; i < cl_ruleset_check_count(rules); i++) {
        CL_TRY(check_rule(cl_ruleset_check(rules, i), error));
    }
    return cl_conditions_check(rules, error);
}

static cl_verdict worse(cl_verdict a, cl_verdict b)
{
    return a > b ? a : b;
}

static cl_verdict weigh(const cl_finding *finding)
{
    if (finding->waiver != NULL) {
        return CL_VERDICT_OK;
    }
    if (finding->incomplete) {
        return CL_VERDICT_INCOMPLETE;
    }
    switch (finding->level) {
    case CL_ERROR:
        return CL_VERDICT_BLOCK;
    case CL_WARNING:
        return CL_VERDICT_REVIEW;
    default:
        return CL_VERDICT_OK;
    }
}

static cl_verdict weigh_all(const cl_findings *findings)
{
    cl_verdict verdict = CL_VERDICT_OK;
    for (size_t i = 0; i < findings->items.count; i++) {
        verdict = worse(verdict, weigh(cl_findings_at(findings, i)));
    }
    return verdict;
}

cl_verdict cl_check_weigh(const cl_record *record, const cl_judgement *judgement)
{
    cl_verdict verdict = judgement->duties.count > 0 ? CL_VERDICT_DUTY : CL_VERDICT_OK;
    verdict = worse(verdict, weigh_all(&judgement->findings));
    return worse(verdict, weigh_all(&record->findings));
}

static bool has_kind(const cl_record *record, cl_kind kind)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        if (cl_record_restriction(record, i)->kind == kind) {
            return true;
        }
    }
    return false;
}

/* What an edition that nothing stands against is told, beside what each note gave as its reason. */
static cl_status say_what_is_free(cl_judge *judge)
{
    const cl_record *record = judge->record;
    if (judge->out->verdict > CL_VERDICT_DUTY) {
        return CL_OK;
    }
    if (record->restrictions.count == 0) {
        return cl_judge_reason(judge, "no restriction is stated");
    }
    if (judge->edition->territories.count == 0 || has_kind(record, CL_KIND_TERRITORY)) {
        return CL_OK;
    }
    cl_span names = cl_judge_names(judge, CL_AXIS_TERRITORY, judge->edition->territories);
    return cl_judge_reason(judge, "nothing stated excludes %.*s", CL_SPAN_PRINT(names));
}

cl_status cl_check_run(const cl_ruleset *rules, const cl_record *record, const cl_edition *edition,
                       cl_judgement *out)
{
    *out = (cl_judgement){
        .edition = edition, .holds = {INT64_MIN, INT64_MAX}, .findings.arena = record->arena};
    cl_judge judge = {
        .rules = rules, .record = record, .edition = edition, .arena = record->arena, .out = out};
    judge.translated = cl_messages_are_translated();
    judge.fields = cl_field_set_of(&record->fields);
    CL_TRY(cl_contradictions_find(&judge));
    for (size_t i = 0; i < KINDS; i++) {
        CL_TRY(kinds[i]->run(&judge));
    }
    out->verdict = cl_check_weigh(record, out);
    return say_what_is_free(&judge);
}
