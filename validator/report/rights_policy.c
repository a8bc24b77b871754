#include "report/rights_policy.h"

#include "report/rights_constraint.h"
#include "report/rights_texts.h"

const cl_rights_dialect cl_rights_of_odrl = {
    .profile = CL_RIGHTS_VOCABULARY "profile",
    .own_terms = true,
};

/* IPTC RightsML 2.0 is a profile of ODRL 2.2. */
const cl_rights_dialect cl_rights_of_rightsml = {
    .context = "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld",
    .profile = "https://iptc.org/std/RightsML/odrl-profile/",
};

typedef struct policy {
    cl_json *json;
    const cl_rights_dialect *dialect;
    const cl_report_item *item;
    char target[CL_RIGHTS_UID_MAX];
    bool open;  /* the list of rules that is being written */
    bool empty; /* there is no rule at all */
} policy;

/* --- rules --- */

static void open_rule(policy *made, const char *list)
{
    if (!made->open) {
        cl_json_open_at(made->json, cl_span_of(list), '[');
    }
    made->open = true;
    made->empty = false;
    cl_json_open(made->json, '{');
    cl_json_put_text(made->json, CL_SPAN("target"), made->target);
}

static void close_rules(policy *made)
{
    if (made->open) {
        cl_json_close(made->json, ']');
    }
    made->open = false;
}

/* Where the rule comes from; behind it nothing more. */
static void close_rule(policy *made, cl_span text, cl_span rule, cl_confidence confidence)
{
    cl_json *json = made->json;
    if (text.len > 0) {
        cl_json_put_string(json, CL_SPAN("dct:description"), text);
    }
    cl_json_put_string(json, CL_SPAN("captionlint:rule"), rule);
    cl_json_put_text(json, CL_SPAN("captionlint:confidence"), cl_confidence_name(confidence));
    cl_json_close(json, '}');
}

static void close_restriction(policy *made, const cl_restriction *restriction)
{
    close_rule(made, cl_rights_text(&restriction->places), restriction->rule,
               restriction->confidence);
}

/* --- restrictions --- */

/* An action in general, or narrowed by its refinement (ODRL Information Model, 2.5.2). */
static void put_action(policy *made, const cl_restriction *restriction, const cl_rights_term *term)
{
    cl_json *json = made->json;
    if (!term->refines) {
        cl_json_put_text(json, CL_SPAN("action"), term->action);
        return;
    }
    cl_json_open_at(json, CL_SPAN("action"), '{');
    cl_json_open_at(json, CL_SPAN("rdf:value"), '{');
    cl_json_put_text(json, CL_SPAN("@id"), term->action);
    cl_json_close(json, '}');
    cl_json_open_at(json, CL_SPAN("refinement"), '[');
    cl_rights_put_values(json, made->item->rules, restriction, term);
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

/* All constraints of a rule hold together: US MAGS OUT forbids magazines that are in the US. */
static void put_limits(policy *made, const cl_restriction *restriction, const cl_rights_term *term)
{
    cl_json *json = made->json;
    bool values = term->form != CL_RIGHTS_NO_VALUES && !term->refines;
    if (!values && !cl_rights_has_scope(&restriction->scope)) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("constraint"), '[');
    if (values) {
        cl_rights_put_values(json, made->item->rules, restriction, term);
    }
    cl_rights_put_scope(json, made->item->rules, &restriction->scope);
    cl_json_close(json, ']');
}

/* Whether a value before it is said by the same term. */
static bool said_before(const cl_restriction *restriction, size_t i)
{
    const cl_rights_term *term = cl_rights_term_of(restriction->kind, restriction->values.items[i]);
    bool before = false;
    for (size_t k = 0; k < i; k++) {
        before =
            before || cl_rights_term_of(restriction->kind, restriction->values.items[k]) == term;
    }
    return before;
}

static void put_values(policy *made, const cl_restriction *restriction)
{
    for (size_t i = 0; i < restriction->values.count; i++) {
        if (said_before(restriction, i)) {
            continue;
        }
        const cl_rights_term *term =
            cl_rights_term_of(restriction->kind, restriction->values.items[i]);
        open_rule(made, "prohibition");
        put_action(made, restriction, term);
        put_limits(made, restriction, term);
        close_restriction(made, restriction);
    }
}

static void open_time_rule(policy *made)
{
    open_rule(made, "prohibition");
    cl_json_put_text(made->json, CL_SPAN("action"), "use");
    cl_json_open_at(made->json, CL_SPAN("constraint"), '[');
}

static void close_time_rule(policy *made, const cl_restriction *restriction)
{
    cl_rights_put_scope(made->json, made->item->rules, &restriction->scope);
    cl_json_close(made->json, ']');
    close_restriction(made, restriction);
}

/* An embargo that nobody ends. */
static void put_for_ever(policy *made, const cl_restriction *restriction)
{
    if (cl_rights_has_scope(&restriction->scope)) {
        open_time_rule(made);
        close_time_rule(made, restriction);
        return;
    }
    open_rule(made, "prohibition");
    cl_json_put_text(made->json, CL_SPAN("action"), "use");
    close_restriction(made, restriction);
}

static void put_time(policy *made, const cl_restriction *restriction)
{
    const cl_time_limit *time = &restriction->time;
    if (time->one_time) {
        open_time_rule(made);
        cl_rights_put_count(made->json, 1);
        close_time_rule(made, restriction);
    }
    if (time->not_before.known) {
        open_time_rule(made);
        cl_rights_put_moment(made->json, "lt", &time->not_before, true);
        close_time_rule(made, restriction);
    } else if (time->embargo) {
        put_for_ever(made, restriction);
    }
    if (time->not_after.known) {
        open_time_rule(made);
        cl_rights_put_moment(made->json, "gt", &time->not_after, false);
        close_time_rule(made, restriction);
    }
}

static void put_notices(policy *made, const char *list)
{
    const cl_record *record = made->item->record;
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(record, i);
        const cl_rights_act *act = cl_rights_act_of(notice->kind);
        if (act == NULL || !cl_span_equal(cl_span_of(act->rule), cl_span_of(list))) {
            continue;
        }
        open_rule(made, list);
        cl_json_put_text(made->json, CL_SPAN("action"), act->action);
        close_rule(made, cl_rights_text(&notice->places), notice->rule, notice->confidence);
    }
}

static void put_prohibitions(policy *made)
{
    const cl_record *record = made->item->record;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (!cl_rights_saying_of(restriction, made->dialect->own_terms).said) {
            continue;
        }
        if (restriction->kind == CL_KIND_TIME) {
            put_time(made, restriction);
        } else {
            put_values(made, restriction);
        }
    }
    put_notices(made, "prohibition");
    close_rules(made);
}

/* --- obligations --- */

/* ODRL Vocabulary, 3.13: the party to be named, by the words that it is to be named with. */
static void put_credit(policy *made, const cl_credit *credit)
{
    cl_json *json = made->json;
    open_rule(made, "obligation");
    cl_json_put_text(json, CL_SPAN("action"), "attribute");
    cl_json_open_at(json, CL_SPAN("attributedParty"), '{');
    cl_json_put_text(json, CL_SPAN("@type"), "Party");
    cl_json_put_string(json, CL_SPAN("rdfs:label"), credit->text);
    cl_json_close(json, '}');
    cl_json_put_text(json, CL_SPAN("captionlint:role"), cl_credit_role_name(credit->role));
    close_rule(made, cl_rights_text(&credit->places), credit->rule, credit->confidence);
}

/* What is not said by machine stands in the list of the policy: somebody has to read it. Also where
 * nothing is said at all, for a policy has at least one rule. */
static void put_review(policy *made)
{
    open_rule(made, "obligation");
    cl_json_put_text(made->json, CL_SPAN("action"), "reviewPolicy");
    close_rule(made, CL_SPAN("a person reads the notes of the picture before it is used"),
               CL_SPAN("captionlint"), CL_HIGH);
}

static void put_obligations(policy *made)
{
    const cl_record *record = made->item->record;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role != CL_CREDIT_STATED && credit->text.len > 0) {
            put_credit(made, credit);
        }
    }
    put_notices(made, "obligation");
    if (made->empty || cl_rights_wants_review(made->item, made->dialect->own_terms)) {
        put_review(made);
    }
    close_rules(made);
}

/* --- the policy --- */

static void put_context(policy *made)
{
    cl_json *json = made->json;
    cl_json_open_at(json, CL_SPAN("@context"), '[');
    cl_json_string(json, CL_SPAN("http://www.w3.org/ns/odrl.jsonld"));
    if (made->dialect->context != NULL) {
        cl_json_string(json, cl_span_of(made->dialect->context));
    }
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("captionlint"), CL_RIGHTS_VOCABULARY);
    cl_json_close(json, '}');
    cl_json_close(json, ']');
}

static void put_head(policy *made, const char *uid)
{
    cl_json *json = made->json;
    const cl_record *record = made->item->record;
    put_context(made);
    cl_json_put_text(json, CL_SPAN("@type"), "Set");
    cl_json_put_text(json, CL_SPAN("uid"), uid);
    cl_json_put_text(json, CL_SPAN("profile"), made->dialect->profile);
    cl_json_put_text(json, CL_SPAN("conflict"), "prohibit");
    cl_json_put_string(json, CL_SPAN("captionlint:path"), record->path);
    if (record->id.len > 0) {
        cl_json_put_string(json, CL_SPAN("captionlint:id"), record->id);
    }
}

/* Credits that nobody demands are no duty. */
static void put_stated(policy *made)
{
    const cl_record *record = made->item->record;
    cl_json_open_at(made->json, CL_SPAN("captionlint:stated"), '[');
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role == CL_CREDIT_STATED && credit->text.len > 0) {
            cl_json_string(made->json, credit->text);
        }
    }
    cl_json_close(made->json, ']');
}

static void put_unexpressed(policy *made)
{
    cl_json *json = made->json;
    cl_rights_rest rest;
    size_t at = 0;
    cl_json_open_at(json, CL_SPAN("captionlint:unexpressed"), '[');
    while (cl_rights_rest_next(made->item->record, made->dialect->own_terms, &at, &rest)) {
        cl_json_open(json, '{');
        cl_json_put_text(json, CL_SPAN("captionlint:kind"), rest.kind);
        cl_json_put_string(json, CL_SPAN("dct:description"), rest.text);
        cl_json_put_string(json, CL_SPAN("captionlint:rule"), rest.rule);
        cl_json_put_text(json, CL_SPAN("captionlint:why"), rest.why);
        if (rest.maybe.count > 0) {
            cl_json_put_words(json, CL_SPAN("captionlint:maybe"), rest.maybe);
        }
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

void cl_rights_policy(cl_json *json, const cl_rights_dialect *dialect, const cl_report_item *item)
{
    char uid[CL_RIGHTS_UID_MAX];
    policy made = {.json = json, .dialect = dialect, .item = item, .empty = true};
    if (!cl_rights_uid(item->record, dialect->profile, uid) ||
        !cl_rights_uid(item->record, "asset", made.target)) {
        json->out->failed = true;
        return;
    }
    cl_json_open(json, '{');
    put_head(&made, uid);
    put_prohibitions(&made);
    put_obligations(&made);
    put_stated(&made);
    put_unexpressed(&made);
    cl_json_close(json, '}');
}
