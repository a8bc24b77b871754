/* Text whose charset nobody declares, or whose declaration is wrong: what its bytes are read as.
 * The values of a block are in one charset as a rule, and tell it together better than each alone.
 */
#ifndef CL_METADATA_LEGACY_H
#define CL_METADATA_LEGACY_H

#include "metadata/field.h"

typedef struct cl_legacy {
    const char *charset; /* what bytes that are not UTF-8 are read as, as base/charset.h names it */
    bool declared;       /* the block says so: nothing to note */
    bool chosen;         /* the house says so: nothing to report */
    bool sure;
    size_t count;    /* values that were read by the guess */
    uint64_t offset; /* of the first of them */
} cl_legacy;

typedef enum cl_legacy_how {
    CL_LEGACY_UTF8,  /* or ASCII: as it stands */
    CL_LEGACY_READ,  /* in the charset of the block */
    CL_LEGACY_ALONE, /* in another one than the rest of the block */
    CL_LEGACY_LOSSY  /* bytes without a meaning became U+FFFD */
} cl_legacy_how;

typedef struct cl_legacy_value {
    cl_legacy_how how;
    const char *charset; /* that it was read as */
    bool cut;            /* its last character is not whole, and was left out */
} cl_legacy_value;

/* What the bytes of a block's values, a line break between them, are most likely in, unless
 * `fields` or *legacy says what they are. */
CL_MUST_USE cl_status cl_legacy_guess(cl_fields *fields, cl_span sample, cl_legacy *legacy);

/* Sets `value` of the field to the bytes as UTF-8, and `original` and `decoded` where it had to be
 * guessed. field->offset is that of the bytes. */
CL_MUST_USE cl_status cl_legacy_read(cl_fields *fields, cl_legacy *legacy, cl_span bytes,
                                     cl_field *field, cl_legacy_value *out);

/* One finding for all values that were read by guess, none where none was; `where` is "IIM". */
CL_MUST_USE cl_status cl_legacy_report(const cl_fields *fields, const cl_legacy *legacy,
                                       const char *where);

/* The same for a value that stands alone: guess, read, report. */
CL_MUST_USE cl_status cl_legacy_read_alone(cl_fields *fields, cl_span bytes, const char *where,
                                           cl_field *field);

#endif
