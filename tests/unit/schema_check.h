/* Checks a JSON value against a JSON Schema 2020-12, for the keywords that docs/record.schema.json
 * uses: type, const, enum, minimum, properties, required, additionalProperties false, items, anyOf
 * and $ref to #/$defs. Any other keyword is refused, so that none is silently without effect. */
#ifndef SCHEMA_CHECK_H
#define SCHEMA_CHECK_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct schema_error {
    char message[256]; /* "" while nothing is wrong */
} schema_error;

static inline bool schema_check(json_t *root, json_t *schema, json_t *value, schema_error *error);

static inline bool schema_wrong(schema_error *error, const char *keyword, const char *detail)
{
    (void)snprintf(error->message, sizeof error->message, "%s: %s", keyword, detail);
    return false;
}

static inline const char *schema_text(json_t *value)
{
    const char *text = json_string_value(value);
    return text == NULL ? "" : text;
}

static inline bool schema_is_type(json_t *value, const char *type)
{
    return (strcmp(type, "object") == 0 && json_is_object(value)) ||
           (strcmp(type, "array") == 0 && json_is_array(value)) ||
           (strcmp(type, "string") == 0 && json_is_string(value)) ||
           (strcmp(type, "integer") == 0 && json_is_integer(value)) ||
           (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
           (strcmp(type, "null") == 0 && json_is_null(value));
}

static inline bool schema_type(json_t *types, json_t *value, schema_error *error)
{
    if (json_is_string(types)) {
        return schema_is_type(value, schema_text(types)) ||
               schema_wrong(error, "type", schema_text(types));
    }
    for (size_t i = 0; i < json_array_size(types); i++) {
        if (schema_is_type(value, schema_text(json_array_get(types, i)))) {
            return true;
        }
    }
    return schema_wrong(error, "type", "none of several");
}

static inline bool schema_enum(json_t *allowed, json_t *value, schema_error *error)
{
    for (size_t i = 0; i < json_array_size(allowed); i++) {
        if (json_equal(json_array_get(allowed, i), value)) {
            return true;
        }
    }
    return schema_wrong(error, "enum", schema_text(value));
}

static inline bool schema_required(json_t *names, json_t *value, schema_error *error)
{
    for (size_t i = 0; json_is_object(value) && i < json_array_size(names); i++) {
        const char *name = schema_text(json_array_get(names, i));
        if (json_object_get(value, name) == NULL) {
            return schema_wrong(error, "required", name);
        }
    }
    return true;
}

static inline bool schema_properties(json_t *root, json_t *properties, json_t *value,
                                     schema_error *error)
{
    const char *name;
    json_t *property;
    bool right = true;
    json_object_foreach(properties, name, property)
    {
        json_t *member = json_object_get(value, name);
        if (right && member != NULL && !schema_check(root, property, member, error)) {
            right = false;
        }
    }
    return right;
}

static inline bool schema_additional(json_t *schema, json_t *value, schema_error *error)
{
    json_t *properties = json_object_get(schema, "properties");
    const char *name;
    json_t *member;
    bool right = true;
    json_object_foreach(value, name, member)
    {
        if (right && json_object_get(properties, name) == NULL) {
            right = schema_wrong(error, "additionalProperties", name);
        }
    }
    return right;
}

static inline bool schema_items(json_t *root, json_t *items, json_t *value, schema_error *error)
{
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!schema_check(root, items, json_array_get(value, i), error)) {
            return false;
        }
    }
    return true;
}

static inline bool schema_any_of(json_t *root, json_t *choices, json_t *value, schema_error *error)
{
    for (size_t i = 0; i < json_array_size(choices); i++) {
        schema_error ignored = {""};
        if (schema_check(root, json_array_get(choices, i), value, &ignored)) {
            return true;
        }
    }
    return schema_wrong(error, "anyOf", "none of them");
}

static inline bool schema_ref(json_t *root, json_t *ref, json_t *value, schema_error *error)
{
    static const char prefix[] = "#/$defs/";
    const char *path = schema_text(ref);
    json_t *found = strncmp(path, prefix, sizeof prefix - 1) != 0
                        ? NULL
                        : json_object_get(json_object_get(root, "$defs"), path + sizeof prefix - 1);
    return found == NULL ? schema_wrong(error, "$ref", path)
                         : schema_check(root, found, value, error);
}

static inline bool schema_is_note(const char *keyword)
{
    return strcmp(keyword, "$schema") == 0 || strcmp(keyword, "title") == 0 ||
           strcmp(keyword, "description") == 0 || strcmp(keyword, "$defs") == 0;
}

static inline bool schema_keyword(json_t *root, json_t *schema, const char *keyword, json_t *value,
                                  schema_error *error)
{
    json_t *says = json_object_get(schema, keyword);
    if (strcmp(keyword, "$ref") == 0) {
        return schema_ref(root, says, value, error);
    }
    if (strcmp(keyword, "type") == 0) {
        return schema_type(says, value, error);
    }
    if (strcmp(keyword, "const") == 0) {
        return json_equal(says, value) || schema_wrong(error, "const", schema_text(value));
    }
    if (strcmp(keyword, "enum") == 0) {
        return schema_enum(says, value, error);
    }
    if (strcmp(keyword, "minimum") == 0) {
        return !json_is_integer(value) || json_integer_value(value) >= json_integer_value(says) ||
               schema_wrong(error, "minimum", "too small");
    }
    if (strcmp(keyword, "properties") == 0) {
        return schema_properties(root, says, value, error);
    }
    if (strcmp(keyword, "required") == 0) {
        return schema_required(says, value, error);
    }
    if (strcmp(keyword, "additionalProperties") == 0 && json_is_false(says)) {
        return schema_additional(schema, value, error);
    }
    if (strcmp(keyword, "items") == 0) {
        return schema_items(root, says, value, error);
    }
    if (strcmp(keyword, "anyOf") == 0) {
        return schema_any_of(root, says, value, error);
    }
    return schema_is_note(keyword) || schema_wrong(error, "unknown keyword", keyword);
}

/* Whether `value` is as `schema`, a part of `root`, says; else the first cause in `error`. */
static inline bool schema_check(json_t *root, json_t *schema, json_t *value, schema_error *error)
{
    const char *keyword;
    json_t *says;
    bool right = json_is_object(schema) || schema_wrong(error, "schema", "not an object");
    json_object_foreach(schema, keyword, says)
    {
        right = right && schema_keyword(root, schema, keyword, value, error);
    }
    return right;
}

#endif
