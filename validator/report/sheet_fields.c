#include "report/sheet_fields.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/text.h"

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

/* Sorted rather than hashed: a record may be made so that all its keys are one. */
static int compare(const cl_sheet_place *a, const cl_sheet_place *b)
{
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    int order = cl_span_compare(a->field, b->field);
    order = order == 0 ? cl_span_compare(a->origin, b->origin) : order;
    return order == 0 ? cl_span_compare(a->file, b->file) : order;
}

static int by_place(const void *a, const void *b)
{
    const cl_sheet_field *left = *(cl_sheet_field *const *)a;
    const cl_sheet_field *right = *(cl_sheet_field *const *)b;
    int order = compare(&left->place, &right->place);
    return order == 0 ? (left > right) - (left < right) : order;
}

/* Of fields of one place, the first stands first. */
static cl_status sort(cl_sheet_field *fields, size_t count, cl_arena *arena, uint32_t **out)
{
    cl_sheet_field **sorted = cl_arena_take(arena, count + 1, sizeof *sorted);
    uint32_t *order = cl_arena_take(arena, count + 1, sizeof *order);
    if (sorted == NULL || order == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &fields[i];
    }
    qsort(sorted, count, sizeof(cl_sheet_field *), by_place);
    for (size_t i = 0; i < count; i++) {
        bool again = i > 0 && compare(&sorted[i - 1]->place, &sorted[i]->place) == 0;
        order[i] = (uint32_t)(sorted[i] - fields);
        sorted[i]->first = again ? sorted[i - 1]->first : order[i];
    }
    *out = order;
    return CL_OK;
}

static cl_status set_marks(cl_sheet_field *field, cl_arena *arena)
{
    size_t *marks = cl_arena_take(arena, field->value.len / CL_SHEET_MARK + 1, sizeof *marks);
    if (marks == NULL) {
        return cl_arena_status(arena);
    }
    field->marks = marks;
    for (size_t at = 0; at < field->value.len;) {
        marks[field->mark_count++] = at;
        at += cl_utf8_index(cl_span_from(field->value, at), CL_SHEET_MARK);
    }
    return CL_OK;
}

size_t cl_sheet_field_index(const cl_sheet_field *field, uint64_t point)
{
    if (point / CL_SHEET_MARK >= field->mark_count) {
        return field->value.len;
    }
    size_t at = field->marks[point / CL_SHEET_MARK];
    return at + cl_utf8_index(cl_span_from(field->value, at), (size_t)(point % CL_SHEET_MARK));
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
        CL_TRY(set_marks(&fields[i], arena));
    }
    uint32_t *order = NULL;
    CL_TRY(sort(fields, count, arena, &order));
    *out = (cl_sheet_fields){fields, order, count};
    return CL_OK;
}

const cl_sheet_field *cl_sheet_field_at(const cl_sheet_fields *fields, const cl_sheet_place *place)
{
    size_t low = 0;
    for (size_t high = fields->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (compare(&fields->items[fields->by_place[middle]].place, place) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const cl_sheet_field *found =
        low == fields->count ? NULL : &fields->items[fields->by_place[low]];
    return found != NULL && compare(&found->place, place) == 0 ? found : NULL;
}
