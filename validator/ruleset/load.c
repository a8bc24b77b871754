/* The files of rules/ -> a rule set: built in an arena, then moved into an image, in which it takes
 * a fraction of the memory and lies as it does when it comes from the cache. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "ruleset/image.h"
#include "ruleset/loading.h"

static cl_status parse(cl_ruleset *rules, const cl_file *file, cl_yaml **out, cl_error *error)
{
    return cl_yaml_parse(rules->arena, file->path, file->bytes, out, error);
}

/* What is in a folder is loaded by one function. */
typedef cl_status (*document_fn)(cl_ruleset *rules, const cl_yaml *document, cl_error *error);

static cl_status load_restrictions(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    return cl_phrases_load(rules, document, CL_STAGE_RESTRICTION, error);
}

static cl_status load_credits(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    return cl_phrases_load(rules, document, CL_STAGE_CREDIT, error);
}

static cl_status load_unread(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    return cl_phrases_load(rules, document, CL_STAGE_UNREAD, error);
}

static cl_status load_checks(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    return cl_check_rules_load(rules->arena, document, &rules->checks, error);
}

static cl_status load_fragments(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    static const char *const keys[] = {"fragments", "about", NULL};
    CL_TRY(cl_yaml_allow(document, keys, error));
    return cl_fragments_load(rules, cl_yaml_get(document, "fragments"), &rules->fragments, error);
}

/* Two digits of a date as a number; 0, which is no month and no day, when they are none. */
static unsigned two_digits(cl_span text, size_t at)
{
    unsigned value = 0;
    for (size_t i = at; i < at + 2; i++) {
        if (i >= text.len || text.data[i] < '0' || text.data[i] > '9') {
            return 0;
        }
        value = value * 10 + (unsigned)(text.data[i] - '0');
    }
    return value;
}

/* ISO 8601-1, 5.2.2.1: a day of this century. */
static bool is_day(cl_span text)
{
    static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned year = two_digits(text, 2);
    unsigned month = two_digits(text, 5);
    unsigned day = two_digits(text, 8);
    if (text.len != 10 || !cl_span_starts(text, CL_SPAN("20")) || text.data[4] != '-' ||
        text.data[7] != '-' || year == 0 || month == 0 || month > 12 || day == 0) {
        return false;
    }
    return day <= lengths[month - 1] + (month == 2 && year % 4 == 0 ? 1u : 0u);
}

static cl_status load_pack(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    static const char *const keys[] = {"name", "version", NULL};
    CL_TRY(cl_yaml_allow(document, keys, error));
    cl_span name = cl_yaml_text(document, "name");
    cl_span version = cl_yaml_text(document, "version");
    if (name.len == 0 || version.len == 0) {
        return cl_yaml_error(document, error, "a rule pack has `name:` and `version:`");
    }
    if (!is_day(version)) {
        return cl_yaml_error(cl_yaml_get(document, "version"), error,
                             "\"version\" is the day of the rules, such as 2026-11-22; write the "
                             "day of the last change");
    }
    rules->pack =
        cl_arena_format(rules->arena, "%.*s %.*s", CL_SPAN_PRINT(name), CL_SPAN_PRINT(version));
    return CL_OK;
}

static cl_status load_matching(cl_ruleset *rules, const cl_files *files, cl_span prefix,
                               document_fn load, cl_error *error)
{
    for (size_t i = 0; i < files->items.count; i++) {
        const cl_file *file = CL_ARRAY_AT(&files->items, const cl_file, i);
        if (!cl_span_starts(file->name, prefix) || !cl_span_ends(file->name, CL_SPAN(".yaml"))) {
            continue;
        }
        cl_yaml *document;
        CL_TRY(parse(rules, file, &document, error));
        CL_TRY(load(rules, document, error));
    }
    return CL_OK;
}

static cl_status finish_names(cl_ruleset *rules)
{
    CL_TRY(cl_gazetteer_finish(rules->names));
    CL_TRY(cl_gazetteer_finish(rules->codes));
    CL_TRY(cl_gazetteer_finish(rules->times));
    return cl_gazetteer_finish(rules->agency_names);
}

static cl_status load(cl_ruleset *rules, const cl_files *files, cl_error *error)
{
    rules->pack = CL_SPAN("unnamed");
    CL_TRY(cl_arena_copy(rules->arena, files->hash, &rules->hash));
    CL_TRY(load_matching(rules, files, CL_SPAN("pack."), load_pack, error));
    CL_TRY(cl_tables_load(rules, files, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("agencies/"), cl_agencies_load, error));
    CL_TRY(finish_names(rules));
    CL_TRY(load_matching(rules, files, CL_SPAN("fragments"), load_fragments, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("restrictions/"), load_restrictions, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("credits/"), load_credits, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("unread"), load_unread, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("checks/"), load_checks, error));
    CL_TRY(load_matching(rules, files, CL_SPAN("profiles/"), cl_profile_load, error));
    return cl_profiles_settle(rules, error);
}

static cl_status new_ruleset(cl_ruleset **out)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_ruleset *rules = cl_arena_alloc(arena, 1, sizeof *rules);
    if (rules == NULL) {
        cl_arena_free(arena);
        return CL_NO_MEMORY;
    }
    rules->arena = arena;
    rules->image.file = -1;
    rules->names = cl_gazetteer_new(arena);
    rules->codes = cl_gazetteer_new(arena);
    rules->times = cl_gazetteer_new(arena);
    rules->agency_names = cl_gazetteer_new(arena);
    bool filtered = true;
    for (size_t i = 0; i < CL_STAGE_COUNT; i++) {
        rules->prefilters[i] = cl_prefilter_new(arena);
        filtered = filtered && rules->prefilters[i] != NULL;
    }
    *out = rules;
    return rules->names == NULL || rules->codes == NULL || rules->times == NULL ||
                   rules->agency_names == NULL || !filtered
               ? CL_NO_MEMORY
               : CL_OK;
}

cl_status cl_ruleset_build(const cl_files *files, cl_ruleset **out, cl_error *error)
{
    cl_ruleset *rules = NULL;
    cl_status status = new_ruleset(&rules);
    if (status == CL_OK) {
        status = load(rules, files, error);
    }
    if (status != CL_OK) {
        cl_ruleset_free(rules);
        return status;
    }
    *out = rules;
    return CL_OK;
}

static cl_status write_image(cl_ruleset *built, cl_out *out)
{
    for (size_t i = 0; i < CL_STAGE_COUNT; i++) {
        CL_TRY(cl_prefilter_end(built->prefilters[i]));
    }
    return cl_image_write(built, &cl_ruleset_shape, CL_RULESET_BASE, out);
}

cl_status cl_ruleset_finish(cl_ruleset *built, cl_ruleset_image *out)
{
    cl_out bytes = {0};
    cl_status status = write_image(built, &bytes);
    cl_ruleset_free(built);
    if (status == CL_OK && bytes.failed) {
        status = CL_NO_MEMORY;
    }
    if (status != CL_OK) {
        cl_out_free(&bytes);
        return status;
    }
    *out = (cl_ruleset_image){.memory = bytes.data, .size = bytes.len, .file = -1};
    return CL_OK;
}

static void free_image(const cl_ruleset_image *image)
{
    if (image->file < 0) {
        free(image->memory);
        return;
    }
    (void)munmap(image->memory, image->size);
    (void)close(image->file);
}

/* The rules themselves are copied out: their lists grow. All else is only read from now on. */
static cl_status open_image(const cl_ruleset_image *image, cl_arena *arena, cl_ruleset **out)
{
    void *root = NULL;
    cl_ruleset *rules = cl_arena_alloc(arena, 1, sizeof *rules);
    const cl_image from = {image->memory + image->at, image->size - image->at, image->file,
                           image->at};
    if (rules == NULL) {
        return cl_arena_status(arena);
    }
    CL_TRY(cl_image_open(&from, &cl_ruleset_shape, &root));
    *rules = *(const cl_ruleset *)root;
    rules->arena = arena;
    rules->image = *image;
    *out = rules;
    return CL_OK;
}

cl_status cl_ruleset_of_image(const cl_ruleset_image *image, cl_ruleset **out)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_status status = arena == NULL ? CL_NO_MEMORY : open_image(image, arena, out);
    if (status != CL_OK) {
        cl_arena_free(arena);
        free_image(image);
    }
    return status;
}

void cl_ruleset_free(cl_ruleset *rules)
{
    if (rules == NULL) {
        return;
    }
    for (size_t i = 0; i < rules->phrases.count; i++) {
        cl_pattern_free(CL_ARRAY_AT(&rules->phrases, cl_phrase, i)->pattern);
    }
    bool building = rules->image.memory == NULL;
    for (size_t i = 0; building && i < CL_STAGE_COUNT; i++) {
        cl_prefilter_free(rules->prefilters[i]);
    }
    cl_profiles_free(rules);
    free_image(&rules->image);
    cl_arena_free(rules->arena); /* `rules` itself lies in it */
}
