#include "check/edition.h"

/* One call of cl_edition_set. */
typedef struct setting {
    const cl_ruleset *rules;
    cl_arena *arena;
    cl_edition *edition;
    cl_error *error;
} setting;

typedef struct property {
    const char *key;
    bool is_list;
    cl_status (*set)(const setting *set, cl_span value);
} property;

static bool is_world(cl_span name)
{
    return cl_span_equal_nocase(name, CL_SPAN("WORLD")) ||
           cl_span_equal_nocase(name, CL_SPAN("WORLDWIDE"));
}

/* Codes of the rule set live as long as the rule set, which every edition does not outlive. */
static cl_status set_territory(const setting *set, cl_span value)
{
    cl_words *territories = &set->edition->territories;
    if (is_world(value)) {
        return cl_words_add(territories, set->arena, CL_SPAN("WORLD"));
    }
    cl_words codes = {0};
    bool known = false;
    CL_TRY(cl_ruleset_territories(set->rules, set->arena, value, &codes, &known));
    if (!known || codes.count == 0) {
        return cl_error_set(set->error, CL_BAD_CONFIG,
                            "unknown territory \"%.*s\"; give an ISO 3166 code, a country or a "
                            "group such as KR, \"South Korea\" or Benelux, or WORLD",
                            CL_SPAN_PRINT(value));
    }
    for (size_t i = 0; i < codes.count; i++) {
        CL_TRY(cl_words_add(territories, set->arena, codes.items[i]));
    }
    return CL_OK;
}

static cl_status set_word(const setting *set, cl_span vocabulary, const char *what, cl_span value,
                          cl_words *out)
{
    cl_words known = cl_ruleset_vocabulary(set->rules, vocabulary);
    for (size_t i = 0; i < known.count; i++) {
        if (cl_span_equal_nocase(known.items[i], value)) {
            return cl_words_add(out, set->arena, known.items[i]);
        }
    }
    cl_span names = cl_words_join(set->arena, known, ", ");
    return cl_error_set(set->error, CL_BAD_CONFIG, "unknown %s \"%.*s\"; give one or more of %.*s",
                        what, CL_SPAN_PRINT(value), CL_SPAN_PRINT(names));
}

static cl_status set_medium(const setting *set, cl_span value)
{
    return set_word(set, CL_SPAN("media"), "medium", value, &set->edition->media);
}

static cl_status set_use(const setting *set, cl_span value)
{
    return set_word(set, CL_SPAN("use"), "use", value, &set->edition->uses);
}

static cl_status set_outlet(const setting *set, cl_span value)
{
    return cl_arena_copy(set->arena, value, &set->edition->outlet);
}

static cl_status set_credit(const setting *set, cl_span value)
{
    set->edition->has_credit = value.len > 0;
    return cl_arena_copy(set->arena, value, &set->edition->credit);
}

static cl_status set_at(const setting *set, cl_span value)
{
    cl_moment at = {0};
    if (!cl_moment_parse(value, &at) || !at.known) {
        return cl_error_set(set->error, CL_BAD_CONFIG,
                            "\"%.*s\" is no time of publication; give ISO 8601 such as 2024-05-01 "
                            "or 2024-05-01T22:00+09:00",
                            CL_SPAN_PRINT(value));
    }
    set->edition->at = at;
    return CL_OK;
}

static cl_status take_answer(const setting *set, const char *key, cl_span value, cl_answer *out)
{
    if (cl_span_equal_nocase(value, CL_SPAN("yes")) ||
        cl_span_equal_nocase(value, CL_SPAN("true"))) {
        *out = CL_YES;
        return CL_OK;
    }
    if (cl_span_equal_nocase(value, CL_SPAN("no")) ||
        cl_span_equal_nocase(value, CL_SPAN("false"))) {
        *out = CL_NO;
        return CL_OK;
    }
    return cl_error_set(set->error, CL_BAD_CONFIG,
                        "\"%.*s\" is no answer to \"%s\"; give yes or no", CL_SPAN_PRINT(value),
                        key);
}

static cl_status set_archive(const setting *set, cl_span value)
{
    return take_answer(set, "archive", value, &set->edition->archive);
}

static cl_status set_syndicate(const setting *set, cl_span value)
{
    return take_answer(set, "syndicate", value, &set->edition->syndicate);
}

static cl_status set_crop(const setting *set, cl_span value)
{
    return take_answer(set, "crop", value, &set->edition->crop);
}

static cl_status set_ai(const setting *set, cl_span value)
{
    return take_answer(set, "ai", value, &set->edition->ai);
}

static const property properties[] = {
    {"territory", true, set_territory},
    {"medium", true, set_medium},
    {"use", true, set_use},
    {"outlet", false, set_outlet},
    {"credit", false, set_credit},
    {"at", false, set_at},
    {"archive", false, set_archive},
    {"syndicate", false, set_syndicate},
    {"crop", false, set_crop},
    {"ai", false, set_ai},
};

static const property *property_of(cl_span key)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (cl_span_equal(key, cl_span_of(properties[i].key))) {
            return &properties[i];
        }
    }
    return NULL;
}

static cl_status unknown_key(cl_span key, cl_error *error)
{
    return cl_error_set(error, CL_BAD_CONFIG,
                        "unknown property \"%.*s\" of an edition; known are territory, medium, "
                        "use, outlet, credit, at, archive, syndicate, crop and ai",
                        CL_SPAN_PRINT(key));
}

/* What a list property held before goes: setting it again replaces it. */
static void forget(cl_edition *edition, cl_span key)
{
    cl_words *lists[] = {&edition->territories, &edition->media, &edition->uses};
    static const char *const keys[] = {"territory", "medium", "use"};
    for (size_t i = 0; i < 3; i++) {
        if (cl_span_equal(key, cl_span_of(keys[i]))) {
            *lists[i] = (cl_words){0};
        }
    }
}

cl_status cl_edition_set_list(const cl_ruleset *rules, cl_arena *arena, cl_edition *edition,
                              cl_span key, cl_words values, cl_error *error)
{
    const property *found = property_of(key);
    if (found == NULL) {
        return unknown_key(key, error);
    }
    if (!found->is_list && values.count > 1) {
        return cl_error_set(error, CL_BAD_CONFIG, "\"%s\" takes one value, not a list", found->key);
    }
    if (values.count == 0) {
        return cl_error_set(error, CL_BAD_CONFIG, "\"%s\" has no value; give one or leave it out",
                            found->key);
    }
    forget(edition, key);
    const setting set = {rules, arena, edition, error};
    for (size_t i = 0; i < values.count; i++) {
        CL_TRY(found->set(&set, values.items[i]));
    }
    return CL_OK;
}

/* "KR, US" is two values, "Korea, Republic of" one: a territory that the rules know by its whole
 * text is not cut. */
static cl_status split(const setting *set, cl_span key, cl_span value, cl_words *out)
{
    cl_words codes = {0};
    bool whole = false;
    if (cl_span_equal(key, CL_SPAN("territory"))) {
        CL_TRY(cl_ruleset_territories(set->rules, set->arena, value, &codes, &whole));
    }
    if (whole) {
        return cl_words_add(out, set->arena, value);
    }
    cl_span item;
    while (cl_span_next(&value, ',', &item)) {
        item = cl_span_trim(item);
        if (item.len > 0) {
            CL_TRY(cl_words_add(out, set->arena, item));
        }
    }
    return CL_OK;
}

cl_status cl_edition_set(const cl_ruleset *rules, cl_arena *arena, cl_edition *edition, cl_span key,
                         cl_span value, cl_error *error)
{
    const property *found = property_of(key);
    if (found == NULL) {
        return unknown_key(key, error);
    }
    const setting set = {rules, arena, edition, error};
    cl_words values = {0};
    value = cl_span_trim(value);
    if (found->is_list) {
        CL_TRY(split(&set, key, value, &values));
    } else if (value.len > 0) {
        CL_TRY(cl_words_add(&values, arena, value));
    }
    return cl_edition_set_list(rules, arena, edition, key, values, error);
}
