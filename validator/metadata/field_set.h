/* Which fields: a set of their names, for questions that are asked of every picture. */
#ifndef CL_METADATA_FIELD_SET_H
#define CL_METADATA_FIELD_SET_H

#include "metadata/field.h"

enum {
    CL_FIELD_SET_WORDS = (CL_FIELD_NAME_COUNT + 63) / 64
};

/* Empty when zeroed. */
typedef struct cl_field_set {
    uint64_t words[CL_FIELD_SET_WORDS]; /* one bit a name */
} cl_field_set;

void cl_field_set_add(cl_field_set *set, cl_field_name name);
bool cl_field_set_has(const cl_field_set *set, cl_field_name name);
/* Whether any name is in both. */
bool cl_field_sets_meet(const cl_field_set *a, const cl_field_set *b);
/* The names of the fields that have a value. */
cl_field_set cl_field_set_of(const cl_fields *fields);

#endif
