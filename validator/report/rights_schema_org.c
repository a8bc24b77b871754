/* --as schema.org: an ImageObject as JSON-LD, to stand in the page beside the picture. What search
 * engines read of it is credit, licence and copyright; notes stand in usageInfo as they are
 * written, and those that no property says in conditionsOfAccess. */
#include "caption/moment.h"
#include "report/json_writer.h"
#include "report/rights.h"
#include "report/rights_constraint.h"
#include "report/rights_texts.h"

typedef enum property_form {
    FORM_TEXT,
    FORM_WEB, /* an address, and nothing where it is none */
    FORM_PERSON,
    FORM_ORGANISATION
} property_form;

/* A field as a property; the first field that has a value counts. */
typedef struct property {
    const char *name;
    cl_field_name field;
    property_form form;
} property;

static const property properties[] = {
    {"name", CL_TITLE, FORM_TEXT},
    {"headline", CL_HEADLINE, FORM_TEXT},
    {"caption", CL_CAPTION, FORM_TEXT},
    {"description", CL_EXTENDED_DESCRIPTION, FORM_TEXT},
    {"creator", CL_CREATOR, FORM_PERSON},
    {"copyrightNotice", CL_COPYRIGHT, FORM_TEXT},
    {"copyrightHolder", CL_COPYRIGHT_OWNER, FORM_ORGANISATION},
    {"license", CL_LICENSE, FORM_WEB},
    {"license", CL_WEB_STATEMENT, FORM_WEB},
    {"license", CL_TERMS_URL, FORM_WEB},
    {"acquireLicensePage", CL_LICENSOR_URL, FORM_WEB},
    {"digitalSourceType", CL_DIGITAL_SOURCE_TYPE, FORM_WEB},
    {"keywords", CL_KEYWORDS, FORM_TEXT},
};

enum {
    PROPERTY_COUNT = sizeof properties / sizeof *properties
};

/* --- fields --- */

static void put_node(cl_json *json, const char *type, cl_span name)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("@type"), type);
    cl_json_put_string(json, CL_SPAN("name"), name);
    cl_json_close(json, '}');
}

static void put_value(cl_json *json, property_form form, cl_span value)
{
    if (form == FORM_PERSON) {
        put_node(json, "Person", value);
    } else if (form == FORM_ORGANISATION) {
        put_node(json, "Organization", value);
    } else {
        cl_json_string(json, value);
    }
}

static size_t count_values(const cl_report_item *item, const property *wanted)
{
    cl_span value;
    size_t count = 0;
    for (size_t i = 0; cl_rights_field_at(item, wanted->field, i, &value); i++) {
        count += wanted->form != FORM_WEB || cl_rights_is_web(value) ? 1 : 0;
    }
    return count;
}

static bool has_value(const cl_report_item *item, const property *wanted)
{
    return count_values(item, wanted) > 0;
}

/* All values of a field: search engines want a value as such, and more than one in a list. */
static void put_property(cl_json *json, const cl_report_item *item, const property *wanted)
{
    cl_span value;
    bool list = count_values(item, wanted) > 1;
    if (list) {
        cl_json_open_at(json, cl_span_of(wanted->name), '[');
    } else {
        cl_json_key(json, cl_span_of(wanted->name));
    }
    for (size_t i = 0; cl_rights_field_at(item, wanted->field, i, &value); i++) {
        if (wanted->form != FORM_WEB || cl_rights_is_web(value)) {
            put_value(json, wanted->form, value);
        }
    }
    if (list) {
        cl_json_close(json, ']');
    }
}

static void put_properties(cl_json *json, const cl_report_item *item)
{
    const char *before = "";
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        bool again = cl_span_equal(cl_span_of(before), cl_span_of(properties[i].name));
        if (!again && has_value(item, &properties[i])) {
            put_property(json, item, &properties[i]);
            before = properties[i].name;
        }
    }
}

/* --- credit --- */

static void put_credit(cl_json *json, const cl_report_item *item)
{
    const cl_record *record = item->record;
    cl_span text = CL_EMPTY_SPAN;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        bool demanded = credit->role != CL_CREDIT_STATED && credit->text.len > 0;
        if (demanded) {
            text = credit->text;
            break;
        }
        text = text.len == 0 ? credit->text : text;
    }
    if (text.len > 0) {
        cl_json_put_string(json, CL_SPAN("creditText"), text);
    }
}

/* --- place --- */

static void put_location(cl_json *json, const cl_report_item *item)
{
    static const property parts[] = {
        {"streetAddress", CL_SUBLOCATION, FORM_TEXT},   {"addressLocality", CL_CITY, FORM_TEXT},
        {"addressRegion", CL_STATE, FORM_TEXT},         {"addressCountry", CL_COUNTRY, FORM_TEXT},
        {"addressCountry", CL_COUNTRY_CODE, FORM_TEXT},
    };
    bool any = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        any = any || has_value(item, &parts[i]);
    }
    if (!any) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("contentLocation"), '{');
    cl_json_put_text(json, CL_SPAN("@type"), "Place");
    cl_json_open_at(json, CL_SPAN("address"), '{');
    cl_json_put_text(json, CL_SPAN("@type"), "PostalAddress");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool named = i > 0 && parts[i].field == CL_COUNTRY_CODE && has_value(item, &parts[i - 1]);
        if (has_value(item, &parts[i]) && !named) {
            cl_json_put_string(json, cl_span_of(parts[i].name),
                               cl_rights_field(item, parts[i].field));
        }
    }
    cl_json_close(json, '}');
    cl_json_close(json, '}');
}

/* --- restrictions --- */

/* Whether a property says the whole of it: a territory or an end, for everything, and certain. */
static bool is_said(const cl_restriction *restriction)
{
    const cl_scope *scope = &restriction->scope;
    bool narrowed = scope->territory.count + scope->medium.count + scope->use.count > 0 ||
                    scope->lasts.hours > 0 || scope->until.known;
    if (narrowed || restriction->confidence < CL_HIGH || restriction->review.count > 0) {
        return false;
    }
    if (restriction->kind == CL_KIND_TIME) {
        const cl_time_limit *time = &restriction->time;
        return time->not_after.known && !time->not_before.known && !time->embargo &&
               !time->one_time && !time->not_after.either_way;
    }
    return restriction->kind == CL_KIND_TERRITORY && restriction->effect != CL_REQUIRE &&
           restriction->values.count > 0 && cl_rights_are_codes(restriction->values);
}

/* The countries of all restrictions of one effect that are said. */
static void put_regions(cl_json *json, const cl_record *record, cl_effect effect, const char *name)
{
    bool open = false;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (restriction->kind != CL_KIND_TERRITORY || restriction->effect != effect ||
            !is_said(restriction)) {
            continue;
        }
        if (!open) {
            cl_json_open_at(json, cl_span_of(name), '[');
            open = true;
        }
        for (size_t k = 0; k < restriction->values.count; k++) {
            put_node(json, restriction->values.items[k].len == 2 ? "Country" : "Place",
                     restriction->values.items[k]);
        }
    }
    if (open) {
        cl_json_close(json, ']');
    }
}

static void put_expiry(cl_json *json, const cl_record *record)
{
    const cl_moment *soonest = NULL;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        const cl_moment *moment = &restriction->time.not_after;
        if (restriction->kind == CL_KIND_TIME && moment->known &&
            (soonest == NULL || cl_moment_latest(moment) < cl_moment_latest(soonest))) {
            soonest = moment;
        }
    }
    if (soonest != NULL) {
        uint8_t text[CL_RIGHTS_TIME_MAX];
        cl_moment read = cl_rights_reading(soonest, false);
        cl_json_put_string(json, CL_SPAN("expires"), cl_rights_time(&read, text));
    }
}

static void put_condition(cl_json *json, bool *open, const cl_places *places)
{
    if (!*open) {
        cl_json_open_at(json, CL_SPAN("conditionsOfAccess"), '[');
        *open = true;
    }
    cl_json_string(json, cl_rights_text(places));
}

/* What no property says. */
static void put_conditions(cl_json *json, const cl_record *record)
{
    bool open = false;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        if (!is_said(restriction)) {
            put_condition(json, &open, &restriction->places);
        }
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role != CL_CREDIT_STATED && credit->text.len == 0) {
            put_condition(json, &open, &credit->places);
        }
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        put_condition(json, &open, &cl_record_notice(record, i)->places);
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        put_condition(json, &open, &cl_record_unread(record, i)->places);
    }
    if (open) {
        cl_json_close(json, ']');
    }
}

static void put_usage(cl_json *json, const cl_report_item *item)
{
    cl_out text = {0};
    cl_rights_put_texts(&text, item);
    if (text.len > 0) {
        cl_json_open_at(json, CL_SPAN("usageInfo"), '{');
        cl_json_put_text(json, CL_SPAN("@type"), "CreativeWork");
        cl_json_put_string(json, CL_SPAN("text"), cl_out_span(&text));
        cl_json_close(json, '}');
    }
    json->out->failed = json->out->failed || text.failed;
    cl_out_free(&text);
}

/* --- the object --- */

static void put_object(cl_json *json, const cl_report_item *item, const char *id)
{
    const cl_record *record = item->record;
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("@context"), "https://schema.org");
    cl_json_put_text(json, CL_SPAN("@type"), "ImageObject");
    cl_json_put_text(json, CL_SPAN("@id"), id);
    cl_json_put_string(json, CL_SPAN("identifier"), record->id.len > 0 ? record->id : record->path);
    put_properties(json, item);
    put_credit(json, item);
    put_location(json, item);
    put_regions(json, record, CL_DENY, "ineligibleRegion");
    put_regions(json, record, CL_ONLY, "regionsAllowed");
    put_expiry(json, record);
    put_usage(json, item);
    put_conditions(json, record);
    cl_json_close(json, '}');
}

/* The document stands in a script element of a page, which </script> in a caption must not end. */
static void put_for_script(cl_out *out, cl_span text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '<') {
            cl_out_put(out, cl_span_sub(text, from, i - from));
            cl_out_text(out, "\\u003c");
            from = i + 1;
        }
    }
    cl_out_put(out, cl_span_from(text, from));
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    char id[CL_RIGHTS_UID_MAX];
    cl_out text = {0};
    cl_json json = {.out = &text, .indented = options->indented};
    if (!cl_rights_uid(picture->record, "asset", id)) {
        out->failed = true;
        return;
    }
    put_object(&json, picture, id);
    put_for_script(out, cl_out_span(&text));
    cl_out_byte(out, '\n');
    out->failed = out->failed || text.failed;
    cl_out_free(&text);
}

const cl_report_format cl_rights_schema_org = {
    .name = "schema.org",
    .begin = cl_rights_begin,
    .item = item,
    .between = "",
    .streams = true,
    .end = cl_rights_end,
};
