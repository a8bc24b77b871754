#include "check/policy.h"

#include "base/limits.h"
#include "check/meeting.h"

const char *const cl_policy_names[] = {"china_includes",
                                       "web_home_market",
                                       "web_is_archive",
                                       "epaper_is_internet",
                                       "can_depublish",
                                       "outlet_groups",
                                       "strict",
                                       "byline_required",
                                       "byline_optional",
                                       "killed",
                                       "kill_list",
                                       "corrected",
                                       "corrected_list",
                                       "raise",
                                       NULL};

/* What the values of one policy are put into. */
typedef struct policy {
    const char *key;
    cl_status (*set)(const cl_setting *with, cl_policies *policies, const char *key,
                     cl_words values);
} policy;

bool cl_answer_of(cl_span text, cl_answer *out)
{
    bool yes =
        cl_span_equal_nocase(text, CL_SPAN("yes")) || cl_span_equal_nocase(text, CL_SPAN("true"));
    bool no =
        cl_span_equal_nocase(text, CL_SPAN("no")) || cl_span_equal_nocase(text, CL_SPAN("false"));
    if (yes || no) {
        *out = yes ? CL_YES : CL_NO;
    }
    return yes || no;
}

static cl_answer *answer_of_key(cl_policies *policies, const char *key)
{
    const struct {
        const char *key;
        cl_answer *answer;
    } answers[] = {
        {"web_home_market", &policies->web_home_market},
        {"web_is_archive", &policies->web_is_archive},
        {"epaper_is_internet", &policies->epaper_is_internet},
        {"can_depublish", &policies->can_depublish},
        {"outlet_groups", &policies->outlet_groups},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (cl_span_equal(cl_span_of(key), cl_span_of(answers[i].key))) {
            return answers[i].answer;
        }
    }
    return &policies->strict;
}

static cl_status set_answer(const cl_setting *with, cl_policies *policies, const char *key,
                            cl_words values)
{
    if (values.count != 1 || !cl_answer_of(values.items[0], answer_of_key(policies, key))) {
        return cl_error_set(with->error, CL_BAD_CONFIG, "\"%s\" must be true or false", key);
    }
    return CL_OK;
}

static cl_status set_china(const cl_setting *with, cl_policies *policies, const char *key,
                           cl_words values)
{
    (void)key;
    for (size_t i = 0; i < values.count; i++) {
        if (!cl_is_near_china(values.items[i])) {
            return cl_error_set(with->error, CL_BAD_CONFIG,
                                "\"%.*s\" cannot be included; china_includes takes HK, MO and TW",
                                CL_SPAN_PRINT(values.items[i]));
        }
    }
    policies->china_includes = values;
    return CL_OK;
}

static cl_status set_agencies(const cl_setting *with, cl_policies *policies, const char *key,
                              cl_words values)
{
    bool required = cl_span_equal(cl_span_of(key), CL_SPAN("byline_required"));
    cl_words *out = required ? &policies->byline_required : &policies->byline_optional;
    for (size_t i = 0; i < values.count; i++) {
        const cl_agency *agency = cl_ruleset_agency_of(with->rules, values.items[i]);
        if (agency == NULL) {
            return cl_error_set(with->error, CL_BAD_CONFIG,
                                "unknown agency \"%.*s\" in \"%s\"; give one of rules/agencies",
                                CL_SPAN_PRINT(values.items[i]), key);
        }
        CL_TRY(cl_words_add(out, with->arena, agency->name));
    }
    return CL_OK;
}

static cl_status set_ids(const cl_setting *with, cl_policies *policies, const char *key,
                         cl_words values)
{
    bool killed = cl_span_equal(cl_span_of(key), CL_SPAN("killed"));
    cl_ids *out = killed ? &policies->killed : &policies->corrected;
    for (size_t i = 0; i < values.count; i++) {
        CL_TRY(cl_ids_add(out, with->arena, values.items[i]));
    }
    cl_ids_sort(out);
    return CL_OK;
}

static const policy known[] = {
    {"china_includes", set_china},
    {"web_home_market", set_answer},
    {"web_is_archive", set_answer},
    {"epaper_is_internet", set_answer},
    {"can_depublish", set_answer},
    {"outlet_groups", set_answer},
    {"strict", set_answer},
    {"byline_required", set_agencies},
    {"byline_optional", set_agencies},
    {"killed", set_ids},
    {"corrected", set_ids},
};

cl_status cl_policy_set(const cl_setting *with, cl_policies *policies, cl_span key, cl_words values)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_equal(key, cl_span_of(known[i].key))) {
            return known[i].set(with, policies, known[i].key, values);
        }
    }
    return cl_error_set(with->error, CL_BAD_CONFIG,
                        "unknown policy \"%.*s\"; captionlint.yaml(5) names those that there are",
                        CL_SPAN_PRINT(key));
}

static bool level_of(cl_span name, cl_level *out)
{
    static const cl_level levels[] = {CL_WARNING, CL_ERROR};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (cl_span_equal(name, cl_span_of(cl_level_name(levels[i])))) {
            *out = levels[i];
            return true;
        }
    }
    return false;
}

cl_status cl_policy_raise(const cl_setting *with, cl_policies *policies, cl_span rule,
                          cl_span level)
{
    cl_raised raised;
    const cl_check_rule *check = cl_ruleset_check_of(with->rules, rule);
    if (check == NULL) {
        return cl_error_set(with->error, CL_BAD_CONFIG,
                            "no check is named \"%.*s\"; `captionlint rules list` names them",
                            CL_SPAN_PRINT(rule));
    }
    if (!level_of(level, &raised.level) || raised.level <= check->level) {
        return cl_error_set(with->error, CL_BAD_CONFIG,
                            "\"%.*s\" is of level %s, and \"%.*s\" does not raise it; above info "
                            "come warning and error",
                            CL_SPAN_PRINT(rule), cl_level_name(check->level), CL_SPAN_PRINT(level));
    }
    raised.rule = check->id;
    cl_raised *added = cl_array_add(&policies->raised, with->arena, sizeof *added, CL_PHRASES_MAX);
    if (added == NULL) {
        return policies->raised.count == CL_PHRASES_MAX ? CL_LIMIT : cl_arena_status(with->arena);
    }
    *added = raised;
    return CL_OK;
}

cl_level cl_policy_level(const cl_policies *policies, const cl_check_rule *rule)
{
    cl_level level = rule->level;
    for (size_t i = 0; i < policies->raised.count; i++) {
        const cl_raised *raised = CL_ARRAY_AT(&policies->raised, const cl_raised, i);
        if (cl_span_equal(raised->rule, rule->id) && raised->level > level) {
            level = raised->level;
        }
    }
    return level;
}
