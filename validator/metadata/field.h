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
    CL_EVENT_ID,
    CL_PERSON_ID,
    CL_PERSON_DESCRIPTION,
    CL_PERSON_CHARACTERISTIC,
    CL_ORGANISATION_CODE,
    CL_PRODUCT_NAME,
    CL_PRODUCT_GTIN,
    CL_PRODUCT_DESCRIPTION,
    CL_PRODUCT_IDENTIFIER,
    CL_IMAGE_REGION_NAME,
    CL_IMAGE_REGION_TYPE,
    CL_IMAGE_REGION_ROLE,
    CL_IMAGE_GUID,
    CL_REGISTRY_ITEM_ID,
    CL_REGISTRY_ORGANISATION_ID,
    CL_REGISTRY_ROLE,
    CL_AI_SYSTEM,
    CL_AI_SYSTEM_VERSION,
    CL_AI_PROMPT,
    CL_AI_PROMPT_WRITER,
    CL_MODEL_RELEASE_ID,
    CL_PROPERTY_RELEASE_ID,
    CL_MODEL_INFO,
    CL_CONTRIBUTOR,
    CL_CONTRIBUTOR_ID,
    CL_CONTRIBUTOR_ROLE,
    CL_PUBLISHER,
    CL_COPYRIGHT_OWNER_ID,
    CL_IMAGE_CREATOR_ID,
    CL_IMAGE_CREATOR_IMAGE_ID,
    CL_IMAGE_SUPPLIER_ID,
    CL_LICENSOR_ID,
    CL_LICENSOR_EMAIL,
    CL_LICENSOR_TELEPHONE,
    CL_LICENSOR_TELEPHONE_TYPE,
    CL_LICENSOR_ADDRESS,
    CL_LICENSOR_CITY,
    CL_LICENSOR_REGION,
    CL_LICENSOR_POSTAL_CODE,
    CL_LICENSOR_COUNTRY,
    CL_CREATOR_ADDRESS,
    CL_CREATOR_CITY,
    CL_CREATOR_REGION,
    CL_CREATOR_POSTAL_CODE,
    CL_CREATOR_COUNTRY,
    CL_CREATOR_TELEPHONE,
    CL_CREATOR_EMAIL,
    CL_CREATOR_URL,
    CL_LOCATION_CREATED_SUBLOCATION,
    CL_LOCATION_CREATED_CITY,
    CL_LOCATION_CREATED_STATE,
    CL_LOCATION_CREATED_COUNTRY,
    CL_LOCATION_CREATED_COUNTRY_CODE,
    CL_LOCATION_CREATED_WORLD_REGION,
    CL_LOCATION_CREATED_NAME,
    CL_LOCATION_CREATED_ID,
    CL_LOCATION_CREATED_LATITUDE,
    CL_LOCATION_CREATED_LONGITUDE,
    CL_LOCATION_CREATED_ALTITUDE,
    CL_LOCATION_SHOWN_SUBLOCATION,
    CL_LOCATION_SHOWN_CITY,
    CL_LOCATION_SHOWN_STATE,
    CL_LOCATION_SHOWN_COUNTRY,
    CL_LOCATION_SHOWN_COUNTRY_CODE,
    CL_LOCATION_SHOWN_WORLD_REGION,
    CL_LOCATION_SHOWN_NAME,
    CL_LOCATION_SHOWN_ID,
    CL_LOCATION_SHOWN_LATITUDE,
    CL_LOCATION_SHOWN_LONGITUDE,
    CL_LOCATION_SHOWN_ALTITUDE,
    CL_ARTWORK_TITLE,
    CL_ARTWORK_CREATOR,
    CL_ARTWORK_CREATOR_ID,
    CL_ARTWORK_DATE_CREATED,
    CL_ARTWORK_CIRCA_DATE,
    CL_ARTWORK_STYLE_PERIOD,
    CL_ARTWORK_SOURCE,
    CL_ARTWORK_SOURCE_INVENTORY_NUMBER,
    CL_ARTWORK_SOURCE_INVENTORY_URL,
    CL_ARTWORK_COPYRIGHT,
    CL_ARTWORK_COPYRIGHT_OWNER,
    CL_ARTWORK_COPYRIGHT_OWNER_ID,
    CL_ARTWORK_LICENSOR,
    CL_ARTWORK_LICENSOR_ID,
    CL_ARTWORK_CONTENT_DESCRIPTION,
    CL_ARTWORK_CONTRIBUTION_DESCRIPTION,
    CL_ARTWORK_PHYSICAL_DESCRIPTION,
    CL_SCENE,
    CL_GENRE,
    CL_MAX_WIDTH,
    CL_MAX_HEIGHT,
    CL_RATING,
    CL_DATE_DIGITIZED,
    CL_DATE_MODIFIED,
    CL_LATITUDE,
    CL_LONGITUDE,
    CL_ALTITUDE,
    CL_CAMERA_OWNER,
    CL_CAMERA_SERIAL_NUMBER,
    CL_LENS_SERIAL_NUMBER,
    CL_CAMERA_MAKE,
    CL_CAMERA_MODEL,
    CL_SOFTWARE,
    CL_DESTINATION,
    CL_SERVICE_ID,
    CL_PRODUCT_ID,
    CL_ENVELOPE_PRIORITY,
    CL_OBJECT_CYCLE,
    CL_REFERENCE,
    CL_UNIQUE_ID,
    CL_ABOUT_TERM,
    CL_TERMS_URL,
    CL_ATTRIBUTION_URL,
    CL_MORE_PERMISSIONS,
    CL_LICENSE_ID,
    CL_RIGHTS_CERTIFICATE,
    CL_RIGHTS_EXPRESSION_TYPE,
    CL_RIGHTS_EXPRESSION_LANGUAGE,
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
    uint64_t offset;     /* of the value's first byte in its file */
    cl_span original;    /* its bytes as they stand there, where they had to be guessed or mended;
                            empty: the value is what the block declares it to be */
    const char *decoded; /* then how: "windows-1252, guessed"; else NULL */
} cl_field;

/* Whether the IIM is what it was when XMP and IIM were last written together (Photoshop resource
 * 0x0425, an MD5). */
typedef enum cl_digest {
    CL_DIGEST_MISSING,
    CL_DIGEST_MATCH,
    CL_DIGEST_DIFFERS /* a program that knows only IIM has edited it since */
} cl_digest;

/* The small picture that goes along with a picture: a JPEG, as it stands in the file. */
typedef struct cl_thumbnail {
    cl_span jpeg;
    uint16_t width; /* as it is stored, before it is turned */
    uint16_t height;
    uint8_t orientation; /* of the picture, 1 to 8 (Exif 3.0, 4.6.5.1.6); 1 where nobody says */
} cl_thumbnail;

typedef struct cl_fields {
    cl_arena *arena;
    cl_findings *findings;
    cl_array items;         /* of cl_field */
    cl_digest digest;       /* of the IIM block, as Photoshop noted it */
    const char *charset;    /* of legacy text that does not say, chosen by the house; NULL: guess */
    size_t guessed;         /* bytes by which charsets were guessed */
    uint64_t exif_bytes;    /* of the Exif values read so far, in all blocks */
    cl_thumbnail thumbnail; /* empty: there is none */
    cl_span c2pa; /* where a C2PA manifest store stands: "JPEG APP11"; empty: there is none */
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
