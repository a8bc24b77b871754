/* The one file of this layer with jansson. */
#include "report/stored.h"

#include <jansson.h>

#include "base/limits.h"
#include "report/record_json.h"

/* A cl_stored is a json_t whose name nobody else knows. */
static const json_t *json_of(const cl_stored *value)
{
    return (const json_t *)value;
}

static const cl_stored *stored_of(const json_t *value)
{
    return json_is_null(value) ? NULL : (const cl_stored *)value;
}

const cl_stored *cl_stored_get(const cl_stored *object, const char *key)
{
    return stored_of(json_object_get(json_of(object), key));
}

size_t cl_stored_count(const cl_stored *list)
{
    return json_array_size(json_of(list));
}

const cl_stored *cl_stored_at(const cl_stored *list, size_t i)
{
    return stored_of(json_array_get(json_of(list), i));
}

cl_span cl_stored_text(const cl_stored *value)
{
    const json_t *json = json_of(value);
    if (!json_is_string(json)) {
        return CL_EMPTY_SPAN;
    }
    return (cl_span){(const uint8_t *)json_string_value(json), json_string_length(json)};
}

cl_span cl_stored_text_of(const cl_stored *object, const char *key)
{
    return cl_stored_text(cl_stored_get(object, key));
}

bool cl_stored_is_true(const cl_stored *value)
{
    return json_is_true(json_of(value));
}

bool cl_stored_number(const cl_stored *value, uint64_t *out)
{
    const json_t *json = json_of(value);
    if (!json_is_integer(json) || json_integer_value(json) < 0) {
        return false;
    }
    *out = (uint64_t)json_integer_value(json);
    return true;
}

uint64_t cl_stored_number_of(const cl_stored *object, const char *key)
{
    uint64_t number = 0;
    (void)cl_stored_number(cl_stored_get(object, key), &number);
    return number;
}

/* --- what a record must have --- */

typedef struct need {
    const char *key;
    json_type type;
} need;

static const char *name_of(json_type type)
{
    return type == JSON_ARRAY ? "a list" : type == JSON_OBJECT ? "an object" : "a text";
}

/* Without these a picture could be counted as something that it is not. NULL, or what is wrong. */
static const char *missing_of(const json_t *object, const need *needs, size_t count,
                              const char **type)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, needs[i].key);
        if (value == NULL || json_typeof(value) != needs[i].type) {
            *type = name_of(needs[i].type);
            return needs[i].key;
        }
    }
    return NULL;
}

static const char *missing_of_each(const json_t *list, const need *needs, size_t count,
                                   const char **type)
{
    const char *missing = NULL;
    for (size_t i = 0; missing == NULL && i < json_array_size(list); i++) {
        missing = missing_of(json_array_get(list, i), needs, count, type);
    }
    return missing;
}

static bool is_verdict(const json_t *value)
{
    for (int i = CL_VERDICT_OK; i <= CL_VERDICT_BLOCK; i++) {
        cl_span name = cl_span_of(cl_verdict_name((cl_verdict)i));
        if (cl_span_equal(name, cl_stored_text((const cl_stored *)value))) {
            return true;
        }
    }
    return false;
}

static const char *missing_of_editions(const json_t *record, const char **type)
{
    static const need of_edition[] = {
        {"name", JSON_STRING}, {"duties", JSON_ARRAY}, {"findings", JSON_ARRAY}};
    static const need of_finding[] = {
        {"rule", JSON_STRING}, {"level", JSON_STRING}, {"message", JSON_STRING}};
    const json_t *editions = json_object_get(record, "editions");
    const char *missing = missing_of_each(editions, of_edition, 3, type);
    for (size_t i = 0; missing == NULL && i < json_array_size(editions); i++) {
        const json_t *edition = json_array_get(editions, i);
        missing = missing_of_each(json_object_get(edition, "findings"), of_finding, 3, type);
        if (missing == NULL && !is_verdict(json_object_get(edition, "verdict"))) {
            *type = "a verdict";
            missing = "verdict";
        }
    }
    return missing;
}

static const char *missing_of_record(const json_t *record, const char **type)
{
    static const need of_record[] = {{"path", JSON_STRING},   {"fields", JSON_ARRAY},
                                     {"credits", JSON_ARRAY}, {"restrictions", JSON_ARRAY},
                                     {"notices", JSON_ARRAY}, {"unread", JSON_ARRAY},
                                     {"findings", JSON_ARRAY}};
    static const need of_field[] = {{"name", JSON_STRING}, {"value", JSON_STRING}};
    const char *missing =
        missing_of(record, of_record, sizeof of_record / sizeof of_record[0], type);
    if (missing == NULL) {
        missing = missing_of_each(json_object_get(record, "fields"), of_field, 2, type);
    }
    return missing != NULL ? missing : missing_of_editions(record, type);
}

/* --- reading --- */

CL_PRINTF(3, 4)
static cl_status refuse(const cl_stored_reader *reader, cl_error *error, const char *format, ...)
{
    cl_error what = {0};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what.message, sizeof what.message, format, arguments);
    va_end(arguments);
    const char *name = reader->file->name;
    return cl_error_set(error, CL_UNREADABLE, "%s:%zu: %.400s", name == NULL ? "report" : name,
                        reader->lines.number, what.message);
}

static cl_status check(const cl_stored_reader *reader, const json_t *record, cl_error *error)
{
    const json_t *schema = json_object_get(record, "schema");
    if (!json_is_object(record) || !json_is_integer(schema)) {
        return refuse(reader, error,
                      "no record of captionlint; give what `captionlint check --format ndjson` "
                      "wrote");
    }
    if (json_integer_value(schema) != CL_RECORD_SCHEMA) {
        return refuse(reader, error,
                      "a record of schema %lld; this captionlint reads schema %d: check the "
                      "pictures anew",
                      (long long)json_integer_value(schema), CL_RECORD_SCHEMA);
    }
    const char *type = "";
    const char *missing = missing_of_record(record, &type);
    return missing == NULL ? CL_OK
                           : refuse(reader, error, "the record is damaged: its \"%s\" is not %s",
                                    missing, type);
}

static cl_status parse(cl_stored_reader *reader, cl_span line, cl_error *error)
{
    json_error_t wrong;
    json_t *record = json_loadb((const char *)line.data, line.len,
                                JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &wrong);
    if (record == NULL) {
        return json_error_code(&wrong) == json_error_out_of_memory
                   ? CL_NO_MEMORY
                   : refuse(reader, error, "column %d: no JSON: %s", wrong.column, wrong.text);
    }
    reader->record = (cl_stored *)record;
    return check(reader, record, error);
}

static void drop_record(cl_stored_reader *reader)
{
    json_decref((json_t *)reader->record);
    reader->record = NULL;
}

static cl_span without_mark(const cl_stored_reader *reader, cl_span line)
{
    cl_span mark = CL_SPAN("\xEF\xBB\xBF");
    bool marked = reader->lines.number == 1 && cl_span_starts(line, mark);
    return marked ? cl_span_from(line, mark.len) : line;
}

/* What the spool says does not name the file. */
static cl_status read_line(cl_stored_reader *reader, cl_span *line, bool *more, cl_error *error)
{
    cl_error cause = {0};
    cl_status status = cl_spool_lines_next(&reader->lines, line, more, &cause);
    if (status != CL_OK && cause.message[0] != '\0' && reader->file->name != NULL) {
        return cl_error_set(error, status, "%s: %.900s", reader->file->name, cause.message);
    }
    return status == CL_OK ? CL_OK : cl_error_set(error, status, "%s", cause.message);
}

cl_status cl_stored_next(cl_stored_reader *reader, const cl_stored **out, cl_error *error)
{
    *out = NULL;
    drop_record(reader);
    reader->lines.spool = reader->file->lines;
    for (bool more = true; more;) {
        cl_span line;
        CL_TRY(read_line(reader, &line, &more, error));
        line = cl_span_trim(without_mark(reader, line));
        if (line.len > 0) {
            CL_TRY(parse(reader, line, error));
            *out = reader->record;
            return CL_OK;
        }
    }
    return CL_OK;
}

void cl_stored_end(cl_stored_reader *reader)
{
    drop_record(reader);
    cl_spool_lines_end(&reader->lines);
}
