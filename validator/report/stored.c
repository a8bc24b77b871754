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
    size_t most; /* of a list: as many as are ever written */
} need;

/* The first thing that is not as it must be: without these a picture could be counted as something
 * that it is not. */
typedef struct fault {
    const char *key;  /* NULL: there is none */
    const char *type; /* what it should be; NULL: it has more than `most` */
    size_t most;
} fault;

static const char *name_of(json_type type)
{
    return type == JSON_ARRAY ? "a list" : type == JSON_OBJECT ? "an object" : "a text";
}

static fault fault_of(const json_t *object, const need *needs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, needs[i].key);
        if (value == NULL || json_typeof(value) != needs[i].type) {
            return (fault){needs[i].key, name_of(needs[i].type), 0};
        }
        if (json_array_size(value) > needs[i].most) {
            return (fault){needs[i].key, NULL, needs[i].most};
        }
    }
    return (fault){NULL, NULL, 0};
}

static fault fault_of_each(const json_t *list, const need *needs, size_t count)
{
    fault found = {NULL, NULL, 0};
    for (size_t i = 0; found.key == NULL && i < json_array_size(list); i++) {
        found = fault_of(json_array_get(list, i), needs, count);
    }
    return found;
}

static bool is_verdict(const json_t *value)
{
    cl_span text = cl_stored_text(stored_of(value));
    for (int i = CL_VERDICT_OK; i <= CL_VERDICT_BLOCK; i++) {
        if (cl_span_equal(cl_span_of(cl_verdict_name((cl_verdict)i)), text)) {
            return true;
        }
    }
    return false;
}

/* One finding more says that there are more. */
enum {
    FINDINGS_MAX = CL_FINDINGS_MAX + 1
};

static const need of_finding[] = {
    {"rule", JSON_STRING, 0}, {"level", JSON_STRING, 0}, {"message", JSON_STRING, 0}};

static fault fault_of_edition(const json_t *edition)
{
    static const need of_edition[] = {{"name", JSON_STRING, 0},
                                      {"duties", JSON_ARRAY, CL_DUTIES_MAX},
                                      {"findings", JSON_ARRAY, FINDINGS_MAX},
                                      {"because", JSON_ARRAY, CL_REASONS_MAX}};
    fault found = fault_of(edition, of_edition, sizeof of_edition / sizeof of_edition[0]);
    if (found.key == NULL && !is_verdict(json_object_get(edition, "verdict"))) {
        found = (fault){"verdict", "a verdict", 0};
    }
    return found.key != NULL ? found
                             : fault_of_each(json_object_get(edition, "findings"), of_finding, 3);
}

static fault fault_of_editions(const json_t *record)
{
    static const need of_record[] = {{"editions", JSON_ARRAY, CL_EDITIONS_MAX}};
    const json_t *editions = json_object_get(record, "editions");
    fault found = {NULL, NULL, 0};
    if (editions != NULL) {
        found = fault_of(record, of_record, 1);
    }
    for (size_t i = 0; found.key == NULL && i < json_array_size(editions); i++) {
        found = fault_of_edition(json_array_get(editions, i));
    }
    return found;
}

static fault fault_of_record(const json_t *record)
{
    static const need of_record[] = {{"path", JSON_STRING, 0},
                                     {"fields", JSON_ARRAY, CL_FIELDS_MAX},
                                     {"credits", JSON_ARRAY, CL_CLAUSES_MAX},
                                     {"restrictions", JSON_ARRAY, CL_CLAUSES_MAX},
                                     {"notices", JSON_ARRAY, CL_CLAUSES_MAX},
                                     {"unread", JSON_ARRAY, CL_CLAUSES_MAX},
                                     {"findings", JSON_ARRAY, FINDINGS_MAX}};
    static const need of_field[] = {{"name", JSON_STRING, 0}, {"value", JSON_STRING, 0}};
    fault found = fault_of(record, of_record, sizeof of_record / sizeof of_record[0]);
    if (found.key == NULL) {
        found = fault_of_each(json_object_get(record, "fields"), of_field, 2);
    }
    if (found.key == NULL) {
        found = fault_of_each(json_object_get(record, "findings"), of_finding, 3);
    }
    return found.key != NULL ? found : fault_of_editions(record);
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
    const fault found = fault_of_record(record);
    if (found.key == NULL) {
        return CL_OK;
    }
    return found.type != NULL
               ? refuse(reader, error, "the record is damaged: its \"%s\" is not %s", found.key,
                        found.type)
               : refuse(reader, error, "the record is damaged: its \"%s\" has more than %zu",
                        found.key, found.most);
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
