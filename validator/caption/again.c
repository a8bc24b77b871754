#include "caption/again.h"

#include "caption/compose.h"

const cl_field *cl_again_of(const cl_record *record, size_t at)
{
    const cl_field *field = cl_fields_at(&record->fields, at);
    for (size_t i = 0; i < at; i++) {
        const cl_field *before = cl_fields_at(&record->fields, i);
        if (before->name == field->name && before->value.len == field->value.len &&
            cl_span_equal(before->value, field->value)) {
            return before;
        }
    }
    return NULL;
}

static cl_status repeat(cl_arena *arena, cl_places *places, const cl_field *from,
                        const cl_field *to)
{
    for (size_t i = 0, count = places->items.count; i < count; i++) {
        cl_place place = *CL_ARRAY_AT(&places->items, const cl_place, i);
        if (place.field == from) {
            place.field = to;
            CL_TRY(cl_places_add(places, arena, &place));
        }
    }
    return CL_OK;
}

cl_status cl_again_stand(cl_record *record, const cl_field *from, const cl_field *to)
{
    cl_arena *arena = record->arena;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        cl_restriction *one = CL_ARRAY_AT(&record->restrictions, cl_restriction, i);
        CL_TRY(repeat(arena, &one->places, from, to));
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_credit *one = CL_ARRAY_AT(&record->credits, cl_credit, i);
        CL_TRY(repeat(arena, &one->places, from, to));
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        cl_notice *one = CL_ARRAY_AT(&record->notices, cl_notice, i);
        CL_TRY(repeat(arena, &one->places, from, to));
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        cl_unread *one = CL_ARRAY_AT(&record->unread, cl_unread, i);
        CL_TRY(repeat(arena, &one->places, from, to));
    }
    return CL_OK;
}
