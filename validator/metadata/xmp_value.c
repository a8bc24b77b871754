#include "metadata/xmp_value.h"

#include "metadata/iso_date.h"
#include "metadata/xmp_number.h"

enum {
    NEAR = 32 /* fields: what belongs together stands together */
};

/* The path of the structure that the property stands in; empty outside structures. */
static cl_span place_of(cl_span path)
{
    size_t len = path.len;
    while (len > 0 && path.data[len - 1] != '/') {
        len--;
    }
    return cl_span_sub(path, 0, len);
}

/* The value beside it, if it was met already: a field of that name in the same structure. */
static cl_field *neighbour(const cl_rdf *rdf, cl_field_name name, cl_span place)
{
    cl_array *items = &rdf->fields->items;
    for (size_t i = 0; i < items->count && i < NEAR; i++) {
        cl_field *field = CL_ARRAY_AT(items, cl_field, items->count - 1 - i);
        if (field->name == name && cl_span_equal(place_of(field->property), place)) {
            return field;
        }
    }
    return NULL;
}

static cl_status keep(cl_rdf *rdf, cl_rdf_companion *companion, cl_span place, cl_span value)
{
    companion->seen = true;
    companion->place = place;
    return cl_arena_copy(rdf->fields->arena, value, &companion->value);
}

static bool belongs(const cl_rdf_companion *companion, cl_span place)
{
    return companion->seen && cl_span_equal(companion->place, place);
}

/* Exif 2.3 for XMP, GPSAltitudeRef: 0 above, 1 below the sea. */
static cl_status read_below_sea(cl_rdf *rdf, const cl_xmp_property *property, cl_span place,
                                cl_span value)
{
    cl_arena *arena = rdf->fields->arena;
    if (!cl_span_equal(cl_span_trim(value), CL_SPAN("1"))) {
        return CL_OK;
    }
    cl_field *height = neighbour(rdf, property->field, place);
    if (height == NULL) {
        return keep(rdf, &rdf->below_sea, place, value);
    }
    if (cl_span_starts(height->value, CL_SPAN("-")) || cl_span_equal(height->value, CL_SPAN("0"))) {
        return CL_OK;
    }
    cl_span below = cl_arena_format(arena, "-%.*s", CL_SPAN_PRINT(height->value));
    height->value = below.data == NULL ? height->value : below;
    return below.data == NULL ? cl_arena_status(arena) : CL_OK;
}

static cl_status join_clock(cl_rdf *rdf, cl_span clock, cl_field *date)
{
    if (cl_span_find_byte(date->value, 'T') < date->value.len) {
        return CL_OK; /* it has a time */
    }
    return cl_iso_date(rdf->fields->arena, date->value, cl_span_trim(clock), &date->value);
}

static cl_status read_clock(cl_rdf *rdf, const cl_xmp_property *property, cl_span place,
                            cl_span value)
{
    cl_field *date = neighbour(rdf, property->field, place);
    return date == NULL ? keep(rdf, &rdf->clock, place, value) : join_clock(rdf, value, date);
}

/* The value as a reader wants it. */
static cl_status convert(cl_rdf *rdf, const cl_xmp_property *property, cl_field *field)
{
    cl_arena *arena = rdf->fields->arena;
    cl_span made = CL_EMPTY_SPAN;
    bool is = false;
    if (property->form == CL_XMP_POSITION) {
        CL_TRY(cl_xmp_position(arena, field->value, &is, &made));
    } else if (property->form == CL_XMP_HEIGHT) {
        CL_TRY(cl_xmp_height(arena, field->value,
                             belongs(&rdf->below_sea, place_of(field->property)), &is, &made));
    } else if (property->field == CL_RELEASE_DATE &&
               belongs(&rdf->clock, place_of(field->property))) {
        return join_clock(rdf, rdf->clock.value, field);
    }
    field->value = is ? made : field->value;
    return CL_OK;
}

static cl_status add(cl_rdf *rdf, const cl_xmp_property *property, cl_span path, cl_span value,
                     size_t at)
{
    cl_field field = {.name = property->field,
                      .container = "XMP",
                      .property = path,
                      .has_offset = true,
                      .offset = cl_rdf_offset(rdf, at)};
    if (rdf->fields->items.count >= CL_FIELDS_MAX) {
        field.value = CL_SPAN("-"); /* only counted and reported */
        return cl_fields_add(rdf->fields, &field);
    }
    CL_TRY(cl_arena_copy(rdf->fields->arena, value, &field.value));
    CL_TRY(convert(rdf, property, &field));
    return cl_fields_add(rdf->fields, &field);
}

cl_status cl_xmp_value_add(cl_rdf *rdf, const cl_xmp_property *property, cl_span path,
                           cl_span value, size_t at)
{
    switch (property->form) {
    case CL_XMP_BELOW_SEA:
        return read_below_sea(rdf, property, place_of(path), value);
    case CL_XMP_CLOCK:
        return read_clock(rdf, property, place_of(path), value);
    case CL_XMP_ANY:
    case CL_XMP_TEXT:
    case CL_XMP_ALT:
    case CL_XMP_SEQ:
    case CL_XMP_BAG:
    case CL_XMP_POSITION:
    case CL_XMP_HEIGHT:
    default:
        return add(rdf, property, path, value, at);
    }
}
