#include "report/sheet_fields.h"

#include "base/hash.h"

static uint64_t key_of(const cl_sheet_place *place)
{
    uint64_t key = cl_hash(place->field);
    key = key * 31 + cl_hash(place->origin);
    return key * 31 + cl_hash(place->file);
}

static cl_sheet_place place_of(const cl_stored *thing, const char *name)
{
    cl_sheet_place place = {.field = cl_stored_text_of(thing, name),
                            .origin = cl_stored_text_of(thing, "origin"),
                            .file = cl_stored_text_of(thing, "file")};
    place.key = key_of(&place);
    return place;
}

cl_sheet_place cl_sheet_place_of(const cl_stored *thing)
{
    return place_of(thing, "field");
}

bool cl_sheet_same_place(const cl_sheet_place *a, const cl_sheet_place *b)
{
    return a->key == b->key && cl_span_equal(a->field, b->field) &&
           cl_span_equal(a->origin, b->origin) && cl_span_equal(a->file, b->file);
}

cl_status cl_sheet_fields_of(const cl_stored *record, cl_arena *arena, cl_sheet_fields *out)
{
    const cl_stored *list = cl_stored_get(record, "fields");
    size_t count = cl_stored_count(list);
    cl_sheet_field *fields = cl_arena_take(arena, count + 1, sizeof *fields);
    if (fields == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        const cl_stored *stored = cl_stored_at(list, i);
        fields[i] = (cl_sheet_field){.stored = stored,
                                     .place = place_of(stored, "name"),
                                     .value = cl_stored_text_of(stored, "value"),
                                     .shown = cl_stored_is_true(cl_stored_get(stored, "shown"))};
    }
    *out = (cl_sheet_fields){fields, count};
    return CL_OK;
}

const cl_sheet_field *cl_sheet_field_at(const cl_sheet_fields *fields, const cl_sheet_place *place)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (cl_sheet_same_place(&fields->items[i].place, place)) {
            return &fields->items[i];
        }
    }
    return NULL;
}
