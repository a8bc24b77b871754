#include "metadata/metadata.h"

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"

/* One line while it is read. */
typedef struct record_line {
    size_t number;
    cl_fields *fields;
    cl_span *id;
} record_line;

/* --- findings --- */

static cl_status report(const record_line *line, cl_damage damage, cl_span message)
{
    cl_finding finding = cl_damage_finding(damage);
    finding.message = message;
    return cl_findings_add(line->fields->findings, &finding);
}

static cl_status report_syntax(const record_line *line, const json_error_t *error)
{
    cl_arena *arena = line->fields->arena;
    cl_span why;
    CL_TRY(cl_utf8_repair(arena, cl_span_of(error->text), &why));
    /* jansson counts lines within the record, from 1. */
    size_t number = line->number + (error->line > 1 ? (size_t)error->line - 1 : 0);
    return report(line, CL_DAMAGE_RECORD,
                  cl_arena_format(arena, cl_message("line %zu, column %d: %.*s"), number,
                                  error->column > 0 ? error->column : 1, CL_SPAN_PRINT(why)));
}

static cl_status report_key(const record_line *line, cl_damage damage, cl_span key,
                            const char *what)
{
    return report(line, damage,
                  cl_arena_format(line->fields->arena, cl_message("line %zu: the key \"%.*s\" %s"),
                                  line->number, CL_SPAN_PRINT(key), cl_message(what)));
}

/* --- values --- */

static cl_span string_of(const json_t *value)
{
    return (cl_span){(const uint8_t *)json_string_value(value), json_string_length(value)};
}

static cl_status add_string(const record_line *line, cl_field_name name, const json_t *value)
{
    cl_field field = {.name = name, .container = "record"};
    CL_TRY(cl_arena_copy(line->fields->arena, string_of(value), &field.value));
    return cl_fields_add(line->fields, &field);
}

static cl_status add_list(const record_line *line, cl_field_name name, cl_span key,
                          const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (json_is_string(item)) {
            CL_TRY(add_string(line, name, item));
        } else if (!json_is_null(item)) {
            CL_TRY(report_key(line, CL_DAMAGE_RECORD, key, "holds a list of other than texts"));
        }
    }
    return CL_OK;
}

/* A text, or a number that counts as one. */
static cl_status read_id(const record_line *line, const json_t *value)
{
    cl_arena *arena = line->fields->arena;
    if (json_is_string(value)) {
        return cl_arena_copy(arena, string_of(value), line->id);
    }
    if (json_is_integer(value)) {
        *line->id = cl_arena_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return CL_OK;
    }
    return report_key(line, CL_DAMAGE_RECORD, CL_SPAN("id"), "is neither a text nor a number");
}

static cl_status read_member(const record_line *line, cl_span key, const json_t *value)
{
    cl_field_name name;
    if (json_is_null(value)) {
        return CL_OK;
    }
    if (cl_span_equal(key, CL_SPAN("id"))) {
        return read_id(line, value);
    }
    if (!cl_field_name_of(key, &name)) {
        return report_key(line, CL_DAMAGE_RECORD_KEY, key, "is no field; it was not read");
    }
    if (json_is_string(value)) {
        return add_string(line, name, value);
    }
    if (json_is_array(value)) {
        return add_list(line, name, key, value);
    }
    return report_key(line, CL_DAMAGE_RECORD, key, "is neither a text nor a list of texts");
}

static cl_status read_members(const record_line *line, json_t *object)
{
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        cl_span key;
        CL_TRY(cl_arena_copy(line->fields->arena, cl_span_of(json_object_iter_key(at)), &key));
        CL_TRY(read_member(line, key, json_object_iter_value(at)));
    }
    return CL_OK;
}

cl_status cl_record_read(cl_span bytes, size_t line_number, cl_fields *fields, cl_span *id)
{
    const record_line line = {.number = line_number, .fields = fields, .id = id};
    json_error_t error;
    cl_status status;
    *id = CL_EMPTY_SPAN;
    json_t *object = json_loadb((const char *)bytes.data, bytes.len,
                                JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (object == NULL) {
        status = report_syntax(&line, &error);
        goto done;
    }
    if (!json_is_object(object)) {
        status = report(&line, CL_DAMAGE_RECORD,
                        cl_arena_format(fields->arena,
                                        cl_message("line %zu, column 1: not an object of fields; "
                                                   "write {\"id\": …, \"caption\": …}"),
                                        line_number));
        goto done;
    }
    status = read_members(&line, object);
done:
    json_decref(object);
    return status;
}
