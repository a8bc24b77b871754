#include "check/edition.h"

typedef struct property {
    const char *key;
    bool is_list;
    cl_status (*set)(const cl_setting *with, cl_edition *edition, cl_span value);
} property;

static bool is_world(cl_span name)
{
    return cl_span_equal_nocase(name, CL_SPAN("WORLD")) ||
           cl_span_equal_nocase(name, CL_SPAN("WORLDWIDE"));
}

/* Codes of the rule set live as long as the rule set, which every edition does not outlive. */
static cl_status set_territory(const cl_setting *with, cl_edition *edition, cl_span value)
{
    cl_words *territories = &edition->territories;
    if (is_world(value)) {
        return cl_words_add(territories, with->arena, CL_SPAN("WORLD"));
    }
    cl_words codes = {0};
    bool known = false;
    CL_TRY(cl_ruleset_territories(with->rules, with->arena, value, &codes, &known));
    if (!known || codes.count == 0) {
        return cl_error_set(with->error, CL_BAD_CONFIG,
                            "unknown territory \"%.*s\"; give an ISO 3166 code, a country or a "
                            "group such as KR, \"South Korea\" or Benelux, or WORLD",
                            CL_SPAN_PRINT(value));
    }
    return cl_words_add_all(territories, with->arena, codes);
}

static cl_status set_word(const cl_setting *with, cl_span vocabulary, const char *what,
                          cl_span value, cl_words *out)
{
    cl_words known = cl_ruleset_vocabulary(with->rules, vocabulary);
    for (size_t i = 0; i < known.count; i++) {
        if (cl_span_equal_nocase(known.items[i], value)) {
            return cl_words_add(out, with->arena, known.items[i]);
        }
    }
    cl_span names = cl_words_join(with->arena, known, ", ");
    return cl_error_set(with->error, CL_BAD_CONFIG, "unknown %s \"%.*s\"; give one or more of %.*s",
                        what, CL_SPAN_PRINT(value), CL_SPAN_PRINT(names));
}

static cl_status set_medium(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return set_word(with, CL_SPAN("media"), "medium", value, &edition->media);
}

static cl_status set_use(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return set_word(with, CL_SPAN("use"), "use", value, &edition->uses);
}

static cl_status set_outlet(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return cl_arena_copy(with->arena, value, &edition->outlet);
}

static cl_status set_credit(const cl_setting *with, cl_edition *edition, cl_span value)
{
    edition->has_credit = value.len > 0;
    return cl_arena_copy(with->arena, value, &edition->credit);
}

static cl_status take_moment(const cl_setting *with, const char *what, cl_span value,
                             cl_moment *out)
{
    cl_moment moment = {0};
    if (!cl_moment_parse(value, &moment) || !moment.known) {
        return cl_error_set(with->error, CL_BAD_CONFIG,
                            "\"%.*s\" is no time of %s; give ISO 8601 such as 2024-05-01 or "
                            "2024-05-01T22:00+09:00",
                            CL_SPAN_PRINT(value), what);
    }
    *out = moment;
    return CL_OK;
}

static cl_status set_at(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_moment(with, "publication", value, &edition->at);
}

static cl_status set_until(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_moment(with, "taking down", value, &edition->until);
}

static cl_status take_answer(const cl_setting *with, const char *key, cl_span value, cl_answer *out)
{
    if (cl_answer_of(value, out)) {
        return CL_OK;
    }
    return cl_error_set(with->error, CL_BAD_CONFIG,
                        "\"%.*s\" is no answer to \"%s\"; give yes or no", CL_SPAN_PRINT(value),
                        key);
}

static cl_status set_geo_blocked(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_answer(with, "geo_blocked", value, &edition->geo_blocked);
}

static cl_status set_archive(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_answer(with, "archive", value, &edition->archive);
}

static cl_status set_syndicate(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_answer(with, "syndicate", value, &edition->syndicate);
}

static cl_status set_crop(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_answer(with, "crop", value, &edition->crop);
}

static cl_status set_ai(const cl_setting *with, cl_edition *edition, cl_span value)
{
    return take_answer(with, "ai", value, &edition->ai);
}

cl_status cl_edition_profile(const cl_setting *with, cl_span name, const cl_profile **out)
{
    *out = cl_ruleset_profile_of(with->rules, name);
    if (*out != NULL || cl_span_equal(name, CL_SPAN(CL_PROFILE_NONE))) {
        return CL_OK;
    }
    return cl_error_set(with->error, CL_BAD_CONFIG,
                        "no profile is named \"%.*s\"; there are: %.*s, and none for no checks",
                        CL_SPAN_PRINT(name),
                        CL_SPAN_PRINT(cl_ruleset_profile_names(with->rules, with->arena)));
}

static cl_status set_profile(const cl_setting *with, cl_edition *edition, cl_span value)
{
    edition->has_profile = true;
    return cl_edition_profile(with, value, &edition->profile);
}

static const property properties[] = {
    {"territory", true, set_territory},
    {"medium", true, set_medium},
    {"use", true, set_use},
    {"outlet", false, set_outlet},
    {"credit", false, set_credit},
    {"at", false, set_at},
    {"until", false, set_until},
    {"geo_blocked", false, set_geo_blocked},
    {"archive", false, set_archive},
    {"syndicate", false, set_syndicate},
    {"crop", false, set_crop},
    {"ai", false, set_ai},
    {"profile", false, set_profile},
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
    return cl_error_set(
        error, CL_BAD_CONFIG,
        "unknown property \"%.*s\" of an edition; known are territory, medium, "
        "use, outlet, credit, at, until, geo_blocked, archive, syndicate, crop, ai and profile",
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

cl_status cl_edition_set_list(const cl_setting *with, cl_edition *edition, cl_span key,
                              cl_words values)
{
    const property *found = property_of(key);
    if (found == NULL) {
        return unknown_key(key, with->error);
    }
    if (!found->is_list && values.count > 1) {
        return cl_error_set(with->error, CL_BAD_CONFIG, "\"%s\" takes one value, not a list",
                            found->key);
    }
    if (values.count == 0) {
        return cl_error_set(with->error, CL_BAD_CONFIG,
                            "\"%s\" has no value; give one or leave it out", found->key);
    }
    forget(edition, key);
    for (size_t i = 0; i < values.count; i++) {
        CL_TRY(found->set(with, edition, values.items[i]));
    }
    return CL_OK;
}

/* "KR, US" is two values, "Korea, Republic of" one: a territory that the rules know by its whole
 * text is not cut. */
static cl_status split(const cl_setting *with, cl_span key, cl_span value, cl_words *out)
{
    cl_words codes = {0};
    bool whole = false;
    if (cl_span_equal(key, CL_SPAN("territory"))) {
        CL_TRY(cl_ruleset_territories(with->rules, with->arena, value, &codes, &whole));
    }
    if (whole) {
        return cl_words_add(out, with->arena, value);
    }
    cl_span item;
    while (cl_span_next(&value, ',', &item)) {
        item = cl_span_trim(item);
        if (item.len > 0) {
            CL_TRY(cl_words_add(out, with->arena, item));
        }
    }
    return CL_OK;
}

cl_status cl_edition_set(const cl_setting *with, cl_edition *edition, cl_span key, cl_span value)
{
    const property *found = property_of(key);
    if (found == NULL) {
        return unknown_key(key, with->error);
    }
    cl_words values = {0};
    value = cl_span_trim(value);
    if (found->is_list) {
        CL_TRY(split(with, key, value, &values));
    } else if (value.len > 0) {
        CL_TRY(cl_words_add(&values, with->arena, value));
    }
    return cl_edition_set_list(with, edition, key, values);
}
