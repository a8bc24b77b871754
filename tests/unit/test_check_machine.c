#include "caption/reading.h"
#include "check_fixture.h"

/* These tests read: what machine-readable rights mean stands in rules/. */
static void add(fixture *fix, cl_field_name name, const char *text)
{
    const cl_field field = {.name = name, .value = cl_span_of(text), .container = "XMP"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
}

static cl_verdict read_and_judge(fixture *fix)
{
    cl_reader_state *reader = cl_reader_state_new(fix->rules);
    assert_non_null(reader);
    assert_int_equal(cl_reading_run(reader, &fix->record), CL_OK);
    cl_reader_state_free(reader);
    return judge(fix);
}

static const cl_restriction *only_restriction(const fixture *fix, cl_kind kind)
{
    assert_int_equal(fix->record.restrictions.count, 1);
    const cl_restriction *restriction = cl_record_restriction(&fix->record, 0);
    assert_int_equal(restriction->kind, kind);
    return restriction;
}

static void a_term_is_a_restriction_with_its_rule_and_place(void **state)
{
    fixture *fix = *state;
    set(fix, "ai", "yes");
    add(fix, CL_DATA_MINING, "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    const cl_restriction *restriction = only_restriction(fix, CL_KIND_AI);
    const cl_place *place = cl_places_first(&restriction->places);
    assert_span_is(restriction->rule, "plus.data-mining-training");
    assert_int_equal(place->field->name, CL_DATA_MINING);
    assert_int_equal(place->start, 0);
    assert_int_equal(place->end, 59);
    assert_non_null(finding_of(fix, "ai.used"));
}

static void words_and_terms_that_agree_are_one_restriction(void **state)
{
    fixture *fix = *state;
    set(fix, "use", "advertising");
    add(fix, CL_INSTRUCTIONS, "NO MODEL RELEASE");
    add(fix, CL_MODEL_RELEASE, "MR-NON");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    assert_int_equal(only_restriction(fix, CL_KIND_RELEASE)->places.items.count, 2);
}

static void a_term_that_nobody_knows_is_unread(void **state)
{
    fixture *fix = *state;
    add(fix, CL_IMAGE_ALTERATION_CONSTRAINTS, "AL-XYZ");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "unread.text"));
}

static void a_term_is_none_where_it_does_not_belong(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "A bridge. DMI-PROHIBITED MR-NON AL-CRP");
    add(fix, CL_COUNTRY_CODE, "DMI-PROHIBITED");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(fix->record.restrictions.count, 0);
}

static void release_and_expiration_dates_are_limits_in_time(void **state)
{
    fixture *fix = *state;
    add(fix, CL_RELEASE_DATE, "2024-03-05T22:00:00Z");
    add(fix, CL_EXPIRATION_DATE, "20240405");
    set(fix, "at", "2024-03-01T12:00Z");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "time.embargoed"));
    assert_int_equal(fix->record.restrictions.count, 2);
    set(fix, "at", "2024-03-20T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    set(fix, "at", "2024-05-05T12:00Z");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "time.expired"));
}

static void a_release_date_that_is_no_date_is_asked_about(void **state)
{
    fixture *fix = *state;
    add(fix, CL_RELEASE_DATE, "next Sunday");
    set(fix, "at", "2024-03-01T12:00Z");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "time.embargo-unknown"));
}

static void a_grant_lifts_no_bar_and_the_two_are_told_of(void **state)
{
    fixture *fix = *state;
    set(fix, "ai", "yes");
    add(fix, CL_DATA_MINING, "DMI-ALLOWED");
    add(fix, CL_INSTRUCTIONS, "NO AI TRAINING");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    const cl_finding *finding = finding_of(fix, "machine.granted");
    assert_non_null(finding);
    assert_span_is(finding->message,
                   "\"DMI-ALLOWED\" allows what \"NO AI TRAINING\" bars; the bar holds");
}

static void a_credit_that_the_words_demand_is_demanded(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "A bridge. (AP Photo/Jane Doe) MANDATORY CREDIT");
    add(fix, CL_CREDIT_LINE_REQUIRED, "CR-NRQ");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_DUTY);
    assert_non_null(duty_of(fix, "credit.print"));
    assert_non_null(finding_of(fix, "machine.credit"));
}

static void a_required_credit_line_makes_the_picture_s_own_credit_mandatory(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "A bridge. (AP Photo/Jane Doe)");
    add(fix, CL_CREDIT_LINE_REQUIRED, "http://ns.useplus.org/ldf/vocab/CR-CAI");
    set(fix, "credit", "Harbour Press");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "credit.incomplete"));
    assert_non_null(duty_of(fix, "notice.credit-adjacent"));
}

static void the_earlier_of_two_ends_holds(void **state)
{
    fixture *fix = *state;
    add(fix, CL_EXPIRATION_DATE, "2024-12-31");
    add(fix, CL_INSTRUCTIONS, "NOT FOR USE AFTER 5 MARCH 2024");
    set(fix, "at", "2024-04-01T12:00Z");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    const cl_finding *finding = finding_of(fix, "machine.end");
    assert_non_null(finding);
    assert_true(cl_span_find(finding->message, CL_SPAN("2024-03-05")) < finding->message.len);
}

static void constraints_on_data_mining_that_are_missing_are_asked_about(void **state)
{
    fixture *fix = *state;
    set(fix, "ai", "no");
    add(fix, CL_DATA_MINING, "DMI-PROHIBITED-SEECONSTRAINT");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "notice.see-constraints"));
}

static void constraints_on_data_mining_that_are_there_are_not(void **state)
{
    fixture *fix = *state;
    set(fix, "ai", "no");
    add(fix, CL_DATA_MINING, "DMI-PROHIBITED-SEECONSTRAINT");
    add(fix, CL_OTHER_CONSTRAINTS, "Data mining allowed for research only");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_null(finding_of(fix, "notice.see-constraints"));
}

static void regions_of_a_licence_code_are_a_grant_of_medium_confidence(void **state)
{
    fixture *fix = *state;
    add(fix, CL_MEDIA_SUMMARY_CODE, "|PLUS|V0120|U001|1IAK1UNA2BOC8RHQ8RCA9EAA|");
    set(fix, "territory", "FR");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    const cl_restriction *restriction = only_restriction(fix, CL_KIND_TERRITORY);
    assert_int_equal(restriction->effect, CL_ONLY);
    assert_int_equal(restriction->confidence, CL_MEDIUM);
    assert_int_equal(restriction->values.count, 2);
    set(fix, "territory", "CA");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void a_part_of_a_country_in_a_licence_code_is_asked_about(void **state)
{
    fixture *fix = *state;
    add(fix, CL_MEDIA_SUMMARY_CODE, "8RHP");
    set(fix, "territory", "US");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_int_equal(only_restriction(fix, CL_KIND_TERRITORY)->values.count, 0);
}

static void a_region_that_nobody_knows_is_unread(void **state)
{
    fixture *fix = *state;
    add(fix, CL_MEDIA_SUMMARY_CODE, "|PLUS|V0120|U001|8RHQ8RZZ|");
    set(fix, "territory", "US");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_int_equal(fix->record.restrictions.count, 0);
    assert_non_null(finding_of(fix, "unread.text"));
}

static void a_bare_list_of_regions_is_asked_about(void **state)
{
    fixture *fix = *state;
    add(fix, CL_REGION_CONSTRAINTS, "Japan, Germany");
    set(fix, "territory", "FR");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_int_equal(fix->record.unread.count, 1);
}

static void regions_with_a_verb_are_read(void **state)
{
    fixture *fix = *state;
    add(fix, CL_REGION_CONSTRAINTS, "Not for use in Japan");
    set(fix, "territory", "FR");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(only_restriction(fix, CL_KIND_TERRITORY)->effect, CL_DENY);
}

static void a_creative_commons_licence_is_what_its_letters_say(void **state)
{
    fixture *fix = *state;
    add(fix, CL_LICENSE, "https://creativecommons.org/licenses/by-nc-nd/4.0/");
    add(fix, CL_CREDIT, "Jane Doe");
    set(fix, "use", "advertising");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "use.denied"));
    assert_non_null(finding_of(fix, "notice.non-commercial"));
    assert_non_null(duty_of(fix, "alteration.leave"));
    assert_non_null(duty_of(fix, "credit.print"));
}

static void an_action_advised_kills(void **state)
{
    fixture *fix = *state;
    add(fix, CL_ACTION_ADVISED, "01");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "notice.kill"));
}

static void a_term_that_only_xmp_can_hold_is_no_drift(void **state)
{
    fixture *fix = *state;
    const cl_field iim = {
        .name = CL_EXPIRATION_DATE, .value = CL_SPAN("2024-12-31"), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &iim), CL_OK);
    add(fix, CL_IMAGE_ALTERATION_CONSTRAINTS, "AL-CRP");
    set(fix, "crop", "no");
    set(fix, "at", "2024-03-01T12:00Z");
    (void)read_and_judge(fix);
    assert_null(finding_of(fix, "drift.only-in"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_term_is_a_restriction_with_its_rule_and_place),
        in_fixture(words_and_terms_that_agree_are_one_restriction),
        in_fixture(a_term_that_nobody_knows_is_unread),
        in_fixture(a_term_is_none_where_it_does_not_belong),
        in_fixture(release_and_expiration_dates_are_limits_in_time),
        in_fixture(a_release_date_that_is_no_date_is_asked_about),
        in_fixture(a_grant_lifts_no_bar_and_the_two_are_told_of),
        in_fixture(a_credit_that_the_words_demand_is_demanded),
        in_fixture(a_required_credit_line_makes_the_picture_s_own_credit_mandatory),
        in_fixture(the_earlier_of_two_ends_holds),
        in_fixture(constraints_on_data_mining_that_are_missing_are_asked_about),
        in_fixture(constraints_on_data_mining_that_are_there_are_not),
        in_fixture(regions_of_a_licence_code_are_a_grant_of_medium_confidence),
        in_fixture(a_part_of_a_country_in_a_licence_code_is_asked_about),
        in_fixture(a_region_that_nobody_knows_is_unread),
        in_fixture(a_bare_list_of_regions_is_asked_about),
        in_fixture(regions_with_a_verb_are_read),
        in_fixture(a_creative_commons_licence_is_what_its_letters_say),
        in_fixture(an_action_advised_kills),
        in_fixture(a_term_that_only_xmp_can_hold_is_no_drift),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
