/* One property of a picture in the IPTC Photo Metadata Standard's names, with where it came from.
 * Every occurrence is kept, in the order met. */
#ifndef CL_METADATA_FIELD_H
#define CL_METADATA_FIELD_H

#include "base/finding.h"

/* IPTC Photo Metadata Standard 2025.1, in snake_case; the names are in field.c. */
typedef enum cl_field_name {
    CL_CAPTION,
    CL_TITLE,
    CL_HEADLINE,
    CL_CREATOR,
    CL_CREATOR_TITLE,
    CL_CREDIT,
    CL_SOURCE,
    CL_COPYRIGHT,
    CL_USAGE_TERMS,
    CL_WEB_STATEMENT,
    CL_COPYRIGHT_OWNER,
    CL_IMAGE_CREATOR,
    CL_IMAGE_SUPPLIER,
    CL_IMAGE_SUPPLIER_IMAGE_ID,
    CL_LICENSOR,
    CL_LICENSOR_URL,
    CL_INSTRUCTIONS,
    CL_OTHER_CONSTRAINTS,
    CL_JOB_ID,
    CL_DATE_CREATED,
    CL_DATE_SENT,
    CL_RELEASE_DATE,
    CL_EXPIRATION_DATE,
    CL_CAPTION_WRITER,
    CL_SUBLOCATION,
    CL_CITY,
    CL_STATE,
    CL_COUNTRY,
    CL_COUNTRY_CODE,
    CL_KEYWORDS,
    CL_EVENT,
    CL_PERSON,
    CL_ORGANISATION,
    CL_DIGITAL_SOURCE_TYPE,
    CL_DATA_MINING,
    CL_MODEL_RELEASE,
    CL_PROPERTY_RELEASE,
    CL_MINOR_AGE,
    CL_EDIT_STATUS,
    CL_ACTION_ADVISED,
    CL_CATEGORY,
    CL_SUPPLEMENTAL_CATEGORY,
    CL_SUBJECT_CODE,
    CL_URGENCY,
    CL_ALT_TEXT,
    CL_EXTENDED_DESCRIPTION,
    CL_COMMENT,
    CL_LANGUAGE,
    CL_CONTACT,
    CL_COPYRIGHT_MARKED,
    CL_RIGHTS_OWNER,
    CL_LICENSE,
    CL_FIXTURE_ID,
    CL_CONTENT_LOCATION,
    CL_MODEL_AGE,
    CL_COPYRIGHT_STATUS,
    CL_CREDIT_LINE_REQUIRED,
    CL_ATTRIBUTION_NAME,
    CL_ADULT_CONTENT_WARNING,
    CL_REUSE,
    CL_IMAGE_ALTERATION_CONSTRAINTS,
    CL_IMAGE_DUPLICATION_CONSTRAINTS,
    CL_IMAGE_FILE_CONSTRAINTS,
    CL_MEDIA_CONSTRAINTS,
    CL_REGION_CONSTRAINTS,
    CL_PRODUCT_OR_SERVICE_CONSTRAINTS,
    CL_MEDIA_SUMMARY_CODE,
    CL_TDM_RESERVATION,
    CL_RIGHTS_EXPRESSION,
    CL_OTHER, /* a known property that no rule reads: kept, shown, never scanned */
    CL_FIELD_NAME_COUNT
} cl_field_name;

/* How a field is read for restrictions. */
typedef enum cl_field_class {
    CL_CLASS_NONE,   /* dates, ids, addresses: not read */
    CL_CLASS_TERM,   /* terms of a vocabulary, dates of rights, licence addresses: read as written,
                        and only by phrases that name the field */
    CL_CLASS_NOTES,  /* instructions and rights fields: case says nothing */
    CL_CLASS_PROSE,  /* captions and headlines: a restriction must stand like one */
    CL_CLASS_CREDIT, /* credit, source, copyright: a restriction must be the whole value */
    CL_CLASS_LABEL   /* keywords and the like: a restriction must be the whole value */
} cl_field_class;

typedef struct cl_field {
    cl_field_name name;
    cl_span value;         /* valid UTF-8, no trailing NULs or blanks */
    const char *container; /* "EXIF", "IIM", "XMP", "text", "record", "PNG text", "JPEG comment" */
    cl_span property; /* "2:40", "dc:description[x-default]", "ImageDescription"; may be empty */
    cl_span file;     /* the sidecar it came from; empty: the input itself */
    bool has_offset;
    uint64_t offset; /* of the value's first byte in its file */
} cl_field;

typedef struct cl_fields {
    cl_arena *arena;
    cl_findings *findings;
    cl_array items; /* of cl_field */
} cl_fields;

const char *cl_field_name_text(cl_field_name name);
/* The name of a field as written in records and rules; false when there is none such. */
CL_MUST_USE bool cl_field_name_of(cl_span text, cl_field_name *out);
/* Where it came from, in words: "XMP dc:description[x-default]". */
cl_span cl_field_origin(cl_arena *arena, const cl_field *field);
cl_field_class cl_field_class_of(cl_field_name name);

/* A copy at the end; trims the value and skips it when nothing is left. Values beyond
 * CL_FIELD_BYTES_MAX are cut and reported, CL_FIELDS_MAX is reported. */
CL_MUST_USE cl_status cl_fields_add(cl_fields *fields, const cl_field *field);
const cl_field *cl_fields_at(const cl_fields *fields, size_t i);
/* The first field of that name, or NULL. */
const cl_field *cl_fields_first(const cl_fields *fields, cl_field_name name);

#endif
