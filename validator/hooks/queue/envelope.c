#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/envelope.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "hooks/limits.h"
#include "hooks/queue/paths.h"

static const char *const kinds[] = {"record", "bytes", "path"};

enum {
    KIND_COUNT = sizeof kinds / sizeof kinds[0]
};

const char *queue_kind_name(queue_kind kind)
{
    return kinds[kind];
}

static bool is(queue_text text, const char *word)
{
    size_t len = strnlen(word, CLI_PATH_MAX);
    return text.len == len && memcmp(text.bytes, word, len) == 0;
}

static const char *read_kind(queue_text type, queue_kind *out)
{
    for (unsigned i = 0; i < KIND_COUNT; i++) {
        if (type.bytes != NULL && is(type, kinds[i])) {
            *out = (queue_kind)i;
            return NULL;
        }
    }
    return "the type of the message is none of record, bytes and path";
}

static const char *read_name(queue_text name, queue_envelope *out)
{
    if (name.bytes == NULL) {
        return NULL;
    }
    if (name.len == 0 || name.len >= sizeof out->name ||
        memchr(name.bytes, '\0', name.len) != NULL) {
        return "the header " QUEUE_HEADER_NAME " is no name";
    }
    memcpy(out->name, name.bytes, name.len);
    out->name[name.len] = '\0';
    return NULL;
}

static const char *read_place(const queue_fields *fields, queue_envelope *out)
{
    if (fields->has_line && (fields->line < 1 || fields->line > UINT32_MAX)) {
        return "the header " QUEUE_HEADER_LINE " is no number of a line";
    }
    if (fields->has_offset && (fields->offset < 0 || fields->offset > INT64_MAX / 2)) {
        return "the header " QUEUE_HEADER_OFFSET " is no number of bytes";
    }
    out->lines_before = fields->has_line ? (size_t)fields->line - 1 : 0;
    out->bytes_before = fields->has_offset ? (uint64_t)fields->offset : 0;
    return NULL;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* One line, which ends with a line feed or with the body. That it is damaged is for the result to
 * say; that there is none, or another one, is not. */
static const char *read_record(queue_text body)
{
    const char *feed = body.len == 0 ? NULL : memchr(body.bytes, '\n', body.len);
    size_t at = 0;
    if (body.len > QUEUE_RECORD_MAX) {
        return "the record is longer than 1 MiB";
    }
    if (feed != NULL && (size_t)(feed - body.bytes) + 1 != body.len) {
        return "the body has more than one line; a job is one record";
    }
    while (at < body.len && is_blank(body.bytes[at])) {
        at++;
    }
    return at < body.len && body.bytes[at] == '{' ? NULL : "the body is no JSON object";
}

static const char *copy_path(const json_t *value, queue_envelope *out)
{
    const char *path = json_string_value(value);
    if (path == NULL) {
        return "the path is no text";
    }
    const char *wrong = queue_path_wrong(path, json_string_length(value));
    if (wrong == NULL) {
        memcpy(out->name, path, json_string_length(value) + 1);
    }
    return wrong;
}

static const char *read_object(const json_t *object, queue_envelope *out)
{
    const json_t *path = json_object_get(object, "path");
    if (path == NULL) {
        return "the body has no \"path\"";
    }
    return json_object_size(object) == 1 ? copy_path(path, out)
                                         : "the body has more than a \"path\"";
}

/* {"path": "a/b.jpg"} and nothing else. */
static const char *read_path(queue_text body, queue_envelope *out)
{
    if (body.len > QUEUE_JSON_MAX) {
        return "the body is too long for a path";
    }
    json_error_t error;
    json_t *object = json_loadb(body.len == 0 ? "" : body.bytes, body.len,
                                JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    const char *wrong =
        json_is_object(object) ? read_object(object, out) : "the body is no JSON object";
    json_decref(object);
    return wrong;
}

const char *queue_envelope_read(const queue_fields *fields, queue_envelope *out)
{
    *out = (queue_envelope){.body = fields->body};
    if (fields->wrong_header) {
        return "a header of captionlint is neither a text nor a number";
    }
    const char *wrong = read_kind(fields->type, &out->kind);
    if (wrong == NULL) {
        wrong = read_place(fields, out);
    }
    if (wrong == NULL && out->kind != QUEUE_PATH) {
        wrong = read_name(fields->name, out);
    }
    if (wrong == NULL && out->kind == QUEUE_RECORD) {
        wrong = read_record(fields->body);
    }
    if (wrong == NULL && out->kind == QUEUE_PATH) {
        wrong = read_path(fields->body, out);
    }
    return wrong;
}

char *queue_envelope_path(const char *path, size_t *len)
{
    json_t *object = json_pack("{s:s}", "path", path);
    char *text = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
    json_decref(object);
    *len = text == NULL ? 0 : strnlen(text, QUEUE_JSON_MAX);
    return text;
}
