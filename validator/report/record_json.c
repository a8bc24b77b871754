#include "report/record_json.h"

#include "base/limits.h"
#include "report/origin.h"

/* --- where something stands --- */

static void put_offset(cl_json *json, bool known, uint64_t offset)
{
    if (known) {
        cl_json_put_number(json, "offset", offset);
        return;
    }
    cl_json_put_null(json, "offset");
}

static void put_origin(cl_json *json, const cl_field *field)
{
    cl_out origin = {0};
    cl_origin_put(&origin, field);
    cl_json_put_optional(json, "origin", cl_out_span(&origin));
    json->out->failed |= origin.failed;
    cl_out_free(&origin);
    if (field != NULL && field->file.len > 0) {
        cl_json_put_string(json, "file", field->file);
    }
}

static void put_field_name(cl_json *json, const cl_field *field)
{
    const char *name = field == NULL ? NULL : cl_field_name_text(field->name);
    cl_json_put_optional(json, "field", cl_span_of(name));
}

static void put_place(cl_json *json, const cl_place *place)
{
    put_field_name(json, place->field);
    put_origin(json, place->field);
    cl_json_put_number(json, "start", place->start);
    cl_json_put_number(json, "end", place->end);
}

static void put_proof(cl_json *json, const cl_proof *proof)
{
    put_field_name(json, proof->field);
    put_origin(json, proof->field);
    if (proof->field == NULL) {
        cl_json_put_null(json, "start");
        cl_json_put_null(json, "end");
        put_offset(json, proof->has_offset, proof->offset);
        return;
    }
    cl_json_put_number(json, "start", proof->start);
    cl_json_put_number(json, "end", proof->end);
    bool own = proof->has_offset;
    put_offset(json, own || proof->field->has_offset, own ? proof->offset : proof->field->offset);
}

/* The first place in the clause itself, all of them in a list. `confidence` is NULL for unread. */
static void put_places(cl_json *json, const cl_places *places, cl_span rule, const char *confidence)
{
    const cl_place nowhere = {0};
    put_place(json, places->items.count == 0 ? &nowhere : cl_places_first(places));
    cl_json_put_string(json, "rule", rule);
    if (confidence != NULL) {
        cl_json_put_text(json, "confidence", confidence);
    }
    cl_json_open_at(json, "places", '[');
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        cl_json_open(json, '{');
        put_place(json, place);
        cl_json_put_string(json, "text", place->text);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_first_text(cl_json *json, const cl_places *places)
{
    cl_span text = places->items.count == 0 ? CL_EMPTY_SPAN : cl_places_first(places)->text;
    cl_json_put_string(json, "text", text);
}

/* --- fields, credits, notices, unread --- */

/* The bytes as they stand in the file, in hexadecimal. */
static void put_original(cl_json *json, cl_span original)
{
    cl_out hex = {0};
    for (size_t i = 0; i < original.len; i++) {
        cl_out_format(&hex, "%02x", (unsigned)original.data[i]);
    }
    cl_json_put_string(json, "original", cl_out_span(&hex));
    json->out->failed |= hex.failed;
    cl_out_free(&hex);
}

static void put_decoding(cl_json *json, const cl_field *field)
{
    if (field->decoded != NULL) {
        cl_json_put_text(json, "decoded", field->decoded);
        put_original(json, field->original);
    }
}

static void put_fields(cl_json *json, const cl_report_item *item)
{
    const cl_fields *fields = &item->record->fields;
    cl_shown shown;
    cl_shown_find(fields, item->shown, &shown);
    cl_json_open_at(json, "fields", '[');
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        cl_json_open(json, '{');
        cl_json_put_text(json, "name", cl_field_name_text(field->name));
        cl_json_put_string(json, "value", field->value);
        put_origin(json, field);
        put_offset(json, field->has_offset, field->offset);
        cl_json_put_bool(json, "shown", cl_shown_has(&shown, field));
        put_decoding(json, field);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_credits(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, "credits", '[');
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        cl_json_open(json, '{');
        cl_json_put_optional(json, "text", credit->text);
        cl_json_put_text(json, "role", cl_credit_role_name(credit->role));
        cl_json_put_bool(json, "quoted", credit->quoted);
        cl_json_put_optional(json, "byline",
                             credit->persons.count == 0 ? CL_EMPTY_SPAN : credit->persons.items[0]);
        cl_json_put_words(json, "persons", credit->persons);
        cl_json_put_words(json, "agencies", credit->agencies);
        cl_json_put_words(json, "others", credit->others);
        put_places(json, &credit->places, credit->rule, cl_confidence_name(credit->confidence));
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_notices(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, "notices", '[');
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(record, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, "kind", notice->kind);
        put_first_text(json, &notice->places);
        put_places(json, &notice->places, notice->rule, cl_confidence_name(notice->confidence));
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_unread(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, "unread", '[');
    for (size_t i = 0; i < record->unread.count; i++) {
        const cl_unread *unread = cl_record_unread(record, i);
        cl_json_open(json, '{');
        put_first_text(json, &unread->places);
        put_places(json, &unread->places, unread->rule, NULL);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

/* --- restrictions --- */

/* Formatted in an arena of its own: the picture's may be full. */
static void put_moment(cl_json *json, const char *key, const cl_moment *moment)
{
    if (!moment->known) {
        cl_json_put_null(json, key);
        return;
    }
    cl_arena *arena = cl_arena_new(CL_ARENA_CHUNK);
    cl_span text = arena == NULL ? CL_EMPTY_SPAN : cl_moment_format(arena, moment);
    json->out->failed |= text.len == 0;
    cl_json_put_string(json, key, text);
    cl_arena_free(arena);
}

static void put_duration(cl_json *json, const char *days, const char *hours, cl_duration duration)
{
    if (duration.in_days) {
        cl_json_put_number(json, days, duration.hours / 24);
        return;
    }
    cl_json_put_number(json, hours, duration.hours);
}

static void put_scope(cl_json *json, const cl_scope *scope)
{
    if (scope->territory.count + scope->medium.count + scope->use.count == 0 &&
        scope->lasts.hours == 0 && !scope->until.known) {
        return;
    }
    cl_json_open_at(json, "scope", '{');
    if (scope->territory.count > 0) {
        cl_json_put_words(json, "territory", scope->territory);
    }
    if (scope->medium.count > 0) {
        cl_json_put_words(json, "medium", scope->medium);
    }
    if (scope->use.count > 0) {
        cl_json_put_words(json, "use", scope->use);
    }
    if (scope->lasts.hours > 0) {
        put_duration(json, "days", "hours", scope->lasts);
    }
    if (scope->until.known) {
        put_moment(json, "until", &scope->until);
    }
    cl_json_close(json, '}');
}

static void put_time(cl_json *json, const cl_time_limit *time)
{
    cl_json_put_bool(json, "one_time", time->one_time);
    if (time->within.hours > 0) {
        put_duration(json, "within_days", "within_hours", time->within);
    }
    put_moment(json, "from", &time->from);
    put_moment(json, "not_before", &time->not_before);
    put_moment(json, "not_after", &time->not_after);
    cl_json_put_bool(json, "embargo", time->embargo);
    cl_json_put_bool(json, "expiry", time->expiry);
}

static void put_restriction(cl_json *json, const cl_restriction *restriction)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, "kind", cl_kind_name(restriction->kind));
    cl_json_put_text(json, "effect", cl_effect_name(restriction->effect));
    cl_json_put_words(json, "values", restriction->values);
    if (restriction->review.count > 0) {
        cl_json_put_words(json, "review", restriction->review);
    }
    put_scope(json, &restriction->scope);
    if (restriction->kind == CL_KIND_TIME) {
        put_time(json, &restriction->time);
    }
    put_first_text(json, &restriction->places);
    put_places(json, &restriction->places, restriction->rule,
               cl_confidence_name(restriction->confidence));
    cl_json_close(json, '}');
}

static void put_restrictions(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, "restrictions", '[');
    for (size_t i = 0; i < record->restrictions.count; i++) {
        put_restriction(json, cl_record_restriction(record, i));
    }
    cl_json_close(json, ']');
}

/* --- judgements --- */

static void put_findings(cl_json *json, const cl_findings *findings)
{
    cl_json_open_at(json, "findings", '[');
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, "rule", finding->rule);
        cl_json_put_text(json, "level", cl_level_name(finding->level));
        cl_json_put_string(json, "message", finding->message);
        cl_json_put_optional(json, "because", finding->because);
        cl_json_put_optional(json, "fix", finding->fix);
        put_proof(json, &finding->proof);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_duties(cl_json *json, const cl_array *duties)
{
    cl_json_open_at(json, "duties", '[');
    for (size_t i = 0; i < duties->count; i++) {
        const cl_duty *duty = CL_ARRAY_AT(duties, const cl_duty, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, "rule", duty->rule);
        cl_json_put_string(json, "kind", duty->kind);
        cl_json_put_string(json, "text", duty->text);
        cl_json_put_optional(json, "because", duty->because);
        put_proof(json, &duty->proof);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_edition(cl_json *json, const cl_judgement *judgement)
{
    cl_json_open(json, '{');
    cl_json_put_string(json, "name", judgement->edition->name);
    if (judgement->edition->profile != NULL) {
        cl_json_put_string(json, "profile", judgement->edition->profile->name);
    }
    cl_json_put_text(json, "verdict", cl_verdict_name(judgement->verdict));
    put_duties(json, &judgement->duties);
    put_findings(json, &judgement->findings);
    cl_json_open_at(json, "because", '[');
    for (size_t i = 0; i < judgement->because.count; i++) {
        cl_json_string(json, *CL_ARRAY_AT(&judgement->because, const cl_span, i));
    }
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

static void put_rules(cl_json *json, const cl_ruleset *rules)
{
    if (rules == NULL) {
        cl_json_put_null(json, "rules");
        return;
    }
    cl_json_open_at(json, "rules", '{');
    cl_json_put_string(json, "pack", cl_ruleset_pack(rules));
    cl_json_put_string(json, "hash", cl_ruleset_hash(rules));
    cl_json_close(json, '}');
}

void cl_record_json(cl_json *json, const cl_report_options *options, const cl_report_item *item)
{
    const cl_record *record = item->record;
    cl_json_open(json, '{');
    cl_json_put_number(json, "schema", CL_RECORD_SCHEMA);
    cl_json_put_optional(json, "id", record->id);
    cl_json_put_string(json, "path", record->path);
    cl_json_put_optional(json, "format", record->format);
    cl_json_put_optional(json, "language", record->language);
    put_fields(json, item);
    put_credits(json, record);
    put_restrictions(json, record);
    put_notices(json, record);
    put_unread(json, record);
    put_findings(json, &record->findings);
    cl_json_put_bool(json, "incomplete", cl_report_incomplete(item));
    put_rules(json, item->rules);
    if (!options->extract) {
        cl_json_open_at(json, "editions", '[');
        for (size_t i = 0; i < item->judgement_count; i++) {
            put_edition(json, &item->judgements[i]);
        }
        cl_json_close(json, ']');
    }
    cl_json_close(json, '}');
}
