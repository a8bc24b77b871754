#include "ruleset/check_rule.h"

#include "base/limits.h"
#include "metadata/field.h"

static const char *const blanks[CL_BLANK_COUNT] = {
    [CL_BLANK_NAMES] = "names",
    [CL_BLANK_VALUES] = "values",
    [CL_BLANK_TEXT] = "text",
    [CL_BLANK_EDITION] = "edition",
    [CL_BLANK_TERRITORIES] = "territories",
    [CL_BLANK_MEDIA] = "media",
    [CL_BLANK_USES] = "uses",
    [CL_BLANK_OUTLET] = "outlet",
    [CL_BLANK_AT] = "at",
    [CL_BLANK_CREDIT] = "credit",
    [CL_BLANK_PRINTED] = "printed",
    [CL_BLANK_MISSING] = "missing",
    [CL_BLANK_RULE] = "rule",
    [CL_BLANK_DATE] = "date",
    [CL_BLANK_DAYS] = "days",
    [CL_BLANK_FIELD] = "field",
    [CL_BLANK_ORIGIN] = "origin",
    [CL_BLANK_AGENCY] = "agency",
    [CL_BLANK_SCOPE] = "scope",
    [CL_BLANK_OTHER] = "other",
};

static const char *const edition_keys[] = {
    "name",  "territory",   "medium",  "use",       "outlet", "credit", "at",
    "until", "geo_blocked", "archive", "syndicate", "crop",   "ai",     NULL,
};
static const char *const containers[] = {"EXIF", "IIM", "XMP", NULL};

/* What one file of rules/checks/ is loaded with. */
typedef struct loader {
    cl_arena *arena;
    cl_array *rules; /* of cl_check_rule */
    cl_span kind;
    cl_error *error;
} loader;

/* An example under construction. */
typedef struct example_loader {
    cl_arena *arena;
    cl_check_example_part **end; /* where the next part is hung */
    cl_error *error;
} example_loader;

const char *cl_blank_name(cl_blank blank)
{
    return blanks[blank];
}

bool cl_blank_of(cl_span name, cl_blank *out)
{
    for (size_t i = 0; i < CL_BLANK_COUNT; i++) {
        if (cl_span_equal(cl_span_of(blanks[i]), name)) {
            *out = (cl_blank)i;
            return true;
        }
    }
    return false;
}

const char *cl_blank_names(void)
{
    return "names, values, text, edition, territories, media, uses, outlet, at, credit, printed, "
           "missing, rule, date, days, field, origin, agency, scope, other";
}

static cl_status take_text(const loader *load, const cl_yaml *map, const char *key, cl_span *out)
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

static cl_status require_text(const loader *load, const cl_yaml *map, const char *key, cl_span *out)
{
    CL_TRY(take_text(load, map, key, out));
    if (out->len == 0) {
        return cl_yaml_error(map, load->error, "a check needs \"%s\"; write it", key);
    }
    return CL_OK;
}

/* Every {…} must be a blank that the judgement can fill: an editor sees the typing error here and
 * not in a finding at midnight. */
static cl_status check_template(const loader *load, const cl_yaml *map, const char *key)
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

static cl_status take_level(const loader *load, const cl_yaml *map, cl_level *out)
{
    cl_span text = CL_EMPTY_SPAN;
    CL_TRY(require_text(load, map, "level", &text));
    for (int level = CL_INFO; level <= CL_ERROR; level++) {
        if (cl_span_equal(text, cl_span_of(cl_level_name((cl_level)level)))) {
            *out = (cl_level)level;
            return CL_OK;
        }
    }
    return cl_yaml_error(cl_yaml_get(map, "level"), load->error,
                         "unknown level \"%.*s\"; error, warning or info", CL_SPAN_PRINT(text));
}

static cl_status take_duty(const loader *load, const cl_yaml *map, bool *out)
{
    cl_span text = CL_EMPTY_SPAN;
    CL_TRY(take_text(load, map, "duty", &text));
    *out = cl_span_equal(text, CL_SPAN("true"));
    if (text.len > 0 && !*out && !cl_span_equal(text, CL_SPAN("false"))) {
        return cl_yaml_error(cl_yaml_get(map, "duty"), load->error,
                             "\"duty\" must be true or false");
    }
    return CL_OK;
}

static cl_status take_fields(const loader *load, const cl_yaml *node, cl_words *out)
{
    CL_TRY(cl_yaml_words(load->arena, node, out, load->error));
    for (size_t i = 0; i < out->count; i++) {
        cl_field_name name;
        if (!cl_field_name_of(out->items[i], &name)) {
            return cl_yaml_error(node, load->error, "unknown field \"%.*s\"",
                                 CL_SPAN_PRINT(out->items[i]));
        }
    }
    return CL_OK;
}

static cl_status take_when(const loader *load, const cl_yaml *map, cl_check_rule *rule)
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
    CL_TRY(take_fields(load, cl_yaml_get(when, "field"), &rule->fields));
    return take_fields(load, cl_yaml_get(when, "absent"), &rule->absent);
}

static cl_status add_part(example_loader *load, cl_span key, cl_span value)
{
    cl_check_example_part *part = cl_arena_alloc(load->arena, 1, sizeof *part);
    if (part == NULL) {
        return cl_arena_status(load->arena);
    }
    part->key = key;
    part->value = value;
    *load->end = part;
    load->end = &part->next;
    return CL_OK;
}

/* One value, or several that are joined with commas. */
static cl_status take_values(example_loader *load, const cl_yaml *node, const char *of)
{
    cl_span value = node->text;
    if (node->kind != CL_YAML_SCALAR) {
        cl_words words = {0};
        CL_TRY(cl_yaml_words(load->arena, node, &words, load->error));
        value = cl_words_join(load->arena, words, ", ");
    }
    return add_part(load, cl_arena_format(load->arena, "%s.%.*s", of, CL_SPAN_PRINT(node->key)),
                    value);
}

/* The names of policies are known to the checks alone: a wrong one fails when the example runs. */
static cl_status take_policies(example_loader *load, const cl_yaml *node)
{
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, load->error, "\"policies\" must be a map");
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_values(load, item, "policies"));
    }
    return CL_OK;
}

/* A property of the edition. */
static cl_status take_property(example_loader *load, const cl_yaml *node)
{
    if (!cl_span_is_one_of(node->key, edition_keys)) {
        return cl_yaml_error(node, load->error,
                             "unknown property \"%.*s\" of an edition; known are name, territory, "
                             "medium, use, outlet, credit, at, until, geo_blocked, archive, "
                             "syndicate, crop and ai",
                             CL_SPAN_PRINT(node->key));
    }
    return take_values(load, node, "edition");
}

static cl_status take_edition(example_loader *load, const cl_yaml *node)
{
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, load->error, "\"edition\" must be a map of its properties");
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_property(load, item));
    }
    return CL_OK;
}

/* A field with one or several values; `container` is empty or "IIM.". */
static cl_status take_field(example_loader *load, const cl_yaml *node, cl_span container)
{
    cl_field_name name;
    if (!cl_field_name_of(node->key, &name)) {
        return cl_yaml_error(node, load->error,
                             "unknown key \"%.*s\" in an example; a field such as caption or "
                             "instructions, EXIF, IIM, XMP, format, edition or policies",
                             CL_SPAN_PRINT(node->key));
    }
    cl_span key = cl_arena_format(load->arena, "%.*s%.*s", CL_SPAN_PRINT(container),
                                  CL_SPAN_PRINT(node->key));
    if (node->kind == CL_YAML_SCALAR) {
        return add_part(load, key, node->text);
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        if (node->kind != CL_YAML_LIST || item->kind != CL_YAML_SCALAR) {
            return cl_yaml_error(item, load->error, "a text or a list of texts is wanted here");
        }
        CL_TRY(add_part(load, key, item->text));
    }
    return CL_OK;
}

static cl_status take_container(example_loader *load, const cl_yaml *node)
{
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, load->error, "\"%.*s\" must be a map of fields",
                             CL_SPAN_PRINT(node->key));
    }
    cl_span prefix = cl_arena_format(load->arena, "%.*s.", CL_SPAN_PRINT(node->key));
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_field(load, item, prefix));
    }
    return CL_OK;
}

static cl_status take_part(example_loader *load, const cl_yaml *node)
{
    if (cl_span_equal(node->key, CL_SPAN("edition"))) {
        return take_edition(load, node);
    }
    if (cl_span_equal(node->key, CL_SPAN("policies"))) {
        return take_policies(load, node);
    }
    if (cl_span_is_one_of(node->key, containers)) {
        return take_container(load, node);
    }
    if (cl_span_equal(node->key, CL_SPAN("format")) && node->kind == CL_YAML_SCALAR) {
        return add_part(load, node->key, node->text);
    }
    return take_field(load, node, CL_SPAN(""));
}

static cl_status take_example(const loader *load, const cl_yaml *node, bool good,
                              cl_check_example **end)
{
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, load->error,
                             "an example must be a map such as {instructions: \"JAPAN OUT\", "
                             "edition: {territory: JP}}");
    }
    cl_check_example *example = cl_arena_alloc(load->arena, 1, sizeof *example);
    if (example == NULL) {
        return cl_arena_status(load->arena);
    }
    example->good = good;
    example->file = node->file;
    example->line = node->line;
    example_loader parts = {load->arena, &example->parts, load->error};
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_part(&parts, item));
    }
    *end = example;
    return CL_OK;
}

static cl_status take_examples(const loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    static const char *const lists[] = {"good", "bad"};
    cl_check_example **end = &rule->examples;
    for (size_t i = 0; i < 2; i++) {
        const cl_yaml *list = cl_yaml_get(map, lists[i]);
        if (list == NULL || list->kind != CL_YAML_LIST || list->count == 0) {
            return cl_yaml_error(list == NULL ? map : list, load->error,
                                 "\"%.*s\" has no list of \"%s\" examples; a rule needs both good "
                                 "and bad ones",
                                 CL_SPAN_PRINT(rule->id), lists[i]);
        }
        for (const cl_yaml *item = list->first; item != NULL; item = item->next) {
            CL_TRY(take_example(load, item, i == 0, end));
            end = &(*end)->next;
        }
    }
    return CL_OK;
}

/* "territory.denied" belongs into a file of kind territory and is there once. */
static cl_status check_id(const loader *load, const cl_yaml *node, cl_span id)
{
    cl_span rest = cl_span_from(id, load->kind.len);
    if (!cl_span_starts(id, load->kind) || rest.len < 2 || rest.data[0] != '.') {
        return cl_yaml_error(node, load->error,
                             "the id \"%.*s\" must begin with the file's kind: \"%.*s.…\"",
                             CL_SPAN_PRINT(id), CL_SPAN_PRINT(load->kind));
    }
    for (size_t i = 0; i < load->rules->count; i++) {
        const cl_check_rule *other = CL_ARRAY_AT(load->rules, const cl_check_rule, i);
        if (cl_span_equal(other->id, id)) {
            return cl_yaml_error(node, load->error, "\"%.*s\" is there already, in %s:%zu",
                                 CL_SPAN_PRINT(id), other->file, other->line);
        }
    }
    return CL_OK;
}

/* The texts of a rule, those with placeholders checked. */
static cl_status read_texts(const loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    CL_TRY(require_text(load, map, "title", &rule->title));
    CL_TRY(require_text(load, map, "message", &rule->message));
    CL_TRY(require_text(load, map, "because", &rule->because));
    CL_TRY(require_text(load, map, "why", &rule->why));
    CL_TRY(take_text(load, map, "fix", &rule->fix));
    CL_TRY(check_template(load, map, "message"));
    CL_TRY(check_template(load, map, "because"));
    return check_template(load, map, "fix");
}

static cl_status read_rule(const loader *load, const cl_yaml *map, cl_check_rule *rule)
{
    static const char *const keys[] = {"id",  "level", "duty", "title", "message", "because",
                                       "fix", "why",   "when", "good",  "bad",     NULL};
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, load->error, "a check must be a map that begins with \"id\"");
    }
    CL_TRY(cl_yaml_allow(map, keys, load->error));
    rule->kind = load->kind;
    rule->file = map->file;
    rule->line = map->line;
    CL_TRY(require_text(load, map, "id", &rule->id));
    CL_TRY(check_id(load, cl_yaml_get(map, "id"), rule->id));
    CL_TRY(take_level(load, map, &rule->level));
    CL_TRY(take_duty(load, map, &rule->duty));
    CL_TRY(read_texts(load, map, rule));
    CL_TRY(take_when(load, map, rule));
    return take_examples(load, map, rule);
}

cl_status cl_check_rules_load(cl_arena *arena, const cl_yaml *document, cl_array *out,
                              cl_error *error)
{
    static const char *const keys[] = {"kind", "checks", NULL};
    loader load = {.arena = arena, .rules = out, .error = error};
    if (document->kind != CL_YAML_MAP) {
        return cl_yaml_error(document, error, "a file of checks is a map of kind and checks");
    }
    CL_TRY(cl_yaml_allow(document, keys, error));
    CL_TRY(require_text(&load, document, "kind", &load.kind));
    const cl_yaml *checks = cl_yaml_get(document, "checks");
    if (checks == NULL || checks->kind != CL_YAML_LIST || checks->count == 0) {
        return cl_yaml_error(checks == NULL ? document : checks, error,
                             "\"checks\" must be a list of checks");
    }
    for (const cl_yaml *item = checks->first; item != NULL; item = item->next) {
        cl_check_rule rule = {0};
        CL_TRY(read_rule(&load, item, &rule));
        cl_check_rule *added = cl_array_add(out, arena, sizeof *added, CL_PHRASES_MAX);
        if (added == NULL) {
            return cl_error_set(error, CL_LIMIT, "more than %u checks", CL_PHRASES_MAX);
        }
        *added = rule;
    }
    return CL_OK;
}
