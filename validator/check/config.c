#include "check/config.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/source.h"
#include "check/profile.h"
#include "ruleset/yaml.h"

/* What one captionlint.yaml is read with. */
typedef struct reading {
    cl_ruleset *rules;
    cl_arena *arena;
    cl_editions *editions;
    const char *file;
    cl_error *error;
} reading;

cl_edition *cl_editions_find(const cl_editions *editions, cl_span name)
{
    for (size_t i = 0; i < editions->items.count; i++) {
        cl_edition *edition = CL_ARRAY_AT(&editions->items, cl_edition, i);
        if (cl_span_equal(edition->name, name)) {
            return edition;
        }
    }
    return NULL;
}

cl_status cl_editions_add(cl_editions *editions, cl_span name, cl_edition **out, cl_error *error)
{
    *out = cl_editions_find(editions, name);
    if (*out != NULL) {
        return CL_OK;
    }
    if (editions->items.count == CL_EDITIONS_MAX) {
        return cl_error_set(error, CL_BAD_CONFIG, "more than %u editions; leave some out",
                            CL_EDITIONS_MAX);
    }
    cl_span copy;
    CL_TRY(cl_arena_copy(editions->arena, name, &copy));
    *out = cl_array_add(&editions->items, editions->arena, sizeof **out, CL_EDITIONS_MAX);
    if (*out == NULL) {
        return cl_arena_status(editions->arena);
    }
    (*out)->name = copy;
    (*out)->policies = editions->policies;
    (*out)->profile = editions->profile;
    return CL_OK;
}

cl_status cl_editions_choose_profile(const cl_ruleset *rules, cl_editions *editions, cl_span name,
                                     cl_error *error)
{
    const cl_setting with = {rules, editions->arena, error};
    CL_TRY(cl_edition_profile(&with, name, &editions->profile));
    for (size_t i = 0; i < editions->items.count; i++) {
        cl_edition *edition = CL_ARRAY_AT(&editions->items, cl_edition, i);
        edition->profile = editions->profile;
        edition->has_profile = true;
    }
    return CL_OK;
}

/* The reason of a refused value, with its place. */
static cl_status refuse(const reading *read, const cl_yaml *node, cl_status status,
                        const cl_error *reason)
{
    if (status != CL_BAD_CONFIG) {
        return status;
    }
    return cl_yaml_error(node, read->error, "%s", reason->message);
}

static cl_status take_property(const reading *read, const cl_yaml *node, cl_edition *edition)
{
    cl_error reason = {0};
    cl_status status;
    const cl_setting with = {read->rules, read->arena, &reason};
    if (node->kind == CL_YAML_SCALAR) {
        status = cl_edition_set(&with, edition, node->key, node->text);
    } else {
        cl_words values = {0};
        CL_TRY(cl_yaml_words(read->arena, node, &values, read->error));
        status = cl_edition_set_list(&with, edition, node->key, values);
    }
    return status == CL_OK ? CL_OK : refuse(read, node, status, &reason);
}

static cl_status take_edition(const reading *read, const cl_yaml *node)
{
    bool empty = node->kind == CL_YAML_SCALAR && cl_span_trim(node->text).len == 0;
    if (node->kind != CL_YAML_MAP && !empty) {
        return cl_yaml_error(node, read->error, "the edition \"%.*s\" must be a map of properties",
                             CL_SPAN_PRINT(node->key));
    }
    if (cl_span_trim(node->key).len == 0) {
        return cl_yaml_error(node, read->error, "an edition needs a name");
    }
    if (cl_editions_find(read->editions, node->key) != NULL) {
        return cl_yaml_error(node, read->error, "there is an edition \"%.*s\" already; rename one",
                             CL_SPAN_PRINT(node->key));
    }
    cl_error reason = {0};
    cl_edition *edition = NULL;
    cl_status status = cl_editions_add(read->editions, node->key, &edition, &reason);
    if (status != CL_OK) {
        return refuse(read, node, status, &reason);
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_property(read, item, edition));
    }
    return CL_OK;
}

static cl_status take_editions(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, read->error,
                             "\"editions\" must be a map of names to properties");
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_edition(read, item));
    }
    return CL_OK;
}

/* The path of a file that is named beside the configuration. */
static cl_span beside(const reading *read, cl_span name)
{
    cl_span own = cl_span_of(read->file);
    size_t end = own.len;
    while (end > 0 && own.data[end - 1] != '/') {
        end--;
    }
    bool absolute = name.len > 0 && name.data[0] == '/';
    return cl_arena_format(read->arena, "%.*s%.*s",
                           CL_SPAN_PRINT(cl_span_sub(own, 0, absolute ? 0 : end)),
                           CL_SPAN_PRINT(name));
}

static void note_file(const reading *read, cl_span bytes)
{
    if (read->editions->files != NULL) {
        cl_fingerprint_add(read->editions->files, bytes);
    }
}

/* A policy that names a file of ids, one a line. */
static cl_status take_list(const reading *read, const cl_yaml *node, cl_ids *out)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_SCALAR || cl_span_trim(node->text).len == 0) {
        return cl_yaml_error(node, read->error, "\"%.*s\" must be the name of a file",
                             CL_SPAN_PRINT(node->key));
    }
    cl_error reason = {0};
    cl_span bytes = CL_EMPTY_SPAN;
    cl_span path = beside(read, node->text);
    cl_status status =
        cl_source_read_file(read->arena, (const char *)path.data, CL_IDS_FILE_MAX, &bytes, &reason);
    if (status != CL_OK) {
        return refuse(read, node, status == CL_UNREADABLE ? CL_BAD_CONFIG : status, &reason);
    }
    note_file(read, bytes);
    CL_TRY(cl_ids_add_lines(out, read->arena, bytes));
    cl_ids_sort(out);
    return CL_OK;
}

/* A map of checks to the level that the house gives them. */
static cl_status take_raised(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, read->error,
                             "\"raise\" must be a map of checks to warning or error");
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        cl_error reason = {0};
        const cl_setting with = {read->rules, read->arena, &reason};
        cl_status status = cl_policy_raise(&with, &read->editions->policies, item->key, item->text);
        if (status != CL_OK) {
            return refuse(read, item, status, &reason);
        }
    }
    return CL_OK;
}

static cl_status take_policy(const reading *read, const cl_yaml *node)
{
    cl_policies *policies = &read->editions->policies;
    if (cl_span_equal(node->key, CL_SPAN("kill_list"))) {
        return take_list(read, node, &policies->killed);
    }
    if (cl_span_equal(node->key, CL_SPAN("corrected_list"))) {
        return take_list(read, node, &policies->corrected);
    }
    if (cl_span_equal(node->key, CL_SPAN("raise"))) {
        return take_raised(read, node);
    }
    cl_error reason = {0};
    cl_words values = {0};
    const cl_setting with = {read->rules, read->arena, &reason};
    CL_TRY(cl_yaml_words(read->arena, node, &values, read->error));
    cl_status status = cl_policy_set(&with, policies, node->key, values);
    return status == CL_OK ? CL_OK : refuse(read, node, status, &reason);
}

static cl_status take_policies(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, read->error, "\"policies\" must be a map");
    }
    CL_TRY(cl_yaml_allow(node, cl_policy_names, read->error));
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_policy(read, item));
    }
    return CL_OK;
}

/* Which of several values of a property the house's programs show. */
static cl_status take_shown(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_SCALAR ||
        !cl_shown_order_of(node->text, &read->editions->policies.shown)) {
        return cl_yaml_error(node, read->error,
                             "\"shown\" must be mwg, adobe, xmp-first, iim-first or exif-first");
    }
    return CL_OK;
}

/* What text is taken for that is not UTF-8 and says nothing of its charset. */
static cl_status take_charset(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    const char *charset = node->kind == CL_YAML_SCALAR ? cl_charset_of_label(node->text) : NULL;
    if (charset == NULL || !cl_charset_is_legacy(charset)) {
        return cl_yaml_error(node, read->error,
                             "\"charset\" must be windows-1252, windows-1250, windows-1251, "
                             "windows-1254, MacRoman, KOI8-R, Shift_JIS, EUC-JP, EUC-KR, GB18030 "
                             "or Big5");
    }
    read->editions->charset = charset;
    return CL_OK;
}

/* One file of a profile that the house wrote itself. */
static cl_status take_profile_file(const reading *read, const cl_yaml *node)
{
    cl_error reason = {0};
    cl_span bytes = CL_EMPTY_SPAN;
    cl_span path = beside(read, node->text);
    if (node->kind != CL_YAML_SCALAR || cl_span_trim(node->text).len == 0) {
        return cl_yaml_error(node, read->error, "the name of a file with a profile is wanted here");
    }
    cl_status status = cl_source_read_file(read->arena, (const char *)path.data, CL_RULE_FILE_MAX,
                                           &bytes, &reason);
    if (status != CL_OK) {
        return refuse(read, node, status == CL_UNREADABLE ? CL_BAD_CONFIG : status, &reason);
    }
    note_file(read, bytes);
    return cl_ruleset_add_profile(read->rules, (const char *)path.data, bytes, read->error);
}

/* One file or a list of them. */
static cl_status take_profiles(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_LIST) {
        CL_TRY(take_profile_file(read, node));
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        CL_TRY(take_profile_file(read, item));
    }
    return cl_conditions_check(read->rules, read->error);
}

static cl_status take_profile(const reading *read, const cl_yaml *node)
{
    if (node == NULL) {
        return CL_OK;
    }
    cl_error reason = {0};
    const cl_setting with = {read->rules, read->arena, &reason};
    cl_status status =
        cl_edition_profile(&with, cl_span_trim(node->text), &read->editions->profile);
    return status == CL_OK ? CL_OK : refuse(read, node, status, &reason);
}

/* What holds for the house holds for editions that were there before, too. */
static void spread(cl_editions *editions)
{
    for (size_t i = 0; i < editions->items.count; i++) {
        cl_edition *edition = CL_ARRAY_AT(&editions->items, cl_edition, i);
        edition->policies = editions->policies;
        if (!edition->has_profile) {
            edition->profile = editions->profile;
        }
    }
}

static cl_status take_document(const reading *read, const char *file, cl_span bytes)
{
    static const char *const keys[] = {"editions", "policies", "shown", "charset",
                                       "profile",  "profiles", NULL};
    cl_yaml *document;
    CL_TRY(cl_yaml_parse(read->arena, file, bytes, &document, read->error));
    if (document->kind != CL_YAML_MAP) {
        return cl_yaml_error(document, read->error,
                             "a map of editions, policies, shown, charset, profile and profiles is "
                             "wanted");
    }
    CL_TRY(cl_yaml_allow(document, keys, read->error));
    CL_TRY(take_profiles(read, cl_yaml_get(document, "profiles")));
    CL_TRY(take_profile(read, cl_yaml_get(document, "profile")));
    CL_TRY(take_policies(read, cl_yaml_get(document, "policies")));
    CL_TRY(take_shown(read, cl_yaml_get(document, "shown")));
    CL_TRY(take_charset(read, cl_yaml_get(document, "charset")));
    CL_TRY(take_editions(read, cl_yaml_get(document, "editions")));
    spread(read->editions);
    return CL_OK;
}

cl_status cl_config_load(cl_ruleset *rules, const char *file, cl_span bytes, cl_editions *out,
                         cl_error *error)
{
    if (bytes.len > CL_RULE_FILE_MAX) {
        return cl_error_set(error, CL_BAD_CONFIG, "%s: larger than a configuration can be", file);
    }
    const reading read = {rules, out->arena, out, file, error};
    cl_status status = take_document(&read, file, bytes);
    if (status != CL_BAD_RULES) {
        return status;
    }
    /* The YAML reader speaks of rules; to the caller this is the configuration. */
    if (error != NULL && error->status == CL_BAD_RULES) {
        error->status = CL_BAD_CONFIG;
    }
    return CL_BAD_CONFIG;
}
