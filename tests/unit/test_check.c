#include "check_fixture.h"

static void a_picture_without_notes_is_free_and_says_so(void **state)
{
    fixture *fix = *state;
    set(fix, "territory", "IT");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "no restriction is stated"));
}

static void notes_on_other_things_leave_the_territory_free(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_RESALE, CL_DENY, "sales", "NO SALES");
    set(fix, "territory", "IT");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_true(reasons_have(fix, "nothing stated excludes Italy"));
    assert_false(reasons_have(fix, "no restriction is stated"));
}

static void the_shipped_rules_have_words_for_everything(void **state)
{
    fixture *fix = *state;
    assert_int_equal(cl_check_rules_complete(fix->rules, &fix->error), CL_OK);
}

static void doubtful_readings_ask_for_a_person_instead_of_blocking(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "Japan out");
    set(fix, "territory", "JP");
    note->confidence = CL_MEDIUM;
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    note->confidence = CL_LOW;
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    fix->edition.policies.strict = CL_YES;
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    note->confidence = CL_MEDIUM;
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void a_guess_that_does_not_hit_only_informs(void **state)
{
    fixture *fix = *state;
    cl_restriction *note = restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "Japan out");
    note->confidence = CL_LOW;
    set(fix, "territory", "FR");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void what_could_not_be_read_makes_the_verdict_incomplete(void **state)
{
    fixture *fix = *state;
    cl_finding damage = {.rule = CL_SPAN("damage.truncated"), .level = CL_ERROR};
    damage.incomplete = true;
    assert_int_equal(cl_findings_add(&fix->record.findings, &damage), CL_OK);
    set(fix, "territory", "JP");
    assert_int_equal(judge(fix), CL_VERDICT_INCOMPLETE);
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "JAPAN OUT");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void unread_text_asks_for_a_person_and_is_quoted(void **state)
{
    fixture *fix = *state;
    cl_unread *unread = cl_array_add(&fix->record.unread, fix->arena, sizeof *unread, 1);
    assert_non_null(unread);
    unread->places = place_of(fix, &fix->caption, "NOT ON\nTEA TOWELS");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_span_is(finding_of(fix, "unread.text")->message,
                   "not understood: \"NOT ON TEA TOWELS\"");
}

/* Two rules may read the same words of a notice, and fields repeat them in other letters. */
static void words_are_quoted_once(void **state)
{
    fixture *fix = *state;
    cl_notice *notice = cl_array_add(&fix->record.notices, fix->arena, sizeof *notice, 1);
    assert_non_null(notice);
    *notice = (cl_notice){.kind = CL_SPAN("kill"), .confidence = CL_HIGH};
    const cl_place places[] = {
        {.field = &fix->caption, .start = 0, .end = 10, .text = CL_SPAN("PHOTO KILL")},
        {.field = &fix->caption, .start = 6, .end = 16, .text = CL_SPAN("KILL: gone")},
        {.field = &fix->caption, .start = 40, .end = 50, .text = CL_SPAN("Photo Kill")},
        {.field = &fix->caption, .start = 60, .end = 74, .text = CL_SPAN("MANDATORY KILL")},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        cl_place *added = cl_array_add(&notice->places.items, fix->arena, sizeof *added, 4);
        assert_non_null(added);
        *added = places[i];
    }
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_span_is(finding_of(fix, "notice.kill")->message,
                   "killed by the agency: \"PHOTO KILL\" and \"MANDATORY KILL\"");
}

static void notices_speak_by_their_own_rule_or_as_unread(void **state)
{
    fixture *fix = *state;
    cl_notice *notice = cl_array_add(&fix->record.notices, fix->arena, sizeof *notice, 1);
    assert_non_null(notice);
    *notice = (cl_notice){.kind = CL_SPAN("third-party"), .confidence = CL_HIGH};
    notice->places = place_of(fix, &fix->caption, "SUPPLIED BY A THIRD PARTY");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "notice.third-party")->kind, "source-note");
    notice->kind = CL_SPAN("kill");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    notice->kind = CL_SPAN("never heard of");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "unread.text"));
}

static void contradictions_ask_for_a_person_instead_of_blocking(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "GB", "UK ONLY");
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "GB", "UK OUT");
    set(fix, "territory", "GB");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_span_is(finding_of(fix, "contradiction.found")->message,
                   "\"UK ONLY\" and \"UK OUT\" contradict each other");
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "JAPAN OUT");
    set(fix, "territory", "JP");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void a_grant_that_a_bar_only_narrows_is_no_contradiction(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "GB IE", "UK AND IRELAND ONLY");
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "IE", "IRELAND OUT");
    set(fix, "territory", "GB");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "territory", "IE");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void a_grant_per_field_without_common_ground_is_a_contradiction(void **state)
{
    fixture *fix = *state;
    cl_field other = {.name = CL_USAGE_TERMS, .value = CL_SPAN("a note"), .container = "XMP"};
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "GB", "UK ONLY");
    restrict_to(fix, CL_KIND_TERRITORY, CL_ONLY, "US", "US ONLY")->places =
        place_of(fix, &other, "US ONLY");
    set(fix, "territory", "GB");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "contradiction.found"));
}

static void sales_and_archives_are_duties_until_the_edition_answers(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_RESALE, CL_DENY, "sales", "NO SALES");
    restrict_to(fix, CL_KIND_RESALE, CL_DENY, "archive", "NO ARCHIVE");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "resale.no-archive")->kind, "no-archive");
    assert_span_is(duty_of(fix, "resale.no-sales")->kind, "no-sales");
    set(fix, "syndicate", "no");
    set(fix, "archive", "no");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "archive", "yes");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "resale.archived"));
    set(fix, "archive", "no");
    set(fix, "syndicate", "yes");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "resale.passed-on"));
}

static void the_web_is_an_archive_where_the_house_says_so(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_RESALE, CL_DENY, "archive", "NO ARCHIVE");
    set(fix, "medium", "internet");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    fix->edition.policies.web_is_archive = CL_YES;
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void titles_compare_without_case_and_article(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_OUTLET, CL_DENY, "HARBOUR-TIMES", "HARBOUR TIMES OUT");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    set(fix, "outlet", "The Harbour Times");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    set(fix, "outlet", "Harbour Times on Sunday");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    set(fix, "outlet", "Village Echo");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void cropping_follows_the_answer_and_altering_is_a_duty(void **state)
{
    fixture *fix = *state;
    restrict_to(fix, CL_KIND_ALTERATION, CL_DENY, "cropping", "NO CROPPING");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    set(fix, "crop", "no");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    set(fix, "crop", "yes");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    fix->record.restrictions = (cl_array){0};
    restrict_to(fix, CL_KIND_ALTERATION, CL_DENY, "alteration", "NO ALTERATION");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
}

static void a_note_in_one_block_only_is_told_and_changes_no_verdict(void **state)
{
    fixture *fix = *state;
    cl_field caption = {.name = CL_CAPTION, .value = CL_SPAN("A bridge."), .container = "XMP"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &caption), CL_OK);
    assert_int_equal(cl_fields_add(&fix->record.fields, &fix->caption), CL_OK);
    restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "JP", "JAPAN OUT");
    set(fix, "territory", "FR");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    const cl_finding *finding = finding_of(fix, "drift.only-in");
    assert_non_null(finding);
    assert_span_is(finding->message, "\"JAPAN OUT\" stands only in IIM; XMP does not have it");
}

static void a_picture_that_names_nobody_is_asked_about_and_a_text_is_not(void **state)
{
    fixture *fix = *state;
    fix->record.format = CL_SPAN("JPEG");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "provenance.missing"));
    fix->record.format = CL_SPAN("text");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

/* A fixed sequence of numbers that look random: every run is the same. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void add_random(fixture *fix, uint32_t *seed)
{
    static const char *const values[][3] = {{"JP", "GB", "CA-QC"},
                                            {"magazine", "internet", "print"},
                                            {"editorial", "advertising", "commercial"}};
    uint32_t kind = next_random(seed) % 4;
    uint32_t which = next_random(seed) % 3;
    cl_effect effect = next_random(seed) % 3 == 0 ? CL_ONLY : CL_DENY;
    if (kind == 3) {
        restrict_to(fix, CL_KIND_RESALE, CL_DENY, which == 0 ? "archive" : "sales", "NO SALES");
        return;
    }
    cl_restriction *note =
        restrict_to(fix, (cl_kind)kind, effect, values[kind][which], values[kind][which]);
    note->confidence = (cl_confidence)(next_random(seed) % 3);
}

static void random_record(fixture *fix, uint32_t seed)
{
    fix->record.restrictions = (cl_array){0};
    for (uint32_t count = next_random(&seed) % 5; count > 0; count--) {
        add_random(fix, &seed);
    }
}

static void state_everything(fixture *fix)
{
    set(fix, "territory", "GB,CA");
    set(fix, "medium", "newspaper,app");
    set(fix, "use", "editorial");
}

static void one_more_restriction_never_turns_a_block_into_ok(void **state)
{
    fixture *fix = *state;
    state_everything(fix);
    for (uint32_t seed = 1; seed <= 400; seed++) {
        uint32_t more = seed * 7919u;
        random_record(fix, seed);
        cl_verdict before = judge(fix);
        add_random(fix, &more);
        cl_verdict after = judge(fix);
        assert_false(before == CL_VERDICT_BLOCK && after < CL_VERDICT_REVIEW);
        assert_false(before == CL_VERDICT_REVIEW && after < CL_VERDICT_REVIEW);
    }
}

static void order_of_restrictions_does_not_matter(void **state)
{
    fixture *fix = *state;
    state_everything(fix);
    for (uint32_t seed = 1; seed <= 400; seed++) {
        random_record(fix, seed);
        cl_verdict before = judge(fix);
        size_t findings = fix->judgement.findings.items.count;
        size_t count = fix->record.restrictions.count;
        for (size_t i = 0; i < count / 2; i++) {
            cl_restriction *a = CL_ARRAY_AT(&fix->record.restrictions, cl_restriction, i);
            cl_restriction *b =
                CL_ARRAY_AT(&fix->record.restrictions, cl_restriction, count - 1 - i);
            cl_restriction swapped = *a;
            *a = *b;
            *b = swapped;
        }
        assert_int_equal(judge(fix), before);
        assert_int_equal(fix->judgement.findings.items.count, findings);
    }
}

static void duplicates_of_restrictions_do_not_matter(void **state)
{
    fixture *fix = *state;
    state_everything(fix);
    for (uint32_t seed = 1; seed <= 400; seed++) {
        random_record(fix, seed);
        cl_verdict before = judge(fix);
        size_t findings = fix->judgement.findings.items.count;
        size_t duties = fix->judgement.duties.count;
        size_t count = fix->record.restrictions.count;
        for (size_t i = 0; i < count; i++) {
            cl_restriction *copy =
                cl_array_add(&fix->record.restrictions, fix->arena, sizeof *copy, CL_CLAUSES_MAX);
            assert_non_null(copy);
            *copy = *cl_record_restriction(&fix->record, i);
        }
        assert_int_equal(judge(fix), before);
        assert_int_equal(fix->judgement.findings.items.count, findings);
        assert_int_equal(fix->judgement.duties.count, duties);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_picture_without_notes_is_free_and_says_so),
        in_fixture(notes_on_other_things_leave_the_territory_free),
        in_fixture(the_shipped_rules_have_words_for_everything),
        in_fixture(doubtful_readings_ask_for_a_person_instead_of_blocking),
        in_fixture(a_guess_that_does_not_hit_only_informs),
        in_fixture(what_could_not_be_read_makes_the_verdict_incomplete),
        in_fixture(unread_text_asks_for_a_person_and_is_quoted),
        in_fixture(words_are_quoted_once),
        in_fixture(notices_speak_by_their_own_rule_or_as_unread),
        in_fixture(contradictions_ask_for_a_person_instead_of_blocking),
        in_fixture(a_grant_that_a_bar_only_narrows_is_no_contradiction),
        in_fixture(a_grant_per_field_without_common_ground_is_a_contradiction),
        in_fixture(sales_and_archives_are_duties_until_the_edition_answers),
        in_fixture(the_web_is_an_archive_where_the_house_says_so),
        in_fixture(titles_compare_without_case_and_article),
        in_fixture(cropping_follows_the_answer_and_altering_is_a_duty),
        in_fixture(a_note_in_one_block_only_is_told_and_changes_no_verdict),
        in_fixture(a_picture_that_names_nobody_is_asked_about_and_a_text_is_not),
        in_fixture(one_more_restriction_never_turns_a_block_into_ok),
        in_fixture(order_of_restrictions_does_not_matter),
        in_fixture(duplicates_of_restrictions_do_not_matter),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
