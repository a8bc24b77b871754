#include "check/baseline.h"

#include "base/damage.h"
#include "check/waiver.h"
#include "check_fixture.h"

#define FIRST  "00112233445566778899aabbccddeeff"
#define SECOND "ff112233445566778899aabbccddeeff"
#define HEADER "captionlint-baseline 1\n"

static cl_status load(cl_baseline *baseline, const char *text, cl_error *error)
{
    *baseline = (cl_baseline){.count = 0};
    cl_status status = cl_baseline_read(baseline, "known.txt", cl_span_of(text), error);
    cl_baseline_sort(baseline);
    return status;
}

static void known_ids_are_found_and_others_are_not(void **state)
{
    (void)state;
    cl_baseline baseline;
    cl_error error = {0};
    assert_int_equal(load(&baseline,
                          HEADER "# why\n" SECOND " territory.denied web\r\n\n" FIRST "\n" FIRST
                                 " again\n",
                          &error),
                     CL_OK);
    assert_int_equal(baseline.count, 2);
    assert_true(cl_baseline_has(&baseline, FIRST));
    assert_true(cl_baseline_has(&baseline, SECOND));
    assert_false(cl_baseline_has(&baseline, "00112233445566778899aabbccddee00"));
    assert_false(cl_baseline_has(&baseline, "00112233445566778899aabbccddeef"));
    assert_false(cl_baseline_has(&baseline, ""));
    cl_baseline_free(&baseline);
}

static void what_is_no_baseline_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "captionlint-baseline 2\n",
                                        FIRST "\n",
                                        HEADER "\n" FIRST "0\n",
                                        HEADER "\n00112233445566778899AABBCCDDEEFG\n",
                                        HEADER "\nterritory.denied\n"};
    static const char *const places[] = {"known.txt:1: ", "known.txt:1: ", "known.txt:1: ",
                                         "known.txt:3: ", "known.txt:3: ", "known.txt:3: "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cl_baseline baseline;
        cl_error error = {0};
        assert_int_equal(load(&baseline, wrong[i], &error), CL_BAD_CONFIG);
        assert_true(cl_span_starts(cl_span_of(error.message), cl_span_of(places[i])));
        cl_baseline_free(&baseline);
    }
}

static void it_is_written_sorted_and_each_id_once(void **state)
{
    (void)state;
    cl_baseline baseline = {.count = 0};
    cl_out text = {0};
    assert_int_equal(cl_baseline_add(&baseline, CL_SPAN(SECOND " unread.text web")), CL_OK);
    assert_int_equal(cl_baseline_add(&baseline, CL_SPAN(FIRST " damage.cut")), CL_OK);
    assert_int_equal(cl_baseline_add(&baseline, CL_SPAN(SECOND " later")), CL_OK);
    cl_baseline_sort(&baseline);
    cl_baseline_write(&baseline, &text);
    cl_out_byte(&text, '\0');
    assert_string_equal((const char *)text.data, HEADER
                        "# Known findings: id, rule, edition. They are counted, not shown.\n" FIRST
                        " damage.cut\n" SECOND " unread.text web\n");
    cl_out_free(&text);
    cl_baseline_free(&baseline);
}

static void add_finding(fixture *fix, const char *rule, const char *id, const cl_waiver *waiver)
{
    cl_finding finding = {.rule = cl_span_of(rule), .waiver = waiver};
    memcpy(finding.id, id, sizeof finding.id);
    assert_int_equal(cl_findings_add(&fix->judgement.findings, &finding), CL_OK);
}

static void what_is_known_is_counted_and_taken_out(void **state)
{
    fixture *fix = *state;
    cl_baseline baseline;
    cl_error error = {0};
    assert_int_equal(load(&baseline, HEADER FIRST "\n", &error), CL_OK);
    (void)judge(fix);
    add_finding(fix, "territory.denied", FIRST, NULL);
    add_finding(fix, "medium.denied", SECOND, NULL);
    add_finding(fix, "use.denied", FIRST, NULL);
    cl_baseline_hide(&baseline, fix->rules, &fix->judgement.findings);
    assert_int_equal(fix->judgement.findings.known, 2);
    assert_int_equal(fix->judgement.findings.items.count, 1);
    assert_non_null(finding_of(fix, "medium.denied"));
    cl_baseline_free(&baseline);
}

static void what_nobody_may_miss_is_neither_hidden_nor_written(void **state)
{
    fixture *fix = *state;
    cl_baseline baseline;
    cl_error error = {0};
    cl_out lines = {0};
    const cl_waiver waiver = {.line = 1};
    assert_int_equal(load(&baseline, HEADER FIRST "\n", &error), CL_OK);
    (void)judge(fix);
    add_finding(fix, "notice.kill", FIRST, NULL);
    add_finding(fix, "identity.killed", FIRST, NULL);
    add_finding(fix, "territory.denied", FIRST, &waiver);
    cl_finding damage = cl_damage_finding(CL_DAMAGE_TRUNCATED);
    memcpy(damage.id, FIRST, sizeof damage.id);
    assert_int_equal(cl_findings_add(&fix->judgement.findings, &damage), CL_OK);
    cl_baseline_hide(&baseline, fix->rules, &fix->judgement.findings);
    assert_int_equal(fix->judgement.findings.items.count, 4);
    assert_int_equal(fix->judgement.findings.known, 0);
    cl_baseline_lines(fix->rules, &fix->judgement.findings, CL_SPAN("web"), &lines);
    assert_int_equal(lines.len, 0);
    cl_baseline_free(&baseline);
}

static void a_line_holds_no_line_break_of_an_edition(void **state)
{
    fixture *fix = *state;
    cl_out lines = {0};
    (void)judge(fix);
    add_finding(fix, "territory.denied", FIRST, NULL);
    cl_baseline_lines(fix->rules, &fix->judgement.findings, CL_SPAN("a\nb"), &lines);
    cl_span text = cl_out_span(&lines);
    assert_true(cl_span_starts(text, CL_SPAN(FIRST " territory.denied a")));
    assert_int_equal(cl_span_find_byte(text, '\n'), text.len - 1);
    cl_out_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(known_ids_are_found_and_others_are_not),
        in_fixture(what_is_no_baseline_is_refused_with_its_line),
        in_fixture(it_is_written_sorted_and_each_id_once),
        in_fixture(what_is_known_is_counted_and_taken_out),
        in_fixture(what_nobody_may_miss_is_neither_hidden_nor_written),
        in_fixture(a_line_holds_no_line_break_of_an_edition),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
