#include "caption/credit.h"

#include "check_fixture.h"

static const cl_field caption = {
    .name = CL_CAPTION, .value = {(const uint8_t *)"a caption", 9}, .container = "XMP"};

static cl_credit *credit_of(fixture *fix, cl_credit_role role, const char *text, uint32_t start)
{
    cl_credit *added =
        cl_array_add(&fix->record.credits, fix->arena, sizeof *added, CL_CLAUSES_MAX);
    assert_non_null(added);
    added->text = cl_span_of(text);
    added->role = role;
    added->confidence = CL_HIGH;
    added->places = place_of(fix, &caption, text);
    CL_ARRAY_AT(&added->places.items, cl_place, 0)->start = start;
    assert_int_equal(cl_credit_parse(fix->rules, fix->arena, added), CL_OK);
    return added;
}

static void a_mandatory_credit_is_a_duty_that_names_the_line(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "AFP PHOTO/KCNA VIA KNS", 0);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    const cl_duty *duty = duty_of(fix, "credit.print");
    assert_non_null(duty);
    assert_span_is(duty->kind, "credit");
    assert_span_is(duty->text, "print: AFP PHOTO/KCNA VIA KNS");
}

static void the_line_to_print_is_the_mandatory_one_and_whole(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_STATED, "Jane Doe/AP", 0);
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_span_is(fix->judgement.print.credit, "Jane Doe/AP");
    assert_int_equal(fix->judgement.print.role, CL_CREDIT_STATED);
    credit_of(fix, CL_CREDIT_REQUESTED, "Jane Doe/AP/Getty Images", 20);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(fix->judgement.print.credit, "Jane Doe/AP/Getty Images");
    credit_of(fix, CL_CREDIT_MANDATORY, "AFP PHOTO\n  /KCNA VIA KNS", 40)->quoted = true;
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(fix->judgement.print.credit, "AFP PHOTO /KCNA VIA KNS");
    assert_int_equal(fix->judgement.print.role, CL_CREDIT_MANDATORY);
    assert_true(fix->judgement.print.exact);
}

static void the_line_to_print_is_not_cut_as_a_quotation_is(void **state)
{
    fixture *fix = *state;
    char text[401];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memcpy(text, "AFP/", 4);
    credit_of(fix, CL_CREDIT_MANDATORY, text, 0);
    set(fix, "credit", "Somebody");
    (void)judge(fix);
    assert_span_is(fix->judgement.print.credit, text);
}

static void a_printed_credit_that_lacks_a_source_blocks(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "AFP PHOTO/KCNA VIA KNS", 0);
    set(fix, "credit", "AFP");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    assert_span_is(finding_of(fix, "credit.incomplete")->message,
                   "printed credit \"AFP\" lacks KCNA, KNS");
    set(fix, "credit", "KNS/KCNA/AFP");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void a_missing_photographer_blocks_only_where_the_wording_is_exact(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "Jane Doe/AP", 0);
    set(fix, "credit", "AP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "credit.byline-missing"));
    CL_ARRAY_AT(&fix->record.credits, cl_credit, 0)->quoted = true;
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void a_demand_without_wording_means_the_last_credit_of_the_caption(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "", 50);
    credit_of(fix, CL_CREDIT_STATED, "Jane Doe/AP", 40);
    credit_of(fix, CL_CREDIT_STATED, "John Roe/AFP", 10);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "credit.print")->text, "print: Jane Doe/AP");
}

static void a_demand_without_wording_falls_back_to_the_credit_field(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "", 50);
    cl_field field = {.name = CL_CREDIT, .value = CL_SPAN("Harbour Press"), .container = "IIM"};
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_span_is(duty_of(fix, "credit.print")->text, "print: Harbour Press");
}

static void a_demand_that_names_nobody_asks_for_a_person(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "", 0);
    set(fix, "credit", "AP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "credit.unknown"));
}

static void every_mandatory_credit_is_a_duty_of_its_own(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_MANDATORY, "AFP PHOTO", 0);
    credit_of(fix, CL_CREDIT_MANDATORY, "Harbour Press", 20);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_int_equal(fix->judgement.duties.count, 2);
}

static void a_requested_credit_counts_where_none_is_mandatory(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_REQUESTED, "JANE DOE/AFP/Getty Images", 0);
    assert_int_equal(judge(fix), CL_VERDICT_DUTY);
    assert_non_null(duty_of(fix, "credit.requested"));
    set(fix, "credit", "AFP");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "credit.differs"));
    set(fix, "credit", "Jane Doe / AFP / Getty Images");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void one_of_several_requested_credits_is_enough(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_REQUESTED, "JANE DOE/AFP", 0);
    credit_of(fix, CL_CREDIT_REQUESTED, "JANE DOE/Reuters", 20);
    set(fix, "credit", "Jane Doe/Reuters");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
}

static void a_stated_credit_is_no_demand(void **state)
{
    fixture *fix = *state;
    credit_of(fix, CL_CREDIT_STATED, "Jane Doe/AP", 0);
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "credited to \"Jane Doe/AP\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_mandatory_credit_is_a_duty_that_names_the_line),
        in_fixture(the_line_to_print_is_the_mandatory_one_and_whole),
        in_fixture(the_line_to_print_is_not_cut_as_a_quotation_is),
        in_fixture(a_printed_credit_that_lacks_a_source_blocks),
        in_fixture(a_missing_photographer_blocks_only_where_the_wording_is_exact),
        in_fixture(a_demand_without_wording_means_the_last_credit_of_the_caption),
        in_fixture(a_demand_without_wording_falls_back_to_the_credit_field),
        in_fixture(a_demand_that_names_nobody_asks_for_a_person),
        in_fixture(every_mandatory_credit_is_a_duty_of_its_own),
        in_fixture(a_requested_credit_counts_where_none_is_mandatory),
        in_fixture(one_of_several_requested_credits_is_enough),
        in_fixture(a_stated_credit_is_no_demand),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
