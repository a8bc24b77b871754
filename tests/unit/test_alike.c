#include "metadata/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cl_test.h"

static cl_likeness how(const char *first, const char *second)
{
    return cl_alike(cl_span_of(first), cl_span_of(second)).how;
}

static void assert_alike(const char *first, const char *second)
{
    if (how(first, second) != CL_ALIKE || how(second, first) != CL_ALIKE) {
        print_error("\"%s\" and \"%s\"\n", first, second);
    }
    assert_int_equal(how(first, second), CL_ALIKE);
    assert_int_equal(how(second, first), CL_ALIKE);
}

static void line_ends_and_blanks_are_no_difference(void **state)
{
    (void)state;
    assert_alike("A bridge.\r\nIn Oslo.", "A bridge.\nIn  Oslo. ");
    assert_alike("A bridge", " \tA\xC2\xA0"
                             "bridge\r");
    assert_int_equal(how("A bridge", "Abridge"), CL_DIFFERENT);
    assert_alike("", " \n");
}

static void accents_may_be_stored_in_two_ways(void **state)
{
    (void)state;
    assert_alike("caf\xC3\xA9", "cafe\xCC\x81");
    /* Two accents on one letter, in either order: below and above. */
    assert_alike("a\xCC\xA3\xCC\x82", "\xE1\xBA\xAD");
    assert_alike("a\xCC\x82\xCC\xA3", "\xE1\xBA\xAD");
    assert_int_equal(how("caf\xC3\xA9", "cafe"), CL_DIFFERENT);
    assert_int_equal(how("caf\xC3\xA9", "caf\xC3\xA8"), CL_DIFFERENT);
}

static void typographic_characters_are_those_of_a_typewriter(void **state)
{
    (void)state;
    assert_alike("\xE2\x80\x9CIt\xE2\x80\x99s here\xE2\x80\x9D", "\"It's here\"");
    assert_alike("Oslo \xE2\x80\x94 a bridge\xE2\x80\xA6", "Oslo -- a bridge...");
    assert_alike("\xC2\xA9 2024 Example Press", "(c) 2024 Example Press");
    assert_alike("soft\xC2\xADly", "softly");
}

static void what_a_charset_lacks_is_a_question_mark(void **state)
{
    (void)state;
    assert_alike("Bj\xC3\xB8rn", "Bj?rn");
    assert_alike("\xE4\xB8\xAD\xE6\x96\x87 text", "?? text");
    assert_alike("\xE4\xB8\xAD\xE6\x96\x87 text", "???? text");
    assert_alike("Bj\xEF\xBF\xBDrn", "Bj\xC3\xB8rn");
    assert_int_equal(how("Bjorn", "Bj?rn"), CL_DIFFERENT);
    assert_int_equal(how("a question?", "a question!"), CL_DIFFERENT);
}

static void case_alone_is_told_apart_from_a_difference(void **state)
{
    (void)state;
    cl_comparison found = cl_alike(CL_SPAN("Japan OUT"), CL_SPAN("Japan Out"));
    assert_int_equal(found.how, CL_ALIKE_BUT_CASE);
    assert_int_equal(found.first_at, 7);
    assert_true(cl_alike_nocase(CL_SPAN("\xC3\x89T\xC3\x89"), CL_SPAN("\xC3\xA9t\xC3\xA9")));
    assert_false(cl_alike_nocase(CL_SPAN("JAPAN"), CL_SPAN("CHINA")));
    /* A difference behind it is one. */
    assert_int_equal(how("JAPAN out", "Japan in"), CL_DIFFERENT);
}

static void the_place_where_they_part_is_told_in_both(void **state)
{
    (void)state;
    cl_comparison found = cl_alike(CL_SPAN("A  bridge in Oslo"), CL_SPAN("A bridge in Rome"));
    assert_int_equal(found.how, CL_DIFFERENT);
    assert_int_equal(found.first_at, 13);
    assert_int_equal(found.second_at, 12);
    found = cl_alike(CL_SPAN("A bridge"), CL_SPAN("A bridge in Oslo"));
    assert_int_equal(found.how, CL_FIRST_IS_SHORTER);
    assert_int_equal(found.first_at, 8);
    assert_int_equal(how("A bridge in Oslo", "A bridge"), CL_SECOND_IS_SHORTER);
}

static void the_end_that_iim_cut_off_is_no_difference(void **state)
{
    (void)state;
    cl_field cut = {.name = CL_CREDIT,
                    .container = "IIM",
                    .value = CL_SPAN("Example Press/Jane Doe of the No")};
    cl_field whole = {.name = CL_CREDIT,
                      .container = "XMP",
                      .value = CL_SPAN("Example Press/Jane Doe of the North Desk")};
    assert_int_equal(cl_fields_alike(&cut, &whole).how, CL_ALIKE);
    assert_int_equal(cl_fields_alike(&whole, &cut).how, CL_ALIKE);
    cut.value = CL_SPAN("Example Press");
    assert_int_equal(cl_fields_alike(&cut, &whole).how, CL_FIRST_IS_SHORTER);
    cut.value = CL_SPAN("Example Press/Jane Doe of the No");
    cut.container = "EXIF";
    assert_int_equal(cl_fields_alike(&cut, &whole).how, CL_FIRST_IS_SHORTER);
}

static void characters_that_were_guessed_are_no_difference(void **state)
{
    (void)state;
    cl_field guessed = {.name = CL_CREATOR, .container = "IIM", .value = CL_SPAN("Bj\xC2\xBFrn")};
    cl_field known = {.name = CL_CREATOR, .container = "XMP", .value = CL_SPAN("Bj\xC3\xB8rn")};
    assert_int_equal(cl_fields_alike(&guessed, &known).how, CL_DIFFERENT);
    guessed.decoded = "windows-1252, guessed";
    assert_int_equal(cl_fields_alike(&guessed, &known).how, CL_ALIKE);
    known.value = CL_SPAN("Bjorn");
    assert_int_equal(cl_fields_alike(&guessed, &known).how, CL_DIFFERENT);
}

static void texts_that_are_alike_have_one_key(void **state)
{
    (void)state;
    assert_true(cl_alike_key(CL_SPAN("Jane  Doe ")) == cl_alike_key(CL_SPAN("JANE DOE")));
    assert_true(cl_alike_key(CL_SPAN("Bj\xC3\xB8rn")) == cl_alike_key(CL_SPAN("bj?rn")));
    assert_false(cl_alike_key(CL_SPAN("Jane Doe")) == cl_alike_key(CL_SPAN("Doe Jane")));
}

static void what_comes_behind_the_cap_is_taken_as_alike(void **state)
{
    (void)state;
    size_t len = CL_COMPARED_MAX + 10;
    uint8_t *first = malloc(len);
    uint8_t *second = malloc(len);
    assert_non_null(first);
    assert_non_null(second);
    memset(first, 'a', len);
    memset(second, 'a', len);
    second[len - 1] = 'b';
    assert_int_equal(cl_alike((cl_span){first, len}, (cl_span){second, len}).how, CL_ALIKE);
    second[10] = 'b';
    assert_int_equal(cl_alike((cl_span){first, len}, (cl_span){second, len}).how, CL_DIFFERENT);
    free(first);
    free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends_and_blanks_are_no_difference),
        cmocka_unit_test(accents_may_be_stored_in_two_ways),
        cmocka_unit_test(typographic_characters_are_those_of_a_typewriter),
        cmocka_unit_test(what_a_charset_lacks_is_a_question_mark),
        cmocka_unit_test(case_alone_is_told_apart_from_a_difference),
        cmocka_unit_test(the_place_where_they_part_is_told_in_both),
        cmocka_unit_test(the_end_that_iim_cut_off_is_no_difference),
        cmocka_unit_test(characters_that_were_guessed_are_no_difference),
        cmocka_unit_test(texts_that_are_alike_have_one_key),
        cmocka_unit_test(what_comes_behind_the_cap_is_taken_as_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
