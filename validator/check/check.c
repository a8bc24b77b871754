#include "check/check.h"

#include "check/contradiction.h"
#include "check/kinds.h"

/* In the order in which an editor asks: may we, then what must we do, then what is odd. */
static const cl_check_kind *const kinds[] = {
    &cl_check_territory,  &cl_check_medium,  &cl_check_use,           &cl_check_outlet,
    &cl_check_time,       &cl_check_resale,  &cl_check_alteration,    &cl_check_ai,
    &cl_check_release,    &cl_check_context, &cl_check_audience,      &cl_check_credit,
    &cl_check_notice,     &cl_check_unread,  &cl_check_contradiction, &cl_check_drift,
    &cl_check_provenance,
};

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
    const cl_check_kind *kind = kind_of(rule->kind);
    if (kind == NULL) {
        return cl_error_set(error, CL_BAD_RULES,
                            "%s:%zu: no check is of kind \"%.*s\"; kinds are territory, medium, "
                            "use, outlet, time, resale, alteration, ai, release, context, "
                            "audience, credit, notice, unread, contradiction, drift and provenance",
                            rule->file, rule->line, CL_SPAN_PRINT(rule->kind));
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
    return CL_OK;
}

static cl_verdict worse(cl_verdict a, cl_verdict b)
{
    return a > b ? a : b;
}

static cl_verdict weigh(const cl_finding *finding)
{
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

/* What an edition that nothing stands against is told. */
static cl_status say_what_is_free(cl_judge *judge)
{
    cl_words territories = judge->edition->territories;
    cl_span names = cl_judge_names(judge, CL_AXIS_TERRITORY, territories);
    if (judge->out->verdict > CL_VERDICT_DUTY) {
        return CL_OK;
    }
    if (names.len > 0) {
        CL_TRY(cl_judge_reason(judge, "nothing stated excludes %.*s", CL_SPAN_PRINT(names)));
    }
    if (judge->record->restrictions.count == 0) {
        return cl_judge_reason(judge, "no restriction is stated");
    }
    return CL_OK;
}

cl_status cl_check_run(const cl_ruleset *rules, const cl_record *record, const cl_edition *edition,
                       cl_judgement *out)
{
    *out = (cl_judgement){.edition = edition, .findings.arena = record->arena};
    cl_judge judge = {
        .rules = rules, .record = record, .edition = edition, .arena = record->arena, .out = out};
    CL_TRY(cl_contradictions_find(&judge));
    for (size_t i = 0; i < KINDS; i++) {
        CL_TRY(kinds[i]->run(&judge));
    }
    out->verdict = out->duties.count > 0 ? CL_VERDICT_DUTY : CL_VERDICT_OK;
    out->verdict = worse(out->verdict, weigh_all(&out->findings));
    out->verdict = worse(out->verdict, weigh_all(&record->findings));
    return say_what_is_free(&judge);
}
