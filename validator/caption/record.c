#include "caption/record.h"

void cl_record_init(cl_record *record, cl_arena *arena)
{
    *record = (cl_record){.arena = arena,
                          .fields = {.arena = arena, .findings = &record->findings},
                          .findings = {.arena = arena}};
}

const cl_place *cl_places_first(const cl_places *places)
{
    return places->items.count == 0 ? NULL : CL_ARRAY_AT(&places->items, const cl_place, 0);
}

const cl_restriction *cl_record_restriction(const cl_record *record, size_t i)
{
    return CL_ARRAY_AT(&record->restrictions, const cl_restriction, i);
}

const cl_credit *cl_record_credit(const cl_record *record, size_t i)
{
    return CL_ARRAY_AT(&record->credits, const cl_credit, i);
}

const cl_notice *cl_record_notice(const cl_record *record, size_t i)
{
    return CL_ARRAY_AT(&record->notices, const cl_notice, i);
}

const cl_unread *cl_record_unread(const cl_record *record, size_t i)
{
    return CL_ARRAY_AT(&record->unread, const cl_unread, i);
}
