/* --as ninjs: an item of IPTC ninjs 3.2, without its picture. Notes stand in usageTerms as they are
 * written; the RightsML policy in rightsInfo says by machine what can be said so. */
#include "caption/moment.h"
#include "report/rights.h"
#include "report/rights_constraint.h"
#include "report/rights_policy.h"
#include "report/rights_texts.h"

#define SCHEMA "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#"

/* A field as a property of the item. */
typedef struct property {
    cl_field_name field;
    const char *name;
} property;

static const property plain[] = {
    {CL_TITLE, "title"},
    {CL_COPYRIGHT_OWNER, "copyrightHolder"},
    {CL_COPYRIGHT, "copyrightNotice"},
};

static const property descriptions[] = {
    {CL_CAPTION, "caption"},
    {CL_ALT_TEXT, "altText"},
    {CL_EXTENDED_DESCRIPTION, "extendedDescription"},
};

static const property alternatives[] = {
    {CL_JOB_ID, "jobId"},
    {CL_IMAGE_GUID, "imageGuid"},
    {CL_IMAGE_SUPPLIER_IMAGE_ID, "imageSupplierImageId"},
    {CL_REGISTRY_ITEM_ID, "registryItemId"},
};

enum {
    PLAIN_COUNT = sizeof plain / sizeof *plain,
    DESCRIPTION_COUNT = sizeof descriptions / sizeof *descriptions,
    ALTERNATIVE_COUNT = sizeof alternatives / sizeof *alternatives
};

static void put_field(cl_json *json, const cl_report_item *item, const property *wanted)
{
    cl_span value = cl_rights_field(item, wanted->field);
    if (value.len > 0) {
        cl_json_put_string(json, cl_span_of(wanted->name), value);
    }
}

static void put_pair(cl_json *json, const char *role, cl_span value)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("role"), role);
    cl_json_put_string(json, CL_SPAN("value"), value);
    cl_json_close(json, '}');
}

static void put_pairs(cl_json *json, const cl_report_item *item, const property *wanted,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_span value = cl_rights_field(item, wanted[i].field);
        if (value.len > 0) {
            put_pair(json, wanted[i].name, value);
        }
    }
}

/* --- descriptions, ids, creator --- */

static cl_span credit_line(const cl_report_item *item)
{
    cl_span stated = cl_rights_field(item, CL_CREDIT);
    for (size_t i = 0; i < item->record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(item->record, i);
        if (credit->role != CL_CREDIT_STATED && credit->text.len > 0) {
            return credit->text;
        }
        stated = stated.len == 0 ? credit->text : stated;
    }
    return stated;
}

static void put_descriptions(cl_json *json, const cl_report_item *item)
{
    cl_span credit = credit_line(item);
    cl_json_open_at(json, CL_SPAN("descriptions"), '[');
    put_pairs(json, item, descriptions, DESCRIPTION_COUNT);
    if (credit.len > 0) {
        put_pair(json, "creditline", credit);
    }
    cl_json_close(json, ']');
}

static void put_alternatives(cl_json *json, const cl_report_item *item)
{
    cl_json_open_at(json, CL_SPAN("altIds"), '[');
    put_pair(json, "path", item->record->path);
    if (item->record->id.len > 0) {
        put_pair(json, "id", item->record->id);
    }
    put_pairs(json, item, alternatives, ALTERNATIVE_COUNT);
    cl_json_close(json, ']');
}

/* All in one: it is a line for readers. */
static void put_creators(cl_json *json, const cl_report_item *item)
{
    cl_out names = {0};
    cl_span name;
    for (size_t i = 0; cl_rights_field_at(item, CL_CREATOR, i, &name); i++) {
        cl_out_text(&names, i == 0 ? "" : ", ");
        cl_out_put(&names, name);
    }
    if (names.len > 0) {
        cl_json_put_string(json, CL_SPAN("by"), cl_out_span(&names));
    }
    json->out->failed = json->out->failed || names.failed;
    cl_out_free(&names);
}

static void put_headline(cl_json *json, const cl_report_item *item)
{
    cl_span value = cl_rights_field(item, CL_HEADLINE);
    if (value.len > 0) {
        cl_json_open_at(json, CL_SPAN("headlines"), '[');
        put_pair(json, "main", value);
        cl_json_close(json, ']');
    }
}

static void put_source_type(cl_json *json, const cl_report_item *item)
{
    cl_span value = cl_rights_field(item, CL_DIGITAL_SOURCE_TYPE);
    if (value.len > 0) {
        cl_json_open_at(json, CL_SPAN("digitalSourceType"), '{');
        cl_json_put_string(json, cl_rights_is_web(value) ? CL_SPAN("uri") : CL_SPAN("literal"),
                           value);
        cl_json_close(json, '}');
    }
}

/* --- status and time --- */

/* RFC 3339 wants a time of day and a zone: what has none is text and status only. */
static bool is_instant(const cl_moment *moment)
{
    return moment->known && moment->has_time && moment->has_zone;
}

static void put_instant(cl_json *json, cl_span name, const cl_moment *moment, bool late)
{
    uint8_t text[CL_RIGHTS_TIME_MAX];
    cl_moment read = cl_rights_reading(moment, late);
    cl_json_put_string(json, name, cl_rights_time(&read, text));
}

static bool is_killed(const cl_record *record)
{
    bool killed = false;
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_rights_act *act = cl_rights_act_of(cl_record_notice(record, i)->kind);
        killed = killed || (act != NULL && cl_span_equal(cl_span_of(act->action), CL_SPAN("use")));
    }
    return killed;
}

static bool is_embargo(const cl_restriction *restriction)
{
    return restriction->kind == CL_KIND_TIME &&
           (restriction->time.embargo || restriction->time.not_before.known);
}

/* The latest beginning or the soonest end of all that are instants; NULL: there is none. */
static const cl_moment *outermost(const cl_record *record, bool late)
{
    const cl_moment *best = NULL;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        const cl_moment *moment =
            late ? &restriction->time.not_before : &restriction->time.not_after;
        if (restriction->kind == CL_KIND_TIME && is_instant(moment) &&
            (best == NULL || (cl_moment_latest(moment) > cl_moment_latest(best)) == late)) {
            best = moment;
        }
    }
    return best;
}

/* An embargo whose end is no instant withholds the picture until a person has looked. */
static const char *status_of(const cl_record *record)
{
    if (is_killed(record)) {
        return "canceled";
    }
    const char *status = "usable";
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (is_embargo(restriction) && !is_instant(&restriction->time.not_before)) {
            status = "withheld";
        }
    }
    return status;
}

static void put_status(cl_json *json, const cl_record *record)
{
    const cl_moment *begins = outermost(record, true);
    const cl_moment *ends = outermost(record, false);
    cl_json_put_text(json, CL_SPAN("pubStatus"), status_of(record));
    if (begins != NULL) {
        put_instant(json, CL_SPAN("embargoedUntil"), begins, true);
    }
    if (ends != NULL) {
        put_instant(json, CL_SPAN("expires"), ends, false);
    }
}

/* --- rights --- */

static void put_terms(cl_json *json, const cl_report_item *item)
{
    cl_out text = {0};
    cl_rights_put_texts(&text, item);
    if (text.len > 0) {
        cl_json_put_string(json, CL_SPAN("usageTerms"), cl_out_span(&text));
    }
    json->out->failed = json->out->failed || text.failed;
    cl_out_free(&text);
}

static void put_note(cl_json *json, const cl_report_item *item)
{
    cl_out text = {0};
    cl_rights_put_rests(&text, item->record, cl_rights_of_rightsml.own_terms);
    if (text.len > 0) {
        cl_json_put_string(json, CL_SPAN("edNote"), cl_out_span(&text));
    }
    json->out->failed = json->out->failed || text.failed;
    cl_out_free(&text);
}

static void put_rights(cl_json *json, const cl_report_item *item)
{
    cl_out encoded = {0};
    cl_json policy = {.out = &encoded};
    cl_rights_policy(&policy, &cl_rights_of_rightsml, item);
    cl_json_open_at(json, CL_SPAN("rightsInfo"), '{');
    cl_json_put_text(json, CL_SPAN("langId"), "http://www.w3.org/ns/odrl/2/");
    cl_json_put_string(json, CL_SPAN("encodedRights"), cl_out_span(&encoded));
    cl_json_close(json, '}');
    json->out->failed = json->out->failed || encoded.failed;
    cl_out_free(&encoded);
}

/* --- the item --- */

static void put_head(cl_json *json, const cl_report_item *item, const char *uri)
{
    cl_json_put_text(json, CL_SPAN("uri"), uri);
    cl_json_open_at(json, CL_SPAN("standard"), '{');
    cl_json_put_text(json, CL_SPAN("name"), "ninjs");
    cl_json_put_text(json, CL_SPAN("version"), "3.2");
    cl_json_put_text(json, CL_SPAN("schema"), SCHEMA);
    cl_json_close(json, '}');
    cl_json_put_text(json, CL_SPAN("type"), "picture");
    cl_json_put_text(json, CL_SPAN("representationType"), "partial");
    if (item->record->language.len > 0) {
        cl_json_put_string(json, CL_SPAN("language"), item->record->language);
    }
}

static void put_body(cl_json *json, const cl_report_item *item)
{
    for (size_t i = 0; i < PLAIN_COUNT; i++) {
        put_field(json, item, &plain[i]);
    }
    put_creators(json, item);
    put_headline(json, item);
    put_descriptions(json, item);
    put_source_type(json, item);
    put_alternatives(json, item);
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    char uri[CL_RIGHTS_UID_MAX];
    cl_json json = {.out = out, .indented = options->indented};
    if (!cl_rights_uid(picture->record, "asset", uri)) {
        out->failed = true;
        return;
    }
    cl_json_open(&json, '{');
    put_head(&json, picture, uri);
    put_status(&json, picture->record);
    put_body(&json, picture);
    put_terms(&json, picture);
    put_note(&json, picture);
    put_rights(&json, picture);
    cl_json_close(&json, '}');
    cl_out_byte(out, '\n');
}

const cl_report_format cl_rights_ninjs = {
    .name = "ninjs",
    .begin = cl_rights_begin,
    .item = item,
    .between = "",
    .streams = true,
    .end = cl_rights_end,
};
