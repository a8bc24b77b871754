/* The rights properties that a record has already, and the licensor, for an export of them all. */
#include "base/limits.h"
#include "report/plus_parts.h"

enum {
    VALUES_MAX = 64 /* of one property, CL_FIELD_BYTES_MAX bytes together */
};

typedef struct part {
    const char *local;
    cl_field_name field;
} part;

static const part parts[CL_PLUS_LICENSOR_PARTS] = {
    {"LicensorName", CL_LICENSOR},
    {"LicensorID", CL_LICENSOR_ID},
    {"LicensorURL", CL_LICENSOR_URL},
    {"LicensorEmail", CL_LICENSOR_EMAIL},
    {"LicensorTelephone1", CL_LICENSOR_TELEPHONE},
    {"LicensorStreetAddress", CL_LICENSOR_ADDRESS},
    {"LicensorCity", CL_LICENSOR_CITY},
    {"LicensorRegion", CL_LICENSOR_REGION},
    {"LicensorPostalCode", CL_LICENSOR_POSTAL_CODE},
    {"LicensorCountry", CL_LICENSOR_COUNTRY},
};

const char *cl_plus_licensor_part(size_t i)
{
    return parts[i].local;
}

/* --- texts and terms --- */

/* Which property the field is carried over in; CL_PLUS_COUNT: in none. Dates are not: what they
 * mean is, and of several the strictest. */
static cl_plus_name home_of(const cl_field *field)
{
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        const cl_plus_property *property = &cl_plus_properties[i];
        if (property->field == field->name && property->form != CL_PLUS_DATE &&
            property->form != CL_PLUS_LICENSORS && i != CL_PLUS_SIDECAR) {
            return (cl_plus_name)i;
        }
    }
    return CL_PLUS_COUNT;
}

/* The term behind the address of its vocabulary; empty where it is no term. */
static cl_span term_of(cl_span value)
{
    static const char *const addresses[] = {"http://ns.useplus.org/ldf/vocab/",
                                            "https://ns.useplus.org/ldf/vocab/"};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        if (cl_span_starts(value, cl_span_of(addresses[i]))) {
            value = cl_span_from(value, cl_span_of(addresses[i]).len);
        }
    }
    for (size_t i = 0; i < value.len; i++) {
        uint8_t byte = value.data[i];
        bool letter = byte >= 'A' && byte <= 'Z';
        if (!letter && !(byte >= '0' && byte <= '9') && byte != '-') {
            return CL_EMPTY_SPAN;
        }
    }
    return value;
}

static bool is_term(cl_plus_form form)
{
    return form == CL_PLUS_TERM || form == CL_PLUS_TERMS;
}

bool cl_plus_carries(const cl_plus_work *work, cl_span value)
{
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        bool term = is_term(cl_plus_properties[i].form);
        if (cl_words_have(work->out->values[i], term ? term_of(value) : value)) {
            return true;
        }
    }
    return false;
}

/* A value of the record itself is told by where it lies. */
static bool holds(cl_words values, cl_span value)
{
    for (size_t i = 0; i < values.count; i++) {
        if (values.items[i].data == value.data || cl_span_equal(values.items[i], value)) {
            return true;
        }
    }
    return false;
}

bool cl_plus_is_carried(const cl_plus_work *work, const cl_field *field)
{
    cl_plus_name home = home_of(field);
    return home != CL_PLUS_COUNT && holds(work->out->values[home], field->value);
}

static size_t length_of(cl_words values)
{
    size_t len = 0;
    for (size_t i = 0; i < values.count; i++) {
        len += values.items[i].len;
    }
    return len;
}

static cl_status carry_value(cl_plus_work *work, const cl_field *field, cl_plus_name home)
{
    cl_words *values = &work->out->values[home];
    cl_plus_form form = cl_plus_properties[home].form;
    cl_span value = is_term(form) ? term_of(field->value) : field->value;
    if (value.len == 0) {
        return cl_plus_remark_on(work, field->value, "not carried over; it is no term of PLUS");
    }
    /* Of a property with one value there is one. */
    bool full = values->count > 0 && (form == CL_PLUS_TERM || home == CL_PLUS_CREDIT);
    if (full || holds(*values, value)) {
        return CL_OK;
    }
    if (values->count == VALUES_MAX || value.len > CL_FIELD_BYTES_MAX - length_of(*values)) {
        return cl_plus_remark_on(work, value, "not carried over; there is more than fits");
    }
    return cl_words_add(values, work->arena, value);
}

/* --- licensors --- */

/* The number of its structure: 2 of "plus:Licensor[2]/plus:LicensorName"; 1 where there is none. */
static size_t number_of(cl_span property)
{
    size_t number = 0;
    size_t at = cl_span_find_byte(property, '[') + 1;
    while (at < property.len && property.data[at] >= '0' && property.data[at] <= '9' &&
           number < 1000) {
        number = number * 10 + (size_t)(property.data[at++] - '0');
    }
    return number == 0 ? 1 : number;
}

/* IPTC allows three; what is beyond the first sixteen is told elsewhere. */
static cl_status carry_licensor(cl_plus_work *work, const cl_field *field, size_t i)
{
    size_t number = number_of(field->property);
    cl_array *list = &work->out->licensors;
    while (list->count < number && list->count < 16) {
        if (cl_array_add(list, work->arena, sizeof(cl_plus_licensor), 16) == NULL) {
            return cl_arena_status(work->arena);
        }
    }
    if (number <= list->count) {
        cl_span *value = &CL_ARRAY_AT(list, cl_plus_licensor, number - 1)->parts[i];
        *value = value->len == 0 ? field->value : *value;
    }
    return CL_OK;
}

static void drop_empty(cl_array *licensors)
{
    size_t kept = 0;
    for (size_t i = 0; i < licensors->count; i++) {
        cl_plus_licensor *licensor = CL_ARRAY_AT(licensors, cl_plus_licensor, i);
        size_t len = 0;
        for (size_t k = 0; k < CL_PLUS_LICENSOR_PARTS; k++) {
            len += licensor->parts[k].len;
        }
        if (len > 0) {
            *CL_ARRAY_AT(licensors, cl_plus_licensor, kept++) = *licensor;
        }
    }
    licensors->count = kept;
}

static cl_status carry_field(cl_plus_work *work, const cl_field *field)
{
    cl_plus_name home = home_of(field);
    if (home != CL_PLUS_COUNT) {
        return carry_value(work, field, home);
    }
    for (size_t i = 0; i < CL_PLUS_LICENSOR_PARTS; i++) {
        if (parts[i].field == field->name) {
            return carry_licensor(work, field, i);
        }
    }
    return CL_OK;
}

cl_status cl_plus_carry(cl_plus_work *work, cl_shown_order order)
{
    const cl_fields *fields = &work->record->fields;
    cl_shown_find(fields, order, &work->shown);
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (cl_shown_has(&work->shown, field)) {
            CL_TRY(carry_field(work, field));
        }
    }
    drop_empty(&work->out->licensors);
    return CL_OK;
}
