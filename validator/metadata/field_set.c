#include "metadata/field_set.h"

void cl_field_set_add(cl_field_set *set, cl_field_name name)
{
    set->words[name / 64] |= UINT64_C(1) << name % 64;
}

bool cl_field_set_has(const cl_field_set *set, cl_field_name name)
{
    return (set->words[name / 64] >> name % 64 & 1) != 0;
}

bool cl_field_sets_meet(const cl_field_set *a, const cl_field_set *b)
{
    uint64_t both = 0;
    for (size_t i = 0; i < CL_FIELD_SET_WORDS; i++) {
        both |= a->words[i] & b->words[i];
    }
    return both != 0;
}

cl_field_set cl_field_set_of(const cl_fields *fields)
{
    cl_field_set set = {{0}};
    for (size_t i = 0; i < fields->items.count; i++) {
        cl_field_set_add(&set, cl_fields_at(fields, i)->name);
    }
    return set;
}
