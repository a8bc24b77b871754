/* The fields of a record, looked up once: notes and findings are compared with them again and
 * again, and a record may have thousands of each. */
#ifndef CL_REPORT_SHEET_FIELDS_H
#define CL_REPORT_SHEET_FIELDS_H

#include "base/arena.h"
#include "report/stored.h"

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
    bool shown; /* by other programs */
} cl_sheet_field;

typedef struct cl_sheet_fields {
    const cl_sheet_field *items;
    size_t count;
} cl_sheet_fields;

/* All fields of the record, in the arena. */
CL_MUST_USE cl_status cl_sheet_fields_of(const cl_stored *record, cl_arena *arena,
                                         cl_sheet_fields *out);
/* Where a note, a finding or a duty says that it stands. */
cl_sheet_place cl_sheet_place_of(const cl_stored *thing);
bool cl_sheet_same_place(const cl_sheet_place *a, const cl_sheet_place *b);
/* The first field of that place, or NULL. */
const cl_sheet_field *cl_sheet_field_at(const cl_sheet_fields *fields, const cl_sheet_place *place);

#endif
