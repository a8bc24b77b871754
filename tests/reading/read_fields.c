/* What the containers and metadata of pictures hold, without any rule: a line a field and a line a
 * finding, or with --json an object a picture. It is what the golden files beside the pictures of
 * fixtures/formats were written by, and what is compared with other readers. */
#include <jansson.h>

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/out.h"
#include "metadata/metadata.h"

typedef struct picture {
    const char *path;
    const char *format;
    cl_findings findings;
    cl_fields fields;
} picture;

static const char *const levels[] = {
    [CL_INFO] = "info", [CL_WARNING] = "warning", [CL_ERROR] = "error"};

static const char *const digests[] = {
    [CL_DIGEST_MISSING] = "missing", [CL_DIGEST_MATCH] = "match", [CL_DIGEST_DIFFERS] = "differs"};

/* --- as text --- */

/* One line: line ends and tabs as \n and so on. */
static void print_escaped(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        if (byte == '\n') {
            (void)printf("\\n");
        } else if (byte < 0x20 || byte == 0x7F || byte == '\\') {
            (void)printf("\\x%02X", (unsigned)byte);
        } else {
            (void)putchar(byte);
        }
    }
}

static void print_field(const picture *from, const cl_field *field)
{
    cl_span origin = cl_field_origin(from->fields.arena, field);
    (void)printf("%s | %.*s", cl_field_name_text(field->name), CL_SPAN_PRINT(origin));
    if (field->has_offset) {
        (void)printf(" @%llu", (unsigned long long)field->offset);
    }
    (void)printf(" | ");
    print_escaped(field->value);
    if (field->decoded != NULL) {
        (void)printf(" | %s", field->decoded);
    }
    (void)putchar('\n');
}

static void print_finding(const cl_finding *finding)
{
    (void)printf("%s %.*s", levels[finding->level], CL_SPAN_PRINT(finding->rule));
    if (finding->proof.has_offset) {
        (void)printf(" @%llu", (unsigned long long)finding->proof.offset);
    }
    (void)printf(": ");
    print_escaped(finding->message);
    (void)putchar('\n');
}

static void print_text(const picture *from)
{
    (void)printf("format %s\n", from->format);
    for (size_t i = 0; i < from->fields.items.count; i++) {
        print_field(from, cl_fields_at(&from->fields, i));
    }
    if (from->fields.digest != CL_DIGEST_MISSING) {
        (void)printf("digest %s\n", digests[from->fields.digest]);
    }
    if (from->fields.c2pa.len > 0) {
        (void)printf("c2pa %.*s\n", CL_SPAN_PRINT(from->fields.c2pa));
    }
    for (size_t i = 0; i < from->findings.items.count; i++) {
        print_finding(cl_findings_at(&from->findings, i));
    }
}

/* --- as JSON --- */

static json_t *string_of(cl_span text)
{
    return json_stringn_nocheck((const char *)text.data, text.len);
}

static json_t *field_object(const cl_field *field)
{
    json_t *object = json_object();
    (void)json_object_set_new(object, "name", json_string(cl_field_name_text(field->name)));
    (void)json_object_set_new(object, "container", json_string(field->container));
    (void)json_object_set_new(object, "property", string_of(field->property));
    (void)json_object_set_new(object, "value", string_of(field->value));
    return object;
}

static json_t *finding_object(const cl_finding *finding)
{
    json_t *object = json_object();
    (void)json_object_set_new(object, "rule", string_of(finding->rule));
    (void)json_object_set_new(object, "message", string_of(finding->message));
    return object;
}

static void print_json(const picture *from)
{
    json_t *fields = json_array();
    json_t *findings = json_array();
    for (size_t i = 0; i < from->fields.items.count; i++) {
        (void)json_array_append_new(fields, field_object(cl_fields_at(&from->fields, i)));
    }
    for (size_t i = 0; i < from->findings.items.count; i++) {
        (void)json_array_append_new(findings, finding_object(cl_findings_at(&from->findings, i)));
    }
    json_t *object = json_object();
    (void)json_object_set_new(object, "path", json_string(from->path));
    (void)json_object_set_new(object, "format", json_string(from->format));
    (void)json_object_set_new(object, "digest", json_string(digests[from->fields.digest]));
    (void)json_object_set_new(object, "fields", fields);
    (void)json_object_set_new(object, "findings", findings);
    (void)json_dumpf(object, stdout, JSON_COMPACT);
    (void)putchar('\n');
    json_decref(object);
}

static int read_one(cl_arena *arena, const char *path, bool json)
{
    picture one = {.path = path, .format = "none", .findings = {.arena = arena}};
    one.fields = (cl_fields){.arena = arena, .findings = &one.findings};
    cl_source *source = NULL;
    cl_error error = {0};
    cl_status status = cl_source_open(arena, path, &source, &error);
    if (status == CL_OK) {
        status = cl_picture_read(source, cl_span_of(path), &one.fields, &one.format);
        cl_source_close(source);
    }
    if (status != CL_OK) {
        (void)fprintf(stderr, "%s: %s\n", path, error.message);
        return 1;
    }
    (json ? print_json : print_text)(&one);
    return 0;
}

int main(int argc, char *argv[])
{
    bool json = argc > 1 && strcmp(argv[1], "--json") == 0;
    int failed = 0;
    for (int i = json ? 2 : 1; i < argc; i++) {
        cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
        if (arena == NULL) {
            return 2;
        }
        failed |= read_one(arena, argv[i], json);
        cl_arena_free(arena);
    }
    return failed;
}
