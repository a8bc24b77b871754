#include "base/limits.h"
#include "golden.h"
#include "report/excerpt.h"
#include "report_picture.h"

static cl_out report(const cl_report_options *options, const cl_report_item *items[], size_t count)
{
    cl_out out = {0};
    cl_report_totals totals = {0};
    cl_report_text.begin(&out, options);
    for (size_t i = 0; i < count; i++) {
        cl_out_text(&out, i > 0 ? cl_report_text.between : "");
        cl_report_text.item(&out, options, items[i]);
        const cl_report_tally tally = cl_report_tally_of(items[i]);
        cl_report_count(&totals, &tally);
    }
    cl_report_text.end(&out, options, &totals);
    assert_false(out.failed);
    cl_report_totals_free(&totals);
    return out;
}

static void assert_reported(const cl_report_options *options, const char *golden)
{
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&full->item, &plain->item};
    cl_out out = report(options, items, 2);
    assert_golden(cl_out_span(&out), golden);
    cl_out_free(&out);
    picture_free(full);
    picture_free(plain);
}

static void a_judgement_reads_well_in_80_columns(void **state)
{
    (void)state;
    assert_reported(&(cl_report_options){0}, "report_check.txt");
}

static void colours_are_used_only_when_asked_for(void **state)
{
    (void)state;
    assert_reported(&(cl_report_options){.colour = true, .columns = 100}, "report_colour.txt");
}

static void a_record_reads_well_in_80_columns(void **state)
{
    (void)state;
    picture *full = picture_full();
    full->item.judgement_count = 0;
    const cl_report_item *items[] = {&full->item};
    cl_out out = report(&(cl_report_options){.extract = true}, items, 1);
    assert_golden(cl_out_span(&out), "report_extract.txt");
    cl_out_free(&out);
    picture_free(full);
}

static size_t count_of(cl_span text, const char *needle)
{
    size_t count = 0;
    cl_span wanted = cl_span_of(needle);
    size_t at = cl_span_find(text, wanted);
    while (at < text.len) {
        count++;
        text = cl_span_from(text, at + wanted.len);
        at = cl_span_find(text, wanted);
    }
    return count;
}

static void what_two_editions_share_is_shown_once(void **state)
{
    (void)state;
    picture *full = picture_full();
    const cl_report_item *items[] = {&full->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    cl_span text = cl_out_span(&out);
    assert_int_equal(count_of(text, "^^^^^^^^^^^^^^^\n"), 1);
    assert_int_equal(count_of(text, "web-kr, print-kr: South Korea excluded"), 1);
    assert_int_equal(
        count_of(text, "because edition \"web-kr\" publishes in KR (print-kr likewise)\n"), 1);
    assert_int_equal(count_of(text, "publishes in KR"), 1);
    assert_int_equal(count_of(text, "[ ] web-fr: print the credit: AFP PHOTO/ENA VIA KNS"), 1);
    cl_out_free(&out);
    picture_free(full);
}

static void reasons_that_differ_are_both_given(void **state)
{
    (void)state;
    picture *made = picture_new("two.txt");
    picture_add_fields(made);
    picture_judge_blocked(made, "a", "edition \"a\" publishes in KR");
    picture_judge_blocked(made, "b", "edition \"b\" publishes in KR and JP");
    const cl_report_item *items[] = {&made->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    cl_span text = cl_out_span(&out);
    assert_int_equal(count_of(text, "because edition \"a\" publishes in KR\n"), 1);
    assert_int_equal(count_of(text, "because edition \"b\" publishes in KR and JP\n"), 1);
    assert_int_equal(count_of(text, "likewise"), 0);
    cl_out_free(&out);
    picture_free(made);
}

static void what_an_edition_says_twice_is_shown_once(void **state)
{
    (void)state;
    picture *made = picture_new("twice.txt");
    picture_add_fields(made);
    cl_judgement *judgement = picture_judged(made, "web", CL_VERDICT_BLOCK);
    picture_finding(judgement, picture_territory_finding(made, "of the rules"));
    picture_finding(judgement, picture_territory_finding(made, "of the rules"));
    const cl_report_item *items[] = {&made->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    assert_int_equal(count_of(cl_out_span(&out), "South Korea excluded"), 1);
    cl_out_free(&out);
    picture_free(made);
}

static void the_worst_comes_first(void **state)
{
    (void)state;
    picture *full = picture_full();
    const cl_report_item *items[] = {&full->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    cl_span text = cl_out_span(&out);
    size_t blocks = cl_span_find(text, CL_SPAN("South Korea excluded"));
    size_t asks = cl_span_find(text, CL_SPAN("not understood"));
    assert_true(blocks < asks && asks < text.len);
    cl_out_free(&out);
    picture_free(full);
}

static void a_flood_of_reasons_is_cut_and_counted(void **state)
{
    (void)state;
    picture *made = picture_new("flood.txt");
    cl_judgement *judgement = picture_judged(made, "web", CL_VERDICT_OK);
    for (int i = 0; i < 50; i++) {
        cl_span *line = picture_add(made, &judgement->because, sizeof *line);
        *line = cl_arena_format(made->arena, "reason %d", i);
    }
    const cl_report_item *items[] = {&made->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    cl_span text = cl_out_span(&out);
    assert_int_equal(count_of(text, "reason "), 24);
    assert_int_equal(count_of(text, "and 26 more"), 1);
    cl_out_free(&out);
    picture_free(made);
}

static void the_closing_line_counts_pictures_by_their_worst_edition(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&full->item, &plain->item, &plain->item};
    cl_out out = report(&(cl_report_options){0}, items, 3);
    assert_int_equal(count_of(cl_out_span(&out), "\n3 pictures: 1 BLOCK, 2 OK (the worst edition "
                                                 "counts); 1 could not be read whole\n"),
                     1);
    cl_out_free(&out);
    picture_free(full);
    picture_free(plain);
}

static void the_title_begins_with_the_worst_verdict(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&full->item, &plain->item};
    cl_out out = report(&(cl_report_options){0}, items, 2);
    cl_span text = cl_out_span(&out);
    assert_int_equal(cl_span_find(text, CL_SPAN("BLOCK       pier.jpg  P-1  JPEG\n")), 0);
    assert_int_equal(count_of(text, "\n  BLOCK       web-kr, print-kr\n  DUTY        web-fr\n"), 1);
    assert_int_equal(count_of(text, "\nOK          standard input  (web-fr)\n"), 1);
    cl_out_free(&out);
    picture_free(full);
    picture_free(plain);
}

static void pictures_that_need_a_person_are_named_at_the_end(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    picture *asked = picture_new("two\nlines.txt");
    picture_judged(asked, "web", CL_VERDICT_REVIEW);
    const cl_report_item *items[] = {&asked->item, &plain->item, &full->item};
    cl_out out = report(&(cl_report_options){0}, items, 3);
    cl_span text = cl_out_span(&out);
    size_t counts = cl_span_find(text, CL_SPAN("\n3 pictures: "));
    cl_span names = cl_span_from(text, counts);
    assert_int_equal(count_of(names, "\n  BLOCK       pier.jpg  P-1\n"
                                     "  REVIEW      two lines.txt\n"),
                     1);
    assert_int_equal(count_of(names, "standard input"), 0);
    cl_out_free(&out);
    picture_free(full);
    picture_free(plain);
    picture_free(asked);
}

static void a_flood_of_pictures_is_named_in_part_and_counted(void **state)
{
    (void)state;
    picture *asked = picture_new("a.txt");
    picture_judged(asked, "web", CL_VERDICT_REVIEW);
    const cl_report_item *items[CL_TOTALS_NAMES_MAX + 7];
    for (size_t i = 0; i < CL_TOTALS_NAMES_MAX + 7; i++) {
        items[i] = &asked->item;
    }
    cl_out out = report(&(cl_report_options){0}, items, CL_TOTALS_NAMES_MAX + 7);
    assert_int_equal(count_of(cl_out_span(&out), "\n  REVIEW      a.txt"), CL_TOTALS_NAMES_MAX);
    assert_int_equal(count_of(cl_out_span(&out), "\n  REVIEW      and 7 more\n"), 1);
    cl_out_free(&out);
    picture_free(asked);
}

static void a_caption_cannot_forge_a_line_of_the_report(void **state)
{
    (void)state;
    picture *made = picture_new("a\n  OK  web-fr\x1b[2J.jpg");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"},
                  "KOREA\n  OK  web-fr\r\x1b[1A \xE2\x80\xAEOUT");
    cl_judgement *judgement = picture_judged(made, "web-kr", CL_VERDICT_BLOCK);
    picture_finding(judgement, (cl_finding){.rule = CL_SPAN("territory.denied"),
                                            .level = CL_ERROR,
                                            .message = CL_SPAN("by \"KOREA\n  OK  web-fr\x1b[1A\""),
                                            .proof = picture_proof(made, 0, "web-fr")});
    const cl_report_item *items[] = {&made->item};
    cl_out out = report(&(cl_report_options){0}, items, 1);
    cl_span text = cl_out_span(&out);
    assert_int_equal(count_of(text, "\x1b"), 0);
    assert_int_equal(count_of(text, "\r"), 0);
    assert_int_equal(count_of(text, "\xE2\x80\xAE"), 0);
    assert_int_equal(count_of(text, "\n  OK"), 0);
    cl_out_free(&out);
    picture_free(made);
}

/* --- excerpts --- */

static void assert_excerpt(const char *value, uint32_t start, uint32_t end, size_t width,
                           const char *expected)
{
    cl_out out = {0};
    cl_terminal terminal = {.out = &out, .columns = width};
    cl_excerpt excerpt = cl_excerpt_of(cl_span_of(value), start, end, width);
    cl_excerpt_put(&terminal, &excerpt, 0, "^", CL_PLAIN);
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
}

static void a_short_value_is_shown_whole(void **state)
{
    (void)state;
    assert_excerpt("CHINA OUT", 0, 9, 40, "CHINA OUT\n^^^^^^^^^\n");
    assert_excerpt("No.\nCHINA OUT now", 4, 13, 40, "No. CHINA OUT now\n    ^^^^^^^^^\n");
}

static void a_long_value_is_cut_at_words_on_both_sides(void **state)
{
    (void)state;
    assert_excerpt("one two three four five CHINA OUT six seven eight nine", 24, 33, 30,
                   "…five CHINA OUT six seven…\n      ^^^^^^^^^\n");
}

static void what_one_side_does_not_need_the_other_gets(void **state)
{
    (void)state;
    assert_excerpt("CHINA OUT one two three four five six seven", 0, 9, 30,
                   "CHINA OUT one two three four…\n^^^^^^^^^\n");
    assert_excerpt("one two three four five six CHINA OUT", 28, 37, 30,
                   "…four five six CHINA OUT\n               ^^^^^^^^^\n");
}

static void wide_and_combining_characters_keep_the_line_below_in_step(void **state)
{
    (void)state;
    assert_excerpt("漢字 CHINA OUT", 3, 12, 40, "漢字 CHINA OUT\n     ^^^^^^^^^\n");
    assert_excerpt("e\xCC\x81 漢字", 3, 5, 40, "e\xCC\x81 漢字\n  ^^^^\n");
}

static void words_wider_than_the_line_lose_their_middle(void **state)
{
    (void)state;
    assert_excerpt("A one two three four five six seven eight nine Z", 2, 46, 24,
                   "…one two three…nine…\n ^^^^^^^^^^^^^^^^^^\n");
}

static void a_place_behind_the_end_shows_the_end(void **state)
{
    (void)state;
    assert_excerpt("CHINA", 90, 99, 40, "CHINA\n     ^\n");
    assert_excerpt("", 0, 0, 40, "\n^\n");
}

static void no_window_splits_a_code_point(void **state)
{
    (void)state;
    static const char value[] =
        "漢a\xCC\x81\xF0\x9F\x93\xB7é CHINA OUT \xF0\x9F\x93\xB7漢é漢字漢字";
    cl_span text = cl_span_of(value);
    uint32_t count = (uint32_t)cl_utf8_count(text);
    for (uint32_t start = 0; start < count; start++) {
        for (size_t width = 0; width < 32; width++) {
            cl_out out = {0};
            cl_terminal terminal = {.out = &out, .columns = width};
            cl_excerpt excerpt = cl_excerpt_of(text, start, start + 4, width);
            cl_excerpt_put(&terminal, &excerpt, 0, "^", CL_PLAIN);
            assert_true(cl_utf8_valid(cl_out_span(&out)));
            assert_true(excerpt.from <= excerpt.start && excerpt.start <= excerpt.head);
            assert_true(excerpt.head <= excerpt.tail && excerpt.tail <= excerpt.end);
            assert_true(excerpt.end <= excerpt.to && excerpt.to <= text.len);
            cl_out_free(&out);
        }
    }
}

static void long_lines_are_wrapped_under_themselves(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_terminal terminal = {.out = &out, .columns = 20};
    cl_terminal_wrap(&terminal, 4, 4,
                     CL_SPAN("  one two  three\nfour five sixseveneightninetenn x"));
    assert_span_is(cl_out_span(&out),
                   "one two three\n    four five\n    sixseveneightninetenn\n    x");
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_judgement_reads_well_in_80_columns),
        cmocka_unit_test(colours_are_used_only_when_asked_for),
        cmocka_unit_test(a_record_reads_well_in_80_columns),
        cmocka_unit_test(what_two_editions_share_is_shown_once),
        cmocka_unit_test(reasons_that_differ_are_both_given),
        cmocka_unit_test(what_an_edition_says_twice_is_shown_once),
        cmocka_unit_test(the_worst_comes_first),
        cmocka_unit_test(a_flood_of_reasons_is_cut_and_counted),
        cmocka_unit_test(the_closing_line_counts_pictures_by_their_worst_edition),
        cmocka_unit_test(the_title_begins_with_the_worst_verdict),
        cmocka_unit_test(pictures_that_need_a_person_are_named_at_the_end),
        cmocka_unit_test(a_flood_of_pictures_is_named_in_part_and_counted),
        cmocka_unit_test(a_caption_cannot_forge_a_line_of_the_report),
        cmocka_unit_test(a_short_value_is_shown_whole),
        cmocka_unit_test(a_long_value_is_cut_at_words_on_both_sides),
        cmocka_unit_test(what_one_side_does_not_need_the_other_gets),
        cmocka_unit_test(wide_and_combining_characters_keep_the_line_below_in_step),
        cmocka_unit_test(words_wider_than_the_line_lose_their_middle),
        cmocka_unit_test(a_place_behind_the_end_shows_the_end),
        cmocka_unit_test(no_window_splits_a_code_point),
        cmocka_unit_test(long_lines_are_wrapped_under_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
