/* The examples of checks: records of fields, with the edition and the policies they are judged by.
 */
#include "metadata/field.h"
#include "ruleset/check_loading.h"

static const char *const edition_keys[] = {
    "name",        "territory", "medium",    "use",  "outlet", "credit",  "at", "until",
    "geo_blocked", "archive",   "syndicate", "crop", "ai",     "profile", NULL,
};
static const char *const containers[] = {"EXIF", "IIM", "XMP", "sidecar", "PNG text", NULL};
static const char *const properties[] = {"format", "digest", NULL}; /* of the picture */

/* An example under construction. */
typedef struct example_loader {
    cl_arena *arena;
    cl_check_example_part **end; /* where the next part is hung */
    cl_error *error;
} example_loader;

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
                             "syndicate, crop, ai and profile",
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

/* One entry of captionlint-waivers.yaml for the example; `picture: edited` makes it one for other
 * bytes, `damage: yes` the picture one with such damage. */
static cl_status take_waiver(example_loader *load, const cl_yaml *node)
{
    static const char *const keys[] = {"rule", "note", "expires", "picture", "damage", NULL};
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, load->error, "\"waiver\" must be a map");
    }
    CL_TRY(cl_yaml_allow(node, keys, load->error));
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_values(load, item, "waiver"));
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
                             "instructions, EXIF, IIM, XMP, sidecar, PNG text, format, digest, "
                             "edition, policies or waiver",
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
    if (cl_span_equal(node->key, CL_SPAN("waiver"))) {
        return take_waiver(load, node);
    }
    if (cl_span_is_one_of(node->key, containers)) {
        return take_container(load, node);
    }
    if (cl_span_is_one_of(node->key, properties) && node->kind == CL_YAML_SCALAR) {
        return add_part(load, node->key, node->text);
    }
    return take_field(load, node, CL_SPAN(""));
}

static cl_status take_example(const cl_check_loader *load, const cl_yaml *node, bool good,
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

cl_status cl_check_take_examples(const cl_check_loader *load, const cl_yaml *map,
                                 cl_check_rule *rule)
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
