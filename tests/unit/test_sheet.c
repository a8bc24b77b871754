#define _POSIX_C_SOURCE 200809L

#include "report/sheet.h"

#include <stdio.h>
#include <unistd.h>

#include "report/stylesheet.h"
#include "stored_lines.h"

#define XSL_OPEN                                                                                   \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "              \
    "xmlns:cl='https://captionlint.dev/sheet' exclude-result-prefixes='cl'>\n"                     \
    "<xsl:output method='html'/>\n"
#define XSL_CLOSE "</xsl:stylesheet>"
#define PAGE                                                                                       \
    "<xsl:template match='/sheet'><html><body>"                                                    \
    "<xsl:processing-instruction name='captionlint-cards'/></body></html></xsl:template>\n"
#define CARD                                                                                       \
    "<xsl:template match='/picture'><p id='{@card}'><xsl:value-of select='@path'/></p>"            \
    "</xsl:template>\n"

/* A sheet that is made of texts, and what came out. */
typedef struct making {
    char folder[64];
    char path[96];
    cl_sheet_options options;
    cl_report_options report;
    cl_out out;
    cl_sheet_told told;
    cl_error error;
} making;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static making *begin(const char *stylesheet)
{
    making *made = calloc(1, sizeof *made);
    assert_non_null(made);
    (void)snprintf(made->folder, sizeof made->folder, "/tmp/captionlint-test-XXXXXX");
    assert_non_null(mkdtemp(made->folder));
    (void)snprintf(made->path, sizeof made->path, "%s/a.xsl", made->folder);
    write_file(made->path, stylesheet);
    made->options = (cl_sheet_options){.stylesheet = made->path, .made = 1487980800};
    made->report.sheet = &made->options;
    return made;
}

static void end(making *made)
{
    (void)unlink(made->path);
    (void)rmdir(made->folder);
    cl_out_free(&made->out);
    free(made);
}

static cl_status keep(void *user, cl_error *error)
{
    (void)user;
    (void)error;
    return CL_OK;
}

/* Of two runs; the second may be NULL. */
static cl_status make_of(making *made, const char *run, const char *later, const char *since)
{
    stored_lines *lines[] = {stored_open(run), stored_open(later == NULL ? "" : later),
                             stored_open(since == NULL ? "" : since)};
    const cl_stored_file files[] = {lines[0]->file, lines[1]->file};
    const cl_sheet sheet = {.options = &made->report,
                            .files = files,
                            .file_count = 2,
                            .merged = later != NULL,
                            .since = since == NULL ? NULL : &lines[2]->file,
                            .weeks = true};
    const cl_report_sink sink = {&made->out, keep, NULL};
    cl_status status = cl_sheet_write(&sheet, &sink, &made->told, &made->error);
    for (size_t i = 0; i < 3; i++) {
        stored_close(lines[i]);
    }
    return status;
}

static bool has(const making *made, const char *text)
{
    cl_span all = cl_out_span(&made->out);
    bool found = cl_span_find(all, cl_span_of(text)) < all.len;
    if (!found) {
        print_error("%.*s\n", CL_SPAN_PRINT(all));
    }
    return found;
}

static void cards_stand_where_the_page_says(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE CARD XSL_CLOSE);
    assert_int_equal(make_of(made, RECORD("a", EMPTY_LISTS) RECORD("<b>", EMPTY_LISTS), NULL, NULL),
                     CL_OK);
    assert_true(has(made, "<body><p id=\"p1\">a</p>\n<p id=\"p2\">&lt;b&gt;</p>\n</body></html>"));
    assert_int_equal(made->told.pictures, 2);
    end(made);
}

static void the_last_record_of_a_picture_holds(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE CARD XSL_CLOSE);
    assert_int_equal(make_of(made, RECORD("a", EMPTY_LISTS) RECORD("b", EMPTY_LISTS),
                             RECORD("a", EMPTY_LISTS) RECORD("a", "\"id\":\"1\"," EMPTY_LISTS),
                             NULL),
                     CL_OK);
    assert_int_equal(made->told.pictures, 3);
    assert_int_equal(made->told.replaced, 1);
    assert_true(has(made, "<p id=\"p1\">b</p>\n<p id=\"p2\">a</p>\n<p id=\"p3\">a</p>"));
    end(made);
}

/* As of names that are no UTF-8, which have the same path: a BLOCK must not vanish. */
static void pictures_of_one_run_do_not_replace_each_other(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE CARD XSL_CLOSE);
    assert_int_equal(make_of(made, RECORD("a", EMPTY_LISTS) RECORD("a", EMPTY_LISTS), "", NULL),
                     CL_OK);
    assert_int_equal(made->told.pictures, 2);
    assert_int_equal(made->told.replaced, 0);
    assert_true(has(made, "<p id=\"p1\">a</p>\n<p id=\"p2\">a</p>"));
    end(made);
}

static void the_pictures_of_a_later_run_replace_all_of_the_same_name(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE "<xsl:template match='/picture'><p><xsl:value-of "
                                       "select='@format'/></p></xsl:template>" XSL_CLOSE);
#define OF_FORMAT(path, format) RECORD(path, "\"format\":\"" format "\"," EMPTY_LISTS)
    assert_int_equal(make_of(made,
                             OF_FORMAT("a", "1") OF_FORMAT("b", "2") OF_FORMAT("a", "3")
                                 OF_FORMAT("a", "4"),
                             OF_FORMAT("a", "5") OF_FORMAT("c", "6") OF_FORMAT("a", "7"), NULL),
                     CL_OK);
    assert_int_equal(made->told.pictures, 4);
    assert_int_equal(made->told.replaced, 3);
    assert_true(has(made, "<p>2</p>\n<p>5</p>\n<p>6</p>\n<p>7</p>"));
    end(made);
}

static void assert_stylesheet_refused(const char *stylesheet, const char *message)
{
    making *made = begin(stylesheet);
    cl_status status = make_of(made, RECORD("a", EMPTY_LISTS), NULL, NULL);
    assert_int_equal(status, CL_BAD_CONFIG);
    if (strstr(made->error.message, message) == NULL) {
        print_error("%s\n", made->error.message);
    }
    assert_non_null(strstr(made->error.message, message));
    end(made);
}

static void a_wrong_stylesheet_is_told_with_its_line(void **state)
{
    (void)state;
    assert_stylesheet_refused("<xsl:stylesheet", "a.xsl:1: ");
    assert_stylesheet_refused("<p/>", "a.xsl:");
    assert_stylesheet_refused(XSL_OPEN "<xsl:template match='/['/>" XSL_CLOSE, "a.xsl:3: ");
    assert_stylesheet_refused(XSL_OPEN PAGE
                              "<xsl:template match='/picture'>\n"
                              "<xsl:value-of select='nothing()'/></xsl:template>" XSL_CLOSE,
                              "a.xsl:5: ");
    assert_stylesheet_refused(XSL_OPEN CARD XSL_CLOSE, "write <?captionlint-cards?>");
    assert_stylesheet_refused(XSL_OPEN "<xsl:include href='b.xsl'/>" XSL_CLOSE,
                              "a.xsl:3: xsl:include");
    assert_stylesheet_refused("<!DOCTYPE x [<!ENTITY e SYSTEM '/etc/passwd'>]>" XSL_OPEN XSL_CLOSE,
                              "has no DOCTYPE");
}

static void a_stylesheet_reads_and_writes_no_file(void **state)
{
    (void)state;
    assert_stylesheet_refused(XSL_OPEN PAGE
                              "<xsl:template match='/picture'><p><xsl:copy-of "
                              "select=\"document('/etc/passwd')\"/></p></xsl:template>" XSL_CLOSE,
                              "a.xsl:");
    assert_stylesheet_refused(
        XSL_OPEN PAGE "<xsl:template match='/picture'><xsl:document "
                      "href='/tmp/captionlint-no'>x</xsl:document></xsl:template>" XSL_CLOSE,
        "a.xsl:");
    making *made =
        begin(XSL_OPEN PAGE "<xsl:template match='/picture' xmlns:e='http://exslt.org/common' "
                            "extension-element-prefixes='e'><e:document "
                            "href='/tmp/captionlint-no'>x</e:document></xsl:template>" XSL_CLOSE);
    (void)make_of(made, RECORD("a", EMPTY_LISTS), NULL, NULL);
    end(made);
    assert_int_not_equal(access("/tmp/captionlint-no", F_OK), 0);
}

static void a_stylesheet_that_never_ends_is_ended(void **state)
{
    (void)state;
    assert_stylesheet_refused(XSL_OPEN PAGE
                              "<xsl:template match='/picture' name='n'>"
                              "<xsl:call-template name='n'/></xsl:template>" XSL_CLOSE,
                              "a.xsl:");
}

static void a_card_that_is_too_much_is_told_in_brief(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE
                         "<xsl:template match='/picture' name='n'>"
                         "<xsl:choose><xsl:when test='damage/@rule=\"limit\"'><b>brief</b>"
                         "</xsl:when><xsl:otherwise><xsl:call-template name='n'/></xsl:otherwise>"
                         "</xsl:choose></xsl:template>" XSL_CLOSE);
    assert_int_equal(make_of(made, RECORD("a", EMPTY_LISTS), NULL, NULL), CL_OK);
    assert_int_equal(made->told.cut, 1);
    assert_true(has(made, "<b>brief</b>"));
    end(made);
}

static void words_of_a_stylesheet_have_blanks(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE "<xsl:template match='/picture'><p><xsl:value-of "
                                       "select=\"cl:message('{2} of {1}', string(@path), 7)\"/></p>"
                                       "</xsl:template>" XSL_CLOSE);
    assert_int_equal(make_of(made, RECORD("{2}<", EMPTY_LISTS), NULL, NULL), CL_OK);
    assert_true(has(made, "<p>7 of {2}&lt;</p>"));
    end(made);
}

#define FINDING(rule, id, message)                                                                 \
    "{\"rule\":\"" rule "\",\"id\":\"" id "\",\"level\":\"error\",\"message\":\"" message "\"}"
#define JUDGED(verdict, findings)                                                                  \
    EMPTY_LISTS ",\"editions\":[{\"name\":\"web\",\"verdict\":\"" verdict                          \
                "\",\"duties\":[],\"because\":[],\"findings\":[" findings "]}]"
#define SHOW_HEAD                                                                                  \
    "<xsl:template match='/sheet'><html><body><xsl:copy-of select='since|weeks|verdict|rule'/>"    \
    "<xsl:processing-instruction name='captionlint-cards'/></body></html></xsl:template>\n"

static void an_earlier_run_is_compared_by_rules_and_words(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN SHOW_HEAD CARD XSL_CLOSE);
    const char *old =
        RECORD("a", JUDGED("block", FINDING("x", "1", "same") "," FINDING(
                                        "w", "2", "before") "," FINDING("y", "3", "over")))
            RECORD("gone", JUDGED("block", FINDING("x", "1", "with it")));
    const char *now =
        RECORD("a", JUDGED("block", FINDING("x", "1", "same") "," FINDING(
                                        "w", "5", "after") "," FINDING("z", "4", "fresh")))
            RECORD("b", JUDGED("ok", ""));
    assert_int_equal(make_of(made, now, NULL, old), CL_OK);
    assert_true(has(made, "<since file=\"runs.ndjson\" new=\"1\" changed=\"1\" resolved=\"1\" "
                          "gone=\"1\" added=\"1\">"));
    assert_true(has(made, "<entry what=\"new\" card=\"p1\" name=\"a\" edition=\"web\" rule=\"z\" "
                          "message=\"fresh\">"));
    assert_true(has(made, "what=\"changed\" card=\"p1\" name=\"a\" edition=\"web\" rule=\"w\" "
                          "message=\"after\""));
    assert_true(has(made, "what=\"resolved\" card=\"p1\" name=\"a\" edition=\"web\" rule=\"y\" "
                          "message=\"over\""));
    assert_true(has(made, "what=\"gone\" name=\"gone\""));
    end(made);
}

static void the_worst_stand_first_and_keep_their_numbers(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN PAGE CARD XSL_CLOSE);
    const char *run = RECORD("fine", JUDGED("ok", "")) RECORD("barred", JUDGED("block", ""))
        RECORD("unsure", JUDGED("review", "")) RECORD("barred too", JUDGED("block", ""));
    assert_int_equal(make_of(made, run, NULL, NULL), CL_OK);
    assert_true(has(made, "<p id=\"p2\">barred</p>\n<p id=\"p4\">barred too</p>\n"
                          "<p id=\"p3\">unsure</p>\n<p id=\"p1\">fine</p>"));
    end(made);
}

/* Ids hang on all that a picture says: a headline was mended, and the note still stands. Messages
 * of one id may be in two languages. */
static void what_still_stands_is_neither_new_nor_resolved(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN SHOW_HEAD CARD XSL_CLOSE);
    const char *old = RECORD("a", JUDGED("block", FINDING("x", "1", "not \\\"A\\\"") "," FINDING(
                                                      "x", "2", "not \\\"B\\\"")));
    const char *now = RECORD("a", JUDGED("block", FINDING("x", "3", "not \\\"A\\\"") "," FINDING(
                                                      "x", "2", "nicht \\\"B\\\"")));
    assert_int_equal(make_of(made, now, NULL, old), CL_OK);
    assert_true(has(made, "<since file=\"runs.ndjson\" new=\"0\" changed=\"0\" resolved=\"0\" "
                          "gone=\"0\" added=\"0\">"));
    end(made);
}

/* The first of them is the first of the earlier run, and so on. */
static void pictures_of_one_name_are_compared_one_by_one(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN SHOW_HEAD CARD XSL_CLOSE);
    const char *old =
        RECORD("a", JUDGED("ok", "")) RECORD("a", JUDGED("block", FINDING("x", "1", "mended")))
            RECORD("a", JUDGED("block", FINDING("x", "1", "gone")));
    const char *now =
        RECORD("a", JUDGED("block", FINDING("x", "1", "broken"))) RECORD("a", JUDGED("ok", ""));
    assert_int_equal(make_of(made, now, NULL, old), CL_OK);
    assert_true(has(made, "<since file=\"runs.ndjson\" new=\"1\" changed=\"0\" resolved=\"1\" "
                          "gone=\"1\" added=\"0\">"));
    assert_true(has(made, "what=\"new\" card=\"p1\" name=\"a\" edition=\"web\" rule=\"x\" "
                          "message=\"broken\""));
    assert_true(has(made, "what=\"resolved\" card=\"p2\" name=\"a\" edition=\"web\" rule=\"x\" "
                          "message=\"mended\""));
    assert_true(has(made, "what=\"gone\" name=\"a\""));
    cl_out_free(&made->out);
    assert_int_equal(make_of(made, old, NULL, now), CL_OK);
    assert_true(has(made, "<since file=\"runs.ndjson\" new=\"2\" changed=\"0\" resolved=\"1\" "
                          "gone=\"0\" added=\"1\">"));
    end(made);
}

static void pictures_are_counted_by_week_and_verdict(void **state)
{
    (void)state;
    making *made = begin(XSL_OPEN SHOW_HEAD CARD XSL_CLOSE);
#define DATED(path, date, verdict, findings)                                                       \
    "{\"schema\":1,\"path\":\"" path "\",\"credits\":[],\"restrictions\":[],\"notices\":[],"       \
    "\"unread\":[],\"findings\":[],\"fields\":[{\"name\":\"date_created\",\"value\":\"" date       \
    "\",\"shown\":true}],\"editions\":[{\"name\":\"web\",\"verdict\":\"" verdict                   \
    "\",\"duties\":[],\"because\":[],\"findings\":[" findings "]}]}\n"
    assert_int_equal(
        make_of(made,
                DATED("a", "2017-02-23", "block", FINDING("x", "1", "m") "," FINDING("x", "2", "n"))
                    DATED("b", "2017:02:08 10:00:00", "ok", "") DATED("c", "", "ok", "")
                        DATED("d", "2150-01-01", "ok", ""),
                NULL, NULL),
        CL_OK);
    assert_true(has(made, "<verdict name=\"block\" count=\"1\"></verdict><verdict name=\"ok\" "
                          "count=\"3\"></verdict><rule id=\"x\" count=\"1\"></rule>"));
    assert_true(has(made, "<weeks undated=\"1\" others=\"1\">"
                          "<week name=\"2017-W06\" pictures=\"1\" ok=\"1\"></week>"
                          "<week name=\"2017-W07\" pictures=\"0\"></week>"
                          "<week name=\"2017-W08\" pictures=\"1\" block=\"1\"></week>"
                          "<by what=\"rule\" name=\"x\"><n week=\"2017-W08\" count=\"1\"></n></by>"
                          "</weeks>"));
    end(made);
}

static void what_stands_beside_a_stylesheet_goes_into_the_page(void **state)
{
    (void)state;
    making *made =
        begin(XSL_OPEN "<xsl:template match='/sheet'><html><head><style><xsl:value-of "
                       "select='css'/></style></head><body><i><xsl:value-of select='csp'/></i>"
                       "<xsl:processing-instruction name='captionlint-cards'/></body></html>"
                       "</xsl:template>" CARD XSL_CLOSE);
    char css[128];
    (void)snprintf(css, sizeof css, "%s/a.css", made->folder);
    write_file(css, "a > b {}\r\n");
    assert_int_equal(make_of(made, RECORD("a", EMPTY_LISTS), NULL, NULL), CL_OK);
    assert_int_equal(unlink(css), 0);
    assert_true(has(made, "<style>a > b {}\n</style>"));
    /* printf 'a > b {}\n' | openssl dgst -sha256 -binary | base64 */
    assert_true(has(made, "default-src 'none'; img-src data:; style-src "
                          "'sha256-aUOwqpRC2NmZu0xVZnOgHM21aurPMeaaUbc11vYMPa8="
                          "'; script-src 'none'; base-uri 'none'"));
    end(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_stand_where_the_page_says),
        cmocka_unit_test(the_last_record_of_a_picture_holds),
        cmocka_unit_test(pictures_of_one_run_do_not_replace_each_other),
        cmocka_unit_test(the_pictures_of_a_later_run_replace_all_of_the_same_name),
        cmocka_unit_test(a_wrong_stylesheet_is_told_with_its_line),
        cmocka_unit_test(a_stylesheet_reads_and_writes_no_file),
        cmocka_unit_test(a_stylesheet_that_never_ends_is_ended),
        cmocka_unit_test(a_card_that_is_too_much_is_told_in_brief),
        cmocka_unit_test(words_of_a_stylesheet_have_blanks),
        cmocka_unit_test(the_worst_stand_first_and_keep_their_numbers),
        cmocka_unit_test(what_still_stands_is_neither_new_nor_resolved),
        cmocka_unit_test(an_earlier_run_is_compared_by_rules_and_words),
        cmocka_unit_test(pictures_of_one_name_are_compared_one_by_one),
        cmocka_unit_test(pictures_are_counted_by_week_and_verdict),
        cmocka_unit_test(what_stands_beside_a_stylesheet_goes_into_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
