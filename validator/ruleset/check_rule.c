#include "ruleset/check_rule.h"

#include <string.h>

#include "base/limits.h"
#include "metadata/field.h"
#include "ruleset/check_loading.h"

#define BLANK(name)                                                                                \
    {                                                                                              \
        name, sizeof(name) - 1                                                                     \
    }
static const struct {
    const char *name;
    size_t len;
} blanks[CL_BLANK_COUNT] = {
    [CL_BLANK_NAMES] = BLANK("names"),
    [CL_BLANK_VALUES] = BLANK("values"),
    [CL_BLANK_TEXT] = BLANK("text"),
    [CL_BLANK_EDITION] = BLANK("edition"),
    [CL_BLANK_TERRITORIES] = BLANK("territories"),
    [CL_BLANK_MEDIA] = BLANK("media"),
    [CL_BLANK_USES] = BLANK("uses"),
    [CL_BLANK_OUTLET] = BLANK("outlet"),
    [CL_BLANK_AT] = BLANK("at"),
    [CL_BLANK_CREDIT] = BLANK("credit"),
    [CL_BLANK_PRINTED] = BLANK("printed"),
    [CL_BLANK_MISSING] = BLANK("missing"),
    [CL_BLANK_RULE] = BLANK("rule"),
    [CL_BLANK_DATE] = BLANK("date"),
    [CL_BLANK_DAYS] = BLANK("days"),
    [CL_BLANK_FIELD] = BLANK("field"),
    [CL_BLANK_ORIGIN] = BLANK("origin"),
    [CL_BLANK_AGENCY] = BLANK("agency"),
    [CL_BLANK_SCOPE] = BLANK("scope"),
    [CL_BLANK_OTHER] = BLANK("other"),
    [CL_BLANK_WHERE] = BLANK("where"),
    [CL_BLANK_SHOWN] = BLANK("shown"),
    [CL_BLANK_NUMBER] = BLANK("number"),
    [CL_BLANK_LIMIT] = BLANK("limit"),
    [CL_BLANK_PROFILE] = BLANK("profile"),
};

const char *cl_blank_name(cl_blank blank)
{
    return blanks[blank].name;
}

bool cl_blank_of(cl_span name, cl_blank *out)
{
    for (size_t i = 0; i < CL_BLANK_COUNT; i++) {
        if (blanks[i].len == name.len && memcmp(blanks[i].name, name.data, name.len) == 0) {
            *out = (cl_blank)i;
            return true;
        }
    }
    return false;
}

const char *cl_blank_names(void)
{
    return "names, values, text, edition, territories, media, uses, outlet, at, credit, printed, "
           "missing, rule, date, days, field, origin, agency, scope, other, where, shown, "
           "number, limit, profile";
}

cl_status cl_check_take_text(const cl_check_loader *load, const cl_yaml *map, const char *key,
                             cl_span *out)
{
    const cl_yaml *node = cl_yaml_get(map, key);
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_SCALAR) {
        return cl_yaml_error(node, load->error, "\"%s\" must be one text", key);
    }
    *out = cl_span_trim(node->text);
    return CL_OK;
}

cl_status cl_check_require_text(const cl_check_loader *load, const cl_yaml *map, const char *key,
                                cl_span *out)
{
    CL_TRY(cl_check_take_text(load, map, key, out));
    if (out->len == 0) {
        return cl_yaml_error(map, load->error, "a check needs \"%s\"; write it", key);
    }
    return CL_OK;
}

/* Every {…} must be a blank that the judgement can fill: an editor sees the typing error here and
 * not in a finding at midnight. */
static cl_status check_template(const cl_check_loader *load, const cl_yaml *map, const char *key)
{
    const cl_yaml *node = cl_yaml_get(map, key);
    cl_span rest = node == NULL ? CL_EMPTY_SPAN : node->text;
    for (size_t open; (open = cl_span_find_byte(rest, '{')) < rest.len;) {
        rest = cl_span_from(rest, open + 1);
        size_t close = cl_span_find_byte(rest, '}');
        if (close == rest.len) {
            return cl_yaml_error(node, load->error, "\"{\" without \"}\" in \"%s\"", key);
        }
        cl_span name = cl_span_sub(rest, 0, close);
        cl_blank blank;
        if (!cl_blank_of(name, &blank)) {
            return cl_yaml_error(node, load->error, "unknown placeholder {%.*s}; known are %s",
                                 CL_SPAN_PRINT(name), cl_blank_names());
        }
        rest = cl_span_from(rest, close + 1);
    }
    return CL_OK;
}

cl_status cl_check_take_level(const cl_check_loader *load, const cl_yaml *map, cl_level *out)
{
    cl_span text = CL_EMPTY_SPAN;
    CL_TRY(cl_check_require_text(load, map, "level", &text));
    for (int level = CL_INFO; level <= CL_ERROR; level++) {
        if (cl_span_equal(text, cl_span_of(cl_level_name((cl_level)level)))) {
            *out = (cl_level)level;
            return CL_OK;
        }
    }
    return cl_yaml_error(cl_yaml_get(map, "level"), load->error,
                         "unknown level \"%.*s\"; error, warning or info", CL_SPAN_PRINT(text));
}

static cl_status take_bool(const cl_check_loader *load, const cl_yaml *map, const char *key,
                           bool *out)
{
    cl_span text = CL_EMPTY_SPAN;
    CL_TRY(cl_check_take_text(load, map, key, &text));
    *out = cl_span_equal(text, CL_SPAN("true"));
    if (text.len > 0 && !*out && !cl_span_equal(text, CL_SPAN("false"))) {
        return cl_yaml_error(cl_yaml_get(map, key), load->error, "\"%s\" must be true or false",
                             key);
    }
    return CL_OK;
}

/* 1 to CL_WAIVABLE_HOURS_MAX. */
static cl_status take_hours(const cl_check_loader *load, const cl_yaml *map, unsigned *out)
{
    cl_span text = CL_EMPTY_SPAN;
    unsigned hours = 0;
    CL_TRY(cl_check_take_text(load, map, "waivable_hours", &text));
    for (size_t i = 0; i < text.len; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        hours = digit && hours <= CL_WAIVABLE_HOURS_MAX ? hours * 10 + (text.data[i] - '0')
                                                        : CL_WAIVABLE_HOURS_MAX + 1;
    }
    if (text.len > 0 && (hours == 0 || hours > CL_WAIVABLE_HOURS_MAX)) {
        return cl_yaml_error(cl_yaml_get(map, "waivable_hours"), load->error,
                             "\"waivable_hours\" must be a number from 1 to %u",
                             CL_WAIVABLE_HOURS_MAX);
    }
    *out = hours;
    return CL_OK;
}

cl_status cl_check_take_fields(const cl_check_loader *load, const cl_yaml *node, cl_words *out,
                               cl_field_set *set)
{
    CL_TRY(cl_yaml_words(load->arena, node, out, load->error));
    for (size_t i = 0; i < out->count; i++) {
        cl_field_name name;
        if (!cl_field_name_of(out->items[i], &name)) {
            return cl_yaml_error(node, load->error, "unknown field \"%.*s\"",
                                 CL_SPAN_PRINT(out->items[i]));
        }
        cl_field_set_add(set, name);
    }
    return CL_OK;
}

static cl_status take_when(const cl_check_loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    static const char *const keys[] = {"agency", "edition", "field", "absent", NULL};
    const cl_yaml *when = cl_yaml_get(map, "when");
    if (when == NULL) {
        return CL_OK;
    }
    if (when->kind != CL_YAML_MAP) {
        return cl_yaml_error(when, load->error,
                             "\"when\" must be a map of agency, edition, field and absent");
    }
    CL_TRY(cl_yaml_allow(when, keys, load->error));
    CL_TRY(cl_yaml_words(load->arena, cl_yaml_get(when, "agency"), &rule->agencies, load->error));
    CL_TRY(cl_yaml_words(load->arena, cl_yaml_get(when, "edition"), &rule->editions, load->error));
    CL_TRY(
        cl_check_take_fields(load, cl_yaml_get(when, "field"), &rule->fields, &rule->fields_set));
    return cl_check_take_fields(load, cl_yaml_get(when, "absent"), &rule->absent,
                                &rule->absent_set);
}

cl_status cl_check_refuse_again(const cl_check_loader *load, const cl_yaml *node, cl_span id)
{
    for (size_t i = 0; i < load->rules->count; i++) {
        const cl_check_rule *other = CL_ARRAY_AT(load->rules, const cl_check_rule, i);
        if (cl_span_equal(other->id, id)) {
            return cl_yaml_error(node, load->error, "\"%.*s\" is there already, in %s:%zu",
                                 CL_SPAN_PRINT(id), other->file, other->line);
        }
    }
    return CL_OK;
}

/* "territory.denied" belongs into a file of kind territory and is there once. */
static cl_status check_id(const cl_check_loader *load, const cl_yaml *node, cl_span id)
{
    cl_span rest = cl_span_from(id, load->kind.len);
    if (!cl_span_starts(id, load->kind) || rest.len < 2 || rest.data[0] != '.') {
        return cl_yaml_error(node, load->error,
                             "the id \"%.*s\" must begin with the file's kind: \"%.*s.…\"",
                             CL_SPAN_PRINT(id), CL_SPAN_PRINT(load->kind));
    }
    return cl_check_refuse_again(load, node, id);
}

cl_status cl_check_take_texts(const cl_check_loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    CL_TRY(cl_check_require_text(load, map, "title", &rule->title));
    CL_TRY(cl_check_require_text(load, map, "message", &rule->message));
    CL_TRY(cl_check_take_text(load, map, "because", &rule->because));
    if (rule->because.len == 0) {
        CL_TRY(cl_check_require_text(load, map, "because", &rule->because));
    }
    CL_TRY(cl_check_require_text(load, map, "why", &rule->why));
    CL_TRY(cl_check_take_text(load, map, "fix", &rule->fix));
    CL_TRY(check_template(load, map, "message"));
    CL_TRY(check_template(load, map, "because"));
    return check_template(load, map, "fix");
}

static cl_status read_rule(const cl_check_loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    static const char *const keys[] = {
        "id",      "level", "duty", "always_shown", "waivable_hours", "title", "message",
        "because", "fix",   "why",  "when",         "good",           "bad",   NULL};
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, load->error, "a check must be a map that begins with \"id\"");
    }
    CL_TRY(cl_yaml_allow(map, keys, load->error));
    rule->kind = load->kind;
    rule->file = map->file;
    rule->line = map->line;
    CL_TRY(cl_check_require_text(load, map, "id", &rule->id));
    CL_TRY(check_id(load, cl_yaml_get(map, "id"), rule->id));
    CL_TRY(cl_check_take_level(load, map, &rule->level));
    CL_TRY(take_bool(load, map, "duty", &rule->duty));
    CL_TRY(take_bool(load, map, "always_shown", &rule->always_shown));
    CL_TRY(take_hours(load, map, &rule->waivable_hours));
    CL_TRY(cl_check_take_texts(load, map, rule));
    CL_TRY(take_when(load, map, rule));
    return cl_check_take_examples(load, map, rule);
}

cl_status cl_check_keep(const cl_check_loader *load, const cl_check_rule *rule)
{
    cl_check_rule *added = cl_array_add(load->rules, load->arena, sizeof *added, CL_PHRASES_MAX);
    if (added == NULL) {
        return cl_error_set(load->error, CL_LIMIT, "more than %u checks", CL_PHRASES_MAX);
    }
    *added = *rule;
    return CL_OK;
}

cl_status cl_check_rules_load(cl_arena *arena, const cl_yaml *document, cl_array *out,
                              cl_error *error)
{
    static const char *const keys[] = {"kind", "checks", NULL};
    cl_check_loader load = {.arena = arena, .rules = out, .error = error};
    if (document->kind != CL_YAML_MAP) {
        return cl_yaml_error(document, error, "a file of checks is a map of kind and checks");
    }
    CL_TRY(cl_yaml_allow(document, keys, error));
    CL_TRY(cl_check_require_text(&load, document, "kind", &load.kind));
    const cl_yaml *checks = cl_yaml_get(document, "checks");
    if (checks == NULL || checks->kind != CL_YAML_LIST || checks->count == 0) {
        return cl_yaml_error(checks == NULL ? document : checks, error,
                             "\"checks\" must be a list of checks");
    }
    for (const cl_yaml *item = checks->first; item != NULL; item = item->next) {
        cl_check_rule rule = {0};
        CL_TRY(read_rule(&load, item, &rule));
        CL_TRY(cl_check_keep(&load, &rule));
    }
    return CL_OK;
}
