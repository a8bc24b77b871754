/* Values whose end a program cut off: those that end exactly where a field of IIM, a database or a
 * segment ends, unless another container holds the whole. */
#ifndef CL_METADATA_CUT_H
#define CL_METADATA_CUT_H

#include "metadata/field.h"

typedef enum cl_twin {
    CL_TWIN_NONE,
    CL_TWIN_SAME,  /* another container holds the same value, and no longer one */
    CL_TWIN_LONGER /* another container holds the value and more */
} cl_twin;

/* The best twin of a value of that property. Of one picture CL_CUTS_MAX values are looked up, which
 * *looked counts. */
cl_twin cl_cut_twin(const cl_fields *fields, cl_field_name name, cl_span value, size_t *looked);

/* Whether the text ends as sentences and signatures do. */
bool cl_cut_ends_well(cl_span text);

/* Reports texts that are as long as databases and segments can hold, when all have been read. */
CL_MUST_USE cl_status cl_cuts_report(const cl_fields *fields);

#endif
