#include "check/judge.h"

#include "base/damage.h"
#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"
#include "check/clock.h"
#include "check/scope.h"

enum {
    NAMES_SHOWN = 8
};

static cl_span or_else(cl_span text, const char *otherwise)
{
    return text.len > 0 ? text : cl_span_of(otherwise);
}

const char *cl_judge_word(const cl_judge *judge, const char *english)
{
    return judge->translated ? cl_message(english) : english;
}

/* A sentence of the rules, or a word of their vocabularies. */
static cl_span in_language(const cl_judge *judge, cl_span english)
{
    return judge->translated ? cl_message_span(english) : english;
}

cl_span cl_judge_edition(const cl_judge *judge)
{
    return or_else(judge->edition->name, cl_judge_word(judge, "given"));
}

cl_span cl_judge_values(cl_judge *judge, cl_words values)
{
    cl_words words = {0};
    for (size_t i = 0; i < values.count && judge->translated; i++) {
        if (cl_words_add(&words, judge->arena, in_language(judge, values.items[i])) != CL_OK) {
            return CL_SPAN("");
        }
    }
    return cl_words_join(judge->arena, judge->translated ? words : values, ", ");
}

static cl_span territory_name(const cl_judge *judge, cl_span code)
{
    cl_span name = cl_ruleset_territory_name(judge->rules, code);
    return judge->translated ? cl_message_territory(code, name) : name;
}

cl_span cl_judge_quote(cl_judge *judge, const cl_places *places)
{
    const cl_place *place = cl_places_first(places);
    cl_span line = CL_SPAN("");
    if (place == NULL || cl_one_line(judge->arena, place->text, &line) != CL_OK) {
        return CL_SPAN("");
    }
    return line;
}

cl_span cl_judge_names(cl_judge *judge, cl_axis axis, cl_words values)
{
    cl_words names = {0};
    for (size_t i = 0; i < values.count && i < NAMES_SHOWN; i++) {
        cl_span name = values.items[i];
        if (cl_span_equal(name, CL_SPAN("WORLD"))) {
            name = cl_span_of(cl_judge_word(judge, "the whole world"));
        } else {
            name =
                axis == CL_AXIS_TERRITORY ? territory_name(judge, name) : in_language(judge, name);
        }
        if (cl_words_add(&names, judge->arena, name) != CL_OK) {
            return CL_SPAN("");
        }
    }
    cl_span joined = cl_words_join(judge->arena, names, ", ");
    if (values.count <= NAMES_SHOWN) {
        return joined;
    }
    return cl_arena_format(judge->arena, cl_message("%.*s and %zu more"), CL_SPAN_PRINT(joined),
                           values.count - NAMES_SHOWN);
}

/* Whose picture it is: the first agency of the weightiest credit. */
static cl_span agency_of(const cl_judge *judge)
{
    const cl_record *record = judge->record;
    cl_span agency = cl_span_of(cl_judge_word(judge, "the supplier"));
    int weight = -1;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->agencies.count > 0 && (int)credit->role > weight) {
            agency = credit->agencies.items[0];
            weight = (int)credit->role;
        }
    }
    return agency;
}

/* The edition is the same in all sayings, and so is whose picture it is. */
static void make_common(cl_judge *judge)
{
    const cl_edition *edition = judge->edition;
    const char *unknown = cl_judge_word(judge, "unknown");
    cl_span *blanks = judge->common.of;
    blanks[CL_BLANK_EDITION] = cl_judge_edition(judge);
    blanks[CL_BLANK_TERRITORIES] = or_else(
        cl_judge_names(judge, CL_AXIS_TERRITORY, cl_axis_values(edition, CL_AXIS_TERRITORY)),
        unknown);
    blanks[CL_BLANK_MEDIA] = or_else(cl_judge_values(judge, edition->media), unknown);
    blanks[CL_BLANK_USES] = or_else(cl_judge_values(judge, edition->uses), unknown);
    blanks[CL_BLANK_OUTLET] = or_else(edition->outlet, unknown);
    blanks[CL_BLANK_AT] = or_else(cl_moment_format(judge->arena, &edition->at), unknown);
    blanks[CL_BLANK_PRINTED] = edition->credit;
    blanks[CL_BLANK_AGENCY] = agency_of(judge);
    judge->has_common = true;
}

static cl_saying start_saying(cl_judge *judge, const char *rule)
{
    if (!judge->has_common) {
        make_common(judge);
    }
    return (cl_saying){.rule = rule, .confidence = CL_HIGH, .blanks = judge->common};
}

static cl_status set_field(cl_judge *judge, cl_saying *saying, const cl_field *field, cl_span text)
{
    saying->proof.field = field;
    saying->proof.has_offset = field->has_offset;
    saying->proof.offset = field->offset;
    saying->blanks.of[CL_BLANK_FIELD] = cl_span_of(cl_field_name_text(field->name));
    saying->blanks.of[CL_BLANK_ORIGIN] = cl_field_origin(judge->arena, field);
    return cl_one_line(judge->arena, text, &saying->blanks.of[CL_BLANK_TEXT]);
}

static bool overlap(const cl_place *a, const cl_place *b)
{
    return a->field == b->field && a->start < b->end && b->start < a->end;
}

/* Whether an earlier place shows the words, in whatever case, or stands on a part of them. */
static bool is_shown(const cl_places *places, size_t i)
{
    const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
    for (size_t k = 0; k < i; k++) {
        const cl_place *earlier = CL_ARRAY_AT(&places->items, const cl_place, k);
        if (overlap(earlier, place) || cl_span_equal_nocase(earlier->text, place->text)) {
            return true;
        }
    }
    return false;
}

/* All wordings of a note, for templates that put quotes around {text}: A" and "B. */
static cl_status quote_places(cl_judge *judge, const cl_places *places, cl_span *out)
{
    cl_words wordings = {0};
    for (size_t i = 0; i < places->items.count && wordings.count < CL_QUOTES_MAX; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        cl_span line;
        CL_TRY(cl_one_line(judge->arena, place->text, &line));
        if (!is_shown(places, i) && !cl_words_have(wordings, line)) {
            CL_TRY(cl_words_add(&wordings, judge->arena, line));
        }
    }
    *out = cl_words_join(judge->arena, wordings, cl_judge_word(judge, "\" and \""));
    return CL_OK;
}

cl_status cl_saying_of(cl_judge *judge, const char *rule, const cl_places *places, cl_saying *out)
{
    *out = start_saying(judge, rule);
    const cl_place *place = places == NULL ? NULL : cl_places_first(places);
    if (place == NULL || place->field == NULL) {
        return CL_OK;
    }
    out->proof.start = place->start;
    out->proof.end = place->end;
    CL_TRY(set_field(judge, out, place->field, place->text));
    return quote_places(judge, places, &out->blanks.of[CL_BLANK_TEXT]);
}

cl_status cl_saying_of_field(cl_judge *judge, const char *rule, const cl_field *field,
                             cl_saying *out)
{
    *out = start_saying(judge, rule);
    out->proof.end = (uint32_t)cl_utf8_count(field->value);
    return set_field(judge, out, field, field->value);
}

static bool has_agency(const cl_record *record, cl_words wanted)
{
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_words agencies = cl_record_credit(record, i)->agencies;
        for (size_t k = 0; k < agencies.count; k++) {
            if (cl_words_have(wanted, agencies.items[k])) {
                return true;
            }
        }
    }
    return false;
}

bool cl_judge_meets(const cl_judge *judge, const cl_check_rule *rule)
{
    if (rule->editions.count > 0 && !cl_words_have(rule->editions, judge->edition->name)) {
        return false;
    }
    if (rule->agencies.count > 0 && !has_agency(judge->record, rule->agencies)) {
        return false;
    }
    return !cl_field_sets_meet(&judge->fields, &rule->absent_set);
}

/* `when` of the rule: an empty list asks for nothing. */
static bool applies(const cl_judge *judge, const cl_check_rule *rule, const cl_saying *saying)
{
    const cl_field *field = saying->proof.field;
    return cl_judge_meets(judge, rule) &&
           (rule->fields.count == 0 ||
            (field != NULL && cl_field_set_has(&rule->fields_set, field->name)));
}

static bool has_time(cl_span template)
{
    return cl_span_find(template, CL_SPAN("{at}")) < template.len;
}

/* A judgement that names the time of publication is that of no other minute. */
static void pin_time(const cl_judge *judge, const cl_check_rule *rule)
{
    if (has_time(rule->message) || has_time(rule->because) || has_time(rule->fix)) {
        cl_period_pin(&judge->out->holds, &judge->edition->at);
    }
}

/* What is not certain does not block: a person decides. */
static cl_level level_of(const cl_judge *judge, const cl_check_rule *rule, const cl_saying *saying)
{
    bool strict = judge->edition->policies.strict == CL_YES;
    bool certain = saying->confidence == CL_HIGH || (strict && saying->confidence == CL_MEDIUM);
    cl_level level = cl_policy_level(&judge->edition->policies, rule);
    if (level != CL_ERROR) {
        return level;
    }
    return certain && !saying->disputed ? CL_ERROR : CL_WARNING;
}

static cl_status add_reason(cl_judge *judge, cl_span line)
{
    cl_array *lines = &judge->out->because;
    for (size_t i = 0; i < lines->count; i++) {
        if (cl_span_equal(*CL_ARRAY_AT(lines, cl_span, i), line)) {
            return CL_OK;
        }
    }
    if (lines->count == CL_REASONS_MAX) {
        return CL_OK; /* reasoning alone: the findings themselves are all there */
    }
    cl_span *added = cl_array_add(lines, judge->arena, sizeof *added, CL_REASONS_MAX);
    if (added == NULL) {
        return cl_arena_status(judge->arena);
    }
    *added = line;
    return CL_OK;
}

cl_status cl_judge_reason(cl_judge *judge, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    cl_span line = cl_arena_format_list(judge->arena, cl_message(format), arguments);
    va_end(arguments);
    return line.len == 0 ? cl_arena_status(judge->arena) : add_reason(judge, line);
}

cl_saying cl_judge_passing(cl_judge *judge, const cl_places *places)
{
    cl_saying saying = start_saying(judge, NULL);
    saying.blanks.of[CL_BLANK_TEXT] = cl_judge_quote(judge, places);
    return saying;
}

cl_status cl_judge_pass(cl_judge *judge, const char *template, const cl_saying *saying)
{
    cl_span line;
    CL_TRY(cl_template_fill(judge->arena, cl_span_of(cl_judge_word(judge, template)),
                            &saying->blanks, &line));
    return add_reason(judge, line);
}

static bool said_before(const cl_judge *judge, const cl_finding *finding)
{
    const cl_findings *findings = &judge->out->findings;
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *other = cl_findings_at(findings, i);
        if (cl_span_equal(other->message, finding->message) &&
            cl_span_equal(other->rule, finding->rule) && other->level == finding->level) {
            return true;
        }
    }
    return false;
}

static bool is_duty_already(const cl_judge *judge, const cl_finding *finding)
{
    for (size_t i = 0; i < judge->out->duties.count; i++) {
        const cl_duty *other = CL_ARRAY_AT(&judge->out->duties, const cl_duty, i);
        if (cl_span_equal(other->text, finding->message) &&
            cl_span_equal(other->rule, finding->rule)) {
            return true;
        }
    }
    return false;
}

static cl_status add_duty(cl_judge *judge, const cl_saying *saying, const cl_finding *finding)
{
    if (is_duty_already(judge, finding)) {
        return CL_OK;
    }
    cl_array *duties = &judge->out->duties;
    if (duties->count == CL_DUTIES_MAX) {
        cl_finding more = cl_damage_finding(CL_DAMAGE_TOO_MANY_FINDINGS);
        more.message =
            cl_span_of(cl_message("more duties than are kept; only the first are shown"));
        return said_before(judge, &more) ? CL_OK : cl_findings_add(&judge->out->findings, &more);
    }
    cl_duty *duty = cl_array_add(duties, judge->arena, sizeof *duty, CL_DUTIES_MAX);
    if (duty == NULL) {
        return cl_arena_status(judge->arena);
    }
    size_t dot = cl_span_find_byte(finding->rule, '.');
    duty->rule = finding->rule;
    duty->kind =
        saying->duty != NULL ? cl_span_of(saying->duty) : cl_span_from(finding->rule, dot + 1);
    duty->text = finding->message;
    duty->because = finding->because;
    duty->proof = finding->proof;
    return CL_OK;
}

static cl_status fill(cl_judge *judge, cl_span template, const cl_saying *saying, cl_span *out)
{
    return cl_template_fill(judge->arena, in_language(judge, template), &saying->blanks, out);
}

/* Why the finding does not block although its rule would. */
static cl_span add_doubt(cl_judge *judge, cl_span because, bool disputed)
{
    return disputed
               ? cl_arena_format(
                     judge->arena,
                     cl_message("%.*s; another note says the opposite, so a person decides"),
                     CL_SPAN_PRINT(because))
               : cl_arena_format(
                     judge->arena,
                     cl_message("%.*s; the wording leaves room for doubt, so a person decides"),
                     CL_SPAN_PRINT(because));
}

cl_status cl_judge_say(cl_judge *judge, cl_saying *saying)
{
    const cl_check_rule *rule = saying->check;
    if (rule == NULL) {
        rule = cl_ruleset_check_of(judge->rules, cl_span_of(saying->rule));
    }
    if (rule == NULL) {
        return CL_BAD_RULES;
    }
    if (!applies(judge, rule, saying)) {
        return cl_judge_reason(judge, "%s is limited by its \"when\" and does not apply here",
                               saying->rule);
    }
    pin_time(judge, rule);
    cl_finding finding = {.rule = rule->id, .proof = saying->proof};
    finding.about = cl_words_join(judge->arena, saying->about, ", ");
    finding.level = level_of(judge, rule, saying);
    CL_TRY(fill(judge, rule->message, saying, &finding.message));
    CL_TRY(fill(judge, rule->because, saying, &finding.because));
    CL_TRY(fill(judge, rule->fix, saying, &finding.fix));
    if (finding.level < rule->level) {
        finding.because = add_doubt(judge, finding.because, saying->disputed);
    }
    CL_TRY(add_reason(judge, finding.because));
    if (rule->duty) {
        CL_TRY(add_duty(judge, saying, &finding));
    }
    if (rule->duty && finding.level == CL_INFO) {
        return CL_OK; /* the house may want a person to see to a duty */
    }
    return said_before(judge, &finding) ? CL_OK : cl_findings_add(&judge->out->findings, &finding);
}
