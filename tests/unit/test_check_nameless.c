#include "caption/credit.h"

#include "check/nameless.h"
#include "check_fixture.h"

static const cl_field caption = {
    .name = CL_CAPTION, .value = {(const uint8_t *)"a caption", 9}, .container = "XMP"};

static void add_credit(fixture *fix, cl_credit_role role, const char *text)
{
    cl_credit *added =
        cl_array_add(&fix->record.credits, fix->arena, sizeof *added, CL_CLAUSES_MAX);
    assert_non_null(added);
    added->text = cl_span_of(text);
    added->role = role;
    added->confidence = CL_HIGH;
    added->places = place_of(fix, &caption, text);
    assert_int_equal(cl_credit_parse(fix->rules, fix->arena, added), CL_OK);
}

static void add_creator(fixture *fix, const char *name)
{
    cl_field field = {.name = CL_CREATOR, .value = cl_span_of(name), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
}

static void withhold_the_name(fixture *fix)
{
    cl_notice *added =
        cl_array_add(&fix->record.notices, fix->arena, sizeof *added, CL_CLAUSES_MAX);
    assert_non_null(added);
    added->kind = CL_SPAN(CL_NAMELESS);
    added->confidence = CL_HIGH;
    added->rule = CL_SPAN("test");
    added->places = place_of(fix, &fix->caption, "NO BYLINE");
}

static void a_printed_person_of_the_credits_blocks(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_STATED, "Jane Doe/AP");
    set(fix, "credit", "DOE Jane / AP");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_span_is(finding_of(fix, "notice.named")->message,
                   "printed credit \"DOE Jane / AP\" names Jane Doe, who must not be named");
}

static void a_printed_person_of_the_creator_field_blocks(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_creator(fix, "Jane Doe");
    set(fix, "credit", "AP Photo/Jane Doe");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "notice.named"));
}

static void the_agency_alone_is_right_and_the_person_is_not_missed(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_STATED, "Jane Doe/AP");
    set(fix, "credit", "AP");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "\"AP\" names no person, as \"NO BYLINE\" asks"));
}

static void a_surname_and_a_stranger_ask_for_a_person(void **state)
{
    static const char *const lines[] = {"Doe/AP", "John Roe/AP", "Jane Döe/AP"};
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_STATED, "Jane Doe/AP");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        set(fix, "credit", lines[i]);
        assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
        assert_non_null(finding_of(fix, "notice.perhaps-named"));
    }
}

static void a_creator_of_one_word_asks_for_a_person(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_creator(fix, "Janedoe");
    set(fix, "credit", "Janedoe/AP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "notice.perhaps-named"));
}

static void an_agency_whose_name_holds_a_surname_names_nobody(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_STATED, "Jane Getty/Getty Images");
    set(fix, "credit", "Getty Images");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void without_a_stated_credit_it_is_a_duty(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_STATED, "Jane Doe/AP");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    const cl_duty *duty = duty_of(fix, "notice.do-not-name");
    assert_non_null(duty);
    assert_span_is(duty->kind, "do-not-name");
    assert_span_is(duty->text, "print the agency only and name no person: \"NO BYLINE\"");
}

static void the_line_to_print_leaves_persons_out(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_REQUESTED, "JANE DOE/AFP via Getty Images");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "credit.requested")->text, "print: AFP/Getty Images");
    set(fix, "credit", "AFP/Getty Images");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void a_line_without_persons_keeps_its_wording(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_REQUESTED, "AFP PHOTO/KCNA VIA KNS");
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "credit.requested")->text, "print: AFP PHOTO/KCNA VIA KNS");
}

static void a_mandatory_credit_beside_it_is_printed_and_looked_at(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_MANDATORY, "Jane Doe/AP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "notice.no-name-but-credit"));
    assert_span_is(duty_of(fix, "credit.print")->text, "print: AP");
    set(fix, "credit", "AP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_null(finding_of(fix, "credit.byline-missing"));
}

static void a_credit_field_that_names_a_person_alone_is_no_line_to_print(void **state)
{
    fixture *fix = *state;
    withhold_the_name(fix);
    add_credit(fix, CL_CREDIT_MANDATORY, "");
    cl_field field = {.name = CL_CREDIT, .value = CL_SPAN("Jane Doe"), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "credit.unknown"));
    assert_null(duty_of(fix, "credit.print"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_printed_person_of_the_credits_blocks),
        in_fixture(a_printed_person_of_the_creator_field_blocks),
        in_fixture(the_agency_alone_is_right_and_the_person_is_not_missed),
        in_fixture(a_surname_and_a_stranger_ask_for_a_person),
        in_fixture(a_creator_of_one_word_asks_for_a_person),
        in_fixture(an_agency_whose_name_holds_a_surname_names_nobody),
        in_fixture(without_a_stated_credit_it_is_a_duty),
        in_fixture(the_line_to_print_leaves_persons_out),
        in_fixture(a_line_without_persons_keeps_its_wording),
        in_fixture(a_mandatory_credit_beside_it_is_printed_and_looked_at),
        in_fixture(a_credit_field_that_names_a_person_alone_is_no_line_to_print),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
