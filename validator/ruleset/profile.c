/* Profiles of rules/profiles/ and of a house: their checks, and what one takes over from another.
 */
#include "ruleset/profile.h"

#include "base/limits.h"
#include "ruleset/check_loading.h"
#include "ruleset/loading.h"

/* What one profile is loaded with. */
typedef struct profile_loader {
    cl_ruleset *rules;
    cl_profile *profile;
    cl_check_loader checks;
} profile_loader;

/* Small letters, digits and dashes: a name is part of the ids of findings. */
static bool is_name(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (!letter && byte != '-') {
            return false;
        }
    }
    return text.len > 0;
}

static cl_status require_name(const cl_check_loader *load, const cl_yaml *map, const char *key,
                              cl_span *out)
{
    cl_span text = cl_yaml_text(map, key);
    const cl_yaml *node = cl_yaml_get(map, key);
    if (!is_name(text) || cl_span_equal(text, CL_SPAN(CL_PROFILE_NONE))) {
        return cl_yaml_error(node == NULL ? map : node, load->error,
                             "\"%s\" must be a name of small letters, digits and dashes", key);
    }
    *out = text;
    return CL_OK;
}

static cl_status take_when(const profile_loader *load, const cl_yaml *map, cl_check_rule *rule,
                           cl_condition *condition)
{
    static const char *const keys[] = {"format",  "agency", "edition", "container",
                                       "present", "absent", NULL};
    const cl_yaml *when = cl_yaml_get(map, "when");
    if (when == NULL) {
        return CL_OK;
    }
    cl_error *error = load->checks.error;
    cl_arena *arena = load->checks.arena;
    if (when->kind != CL_YAML_MAP) {
        return cl_yaml_error(when, error,
                             "\"when\" must be a map of format, agency, edition, "
                             "container, present and absent");
    }
    CL_TRY(cl_yaml_allow(when, keys, error));
    CL_TRY(cl_yaml_words(arena, cl_yaml_get(when, "format"), &condition->formats, error));
    CL_TRY(cl_yaml_words(arena, cl_yaml_get(when, "agency"), &rule->agencies, error));
    CL_TRY(cl_yaml_words(arena, cl_yaml_get(when, "edition"), &rule->editions, error));
    CL_TRY(cl_yaml_words(arena, cl_yaml_get(when, "container"), &condition->containers, error));
    CL_TRY(cl_check_take_fields(&load->checks, cl_yaml_get(when, "present"), &condition->present,
                                &condition->present_set));
    return cl_check_take_fields(&load->checks, cl_yaml_get(when, "absent"), &rule->absent,
                                &rule->absent_set);
}

static cl_status take_fields(const profile_loader *load, const cl_yaml *map,
                             cl_condition *condition)
{
    const cl_yaml *one = cl_yaml_get(map, "field");
    const cl_yaml *many = cl_yaml_get(map, "fields");
    if ((one == NULL) == (many == NULL)) {
        return cl_yaml_error(map, load->checks.error,
                             "a check needs \"field\" or \"fields\": what it is about");
    }
    const cl_yaml *node = one != NULL ? one : many;
    CL_TRY(cl_field_list_read(load->checks.arena, node, &condition->fields, load->checks.error));
    for (size_t i = 0; i < condition->fields.count; i++) {
        cl_field_set_add(&condition->fields_set, condition->fields.items[i]);
    }
    return condition->fields.count > 0
               ? CL_OK
               : cl_yaml_error(node, load->checks.error, "no field is named here");
}

/* "alt-text-missing" of the profile publish-web is publish-web.alt-text-missing. */
static cl_status read_id(const profile_loader *load, const cl_yaml *map, cl_check_rule *rule,
                         cl_condition *condition)
{
    const cl_check_loader *checks = &load->checks;
    rule->condition = condition;
    rule->kind = checks->kind;
    rule->file = map->file;
    rule->line = map->line;
    condition->profile = load->profile;
    CL_TRY(require_name(checks, map, "id", &condition->name));
    rule->id = cl_arena_format(checks->arena, "%.*s.%.*s", CL_SPAN_PRINT(checks->kind),
                               CL_SPAN_PRINT(condition->name));
    return cl_check_refuse_again(checks, cl_yaml_get(map, "id"), rule->id);
}

static cl_status read_check(const profile_loader *load, const cl_yaml *map, cl_check_rule *rule,
                            cl_condition *condition)
{
    const cl_check_loader *checks = &load->checks;
    CL_TRY(cl_check_take_level(checks, map, &rule->level));
    CL_TRY(take_fields(load, map, condition));
    CL_TRY(take_when(load, map, rule, condition));
    rule->because = cl_span_of(cl_condition_because(condition->kind));
    CL_TRY(cl_check_take_texts(checks, map, rule));
    return cl_check_take_examples(checks, map, rule);
}

static cl_status allow_keys(const profile_loader *load, const cl_yaml *map)
{
#define KEY(name, value) #name,
    static const char *const keys[] = {
        "id",   "level", "title", "message", "because", "fix",         "why",
        "when", "good",  "bad",   "field",   "fields",  "within_days", CL_CONDITIONS(KEY) NULL};
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, load->checks.error,
                             "a check must be a map that begins with \"id\"");
    }
    return cl_yaml_allow(map, keys, load->checks.error);
}

/* The condition belongs to the rule set before anything can fail behind it: it may hold a pattern.
 */
static cl_status load_check(const profile_loader *load, const cl_yaml *map)
{
    const cl_check_loader *checks = &load->checks;
    cl_check_rule rule = {0};
    CL_TRY(allow_keys(load, map));
    cl_condition *condition = cl_arena_alloc(checks->arena, 1, sizeof *condition);
    size_t *own = cl_array_add(&load->profile->own, checks->arena, sizeof *own, CL_PHRASES_MAX);
    if (condition == NULL || own == NULL) {
        return CL_LIMIT;
    }
    CL_TRY(read_id(load, map, &rule, condition));
    *own = checks->rules->count;
    CL_TRY(cl_check_keep(checks, &rule));
    CL_TRY(cl_condition_read(load->rules, map, condition, checks->error));
    CL_TRY(read_check(load, map, &rule, condition));
    *CL_ARRAY_AT(checks->rules, cl_check_rule, *own) = rule;
    return CL_OK;
}

static cl_status new_profile(cl_ruleset *rules, const cl_yaml *document, cl_profile **out)
{
    *out = cl_arena_alloc(rules->arena, 1, sizeof **out);
    cl_profile **kept = cl_array_add(&rules->profiles, rules->arena, sizeof *kept, CL_PROFILES_MAX);
    if (*out == NULL || kept == NULL) {
        return CL_LIMIT;
    }
    *kept = *out;
    (*out)->document = document;
    (*out)->file = document->file;
    (*out)->line = document->line;
    return CL_OK;
}

static cl_status read_head(profile_loader *load, const cl_yaml *document)
{
    cl_check_loader *checks = &load->checks;
    cl_span name;
    CL_TRY(require_name(checks, document, "profile", &name));
    const cl_profile *other = cl_ruleset_profile_of(load->rules, name);
    if (other != NULL) {
        return cl_yaml_error(cl_yaml_get(document, "profile"), checks->error,
                             "there is a profile \"%.*s\" already, in %s; rename one",
                             CL_SPAN_PRINT(name), other->file);
    }
    cl_profile *profile = NULL;
    CL_TRY(new_profile(load->rules, document, &profile));
    load->profile = profile;
    profile->name = checks->kind = name;
    if (cl_yaml_get(document, "extends") != NULL) {
        CL_TRY(require_name(checks, document, "extends", &profile->extends));
    }
    CL_TRY(cl_yaml_words(checks->arena, cl_yaml_get(document, "without"), &profile->without,
                         checks->error));
    CL_TRY(cl_check_require_text(checks, document, "title", &profile->title));
    return cl_check_require_text(checks, document, "for", &profile->purpose);
}

cl_status cl_profile_load(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    static const char *const keys[] = {"profile", "title",  "for", "extends",
                                       "without", "checks", NULL};
    profile_loader load = {.rules = rules,
                           .checks = {rules->arena, &rules->checks, CL_EMPTY_SPAN, error}};
    if (document->kind != CL_YAML_MAP) {
        return cl_yaml_error(document, error, "a profile is a map that begins with \"profile\"");
    }
    CL_TRY(cl_yaml_allow(document, keys, error));
    CL_TRY(read_head(&load, document));
    const cl_yaml *checks = cl_yaml_get(document, "checks");
    bool may_be_empty = load.profile->extends.len > 0 && checks == NULL;
    if (!may_be_empty && (checks == NULL || checks->kind != CL_YAML_LIST || checks->count == 0)) {
        return cl_yaml_error(checks == NULL ? document : checks, error,
                             "\"checks\" must be a list of checks");
    }
    for (const cl_yaml *item = may_be_empty ? NULL : checks->first; item != NULL;
         item = item->next) {
        CL_TRY(load_check(&load, item));
    }
    return CL_OK;
}

/* --- one profile extends another --- */

static const cl_condition *condition_at(const cl_ruleset *rules, const cl_array *list, size_t i)
{
    return cl_ruleset_check(rules, *CL_ARRAY_AT(list, const size_t, i))->condition;
}

static bool has_check(const cl_ruleset *rules, const cl_array *list, cl_span name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (cl_span_equal(condition_at(rules, list, i)->name, name)) {
            return true;
        }
    }
    return false;
}

static cl_status add_index(cl_ruleset *rules, cl_array *list, size_t index)
{
    size_t *added = cl_array_add(list, rules->arena, sizeof *added, CL_PHRASES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = index;
    return CL_OK;
}

static cl_status check_without(const cl_ruleset *rules, const cl_profile *profile,
                               const cl_profile *parent, cl_error *error)
{
    for (size_t i = 0; i < profile->without.count; i++) {
        cl_span name = profile->without.items[i];
        if (parent == NULL || !has_check(rules, &parent->checks, name)) {
            return cl_yaml_error(cl_yaml_get(profile->document, "without"), error,
                                 "there is no check \"%.*s\" to do without; name one of the "
                                 "profile that \"extends\" names",
                                 CL_SPAN_PRINT(name));
        }
    }
    return CL_OK;
}

/* A check of the same name replaces that of the parent. */
static cl_status take_over(cl_ruleset *rules, cl_profile *profile, const cl_profile *parent)
{
    for (size_t i = 0; i < parent->checks.count; i++) {
        cl_span name = condition_at(rules, &parent->checks, i)->name;
        if (!cl_words_have(profile->without, name) && !has_check(rules, &profile->own, name)) {
            CL_TRY(
                add_index(rules, &profile->checks, *CL_ARRAY_AT(&parent->checks, const size_t, i)));
        }
    }
    return CL_OK;
}

static cl_profile *find(const cl_ruleset *rules, cl_span name)
{
    for (size_t i = 0; i < rules->profiles.count; i++) {
        cl_profile *profile = *CL_ARRAY_AT(&rules->profiles, cl_profile *, i);
        if (cl_span_equal(profile->name, name)) {
            return profile;
        }
    }
    return NULL;
}

static cl_status settle(cl_ruleset *rules, cl_profile *profile, unsigned depth, cl_error *error)
{
    const cl_yaml *extends = cl_yaml_get(profile->document, "extends");
    cl_profile *parent = extends == NULL ? NULL : find(rules, profile->extends);
    if (profile->settled) {
        return CL_OK;
    }
    if (extends != NULL && parent == NULL) {
        return cl_yaml_error(extends, error, "there is no profile \"%.*s\"; there are: %.*s",
                             CL_SPAN_PRINT(profile->extends),
                             CL_SPAN_PRINT(cl_ruleset_profile_names(rules, rules->arena)));
    }
    if (depth == CL_PROFILE_DEPTH_MAX) {
        return cl_yaml_error(extends, error, "profiles extend one another in a circle; cut it");
    }
    if (parent != NULL) {
        CL_TRY(settle(rules, parent, depth + 1, error));
        CL_TRY(take_over(rules, profile, parent));
    }
    CL_TRY(check_without(rules, profile, parent, error));
    for (size_t i = 0; i < profile->own.count; i++) {
        CL_TRY(add_index(rules, &profile->checks, *CL_ARRAY_AT(&profile->own, const size_t, i)));
    }
    profile->settled = true;
    return CL_OK;
}

cl_status cl_profiles_settle(cl_ruleset *rules, cl_error *error)
{
    for (size_t i = 0; i < rules->profiles.count; i++) {
        CL_TRY(settle(rules, *CL_ARRAY_AT(&rules->profiles, cl_profile *, i), 0, error));
    }
    return CL_OK;
}

/* Takes the checks from `first` on away again. */
static void drop_checks(cl_ruleset *rules, size_t first)
{
    for (size_t i = first; i < rules->checks.count; i++) {
        const cl_condition *condition = cl_ruleset_check(rules, i)->condition;
        if (condition != NULL) {
            cl_pattern_free(condition->pattern);
        }
    }
    rules->checks.count = first;
}

static cl_status add_profile(cl_ruleset *rules, const char *path, cl_span bytes, cl_error *error)
{
    cl_yaml *document;
    cl_span kept;
    CL_TRY(cl_arena_copy(rules->arena, cl_span_of(path), &kept));
    CL_TRY(cl_yaml_parse(rules->arena, (const char *)kept.data, bytes, &document, error));
    CL_TRY(cl_profile_load(rules, document, error));
    return cl_profiles_settle(rules, error);
}

cl_status cl_ruleset_add_profile(cl_ruleset *rules, const char *path, cl_span bytes,
                                 cl_error *error)
{
    size_t checks = rules->checks.count;
    size_t profiles = rules->profiles.count;
    cl_status status = add_profile(rules, path, bytes, error);
    if (status != CL_OK) {
        drop_checks(rules, checks);
        rules->profiles.count = profiles;
    }
    return status;
}

void cl_profiles_free(cl_ruleset *rules)
{
    drop_checks(rules, 0);
}

size_t cl_ruleset_profile_count(const cl_ruleset *rules)
{
    return rules->profiles.count;
}

const cl_profile *cl_ruleset_profile(const cl_ruleset *rules, size_t i)
{
    return *CL_ARRAY_AT(&rules->profiles, cl_profile *, i);
}

const cl_profile *cl_ruleset_profile_of(const cl_ruleset *rules, cl_span name)
{
    return find(rules, name);
}

cl_span cl_ruleset_profile_names(const cl_ruleset *rules, cl_arena *arena)
{
    cl_words names = {0};
    for (size_t i = 0; i < rules->profiles.count; i++) {
        if (cl_words_add(&names, arena, cl_ruleset_profile(rules, i)->name) != CL_OK) {
            return CL_SPAN("");
        }
    }
    return cl_words_join(arena, names, ", ");
}
