#include "check_fixture.h"

/* "Does `note` bar an edition in `territory`?" with one restriction. */
static cl_verdict territory(fixture *fix, cl_effect effect, const char *note, const char *edition)
{
    fix->record.restrictions = (cl_array){0};
    restrict_to(fix, CL_KIND_TERRITORY, effect, note, "SOME NOTE");
    set(fix, "territory", edition);
    return judge(fix);
}

static void a_barred_territory_blocks_with_its_proof(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "KR", "KR,US"), CL_VERDICT_BLOCK);
    const cl_finding *finding = finding_of(fix, "territory.denied");
    assert_non_null(finding);
    assert_int_equal(finding->level, CL_ERROR);
    assert_ptr_equal(finding->proof.field, &fix->caption);
    assert_int_equal(finding->proof.end, 6);
    assert_span_is(finding->message, "South Korea barred by \"SOME NOTE\"");
    assert_true(reasons_have(fix, "territory KR is excluded by \"SOME NOTE\""));
    assert_true(reasons_have(fix, "edition \"web-kr\" publishes in South Korea, United States"));
}

static void other_territories_pass_with_the_reasoning(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "KR", "IT"), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "\"SOME NOTE\" excludes South Korea"));
}

static void parts_of_a_country_are_barred_with_it_and_not_the_reverse(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "GB", "GB-NIR"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_DENY, "GB-ENG", "GB-SCT"), CL_VERDICT_OK);
    assert_int_equal(territory(fix, CL_DENY, "GB-ENG", "GB"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_DENY, "CA-QC", "CA"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_ONLY, "GB-ENG", "GB"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_ONLY, "GB", "GB-ENG"), CL_VERDICT_OK);
}

static void dependent_territories_are_barred_or_asked_about(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "FR", "RE"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_DENY, "FR", "NC"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_DENY, "US", "PR"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_DENY, "US", "GU"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_DENY, "GB", "JE"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_DENY, "FO", "DK"), CL_VERDICT_OK);
    assert_int_equal(territory(fix, CL_DENY, "GP", "FR"), CL_VERDICT_REVIEW);
}

static void the_world_meets_every_bar(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "JP", "WORLD"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_ONLY, "JP", "WORLD"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_DENY, "WORLD", "FR"), CL_VERDICT_BLOCK);
}

static void china_means_its_neighbours_only_by_policy(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "CN", "HK"), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "china_includes"));
    fix->edition.policies.china_includes = words_of(fix, "HK");
    assert_int_equal(territory(fix, CL_DENY, "CN", "HK"), CL_VERDICT_BLOCK);
    assert_int_equal(territory(fix, CL_DENY, "CN", "TW"), CL_VERDICT_OK);
}

static void codes_that_may_be_meant_ask_for_a_person(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "KR", "KOREA OUT")->review = words_of(fix, "KP");
    set(fix, "territory", "KP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    set(fix, "territory", "KR");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    set(fix, "territory", "JP");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void a_value_that_is_no_territory_asks_for_a_person(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_DENY, "foreign", "FR"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_DENY, "", "FR"), CL_VERDICT_REVIEW);
    assert_int_equal(territory(fix, CL_ONLY, "", "FR"), CL_VERDICT_REVIEW);
}

static void every_territory_must_be_among_those_granted(void **state)
{
    fixture *fix = *state;
    assert_int_equal(territory(fix, CL_ONLY, "GB", "GB"), CL_VERDICT_OK);
    assert_int_equal(territory(fix, CL_ONLY, "GB", "GB,IE"), CL_VERDICT_BLOCK);
    assert_span_is(finding_of(fix, "territory.not-granted")->message,
                   "Ireland not included in \"SOME NOTE\"");
}

static void neighbouring_grants_of_one_field_ask_for_a_person(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "GB", "UK ONLY");
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "IE", "IRELAND ONLY");
    set(fix, "territory", "IE");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    set(fix, "territory", "IE,FR");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void an_edition_without_territory_cannot_be_judged(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "JAPAN OUT");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    const cl_finding *finding = finding_of(fix, "territory.unstated");
    assert_non_null(finding);
    assert_true(cl_span_find(finding->fix, CL_SPAN("--territory")) < finding->fix.len);
}

static void a_web_edition_is_noted_and_its_market_is_policy(void **state)
{
    fixture *fix = *state;
    set(fix, "medium", "internet");
    assert_int_equal(territory(fix, CL_DENY, "JP", "FR"), CL_VERDICT_OK);
    assert_non_null(finding_of(fix, "territory.web"));
    fix->edition.policies.web_home_market = CL_YES;
    assert_int_equal(territory(fix, CL_DENY, "JP", "FR"), CL_VERDICT_OK);
    assert_null(finding_of(fix, "territory.web"));
    fix->edition.policies.web_home_market = CL_NO;
    assert_int_equal(territory(fix, CL_DENY, "JP", "FR"), CL_VERDICT_BLOCK);
}

static cl_verdict medium(fixture *fix, cl_effect effect, const char *note, const char *edition)
{
    fix->record.restrictions = (cl_array){0};
    restrict_to(fix, CL_KIND_MEDIUM, effect, note, "SOME NOTE");
    set(fix, "medium", edition);
    return judge(fix);
}

static void a_medium_includes_what_belongs_to_it(void **state)
{
    fixture *fix = *state;
    assert_int_equal(medium(fix, CL_DENY, "magazine", "newspaper"), CL_VERDICT_OK);
    assert_int_equal(medium(fix, CL_DENY, "magazine", "magazine,tv"), CL_VERDICT_BLOCK);
    assert_int_equal(medium(fix, CL_DENY, "print", "tabloid"), CL_VERDICT_BLOCK);
    assert_int_equal(medium(fix, CL_DENY, "tabloid", "newspaper"), CL_VERDICT_REVIEW);
    assert_int_equal(medium(fix, CL_DENY, "internet", "app"), CL_VERDICT_BLOCK);
    assert_int_equal(medium(fix, CL_ONLY, "print", "newspaper"), CL_VERDICT_OK);
    assert_int_equal(medium(fix, CL_ONLY, "print", "newspaper,internet"), CL_VERDICT_BLOCK);
    assert_int_equal(medium(fix, CL_ONLY, "newspaper", "print"), CL_VERDICT_REVIEW);
}

static void a_scope_narrows_a_bar(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = restrict_to(fix, CL_KIND_MEDIUM, CL_DENY, "magazine", "US MAGS OUT");
    note->scope.territory = words_of(fix, "US");
    set(fix, "medium", "magazine");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "territory.unstated"));
    set(fix, "territory", "FR");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "territory", "US");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void a_narrowed_grant_never_passes_outside_its_scope(void **state)
{
    fixture *fix = *state;
    cl_restriction *note =
        restrict_to(fix, CL_KIND_MEDIUM, CL_ONLY, "newspaper", "UK NEWSPAPERS ONLY");
    note->scope.territory = words_of(fix, "GB");
    set(fix, "medium", "newspaper");
    set(fix, "territory", "FR");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    set(fix, "territory", "GB");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "medium", "magazine");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static cl_verdict use(fixture *fix, cl_effect effect, const char *note, const char *edition)
{
    fix->record.restrictions = (cl_array){0};
    restrict_to(fix, CL_KIND_USE, effect, note, "SOME NOTE");
    set(fix, "use", edition);
    return judge(fix);
}

static void promotion_and_its_like_are_commercial_and_news_is_not(void **state)
{
    fixture *fix = *state;
    assert_int_equal(use(fix, CL_ONLY, "editorial", "editorial"), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "uses it for editorial"));
    assert_int_equal(use(fix, CL_ONLY, "editorial", "promotion"), CL_VERDICT_BLOCK);
    assert_int_equal(use(fix, CL_DENY, "commercial", "promotion"), CL_VERDICT_BLOCK);
    assert_int_equal(use(fix, CL_DENY, "commercial", "editorial"), CL_VERDICT_OK);
    assert_int_equal(use(fix, CL_DENY, "advertising", "commercial"), CL_VERDICT_REVIEW);
}

static void a_bar_with_an_end_is_over_after_it(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "GB", "UK OUT UNTIL 1 MAY");
    note->scope.until = (cl_moment){.known = true, .year = 2024, .month = 5, .day = 1};
    set(fix, "territory", "GB");
    set(fix, "at", "2024-04-01T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    set(fix, "at", "2024-06-01T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "has ended"));
    fix->edition.at.known = false;
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
}

static void days_of_a_bar_count_from_when_the_picture_was_sent(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "GB", "UK OUT FOR 28 DAYS");
    note->scope.lasts = (cl_duration){.hours = 28 * 24, .in_days = true};
    set(fix, "territory", "GB");
    set(fix, "at", "2024-06-01T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    cl_field created = {
        .name = CL_DATE_CREATED, .value = CL_SPAN("2024-01-01"), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &created), CL_OK);
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    cl_field sent = {.name = CL_DATE_SENT, .value = CL_SPAN("2024-01-01"), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &sent), CL_OK);
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "at", "2024-01-10T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_barred_territory_blocks_with_its_proof),
        in_fixture(other_territories_pass_with_the_reasoning),
        in_fixture(parts_of_a_country_are_barred_with_it_and_not_the_reverse),
        in_fixture(dependent_territories_are_barred_or_asked_about),
        in_fixture(the_world_meets_every_bar),
        in_fixture(china_means_its_neighbours_only_by_policy),
        in_fixture(codes_that_may_be_meant_ask_for_a_person),
        in_fixture(a_value_that_is_no_territory_asks_for_a_person),
        in_fixture(every_territory_must_be_among_those_granted),
        in_fixture(neighbouring_grants_of_one_field_ask_for_a_person),
        in_fixture(an_edition_without_territory_cannot_be_judged),
        in_fixture(a_web_edition_is_noted_and_its_market_is_policy),
        in_fixture(a_medium_includes_what_belongs_to_it),
        in_fixture(a_scope_narrows_a_bar),
        in_fixture(a_narrowed_grant_never_passes_outside_its_scope),
        in_fixture(promotion_and_its_like_are_commercial_and_news_is_not),
        in_fixture(a_bar_with_an_end_is_over_after_it),
        in_fixture(days_of_a_bar_count_from_when_the_picture_was_sent),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
