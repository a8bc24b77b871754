/* The fields of a record, looked up once: notes and findings are compared with them again and
 * again, and a record may have thousands of each. */
#ifndef CL_REPORT_SHEET_FIELDS_H
#define CL_REPORT_SHEET_FIELDS_H

#include "base/arena.h"
#include "report/stored.h"

enum {
    CL_SHEET_MARK = 1024
};

/* Where a value or a note stands. */
typedef struct cl_sheet_place {
    cl_span field; /* the property */
    cl_span origin;
    cl_span file;
    uint64_t key; /* equal where the three are; seldom where they are not */
} cl_sheet_place;

typedef struct cl_sheet_field {
    const cl_stored *stored;
    cl_sheet_place place;
    cl_span value;
    bool shown;          /* by other programs */
    size_t first;        /* the first field of the same place */
    const size_t *marks; /* the byte where each CL_SHEET_MARK-th code point of the value begins */
    size_t mark_count;
} cl_sheet_field;

typedef struct cl_sheet_fields {
    const cl_sheet_field *items;
    const uint32_t *by_place; /* their indices in the order of places */
    size_t count;
} cl_sheet_fields;

/* All fields of the record, in the arena. */
CL_MUST_USE cl_status cl_sheet_fields_of(const cl_stored *record, cl_arena *arena,
                                         cl_sheet_fields *out);
/* Where a note, a finding or a duty says that it stands. */
cl_sheet_place cl_sheet_place_of(const cl_stored *thing);
/* The first field of that place, or NULL. */
const cl_sheet_field *cl_sheet_field_at(const cl_sheet_fields *fields, const cl_sheet_place *place);

/* cl_utf8_index of its value, which is not gone through for it. */
size_t cl_sheet_field_index(const cl_sheet_field *field, uint64_t point);

#endif
