#include "report/record_json.h"

#include "caption/moment.h"
#include "check/waiver.h"

/* --- where something stands --- */

static void put_offset(cl_json *json, bool known, uint64_t offset)
{
    if (known) {
        cl_json_put_number(json, CL_SPAN("offset"), offset);
        return;
    }
    cl_json_put_null(json, CL_SPAN("offset"));
}

static void put_origin(cl_json *json, const cl_field *field)
{
    if (field == NULL) {
        cl_json_put_null(json, CL_SPAN("origin"));
        return;
    }
    cl_json_put_pair(json, CL_SPAN("origin"), cl_span_of(field->container), field->property);
    if (field->file.len > 0) {
        cl_json_put_string(json, CL_SPAN("file"), field->file);
    }
}

static void put_field_name(cl_json *json, const cl_field *field)
{
    const char *name = field == NULL ? NULL : cl_field_name_text(field->name);
    cl_json_put_optional(json, CL_SPAN("field"), cl_span_of(name));
}

static void put_place(cl_json *json, const cl_place *place)
{
    put_field_name(json, place->field);
    put_origin(json, place->field);
    cl_json_put_number(json, CL_SPAN("start"), place->start);
    cl_json_put_number(json, CL_SPAN("end"), place->end);
}

static void put_proof(cl_json *json, const cl_proof *proof)
{
    put_field_name(json, proof->field);
    put_origin(json, proof->field);
    if (proof->field == NULL) {
        cl_json_put_null(json, CL_SPAN("start"));
        cl_json_put_null(json, CL_SPAN("end"));
        put_offset(json, proof->has_offset, proof->offset);
        return;
    }
    cl_json_put_number(json, CL_SPAN("start"), proof->start);
    cl_json_put_number(json, CL_SPAN("end"), proof->end);
    bool own = proof->has_offset;
    put_offset(json, own || proof->field->has_offset, own ? proof->offset : proof->field->offset);
}

/* The first place in the clause itself, all of them in a list. `confidence` is NULL for unread. */
static void put_places(cl_json *json, const cl_places *places, cl_span rule, const char *confidence)
{
    const cl_place nowhere = {0};
    put_place(json, places->items.count == 0 ? &nowhere : cl_places_first(places));
    cl_json_put_string(json, CL_SPAN("rule"), rule);
    if (confidence != NULL) {
        cl_json_put_text(json, CL_SPAN("confidence"), confidence);
    }
    cl_json_open_at(json, CL_SPAN("places"), '[');
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        cl_json_open(json, '{');
        put_place(json, place);
        cl_json_put_string(json, CL_SPAN("text"), place->text);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_first_text(cl_json *json, const cl_places *places)
{
    cl_span text = places->items.count == 0 ? CL_EMPTY_SPAN : cl_places_first(places)->text;
    cl_json_put_string(json, CL_SPAN("text"), text);
}

/* --- fields, credits, notices, unread --- */

static void put_decoding(cl_json *json, const cl_field *field)
{
    if (field->decoded != NULL) {
        cl_json_put_text(json, CL_SPAN("decoded"), field->decoded);
        cl_json_put_hex(json, CL_SPAN("original"), field->original); /* as it stands in the file */
    }
}

static void put_fields(cl_json *json, const cl_report_item *item)
{
    const cl_fields *fields = &item->record->fields;
    cl_shown shown;
    cl_shown_find(fields, item->shown, &shown);
    cl_json_open_at(json, CL_SPAN("fields"), '[');
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        cl_json_open(json, '{');
        cl_json_put_text(json, CL_SPAN("name"), cl_field_name_text(field->name));
        cl_json_put_string(json, CL_SPAN("value"), field->value);
        put_origin(json, field);
        put_offset(json, field->has_offset, field->offset);
        cl_json_put_bool(json, CL_SPAN("shown"), cl_shown_has(&shown, field));
        put_decoding(json, field);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_credits(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, CL_SPAN("credits"), '[');
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        cl_json_open(json, '{');
        cl_json_put_optional(json, CL_SPAN("text"), credit->text);
        cl_json_put_text(json, CL_SPAN("role"), cl_credit_role_name(credit->role));
        cl_json_put_bool(json, CL_SPAN("quoted"), credit->quoted);
        cl_json_put_optional(json, CL_SPAN("byline"),
                             credit->persons.count == 0 ? CL_EMPTY_SPAN : credit->persons.items[0]);
        cl_json_put_words(json, CL_SPAN("persons"), credit->persons);
        cl_json_put_words(json, CL_SPAN("agencies"), credit->agencies);
        cl_json_put_words(json, CL_SPAN("others"), credit->others);
        put_places(json, &credit->places, credit->rule, cl_confidence_name(credit->confidence));
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_notices(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, CL_SPAN("notices"), '[');
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(record, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, CL_SPAN("kind"), notice->kind);
        put_first_text(json, &notice->places);
        put_places(json, &notice->places, notice->rule, cl_confidence_name(notice->confidence));
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_unread(cl_json *json, const cl_record *record)
{
    cl_json_open_at(json, CL_SPAN("unread"), '[');
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

static void put_moment(cl_json *json, cl_span key, const cl_moment *moment)
{
    uint8_t text[CL_MOMENT_TEXT_MAX];
    cl_json_put_optional(json, key, (cl_span){text, cl_moment_write(moment, text)});
}

static void put_duration(cl_json *json, cl_span days, cl_span hours, cl_duration duration)
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
    cl_json_open_at(json, CL_SPAN("scope"), '{');
    if (scope->territory.count > 0) {
        cl_json_put_words(json, CL_SPAN("territory"), scope->territory);
    }
    if (scope->medium.count > 0) {
        cl_json_put_words(json, CL_SPAN("medium"), scope->medium);
    }
    if (scope->use.count > 0) {
        cl_json_put_words(json, CL_SPAN("use"), scope->use);
    }
    if (scope->lasts.hours > 0) {
        put_duration(json, CL_SPAN("days"), CL_SPAN("hours"), scope->lasts);
    }
    if (scope->until.known) {
        put_moment(json, CL_SPAN("until"), &scope->until);
    }
    cl_json_close(json, '}');
}

static void put_time(cl_json *json, const cl_time_limit *time)
{
    cl_json_put_bool(json, CL_SPAN("one_time"), time->one_time);
    if (time->within.hours > 0) {
        put_duration(json, CL_SPAN("within_days"), CL_SPAN("within_hours"), time->within);
    }
    put_moment(json, CL_SPAN("from"), &time->from);
    put_moment(json, CL_SPAN("not_before"), &time->not_before);
    put_moment(json, CL_SPAN("not_after"), &time->not_after);
    cl_json_put_bool(json, CL_SPAN("embargo"), time->embargo);
    cl_json_put_bool(json, CL_SPAN("expiry"), time->expiry);
}

static void put_restriction(cl_json *json, const cl_restriction *restriction)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("kind"), cl_kind_name(restriction->kind));
    cl_json_put_text(json, CL_SPAN("effect"), cl_effect_name(restriction->effect));
    cl_json_put_words(json, CL_SPAN("values"), restriction->values);
    if (restriction->review.count > 0) {
        cl_json_put_words(json, CL_SPAN("review"), restriction->review);
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
    cl_json_open_at(json, CL_SPAN("restrictions"), '[');
    for (size_t i = 0; i < record->restrictions.count; i++) {
        put_restriction(json, cl_record_restriction(record, i));
    }
    cl_json_close(json, ']');
}

/* --- judgements --- */

/* Absent where the finding counts. */
static void put_waiver(cl_json *json, const cl_waiver *waiver)
{
    if (waiver == NULL) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("waived"), '{');
    cl_json_put_string(json, CL_SPAN("reason"), waiver->reason);
    cl_json_put_string(json, CL_SPAN("approved_by"), waiver->approved_by);
    cl_json_put_string(json, CL_SPAN("expires"), waiver->expires);
    cl_json_close(json, '}');
}

/* What a baseline knows; absent where that is nothing. */
static void put_known(cl_json *json, size_t known)
{
    if (known > 0) {
        cl_json_put_number(json, CL_SPAN("known"), known);
    }
}

static void put_findings(cl_json *json, const cl_findings *findings)
{
    cl_json_open_at(json, CL_SPAN("findings"), '[');
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, CL_SPAN("rule"), finding->rule);
        cl_json_put_optional(json, CL_SPAN("id"), cl_span_of(finding->id));
        cl_json_put_text(json, CL_SPAN("level"), cl_level_name(finding->level));
        cl_json_put_string(json, CL_SPAN("message"), finding->message);
        cl_json_put_optional(json, CL_SPAN("because"), finding->because);
        cl_json_put_optional(json, CL_SPAN("fix"), finding->fix);
        put_waiver(json, finding->waiver);
        put_proof(json, &finding->proof);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void put_duties(cl_json *json, const cl_array *duties)
{
    cl_json_open_at(json, CL_SPAN("duties"), '[');
    for (size_t i = 0; i < duties->count; i++) {
        const cl_duty *duty = CL_ARRAY_AT(duties, const cl_duty, i);
        cl_json_open(json, '{');
        cl_json_put_string(json, CL_SPAN("rule"), duty->rule);
        cl_json_put_string(json, CL_SPAN("kind"), duty->kind);
        cl_json_put_string(json, CL_SPAN("text"), duty->text);
        cl_json_put_optional(json, CL_SPAN("because"), duty->because);
        put_proof(json, &duty->proof);
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

/* The line to print beside the picture; absent where none is known. */
static void put_print(cl_json *json, const cl_print *print)
{
    if (print->credit.len == 0) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("print"), '{');
    cl_json_put_string(json, CL_SPAN("credit"), print->credit);
    cl_json_put_text(json, CL_SPAN("role"), cl_credit_role_name(print->role));
    cl_json_put_bool(json, CL_SPAN("exact"), print->exact);
    cl_json_put_words(json, CL_SPAN("agencies"), print->agencies);
    cl_json_close(json, '}');
}

static void put_edition(cl_json *json, const cl_judgement *judgement)
{
    cl_json_open(json, '{');
    cl_json_put_string(json, CL_SPAN("name"), judgement->edition->name);
    if (judgement->edition->profile != NULL) {
        cl_json_put_string(json, CL_SPAN("profile"), judgement->edition->profile->name);
    }
    cl_json_put_text(json, CL_SPAN("verdict"), cl_verdict_name(judgement->verdict));
    put_print(json, &judgement->print);
    put_duties(json, &judgement->duties);
    put_findings(json, &judgement->findings);
    put_known(json, judgement->findings.known);
    cl_json_open_at(json, CL_SPAN("because"), '[');
    for (size_t i = 0; i < judgement->because.count; i++) {
        cl_json_string(json, *CL_ARRAY_AT(&judgement->because, const cl_span, i));
    }
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

static void put_rules(cl_json *json, const cl_ruleset *rules)
{
    if (rules == NULL) {
        cl_json_put_null(json, CL_SPAN("rules"));
        return;
    }
    cl_json_open_at(json, CL_SPAN("rules"), '{');
    cl_json_put_string(json, CL_SPAN("pack"), cl_ruleset_pack(rules));
    cl_json_put_string(json, CL_SPAN("hash"), cl_ruleset_hash(rules));
    cl_json_close(json, '}');
}

static void put_thumbnail(cl_json *json, const cl_thumbnail *thumbnail)
{
    if (thumbnail->jpeg.len == 0) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("thumbnail"), '{');
    cl_json_put_text(json, CL_SPAN("type"), "image/jpeg");
    cl_json_put_number(json, CL_SPAN("width"), thumbnail->width);
    cl_json_put_number(json, CL_SPAN("height"), thumbnail->height);
    cl_json_put_number(json, CL_SPAN("orientation"), thumbnail->orientation);
    cl_json_put_base64(json, CL_SPAN("data"), thumbnail->jpeg);
    cl_json_close(json, '}');
}

void cl_record_json(cl_json *json, const cl_report_options *options, const cl_report_item *item)
{
    const cl_record *record = item->record;
    cl_json_open(json, '{');
    cl_json_put_number(json, CL_SPAN("schema"), CL_RECORD_SCHEMA);
    cl_json_put_optional(json, CL_SPAN("id"), record->id);
    cl_json_put_string(json, CL_SPAN("path"), record->path);
    cl_json_put_optional(json, CL_SPAN("format"), record->format);
    cl_json_put_optional(json, CL_SPAN("language"), record->language);
    if (options->thumbnails) {
        put_thumbnail(json, &record->fields.thumbnail);
    }
    put_fields(json, item);
    put_credits(json, record);
    put_restrictions(json, record);
    put_notices(json, record);
    put_unread(json, record);
    put_findings(json, &record->findings);
    put_known(json, cl_report_known(item));
    cl_json_put_bool(json, CL_SPAN("incomplete"), cl_report_incomplete(item));
    put_rules(json, item->rules);
    if (!options->extract) {
        cl_json_open_at(json, CL_SPAN("editions"), '[');
        for (size_t i = 0; i < item->judgement_count; i++) {
            put_edition(json, &item->judgements[i]);
        }
        cl_json_close(json, ']');
    }
    cl_json_close(json, '}');
}
