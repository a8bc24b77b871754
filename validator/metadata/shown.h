/* Which of several values of one property a program shows. Standards disagree: the Metadata Working
 * Group reads Exif first, Adobe reads it last. For restrictions this says nothing: those of all
 * values hold. */
#ifndef CL_METADATA_SHOWN_H
#define CL_METADATA_SHOWN_H

#include "metadata/field.h"

typedef enum cl_shown_order {
    CL_SHOWN_MWG,   /* Exif where it has the property, XMP, IIM; IIM before XMP where it is newer */
    CL_SHOWN_ADOBE, /* XMP, IIM, Exif; IIM before XMP where it is newer */
    CL_SHOWN_XMP_FIRST,
    CL_SHOWN_IIM_FIRST,
    CL_SHOWN_EXIF_FIRST,
    CL_SHOWN_ORDERS
} cl_shown_order;

const char *cl_shown_order_name(cl_shown_order order);
/* The order of that name; false, and *out as it was, when there is none. */
CL_MUST_USE bool cl_shown_order_of(cl_span name, cl_shown_order *out);

/* The first field of the shown value of each property; NULL where there is none. */
typedef struct cl_shown {
    const cl_field *of[CL_FIELD_NAME_COUNT];
} cl_shown;

void cl_shown_find(const cl_fields *fields, cl_shown_order order, cl_shown *out);
/* Whether the field is the shown value of its property, or one of several that are it together. */
bool cl_shown_has(const cl_shown *shown, const cl_field *field);
/* The shown value of one property, or NULL. By MWG that of a city, state, country or sublocation
 * may be a field of the location shown in the picture. */
const cl_field *cl_fields_shown(const cl_fields *fields, cl_field_name name, cl_shown_order order);

/* Whether two fields are parts of one value: keywords of one block, languages of one caption. */
bool cl_fields_belong(const cl_field *a, const cl_field *b);
/* Whether it stands where the standards put its property in that block: dc:description, not
 * tiff:ImageDescription. */
bool cl_field_is_usual(const cl_field *field);
/* Whether it is IIM that fills its dataset, so that its end may be missing. */
bool cl_field_may_be_cut(const cl_field *field);

#endif
