#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "ruleset/ruleset.h"

#include "base/limits.h"
#include "tiny_rules.h"

static void assert_refused(const char *phrase, const char *where, const char *what)
{
    char text[2048];
    cl_error error = {0};
    (void)snprintf(text, sizeof text, "family: bad\nphrases:\n%s", phrase);
    assert_int_equal(load_with("restrictions/bad.yaml", text, &error), CL_BAD_RULES);
    if (strstr(error.message, where) == NULL || strstr(error.message, what) == NULL) {
        print_error("%s\n", error.message);
    }
    assert_non_null(strstr(error.message, where));
    assert_non_null(strstr(error.message, what));
}

static void a_rule_without_both_good_and_bad_does_not_load(void **state)
{
    (void)state;
    assert_refused("  - id: bad.one\n    pattern: x\n    reads: {nothing: true}\n    good: [x]\n",
                   "bad.yaml:3:5", "`bad` examples");
}

static void a_wrong_pattern_names_file_line_column_and_character(void **state)
{
    (void)state;
    assert_refused("  - id: bad.one\n    pattern: 'ab(c'\n    reads: {nothing: true}\n"
                   "    good: [x]\n    bad: [y]\n",
                   "bad.yaml:4:14", "character 4");
}

static void an_unknown_key_kind_or_mark_is_refused(void **state)
{
    (void)state;
    assert_refused("  - id: bad.one\n    patern: x\n", "bad.yaml:4:", "patern");
    assert_refused("  - id: bad.one\n    pattern: x\n    reads: {kind: teritory, values: [JP]}\n",
                   "bad.yaml:5:", "teritory");
    assert_refused("  - id: bad.one\n    pattern: '{teritory}'\n", "bad.yaml:4:", "{teritory}");
    assert_refused(
        "  - id: bad.one\n    pattern: 'x'\n    reads: {kind: use, values: [editoral]}\n",
        "bad.yaml:5:", "editoral");
}

static void a_pattern_that_spells_a_marked_word_is_refused(void **state)
{
    (void)state;
    assert_refused("  - id: bad.one\n    pattern: 'no editorial'\n",
                   "bad.yaml:4:", "{use:editorial}");
}

static void a_fragment_that_holds_itself_is_refused(void **state)
{
    (void)state;
    cl_error error = {0};
    const char *text = "family: bad\nfragments: {loop: 'a{loop}'}\nphrases:\n"
                       "  - id: bad.one\n    pattern: '{loop}'\n";
    assert_int_equal(load_with("restrictions/bad.yaml", text, &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "holds itself"));
}

static void a_fragment_has_one_meaning_in_its_file(void **state)
{
    (void)state;
    cl_error error = {0};
    const char *text = "fragments:\n  left: 'a'\n";
    assert_int_equal(load_with("fragments-more.yaml", text, &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "{left} stands at"));
}

static void an_id_is_used_once_and_begins_with_its_family(void **state)
{
    (void)state;
    assert_refused("  - id: other.one\n    pattern: x\n", "bad.yaml:3:", "begins with the family");
    cl_error error = {0};
    const char *text = "family: test\nphrases:\n  - id: test.out\n    pattern: x\n";
    assert_int_equal(load_with("restrictions/twin.yaml", text, &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "test.out is used at"));
}

static void a_wrong_table_row_names_its_line(void **state)
{
    (void)state;
    cl_error error = {0};
    assert_int_equal(load_with("ambiguous.tsv", "# rows\nKorea\tKR\tsure\n", &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "ambiguous.tsv:2:"));
}

static void an_alias_belongs_to_one_agency(void **state)
{
    (void)state;
    cl_error error = {0};
    const char *text = "agencies:\n  - {name: Other, aliases: [AFP PHOTO]}\n";
    assert_int_equal(load_with("agencies/other.yaml", text, &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "other.yaml:2:"));
}

static void territories_are_found_by_code_name_and_group(void **state)
{
    (void)state;
    cl_ruleset *rules = tiny_rules();
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_words codes = {0};
    bool known;
    assert_int_equal(cl_ruleset_territories(rules, arena, CL_SPAN("kr"), &codes, &known), CL_OK);
    assert_true(known);
    assert_int_equal(cl_ruleset_territories(rules, arena, CL_SPAN("koreas"), &codes, &known),
                     CL_OK);
    assert_true(known);
    assert_int_equal(codes.count, 2);
    assert_int_equal(cl_ruleset_territories(rules, arena, CL_SPAN("KX"), &codes, &known), CL_OK);
    assert_false(known);
    cl_arena_free(arena);
    cl_ruleset_free(rules);
}

static void agencies_are_found_by_any_of_their_names(void **state)
{
    (void)state;
    cl_ruleset *rules = tiny_rules();
    assert_span_is(cl_ruleset_agency_of(rules, CL_SPAN("Afp Photo"))->name, "AFP");
    assert_span_is(cl_ruleset_agency_of(rules, CL_SPAN("GETTY IMAGES"))->name, "Getty Images");
    assert_null(cl_ruleset_agency_of(rules, CL_SPAN("Getty")));
    cl_ruleset_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_without_both_good_and_bad_does_not_load),
        cmocka_unit_test(a_wrong_pattern_names_file_line_column_and_character),
        cmocka_unit_test(an_unknown_key_kind_or_mark_is_refused),
        cmocka_unit_test(a_pattern_that_spells_a_marked_word_is_refused),
        cmocka_unit_test(a_fragment_that_holds_itself_is_refused),
        cmocka_unit_test(a_fragment_has_one_meaning_in_its_file),
        cmocka_unit_test(an_id_is_used_once_and_begins_with_its_family),
        cmocka_unit_test(a_wrong_table_row_names_its_line),
        cmocka_unit_test(an_alias_belongs_to_one_agency),
        cmocka_unit_test(territories_are_found_by_code_name_and_group),
        cmocka_unit_test(agencies_are_found_by_any_of_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
