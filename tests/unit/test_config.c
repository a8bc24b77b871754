#include "check/config.h"

#include "base/charset.h"

#include "check_fixture.h"

static cl_status load(fixture *fix, const char *text, cl_editions *out)
{
    fix->error = (cl_error){0};
    *out = (cl_editions){.arena = fix->arena};
    return cl_config_load(fix->rules, "captionlint.yaml", cl_span_of(text), out, &fix->error);
}

static void refuse(fixture *fix, const char *text, const char *place, const char *part)
{
    cl_editions editions;
    assert_int_equal(load(fix, text, &editions), CL_BAD_CONFIG);
    assert_int_equal(fix->error.status, CL_BAD_CONFIG);
    cl_span message = cl_span_of(fix->error.message);
    if (!cl_span_starts(message, cl_span_of(place)) ||
        cl_span_find(message, cl_span_of(part)) == message.len) {
        print_error("\"%s … %s\" is not in \"%s\"\n", place, part, fix->error.message);
    }
    assert_true(cl_span_starts(message, cl_span_of(place)));
    assert_true(cl_span_find(message, cl_span_of(part)) < message.len);
}

static void editions_are_read_with_their_properties(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix,
                          "editions:\n"
                          "  web-kr: {territory: [KR, US], medium: internet, use: editorial}\n"
                          "  paper: {territory: Benelux, medium: [newspaper], archive: true}\n",
                          &editions),
                     CL_OK);
    assert_int_equal(editions.items.count, 2);
    const cl_edition *web = cl_editions_find(&editions, CL_SPAN("web-kr"));
    assert_non_null(web);
    assert_true(cl_words_equal(web->territories, words_of(fix, "KR US")));
    assert_true(cl_words_equal(web->media, words_of(fix, "internet")));
    const cl_edition *paper = cl_editions_find(&editions, CL_SPAN("paper"));
    assert_non_null(paper);
    assert_int_equal(paper->territories.count, 3);
    assert_int_equal(paper->archive, CL_YES);
    assert_null(cl_editions_find(&editions, CL_SPAN("radio")));
}

static void policies_hold_for_every_edition(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix,
                          "editions: {hk: {territory: HK}}\n"
                          "policies: {china_includes: [HK, MO], web_home_market: true}\n",
                          &editions),
                     CL_OK);
    const cl_edition *hongkong = cl_editions_find(&editions, CL_SPAN("hk"));
    assert_non_null(hongkong);
    assert_int_equal(hongkong->policies.web_home_market, CL_YES);
    assert_true(cl_words_equal(hongkong->policies.china_includes, words_of(fix, "HK MO")));
    assert_int_equal(hongkong->policies.strict, CL_UNSTATED);
    cl_edition *added = NULL;
    assert_int_equal(cl_editions_add(&editions, CL_SPAN("late"), &added, &fix->error), CL_OK);
    assert_int_equal(added->policies.web_home_market, CL_YES);
}

static void an_empty_file_has_no_editions(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix, "", &editions), CL_OK);
    assert_int_equal(editions.items.count, 0);
}

static void unknown_keys_are_refused_with_their_place(void **state)
{
    fixture *fix = *state;
    refuse(fix, "edition: {}\n", "captionlint.yaml:1:1: ", "editions");
    refuse(fix, "policies:\n  chinese: true\n", "captionlint.yaml:2:3: ", "china_includes");
    refuse(fix, "editions:\n  a:\n    teritory: KR\n", "captionlint.yaml:3:", "territory");
}

static void wrong_values_are_refused_with_their_place(void **state)
{
    fixture *fix = *state;
    refuse(fix, "editions:\n  a:\n    territory: KX\n", "captionlint.yaml:3:16: ", "KX");
    refuse(fix, "editions:\n  a:\n    outlet: [A, B]\n", "captionlint.yaml:3:13: ", "one value");
    refuse(fix, "editions:\n  a: KR\n", "captionlint.yaml:2:6: ", "map");
    refuse(fix, "editions: [a]\n", "captionlint.yaml:1:11: ", "map");
    refuse(fix, "policies: {web_home_market: maybe}\n", "captionlint.yaml:1:29: ", "true or false");
    refuse(fix, "policies: {china_includes: [JP]}\n", "captionlint.yaml:1:28: ", "HK, MO and TW");
    refuse(fix, "policies: {byline_required: [Nobody]}\n", "captionlint.yaml:1:29: ", "Nobody");
    refuse(fix, "policies: {kill_list: no-such-file}\n", "captionlint.yaml:1:23: ", "no-such-file");
    refuse(fix, "policies: {kill_list: [a, b]}\n", "captionlint.yaml:1:23: ", "name of a file");
}

static void a_check_can_be_raised_and_not_lowered(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    const cl_check_rule *notice = cl_ruleset_check_of(fix->rules, CL_SPAN("notice.third-party"));
    const char *raised = "policies: {raise: {notice.third-party: warning}}\n";
    assert_non_null(notice);
    assert_int_equal(load(fix, raised, &editions), CL_OK);
    assert_int_equal(notice->level, CL_INFO);
    assert_int_equal(cl_policy_level(&editions.policies, notice), CL_WARNING);
    refuse(fix, "policies: {raise: {territory.denied: warning}}\n",
           "captionlint.yaml:1:", "does not raise it");
    refuse(fix, "policies: {raise: {territory.denid: error}}\n",
           "captionlint.yaml:1:", "no check is named");
    refuse(fix, "policies: {raise: high}\n", "captionlint.yaml:1:", "map");
}

static void a_kill_list_is_looked_for_beside_the_configuration(void **state)
{
    fixture *fix = *state;
    cl_editions editions = {.arena = fix->arena};
    const char *file =
        CL_SOURCE_FOLDER "/tests/golden/cases/a-killed-id-bars-its-picture-alone/captionlint.yaml";
    cl_span bytes = CL_SPAN("policies: {kill_list: killed.list, killed: LON801}\n");
    assert_int_equal(cl_config_load(fix->rules, file, bytes, &editions, &fix->error), CL_OK);
    assert_true(cl_ids_have(&editions.policies.killed, CL_SPAN("000_abc123")));
    assert_true(cl_ids_have(&editions.policies.killed, CL_SPAN("lon801")));
}

static cl_span profile_of(const cl_editions *editions, const char *name)
{
    const cl_edition *edition = cl_editions_find(editions, cl_span_of(name));
    assert_non_null(edition);
    return edition->profile == NULL ? CL_SPAN("none") : edition->profile->name;
}

static void a_profile_holds_for_editions_that_name_none(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix,
                          "editions: {web: {profile: publish-web}, desk: {territory: KR}, raw: "
                          "{profile: none}}\n"
                          "profile: wire-in\n",
                          &editions),
                     CL_OK);
    assert_span_is(profile_of(&editions, "web"), "publish-web");
    assert_span_is(profile_of(&editions, "desk"), "wire-in");
    assert_span_is(profile_of(&editions, "raw"), "none");
    cl_edition *added = NULL;
    assert_int_equal(cl_editions_add(&editions, CL_SPAN("new"), &added, &fix->error), CL_OK);
    assert_span_is(profile_of(&editions, "new"), "wire-in");
}

static void a_chosen_profile_holds_for_all_editions(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    cl_error error = {0};
    assert_int_equal(
        load(fix, "editions: {web: {profile: publish-web}, raw: {crop: no}}\n", &editions), CL_OK);
    assert_int_equal(cl_editions_choose_profile(fix->rules, &editions, CL_SPAN("archive"), &error),
                     CL_OK);
    assert_span_is(profile_of(&editions, "web"), "archive");
    assert_span_is(profile_of(&editions, "raw"), "archive");
    assert_int_equal(cl_editions_choose_profile(fix->rules, &editions, CL_SPAN("none"), &error),
                     CL_OK);
    assert_span_is(profile_of(&editions, "web"), "none");
    assert_int_equal(cl_editions_choose_profile(fix->rules, &editions, CL_SPAN("nine"), &error),
                     CL_BAD_CONFIG);
}

static void wrong_profiles_are_refused_with_their_place(void **state)
{
    fixture *fix = *state;
    refuse(fix, "profile: wire\n", "captionlint.yaml:1:10: ", "archive, iptc-core, publish-print");
    refuse(fix, "profile: [a]\n", "captionlint.yaml:1:", "no profile is named");
    refuse(fix, "editions: {web: {profile: wire}}\n", "captionlint.yaml:1:", "wire-in");
    refuse(fix, "profiles: [no-such.yaml]\n", "captionlint.yaml:1:", "no-such.yaml");
    refuse(fix, "profiles: [[a]]\n", "captionlint.yaml:1:", "name of a file");
    refuse(fix, "profiles:\n", "captionlint.yaml:1:", "name of a file");
    refuse(fix, "profiles: " CL_SOURCE_FOLDER "/rules/profiles/wire-in.yaml\n",
           CL_SOURCE_FOLDER "/rules/profiles/wire-in.yaml:1:", "already");
    refuse(fix, "profiles: " CL_SOURCE_FOLDER "/rules/pack.yaml\n",
           CL_SOURCE_FOLDER "/rules/pack.yaml:1:", "name");
}

static void two_editions_of_one_name_are_refused(void **state)
{
    fixture *fix = *state;
    refuse(fix, "editions: {a: {crop: no}, a: {crop: yes}}\n", "captionlint.yaml:1:", "a");
    cl_editions editions;
    const char *one = "editions: {a: {crop: no}}\n";
    assert_int_equal(load(fix, one, &editions), CL_OK);
    assert_int_equal(
        cl_config_load(fix->rules, "second.yaml", cl_span_of(one), &editions, &fix->error),
        CL_BAD_CONFIG);
}

static void what_is_no_yaml_is_refused(void **state)
{
    fixture *fix = *state;
    refuse(fix, "editions: {\n", "captionlint.yaml:", "");
}

static void the_order_of_shown_values_is_the_houses(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix, "editions: {web: {territory: KR}}\n", &editions), CL_OK);
    assert_int_equal(editions.policies.shown, CL_SHOWN_MWG);
    assert_int_equal(load(fix, "shown: adobe\neditions: {web: {territory: KR}}\n", &editions),
                     CL_OK);
    assert_int_equal(editions.policies.shown, CL_SHOWN_ADOBE);
    assert_int_equal(cl_editions_find(&editions, CL_SPAN("web"))->policies.shown, CL_SHOWN_ADOBE);
    refuse(fix, "shown: newest\n", "captionlint.yaml:1:8", "mwg, adobe, xmp-first");
    refuse(fix, "shown: [mwg]\n", "captionlint.yaml:1:8", "mwg, adobe, xmp-first");
}

static void the_charset_of_old_text_is_the_houses(void **state)
{
    fixture *fix = *state;
    cl_editions editions;
    assert_int_equal(load(fix, "editions: {web: {territory: KR}}\n", &editions), CL_OK);
    assert_null(editions.charset);
    assert_int_equal(load(fix, "charset: euc-kr\n", &editions), CL_OK);
    assert_string_equal(editions.charset, CL_CHARSET_EUC_KR);
    refuse(fix, "charset: latin\n", "captionlint.yaml:1:10", "windows-1252");
    refuse(fix, "charset: UTF-8\n", "captionlint.yaml:1:10", "windows-1252");
    refuse(fix, "charset: [Big5]\n", "captionlint.yaml:1:10", "windows-1252");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(editions_are_read_with_their_properties),
        in_fixture(policies_hold_for_every_edition),
        in_fixture(an_empty_file_has_no_editions),
        in_fixture(unknown_keys_are_refused_with_their_place),
        in_fixture(wrong_values_are_refused_with_their_place),
        in_fixture(a_check_can_be_raised_and_not_lowered),
        in_fixture(a_kill_list_is_looked_for_beside_the_configuration),
        in_fixture(a_profile_holds_for_editions_that_name_none),
        in_fixture(a_chosen_profile_holds_for_all_editions),
        in_fixture(wrong_profiles_are_refused_with_their_place),
        in_fixture(two_editions_of_one_name_are_refused),
        in_fixture(what_is_no_yaml_is_refused),
        in_fixture(the_order_of_shown_values_is_the_houses),
        in_fixture(the_charset_of_old_text_is_the_houses),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
