#include "ruleset/ruleset.h"

#include "base/limits.h"
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

static cl_status load(cl_ruleset *rules, const char *folder, cl_error *error)
{
    cl_files files;
    CL_TRY(cl_files_read(rules->arena, folder, &files, error));
    rules->pack = CL_SPAN("unnamed");
    rules->hash = cl_files_hash(&files);
    CL_TRY(load_matching(rules, &files, CL_SPAN("pack."), load_pack, error));
    CL_TRY(cl_tables_load(rules, &files, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("agencies/"), cl_agencies_load, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("fragments"), load_fragments, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("restrictions/"), load_restrictions, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("credits/"), load_credits, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("unread"), load_unread, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("checks/"), load_checks, error));
    CL_TRY(load_matching(rules, &files, CL_SPAN("profiles/"), cl_profile_load, error));
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
    rules->names = cl_gazetteer_new(arena);
    rules->codes = cl_gazetteer_new(arena);
    rules->times = cl_gazetteer_new(arena);
    rules->agency_names = cl_gazetteer_new(arena);
    rules->prefilter = cl_prefilter_new(arena);
    *out = rules;
    return rules->names == NULL || rules->codes == NULL || rules->times == NULL ||
                   rules->agency_names == NULL || rules->prefilter == NULL
               ? CL_NO_MEMORY
               : CL_OK;
}

cl_status cl_ruleset_load(const char *folder, cl_ruleset **out, cl_error *error)
{
    cl_ruleset *rules = NULL;
    cl_status status = new_ruleset(&rules);
    if (status == CL_OK) {
        status = load(rules, folder, error);
    }
    if (status != CL_OK) {
        cl_ruleset_free(rules);
        return cl_error_set(error, status, "%s: %s", folder,
                            status == CL_LIMIT ? "larger than a rule set may be"
                                               : "no memory to load the rules");
    }
    *out = rules;
    return CL_OK;
}

void cl_ruleset_free(cl_ruleset *rules)
{
    if (rules == NULL) {
        return;
    }
    for (size_t i = 0; i < rules->phrases.count; i++) {
        cl_pattern_free(CL_ARRAY_AT(&rules->phrases, cl_phrase, i)->pattern);
    }
    cl_profiles_free(rules);
    cl_arena_free(rules->arena);
}

const cl_gazetteer *cl_ruleset_gazetteer(const cl_ruleset *rules)
{
    return rules->names;
}

const cl_gazetteer *cl_ruleset_codes(const cl_ruleset *rules)
{
    return rules->codes;
}

const cl_gazetteer *cl_ruleset_time_names(const cl_ruleset *rules)
{
    return rules->times;
}

const cl_gazetteer *cl_ruleset_agency_names(const cl_ruleset *rules)
{
    return rules->agency_names;
}

size_t cl_ruleset_phrase_count(const cl_ruleset *rules)
{
    return rules->phrases.count;
}

size_t cl_ruleset_outlet_count(const cl_ruleset *rules)
{
    return rules->outlets.count;
}

const cl_outlet *cl_ruleset_outlet(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->outlets, const cl_outlet, i);
}

const cl_phrase *cl_ruleset_phrase(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->phrases, const cl_phrase, i);
}

cl_status cl_ruleset_possible(const cl_ruleset *rules, cl_arena *arena, cl_span text,
                              uint8_t *possible)
{
    return cl_prefilter_run(rules->prefilter, arena, text, possible);
}

size_t cl_ruleset_phrase_index(const cl_ruleset *rules, const cl_phrase *phrase)
{
    return (size_t)(phrase - CL_ARRAY_AT(&rules->phrases, const cl_phrase, 0));
}

const cl_phrase *cl_ruleset_phrase_of(const cl_ruleset *rules, cl_span id)
{
    for (size_t i = 0; i < rules->phrases.count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        if (cl_span_equal(phrase->id, id)) {
            return phrase;
        }
    }
    return NULL;
}

size_t cl_ruleset_check_count(const cl_ruleset *rules)
{
    return rules->checks.count;
}

const cl_check_rule *cl_ruleset_check(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->checks, const cl_check_rule, i);
}

const cl_check_rule *cl_ruleset_check_of(const cl_ruleset *rules, cl_span id)
{
    for (size_t i = 0; i < rules->checks.count; i++) {
        if (cl_span_equal(cl_ruleset_check(rules, i)->id, id)) {
            return cl_ruleset_check(rules, i);
        }
    }
    return NULL;
}

const cl_agency *cl_ruleset_agency_of(const cl_ruleset *rules, cl_span name)
{
    size_t len = 0;
    name = cl_span_trim(name);
    const cl_name *found = cl_gazetteer_find(rules->agency_names, name, 0, &len);
    for (size_t i = 0; i < rules->agencies.count; i++) {
        const cl_agency *agency = CL_ARRAY_AT(&rules->agencies, const cl_agency, i);
        bool is_name = found != NULL && len == name.len && found->mark == agency->mark;
        if (is_name || cl_span_equal_nocase(agency->name, name)) {
            return agency;
        }
    }
    return NULL;
}

cl_span cl_ruleset_pack(const cl_ruleset *rules)
{
    return rules->pack;
}

cl_span cl_ruleset_hash(const cl_ruleset *rules)
{
    return rules->hash;
}

const cl_name *cl_ruleset_region(const cl_ruleset *rules, cl_span code)
{
    for (size_t i = 0; i < rules->regions.count; i++) {
        const cl_name *region = *CL_ARRAY_AT(&rules->regions, cl_name *, i);
        if (cl_span_equal_nocase(region->value, code)) {
            return region;
        }
    }
    return NULL;
}

cl_span cl_ruleset_territory_name(const cl_ruleset *rules, cl_span code)
{
    for (size_t i = 0; i < rules->territories.count; i++) {
        const cl_territory *territory = CL_ARRAY_AT(&rules->territories, const cl_territory, i);
        if (cl_span_equal(territory->code, code)) {
            return territory->name;
        }
    }
    return code;
}

static cl_status upper_case(cl_arena *arena, cl_span text, cl_span *out)
{
    uint8_t *upper = cl_arena_alloc(arena, text.len + 1, 1);
    if (upper == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        upper[i] = byte >= 'a' && byte <= 'z' ? (uint8_t)(byte - ('a' - 'A')) : byte;
    }
    *out = (cl_span){upper, text.len};
    return CL_OK;
}

static bool is_code(const cl_ruleset *rules, cl_span text)
{
    for (size_t i = 0; i < rules->territories.count; i++) {
        if (cl_span_equal(CL_ARRAY_AT(&rules->territories, const cl_territory, i)->code, text)) {
            return true;
        }
    }
    return false;
}

cl_status cl_ruleset_territories(const cl_ruleset *rules, cl_arena *arena, cl_span name,
                                 cl_words *out, bool *known)
{
    cl_span upper;
    size_t len = 0;
    name = cl_span_trim(name);
    *known = name.len > 0;
    CL_TRY(upper_case(arena, name, &upper));
    if (is_code(rules, upper)) {
        return cl_words_add(out, arena, upper);
    }
    const cl_name *found = cl_gazetteer_find(rules->names, name, 0, &len);
    if (found == NULL || len != name.len) {
        found = cl_gazetteer_find(rules->names, upper, 0, &len);
    }
    if (found == NULL || len != name.len || !cl_span_equal(found->kind, CL_SPAN("territory"))) {
        *known = false;
        return CL_OK;
    }
    return cl_words_add_all(out, arena, found->codes);
}

cl_words cl_ruleset_vocabulary(const cl_ruleset *rules, cl_span vocabulary)
{
    const cl_vocabulary *found = cl_vocabulary_of(rules, vocabulary);
    if (found == NULL) {
        return (cl_words){0};
    }
    return found->values;
}

bool cl_ruleset_knows(const cl_ruleset *rules, cl_span vocabulary, cl_span value)
{
    return cl_words_have(cl_ruleset_vocabulary(rules, vocabulary), value);
}
