#include "check/examples.h"

#include "check_fixture.h"

static void every_example_of_the_shipped_rules_holds(void **state)
{
    fixture *fix = *state;
    cl_reader_state *reader = cl_reader_state_new(fix->rules);
    const cl_example_bench bench = {fix->rules, reader, &fix->error};
    cl_out out = {0};
    size_t failed = 0;
    assert_non_null(reader);
    for (size_t i = 0; i < cl_ruleset_check_count(fix->rules); i++) {
        cl_status status =
            cl_check_test_examples(&bench, cl_ruleset_check(fix->rules, i), &out, &failed);
        if (status != CL_OK) {
            print_error("%s\n", fix->error.message);
        }
        assert_int_equal(status, CL_OK);
    }
    if (failed > 0) {
        print_error("%.*s", CL_SPAN_PRINT(cl_out_span(&out)));
    }
    assert_int_equal(failed, 0);
    cl_out_free(&out);
    cl_reader_state_free(reader);
}

/* The example of one rule told for another, so that it cannot hold. */
static void an_example_that_does_not_hold_is_reported_with_its_place(void **state)
{
    fixture *fix = *state;
    cl_reader_state *reader = cl_reader_state_new(fix->rules);
    const cl_example_bench bench = {fix->rules, reader, &fix->error};
    assert_non_null(reader);
    cl_check_example_part part = {CL_SPAN("instructions"), CL_SPAN("JAPAN OUT"), NULL};
    cl_check_example example = {.good = true, .parts = &part, .file = "checks/a.yaml", .line = 7};
    cl_check_rule rule = *cl_ruleset_check_of(fix->rules, CL_SPAN("medium.denied"));
    rule.examples = &example;
    cl_out out = {0};
    size_t failed = 0;
    assert_int_equal(cl_check_test_examples(&bench, &rule, &out, &failed), CL_OK);
    assert_int_equal(failed, 1);
    assert_span_is(cl_out_span(&out),
                   "checks/a.yaml:7: medium.denied does not speak of this good example\n");
    cl_out_free(&out);
    cl_reader_state_free(reader);
}

static void an_example_with_a_wrong_edition_fails_with_its_place(void **state)
{
    fixture *fix = *state;
    cl_reader_state *reader = cl_reader_state_new(fix->rules);
    const cl_example_bench bench = {fix->rules, reader, &fix->error};
    assert_non_null(reader);
    cl_check_example_part part = {CL_SPAN("edition.territory"), CL_SPAN("KX"), NULL};
    cl_check_example example = {.good = true, .parts = &part, .file = "checks/a.yaml", .line = 7};
    bool held = true;
    const cl_check_rule *rule = cl_ruleset_check_of(fix->rules, CL_SPAN("medium.denied"));
    assert_int_equal(cl_check_example_run(&bench, rule, &example, &held), CL_BAD_CONFIG);
    assert_false(held);
    assert_true(cl_span_starts(cl_span_of(fix->error.message), CL_SPAN("checks/a.yaml:7: ")));
    cl_reader_state_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(every_example_of_the_shipped_rules_holds),
        in_fixture(an_example_that_does_not_hold_is_reported_with_its_place),
        in_fixture(an_example_with_a_wrong_edition_fails_with_its_place),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
