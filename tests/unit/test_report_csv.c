#include <stdlib.h>

#include "check/waiver.h"
#include "report_picture.h"

static cl_out report(const cl_report_item *item)
{
    cl_out out = {0};
    const cl_report_options options = {0};
    const cl_report_totals totals = {.pictures = 1};
    cl_report_csv.begin(&out, &options);
    cl_report_csv.item(&out, &options, item);
    cl_report_csv.end(&out, &options, &totals);
    assert_false(out.failed);
    return out;
}

static void assert_has(const cl_out *out, const char *words)
{
    cl_span text = cl_out_span(out);
    if (cl_span_find(text, cl_span_of(words)) == text.len) {
        print_error("%s\nnot in\n%.*s\n", words, CL_SPAN_PRINT(text));
        fail();
    }
}

static void assert_lacks(const cl_out *out, const char *words)
{
    cl_span text = cl_out_span(out);
    assert_int_equal(cl_span_find(text, cl_span_of(words)), text.len);
}

/* A picture with this caption and nothing else. */
static cl_out report_caption(const char *caption)
{
    picture *made = picture_new("a.jpg");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, caption);
    cl_out out = report(&made->item);
    picture_free(made);
    return out;
}

static void assert_caption(const char *caption, const char *cell)
{
    cl_out out = report_caption(caption);
    cl_out wanted = {0};
    cl_out_format(&wanted, ",\"%s\"\r\n", cell);
    cl_out_byte(&wanted, '\0');
    assert_has(&out, (const char *)wanted.data);
    cl_out_free(&wanted);
    cl_out_free(&out);
}

static void a_report_begins_with_the_mark_for_excel_and_the_names(void **state)
{
    (void)state;
    cl_out out = report_caption("A pier.");
    assert_true(cl_span_starts(cl_out_span(&out), CL_SPAN("\xEF\xBB\xBFpath,id,format,edition,")));
    cl_out_free(&out);
}

static void each_edition_has_a_row_with_the_worst_finding_first(void **state)
{
    (void)state;
    picture *full = picture_full();
    cl_out out = report(&full->item);
    assert_has(&out, "\"pier.jpg\",\"P-1\",\"JPEG\",\"web-kr\",\"block\",\"\",\"\","
                     "\"South Korea excluded by \"\"South Korea OUT\"\"\n");
    assert_has(&out, "\"error\nerror\nwarning\"");
    assert_has(&out, "\"territory.denied\ndamage.truncated\nunread.text\"");
    assert_has(&out, "\"print-kr\",\"block\"");
    assert_has(&out, "\"web-fr\",\"duty\",\"AFP PHOTO/ENA VIA KNS\","
                     "\"print the credit: AFP PHOTO/ENA VIA KNS\"");
    assert_has(&out, "\"South Korea OUT\nRESTRICTED TO EDITORIAL USE\nUSE WITHIN 14 DAYS\"");
    assert_has(&out, "\"2021-03-18\",\"AFP\nKNS\"");
    cl_out_free(&out);
    picture_free(full);
}

static void a_record_without_a_verdict_has_one_row(void **state)
{
    (void)state;
    picture *full = picture_full();
    full->item.judgement_count = 0;
    cl_out out = report(&full->item);
    assert_has(&out, "\"pier.jpg\",\"P-1\",\"JPEG\",\"\",\"\",\"AFP PHOTO/ENA VIA KNS\",\"\",");
    assert_lacks(&out, "web-kr");
    cl_out_free(&out);
    picture_free(full);
}

static void a_waived_finding_stands_in_its_own_column(void **state)
{
    (void)state;
    picture *made = picture_new("a.jpg");
    const cl_waiver waiver = {.reason = CL_SPAN("cleared by phone"),
                              .approved_by = CL_SPAN("Ann Bee"),
                              .expires = CL_SPAN("2026-12-01")};
    cl_judgement *judgement = picture_judged(made, "web-kr", CL_VERDICT_OK);
    picture_finding(judgement, (cl_finding){.rule = CL_SPAN("territory.denied"),
                                            .level = CL_ERROR,
                                            .message = CL_SPAN("not in South Korea"),
                                            .waiver = &waiver});
    cl_out out = report(&made->item);
    assert_has(&out, "\"territory.denied: cleared by phone (Ann Bee, 2026-12-01)\"");
    assert_lacks(&out, "not in South Korea");
    cl_out_free(&out);
    picture_free(made);
}

static void no_cell_begins_like_a_formula(void **state)
{
    (void)state;
    assert_caption("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    assert_caption("+1", "'+1");
    assert_caption("-1", "'-1");
    assert_caption("@SUM(A1)", "'@SUM(A1)");
    assert_caption("\t=1", "' =1");
    assert_caption("\r\n@x", "'  @x");
    assert_caption("\xE3\x80\x80=1", "' =1");
    assert_caption("\xEF\xBC\x9D"
                   "1",
                   "'\xEF\xBC\x9D"
                   "1");
    assert_caption("\"=1\"", "'\"\"=1\"\"");
    assert_caption("a; \"=1", "a;' \"\"=1");
    assert_caption("1=1; 2-1", "1=1; 2-1");
    assert_caption("'=1", "'=1");
}

static void what_could_not_be_read_has_a_row_too(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_report_totals totals = {.failed = 1};
    cl_out_text(&totals.failures, "=gone.jpg: no such file\n");
    cl_report_csv.end(&out, &(cl_report_options){0}, &totals);
    assert_span_is(cl_out_span(&out),
                   "\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"'=gone.jpg: no such file\","
                   "\"error\",\"\",\"\",\"yes\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n");
    cl_out_free(&out);
    cl_report_totals_free(&totals);
}

static void what_cannot_be_seen_is_shown(void **state)
{
    (void)state;
    assert_caption("a\x1b[31mb\x7f", "a\\u001b[31mb\\u007f");
    assert_caption("a\xE2\x80\xAE"
                   "b",
                   "a\\u202eb");
    assert_caption("a\nb\tc\xE2\x80\xA8"
                   "d",
                   "a b c d");
    cl_out out = {0};
    picture *made = picture_new("a.jpg");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, "x");
    ((cl_field *)made->record.fields.items.items)->value = CL_SPAN("a\0b\xFF"
                                                                   "c");
    out = report(&made->item);
    assert_has(&out, ",\"a\\u0000b\xEF\xBF\xBD"
                     "c\"\r\n");
    cl_out_free(&out);
    picture_free(made);
}

static void a_cell_is_no_longer_than_excel_takes(void **state)
{
    (void)state;
    cl_out caption = {0};
    cl_out_repeat(&caption, "\xF0\x9D\x84\x9E", 20000);
    cl_out_byte(&caption, '\0');
    cl_out out = report_caption((const char *)caption.data);
    assert_has(&out, "\xF0\x9D\x84\x9E […]\"\r\n");
    assert_true(out.len < 16000 * 4 + 1000);
    cl_out_free(&out);
    cl_out_free(&caption);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_begins_with_the_mark_for_excel_and_the_names),
        cmocka_unit_test(each_edition_has_a_row_with_the_worst_finding_first),
        cmocka_unit_test(a_record_without_a_verdict_has_one_row),
        cmocka_unit_test(a_waived_finding_stands_in_its_own_column),
        cmocka_unit_test(no_cell_begins_like_a_formula),
        cmocka_unit_test(what_could_not_be_read_has_a_row_too),
        cmocka_unit_test(what_cannot_be_seen_is_shown),
        cmocka_unit_test(a_cell_is_no_longer_than_excel_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
