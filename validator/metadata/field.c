#include "metadata/field.h"

#include <assert.h>
#include <string.h>

#include "base/damage.h"
#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"
#include "metadata/mend.h"

typedef struct field_entry {
    const char *text;
    cl_field_class class;
} field_entry;

static const field_entry entries[CL_FIELD_NAME_COUNT] = {
    [CL_CAPTION] = {"caption", CL_CLASS_PROSE},
    [CL_TITLE] = {"title", CL_CLASS_PROSE},
    [CL_HEADLINE] = {"headline", CL_CLASS_PROSE},
    [CL_CREATOR] = {"creator", CL_CLASS_CREDIT},
    [CL_CREATOR_TITLE] = {"creator_title", CL_CLASS_CREDIT},
    [CL_CREDIT] = {"credit", CL_CLASS_CREDIT},
    [CL_SOURCE] = {"source", CL_CLASS_CREDIT},
    [CL_COPYRIGHT] = {"copyright", CL_CLASS_CREDIT},
    [CL_USAGE_TERMS] = {"usage_terms", CL_CLASS_NOTES},
    [CL_WEB_STATEMENT] = {"web_statement", CL_CLASS_TERM},
    [CL_COPYRIGHT_OWNER] = {"copyright_owner", CL_CLASS_CREDIT},
    [CL_IMAGE_CREATOR] = {"image_creator", CL_CLASS_NONE},
    [CL_IMAGE_SUPPLIER] = {"image_supplier", CL_CLASS_CREDIT},
    [CL_IMAGE_SUPPLIER_IMAGE_ID] = {"image_supplier_image_id", CL_CLASS_NONE},
    [CL_LICENSOR] = {"licensor", CL_CLASS_CREDIT},
    [CL_LICENSOR_URL] = {"licensor_url", CL_CLASS_NONE},
    [CL_INSTRUCTIONS] = {"instructions", CL_CLASS_NOTES},
    [CL_OTHER_CONSTRAINTS] = {"other_constraints", CL_CLASS_NOTES},
    [CL_JOB_ID] = {"job_id", CL_CLASS_LABEL},
    [CL_DATE_CREATED] = {"date_created", CL_CLASS_NONE},
    [CL_DATE_SENT] = {"date_sent", CL_CLASS_NONE},
    [CL_RELEASE_DATE] = {"release_date", CL_CLASS_TERM},
    [CL_EXPIRATION_DATE] = {"expiration_date", CL_CLASS_TERM},
    [CL_CAPTION_WRITER] = {"caption_writer", CL_CLASS_CREDIT},
    [CL_SUBLOCATION] = {"sublocation", CL_CLASS_NONE},
    [CL_CITY] = {"city", CL_CLASS_NONE},
    [CL_STATE] = {"state", CL_CLASS_NONE},
    [CL_COUNTRY] = {"country", CL_CLASS_NONE},
    [CL_COUNTRY_CODE] = {"country_code", CL_CLASS_NONE},
    [CL_KEYWORDS] = {"keywords", CL_CLASS_LABEL},
    [CL_EVENT] = {"event", CL_CLASS_LABEL},
    [CL_PERSON] = {"person", CL_CLASS_NONE},
    [CL_ORGANISATION] = {"organisation", CL_CLASS_NONE},
    [CL_DIGITAL_SOURCE_TYPE] = {"digital_source_type", CL_CLASS_TERM},
    [CL_DATA_MINING] = {"data_mining", CL_CLASS_TERM},
    [CL_MODEL_RELEASE] = {"model_release", CL_CLASS_TERM},
    [CL_PROPERTY_RELEASE] = {"property_release", CL_CLASS_TERM},
    [CL_MINOR_AGE] = {"minor_age", CL_CLASS_TERM},
    [CL_EDIT_STATUS] = {"edit_status", CL_CLASS_LABEL},
    [CL_ACTION_ADVISED] = {"action_advised", CL_CLASS_TERM},
    [CL_CATEGORY] = {"category", CL_CLASS_LABEL},
    [CL_SUPPLEMENTAL_CATEGORY] = {"supplemental_category", CL_CLASS_LABEL},
    [CL_SUBJECT_CODE] = {"subject_code", CL_CLASS_NONE},
    [CL_URGENCY] = {"urgency", CL_CLASS_NONE},
    [CL_ALT_TEXT] = {"alt_text", CL_CLASS_PROSE},
    [CL_EXTENDED_DESCRIPTION] = {"extended_description", CL_CLASS_PROSE},
    [CL_COMMENT] = {"comment", CL_CLASS_PROSE},
    [CL_LANGUAGE] = {"language", CL_CLASS_NONE},
    [CL_CONTACT] = {"contact", CL_CLASS_CREDIT},
    [CL_COPYRIGHT_MARKED] = {"copyright_marked", CL_CLASS_NONE},
    [CL_RIGHTS_OWNER] = {"rights_owner", CL_CLASS_CREDIT},
    [CL_LICENSE] = {"license", CL_CLASS_TERM},
    [CL_FIXTURE_ID] = {"fixture_id", CL_CLASS_NONE},
    [CL_CONTENT_LOCATION] = {"content_location", CL_CLASS_NONE},
    [CL_MODEL_AGE] = {"model_age", CL_CLASS_TERM},
    [CL_COPYRIGHT_STATUS] = {"copyright_status", CL_CLASS_TERM},
    [CL_CREDIT_LINE_REQUIRED] = {"credit_line_required", CL_CLASS_TERM},
    [CL_ATTRIBUTION_NAME] = {"attribution_name", CL_CLASS_CREDIT},
    [CL_ADULT_CONTENT_WARNING] = {"adult_content_warning", CL_CLASS_TERM},
    [CL_REUSE] = {"reuse", CL_CLASS_TERM},
    [CL_IMAGE_ALTERATION_CONSTRAINTS] = {"image_alteration_constraints", CL_CLASS_TERM},
    [CL_IMAGE_DUPLICATION_CONSTRAINTS] = {"image_duplication_constraints", CL_CLASS_TERM},
    [CL_IMAGE_FILE_CONSTRAINTS] = {"image_file_constraints", CL_CLASS_TERM},
    [CL_MEDIA_CONSTRAINTS] = {"media_constraints", CL_CLASS_NOTES},
    [CL_REGION_CONSTRAINTS] = {"region_constraints", CL_CLASS_NOTES},
    [CL_PRODUCT_OR_SERVICE_CONSTRAINTS] = {"product_or_service_constraints", CL_CLASS_NOTES},
    [CL_MEDIA_SUMMARY_CODE] = {"media_summary_code", CL_CLASS_TERM},
    [CL_TDM_RESERVATION] = {"tdm_reservation", CL_CLASS_TERM},
    [CL_RIGHTS_EXPRESSION] = {"rights_expression", CL_CLASS_TERM},
    [CL_EVENT_ID] = {"event_id", CL_CLASS_NONE},
    [CL_PERSON_ID] = {"person_id", CL_CLASS_NONE},
    [CL_PERSON_DESCRIPTION] = {"person_description", CL_CLASS_NONE},
    [CL_PERSON_CHARACTERISTIC] = {"person_characteristic", CL_CLASS_NONE},
    [CL_ORGANISATION_CODE] = {"organisation_code", CL_CLASS_NONE},
    [CL_PRODUCT_NAME] = {"product_name", CL_CLASS_NONE},
    [CL_PRODUCT_GTIN] = {"product_gtin", CL_CLASS_NONE},
    [CL_PRODUCT_DESCRIPTION] = {"product_description", CL_CLASS_NONE},
    [CL_PRODUCT_IDENTIFIER] = {"product_identifier", CL_CLASS_NONE},
    [CL_IMAGE_REGION_NAME] = {"image_region_name", CL_CLASS_NONE},
    [CL_IMAGE_REGION_TYPE] = {"image_region_type", CL_CLASS_NONE},
    [CL_IMAGE_REGION_ROLE] = {"image_region_role", CL_CLASS_NONE},
    [CL_IMAGE_GUID] = {"image_guid", CL_CLASS_NONE},
    [CL_REGISTRY_ITEM_ID] = {"registry_item_id", CL_CLASS_NONE},
    [CL_REGISTRY_ORGANISATION_ID] = {"registry_organisation_id", CL_CLASS_NONE},
    [CL_REGISTRY_ROLE] = {"registry_role", CL_CLASS_NONE},
    [CL_AI_SYSTEM] = {"ai_system", CL_CLASS_NONE},
    [CL_AI_SYSTEM_VERSION] = {"ai_system_version", CL_CLASS_NONE},
    [CL_AI_PROMPT] = {"ai_prompt", CL_CLASS_NONE},
    [CL_AI_PROMPT_WRITER] = {"ai_prompt_writer", CL_CLASS_NONE},
    [CL_MODEL_RELEASE_ID] = {"model_release_id", CL_CLASS_NONE},
    [CL_PROPERTY_RELEASE_ID] = {"property_release_id", CL_CLASS_NONE},
    [CL_MODEL_INFO] = {"model_info", CL_CLASS_LABEL},
    [CL_CONTRIBUTOR] = {"contributor", CL_CLASS_NONE},
    [CL_CONTRIBUTOR_ID] = {"contributor_id", CL_CLASS_NONE},
    [CL_CONTRIBUTOR_ROLE] = {"contributor_role", CL_CLASS_NONE},
    [CL_PUBLISHER] = {"publisher", CL_CLASS_NONE},
    [CL_COPYRIGHT_OWNER_ID] = {"copyright_owner_id", CL_CLASS_NONE},
    [CL_IMAGE_CREATOR_ID] = {"image_creator_id", CL_CLASS_NONE},
    [CL_IMAGE_CREATOR_IMAGE_ID] = {"image_creator_image_id", CL_CLASS_NONE},
    [CL_IMAGE_SUPPLIER_ID] = {"image_supplier_id", CL_CLASS_NONE},
    [CL_LICENSOR_ID] = {"licensor_id", CL_CLASS_NONE},
    [CL_LICENSOR_EMAIL] = {"licensor_email", CL_CLASS_NONE},
    [CL_LICENSOR_TELEPHONE] = {"licensor_telephone", CL_CLASS_NONE},
    [CL_LICENSOR_TELEPHONE_TYPE] = {"licensor_telephone_type", CL_CLASS_NONE},
    [CL_LICENSOR_ADDRESS] = {"licensor_address", CL_CLASS_NONE},
    [CL_LICENSOR_CITY] = {"licensor_city", CL_CLASS_NONE},
    [CL_LICENSOR_REGION] = {"licensor_region", CL_CLASS_NONE},
    [CL_LICENSOR_POSTAL_CODE] = {"licensor_postal_code", CL_CLASS_NONE},
    [CL_LICENSOR_COUNTRY] = {"licensor_country", CL_CLASS_NONE},
    [CL_CREATOR_ADDRESS] = {"creator_address", CL_CLASS_LABEL},
    [CL_CREATOR_CITY] = {"creator_city", CL_CLASS_LABEL},
    [CL_CREATOR_REGION] = {"creator_region", CL_CLASS_LABEL},
    [CL_CREATOR_POSTAL_CODE] = {"creator_postal_code", CL_CLASS_LABEL},
    [CL_CREATOR_COUNTRY] = {"creator_country", CL_CLASS_LABEL},
    [CL_CREATOR_TELEPHONE] = {"creator_telephone", CL_CLASS_LABEL},
    [CL_CREATOR_EMAIL] = {"creator_email", CL_CLASS_LABEL},
    [CL_CREATOR_URL] = {"creator_url", CL_CLASS_LABEL},
    [CL_LOCATION_CREATED_SUBLOCATION] = {"location_created_sublocation", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_CITY] = {"location_created_city", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_STATE] = {"location_created_state", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_COUNTRY] = {"location_created_country", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_COUNTRY_CODE] = {"location_created_country_code", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_WORLD_REGION] = {"location_created_world_region", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_NAME] = {"location_created_name", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_ID] = {"location_created_id", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_LATITUDE] = {"location_created_latitude", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_LONGITUDE] = {"location_created_longitude", CL_CLASS_NONE},
    [CL_LOCATION_CREATED_ALTITUDE] = {"location_created_altitude", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_SUBLOCATION] = {"location_shown_sublocation", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_CITY] = {"location_shown_city", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_STATE] = {"location_shown_state", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_COUNTRY] = {"location_shown_country", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_COUNTRY_CODE] = {"location_shown_country_code", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_WORLD_REGION] = {"location_shown_world_region", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_NAME] = {"location_shown_name", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_ID] = {"location_shown_id", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_LATITUDE] = {"location_shown_latitude", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_LONGITUDE] = {"location_shown_longitude", CL_CLASS_NONE},
    [CL_LOCATION_SHOWN_ALTITUDE] = {"location_shown_altitude", CL_CLASS_NONE},
    [CL_ARTWORK_TITLE] = {"artwork_title", CL_CLASS_NONE},
    [CL_ARTWORK_CREATOR] = {"artwork_creator", CL_CLASS_NONE},
    [CL_ARTWORK_CREATOR_ID] = {"artwork_creator_id", CL_CLASS_NONE},
    [CL_ARTWORK_DATE_CREATED] = {"artwork_date_created", CL_CLASS_NONE},
    [CL_ARTWORK_CIRCA_DATE] = {"artwork_circa_date", CL_CLASS_NONE},
    [CL_ARTWORK_STYLE_PERIOD] = {"artwork_style_period", CL_CLASS_NONE},
    [CL_ARTWORK_SOURCE] = {"artwork_source", CL_CLASS_NONE},
    [CL_ARTWORK_SOURCE_INVENTORY_NUMBER] = {"artwork_source_inventory_number", CL_CLASS_NONE},
    [CL_ARTWORK_SOURCE_INVENTORY_URL] = {"artwork_source_inventory_url", CL_CLASS_NONE},
    [CL_ARTWORK_COPYRIGHT] = {"artwork_copyright", CL_CLASS_LABEL},
    [CL_ARTWORK_COPYRIGHT_OWNER] = {"artwork_copyright_owner", CL_CLASS_LABEL},
    [CL_ARTWORK_COPYRIGHT_OWNER_ID] = {"artwork_copyright_owner_id", CL_CLASS_NONE},
    [CL_ARTWORK_LICENSOR] = {"artwork_licensor", CL_CLASS_LABEL},
    [CL_ARTWORK_LICENSOR_ID] = {"artwork_licensor_id", CL_CLASS_NONE},
    [CL_ARTWORK_CONTENT_DESCRIPTION] = {"artwork_content_description", CL_CLASS_NONE},
    [CL_ARTWORK_CONTRIBUTION_DESCRIPTION] = {"artwork_contribution_description", CL_CLASS_NONE},
    [CL_ARTWORK_PHYSICAL_DESCRIPTION] = {"artwork_physical_description", CL_CLASS_NONE},
    [CL_SCENE] = {"scene", CL_CLASS_NONE},
    [CL_GENRE] = {"genre", CL_CLASS_NONE},
    [CL_MAX_WIDTH] = {"max_width", CL_CLASS_NONE},
    [CL_MAX_HEIGHT] = {"max_height", CL_CLASS_NONE},
    [CL_RATING] = {"rating", CL_CLASS_NONE},
    [CL_DATE_DIGITIZED] = {"date_digitized", CL_CLASS_NONE},
    [CL_DATE_MODIFIED] = {"date_modified", CL_CLASS_NONE},
    [CL_LATITUDE] = {"latitude", CL_CLASS_NONE},
    [CL_LONGITUDE] = {"longitude", CL_CLASS_NONE},
    [CL_ALTITUDE] = {"altitude", CL_CLASS_NONE},
    [CL_CAMERA_OWNER] = {"camera_owner", CL_CLASS_NONE},
    [CL_CAMERA_SERIAL_NUMBER] = {"camera_serial_number", CL_CLASS_NONE},
    [CL_LENS_SERIAL_NUMBER] = {"lens_serial_number", CL_CLASS_NONE},
    [CL_CAMERA_MAKE] = {"camera_make", CL_CLASS_NONE},
    [CL_CAMERA_MODEL] = {"camera_model", CL_CLASS_NONE},
    [CL_SOFTWARE] = {"software", CL_CLASS_NONE},
    [CL_DESTINATION] = {"destination", CL_CLASS_NONE},
    [CL_SERVICE_ID] = {"service_id", CL_CLASS_NONE},
    [CL_PRODUCT_ID] = {"product_id", CL_CLASS_NONE},
    [CL_ENVELOPE_PRIORITY] = {"envelope_priority", CL_CLASS_NONE},
    [CL_OBJECT_CYCLE] = {"object_cycle", CL_CLASS_NONE},
    [CL_REFERENCE] = {"reference", CL_CLASS_NONE},
    [CL_UNIQUE_ID] = {"unique_id", CL_CLASS_NONE},
    [CL_ABOUT_TERM] = {"about_term", CL_CLASS_NONE},
    [CL_TERMS_URL] = {"terms_url", CL_CLASS_TERM},
    [CL_ATTRIBUTION_URL] = {"attribution_url", CL_CLASS_NONE},
    [CL_MORE_PERMISSIONS] = {"more_permissions", CL_CLASS_NONE},
    [CL_LICENSE_ID] = {"license_id", CL_CLASS_NONE},
    [CL_RIGHTS_CERTIFICATE] = {"rights_certificate", CL_CLASS_NONE},
    [CL_RIGHTS_EXPRESSION_TYPE] = {"rights_expression_type", CL_CLASS_NONE},
    [CL_RIGHTS_EXPRESSION_LANGUAGE] = {"rights_expression_language", CL_CLASS_NONE},
    [CL_OTHER] = {"other", CL_CLASS_NONE},
};

const char *cl_field_name_text(cl_field_name name)
{
    return entries[name].text;
}

bool cl_field_name_of(cl_span text, cl_field_name *out)
{
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        if (cl_span_equal(text, cl_span_of(entries[i].text))) {
            *out = (cl_field_name)i;
            return true;
        }
    }
    return false;
}

cl_field_class cl_field_class_of(cl_field_name name)
{
    return entries[name].class;
}

cl_span cl_field_origin(cl_arena *arena, const cl_field *field)
{
    cl_span container = cl_span_of(field->container);
    if (field->property.len == 0) {
        return container;
    }
    size_t len = container.len + 1 + field->property.len;
    uint8_t *text = cl_arena_take(arena, len, 1);
    if (text == NULL) {
        return CL_SPAN("");
    }
    memcpy(text, container.data, container.len);
    text[container.len] = ' ';
    memcpy(text + container.len + 1, field->property.data, field->property.len);
    return (cl_span){text, len};
}

static cl_status report(cl_fields *fields, const cl_field *field, cl_span message)
{
    cl_finding finding = cl_damage_finding(CL_DAMAGE_LIMIT);
    finding.message = message;
    finding.proof.has_offset = field->has_offset;
    finding.proof.offset = field->offset;
    return cl_findings_add(fields->findings, &finding);
}

/* One finding for all that does not fit: the values come one after the other. */
static cl_status report_too_many(cl_fields *fields, const cl_field *field)
{
    const cl_span message =
        cl_span_of(cl_message("more values than are kept; the rest was not read"));
    const cl_findings *findings = fields->findings;
    if (findings->items.count > 0 &&
        cl_span_equal(cl_findings_at(findings, findings->items.count - 1)->message, message)) {
        return CL_OK;
    }
    return report(fields, field, message);
}

/* At most CL_FIELD_BYTES_MAX bytes, not cut inside a character. */
static cl_status cut(cl_fields *fields, cl_field *field)
{
    if (field->value.len <= CL_FIELD_BYTES_MAX) {
        return CL_OK;
    }
    size_t len = cl_utf8_back(field->value, CL_FIELD_BYTES_MAX + 1);
    field->value = cl_span_trim(cl_span_sub(field->value, 0, len));
    return report(fields, field,
                  cl_arena_format(fields->arena,
                                  "the %s is longer than %u bytes; the rest was not read",
                                  cl_field_name_text(field->name), CL_FIELD_BYTES_MAX));
}

cl_status cl_fields_add(cl_fields *fields, const cl_field *field)
{
    assert(cl_utf8_valid(field->value));
    cl_field added = *field;
    unsigned mended;
    added.value = cl_span_trim(field->value);
    if (added.value.len == 0) {
        return CL_OK;
    }
    added.offset += (uint64_t)(added.value.data - field->value.data);
    if (fields->items.count >= CL_FIELDS_MAX) {
        return report_too_many(fields, &added);
    }
    CL_TRY(cut(fields, &added));
    CL_TRY(cl_mend_field(fields->arena, &added, &mended));
    added.value = cl_span_trim(added.value);
    if (added.value.len == 0) {
        return CL_OK;
    }
    CL_TRY(cl_mend_report(fields->arena, fields->findings, &added, mended));
    cl_field *kept = cl_array_add(&fields->items, fields->arena, sizeof *kept, CL_FIELDS_MAX);
    if (kept == NULL) {
        return cl_arena_status(fields->arena);
    }
    *kept = added;
    return CL_OK;
}

const cl_field *cl_fields_at(const cl_fields *fields, size_t i)
{
    return CL_ARRAY_AT(&fields->items, const cl_field, i);
}

const cl_field *cl_fields_first(const cl_fields *fields, cl_field_name name)
{
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == name) {
            return field;
        }
    }
    return NULL;
}
