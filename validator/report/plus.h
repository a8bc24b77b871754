/* The rights of a record as properties of XMP: PLUS, the rights properties of XMP and the two of
 * Photoshop that desks read. What is said in terms and dates is said so as no laxer than the words;
 * what these properties have no term for stands in them as text, and is remarked. */
#ifndef CL_REPORT_PLUS_H
#define CL_REPORT_PLUS_H

#include "caption/record.h"
#include "metadata/shown.h"
#include "ruleset/ruleset.h"

/* In the order in which they are written; plus.c has their table. */
typedef enum cl_plus_name {
    CL_PLUS_COPYRIGHT,
    CL_PLUS_CREDIT,
    CL_PLUS_INSTRUCTIONS,
    CL_PLUS_SIDECAR,
    CL_PLUS_USAGE_TERMS,
    CL_PLUS_WEB_STATEMENT,
    CL_PLUS_COPYRIGHT_STATUS,
    CL_PLUS_CREDIT_REQUIRED,
    CL_PLUS_DATA_MINING,
    CL_PLUS_ALTERATION,
    CL_PLUS_DUPLICATION,
    CL_PLUS_FILE,
    CL_PLUS_START,
    CL_PLUS_END,
    CL_PLUS_MEDIA,
    CL_PLUS_REGION,
    CL_PLUS_PRODUCT,
    CL_PLUS_OTHER,
    CL_PLUS_MODEL,
    CL_PLUS_PROPERTY,
    CL_PLUS_MINOR,
    CL_PLUS_ADULT,
    CL_PLUS_LICENSOR,
    CL_PLUS_COUNT
} cl_plus_name;

typedef enum cl_plus_form {
    CL_PLUS_TEXT,     /* one text; of several parts one behind the other */
    CL_PLUS_ALT,      /* the same in the default language */
    CL_PLUS_TERM,     /* a term of the PLUS vocabulary */
    CL_PLUS_TERMS,    /* several, in a bag */
    CL_PLUS_DATE,     /* ISO 8601 */
    CL_PLUS_LICENSORS /* a sequence of structures */
} cl_plus_form;

typedef struct cl_plus_property {
    const char *prefix;
    const char *local;
    cl_field_name field; /* in which it is read back */
    cl_plus_form form;
} cl_plus_property;

/* The parts of a licensor, in the order of their table in plus.c. */
enum {
    CL_PLUS_LICENSOR_PARTS = 10
};

typedef struct cl_plus_licensor {
    cl_span parts[CL_PLUS_LICENSOR_PARTS]; /* empty: not known */
} cl_plus_licensor;

/* Something that is not said as it was meant to be, and where it went. */
typedef struct cl_plus_remark {
    cl_span text; /* the words, in one line */
    const char *why;
} cl_plus_remark;

typedef struct cl_plus {
    cl_arena *arena;
    cl_words values[CL_PLUS_COUNT]; /* terms without the address of their vocabulary */
    cl_array licensors;             /* of cl_plus_licensor */
    cl_array remarks;               /* of cl_plus_remark */
} cl_plus;

extern const cl_plus_property cl_plus_properties[CL_PLUS_COUNT];
/* The name of part `i` of a licensor: "LicensorName". */
const char *cl_plus_licensor_part(size_t i);
/* The address of a namespace of these properties: "http://ns.useplus.org/ldf/xmp/1.0/". */
const char *cl_plus_address(const char *prefix);

/* All rights of the record. What `out` holds lives in the record's arena. */
CL_MUST_USE cl_status cl_plus_of(const cl_ruleset *rules, const cl_record *record,
                                 cl_shown_order order, cl_plus *out);
/* What stands only in prose and belongs into a property, and what stands only in words and has a
 * term or a date. A property that the record has, or that is `taken`, is left as it is. Words that
 * were read with low confidence, or not at all, become text and nothing else. */
CL_MUST_USE cl_status cl_plus_missing(const cl_ruleset *rules, const cl_record *record,
                                      const bool taken[CL_PLUS_COUNT], cl_plus *out);
/* Remarks on `text`; `why` is static. */
CL_MUST_USE cl_status cl_plus_remark_add(cl_plus *plus, cl_span text, const char *why);
/* Whether there is nothing in it but remarks. */
bool cl_plus_is_empty(const cl_plus *plus);

#endif
