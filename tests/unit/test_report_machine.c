#include <jansson.h>

#include "check/finding_id.h"
#include "check/waiver.h"
#include "golden.h"
#include "report_run.h"

static const char *const formats[] = {"sarif", "junit", "checkstyle", "gcc", "github"};
static const cl_report_options judged = {.version = "9.9.9"};

static cl_out report(const char *format, const cl_report_item *const items[], size_t count)
{
    const report_pictures pictures = {items, count, NULL};
    return report_run(format, &judged, &pictures);
}

static json_t *parsed(cl_span text)
{
    json_error_t error;
    json_t *value = json_loadb((const char *)text.data, text.len, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL) {
        print_error("%d:%d: %s\n", error.line, error.column, error.text);
    }
    assert_non_null(value);
    return value;
}

static json_t *run_of(json_t *document)
{
    json_t *run = json_array_get(json_object_get(document, "runs"), 0);
    assert_non_null(run);
    return run;
}

static json_t *result_of(json_t *document, size_t i)
{
    json_t *result = json_array_get(json_object_get(run_of(document), "results"), i);
    assert_non_null(result);
    return result;
}

static const char *text_at(json_t *object, const char *key, const char *then)
{
    return json_string_value(json_object_get(json_object_get(object, key), then));
}

static json_t *place_of(json_t *result)
{
    json_t *location = json_array_get(json_object_get(result, "locations"), 0);
    return json_object_get(location, "physicalLocation");
}

static bool has(const cl_out *out, const char *words)
{
    return cl_span_find(cl_out_span(out), cl_span_of(words)) < out->len;
}

static size_t count_of(const cl_out *out, const char *words)
{
    cl_span rest = cl_out_span(out);
    cl_span what = cl_span_of(words);
    size_t count = 0;
    for (size_t at = cl_span_find(rest, what); at < rest.len; at = cl_span_find(rest, what)) {
        rest = cl_span_from(rest, at + what.len);
        count++;
    }
    return count;
}

/* A picture of one edition whose caption holds `caption`, with a finding about all of it. */
static picture *one_finding(const char *path, const char *container, const char *caption)
{
    picture *made = picture_new(path);
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = container, .has_offset = true},
                  caption);
    cl_judgement *judgement = picture_judged(made, "web", CL_VERDICT_BLOCK);
    picture_finding(judgement, (cl_finding){.rule = CL_SPAN("territory.denied"),
                                            .level = CL_ERROR,
                                            .message = cl_span_of(caption),
                                            .because = cl_span_of(caption),
                                            .fix = cl_span_of(caption),
                                            .proof = picture_proof(made, 0, caption)});
    return made;
}

/* --- what is written --- */

static void every_format_says_all_there_is_to_say(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    assert_int_equal(
        cl_findings_identify(&full->record, full->judgements, full->item.judgement_count), CL_OK);
    const cl_report_item *items[] = {&full->item, &plain->item};
    const report_pictures pictures = {items, 2, "gone.jpg: No such file or directory"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "report_full.%s", formats[i]);
        cl_out out = report_run(formats[i], &judged, &pictures);
        assert_golden(cl_out_span(&out), name);
        cl_out_free(&out);
    }
    picture_free(full);
    picture_free(plain);
}

static void a_report_of_no_pictures_is_whole(void **state)
{
    (void)state;
    cl_out out = report("junit", NULL, 0);
    assert_span_is(cl_out_span(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                      "<testsuites name=\"captionlint\">\n</testsuites>\n");
    cl_out_free(&out);
    out = report("gcc", NULL, 0);
    assert_int_equal(out.len, 0);
    cl_out_free(&out);
    out = report("github", NULL, 0);
    assert_int_equal(out.len, 0);
    cl_out_free(&out);
    out = report("sarif", NULL, 0);
    json_t *document = parsed(cl_out_span(&out));
    assert_int_equal(json_array_size(json_object_get(run_of(document), "results")), 0);
    json_decref(document);
    cl_out_free(&out);
}

static void pictures_without_results_leave_no_hole_in_sarif(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&plain->item, &full->item, &plain->item,
                                     &plain->item, &full->item, &plain->item};
    for (size_t from = 0; from < 6; from++) {
        for (size_t count = 0; count <= 6 - from; count++) {
            cl_out out = report("sarif", items + from, count);
            json_decref(parsed(cl_out_span(&out)));
            cl_out_free(&out);
        }
    }
    picture_free(full);
    picture_free(plain);
}

static void an_extract_tells_of_damage_alone(void **state)
{
    (void)state;
    picture *full = picture_full();
    full->item.judgement_count = 0;
    const cl_report_item *items[] = {&full->item};
    const report_pictures pictures = {items, 1, NULL};
    const cl_report_options extract = {.extract = true};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        cl_out out = report_run(formats[i], &extract, &pictures);
        assert_true(has(&out, "the file ends inside segment APP13"));
        assert_false(has(&out, "territory.denied"));
        cl_out_free(&out);
    }
    picture_free(full);
}

/* --- places --- */

static void a_text_has_lines_columns_and_characters(void **state)
{
    (void)state;
    picture *made = one_finding("a.txt", "text", "漢字\nCHINA OUT");
    cl_finding *finding = CL_ARRAY_AT(&made->judgements[0].findings.items, cl_finding, 0);
    finding->proof = picture_proof(made, 0, "CHINA OUT");
    cl_out out = report("gcc", (const cl_report_item *[]){&made->item}, 1);
    assert_true(cl_span_starts(cl_out_span(&out), CL_SPAN("a.txt:2:1: error: ")));
    cl_out_free(&out);
    out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
    json_t *document = parsed(cl_out_span(&out));
    json_t *region = json_object_get(place_of(result_of(document, 0)), "region");
    json_t *wanted =
        json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:{s:s}}", "startLine", 2, "startColumn", 1,
                  "endLine", 2, "endColumn", 10, "charOffset", 3, "charLength", 9, "byteOffset", 7,
                  "byteLength", 9, "snippet", "text", "CHINA OUT");
    assert_true(json_equal(region, wanted));
    json_decref(wanted);
    json_decref(document);
    cl_out_free(&out);
    picture_free(made);
}

static void a_text_behind_blanks_has_bytes_only(void **state)
{
    (void)state;
    picture *made = one_finding("a.txt", "text", "CHINA OUT");
    CL_ARRAY_AT(&made->record.fields.items, cl_field, 0)->offset = 4;
    cl_out out = report("gcc", (const cl_report_item *[]){&made->item}, 1);
    assert_true(cl_span_starts(cl_out_span(&out), CL_SPAN("a.txt:1: error: ")));
    cl_out_free(&out);
    out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
    assert_true(has(&out, "\"byteOffset\": 4"));
    assert_false(has(&out, "startColumn"));
    cl_out_free(&out);
    picture_free(made);
}

static void a_record_stands_in_its_line(void **state)
{
    (void)state;
    picture *made = one_finding("a.ndjson", "record", "CHINA OUT");
    CL_ARRAY_AT(&made->record.fields.items, cl_field, 0)->has_offset = false;
    made->record.line = 7;
    made->record.id = CL_SPAN("P-7");
    cl_out out = report("gcc", (const cl_report_item *[]){&made->item}, 1);
    assert_true(cl_span_starts(cl_out_span(&out), CL_SPAN("a.ndjson:7: error: ")));
    cl_out_free(&out);
    out = report("github", (const cl_report_item *[]){&made->item}, 1);
    assert_true(has(&out, "::error file=a.ndjson,line=7,title=territory.denied::"));
    cl_out_free(&out);
    out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
    assert_true(has(&out, "\"startLine\": 7"));
    assert_true(has(&out, "\"fullyQualifiedName\": \"P-7/caption\""));
    assert_false(has(&out, "byteOffset"));
    cl_out_free(&out);
    picture_free(made);
}

static void a_place_in_a_sidecar_is_none_in_the_picture(void **state)
{
    (void)state;
    picture *made = one_finding("a.jpg", "XMP", "CHINA OUT");
    CL_ARRAY_AT(&made->record.fields.items, cl_field, 0)->offset = 99;
    cl_out out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
    assert_true(has(&out, "\"byteOffset\": 99"));
    cl_out_free(&out);
    CL_ARRAY_AT(&made->record.fields.items, cl_field, 0)->file = CL_SPAN("a.xmp");
    out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
    assert_false(has(&out, "byteOffset"));
    assert_true(has(&out, "\"file\": \"a.xmp\""));
    cl_out_free(&out);
    picture_free(made);
}

static void paths_are_percent_encoded_in_sarif(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *uri;
    } cases[] = {
        {"a b/é#1.jpg", "a%20b/%C3%A9%231.jpg"},
        {"javascript:x", "javascript%3Ax"},
        {"/in/100%.jpg", "file:///in/100%25.jpg"},
        {"..\\a?b[1].jpg", "..%5Ca%3Fb%5B1%5D.jpg"},
        {"a\nb\x1b", "a%0Ab%1B"},
        {"-", "-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        picture *made = one_finding(cases[i].path, "text", "CHINA OUT");
        cl_out out = report("sarif", (const cl_report_item *[]){&made->item}, 1);
        json_t *document = parsed(cl_out_span(&out));
        assert_string_equal(text_at(place_of(result_of(document, 0)), "artifactLocation", "uri"),
                            cases[i].uri);
        json_decref(document);
        cl_out_free(&out);
        picture_free(made);
    }
}

/* --- ids and waivers --- */

static void ids_of_findings_and_duties_are_their_fingerprints(void **state)
{
    (void)state;
    picture *full = picture_full();
    assert_int_equal(
        cl_findings_identify(&full->record, full->judgements, full->item.judgement_count), CL_OK);
    cl_out out = report("sarif", (const cl_report_item *[]){&full->item}, 1);
    json_t *document = parsed(cl_out_span(&out));
    json_t *results = json_object_get(run_of(document), "results");
    json_t *seen = json_object();
    size_t i;
    json_t *result;
    json_array_foreach(results, i, result)
    {
        const char *id = text_at(result, "partialFingerprints", "captionlint/v1");
        assert_non_null(id);
        assert_int_equal(cl_span_of(id).len, 32);
        assert_null(json_object_get(seen, id)); /* each edition's is its own */
        assert_int_equal(json_object_set_new(seen, id, json_true()), 0);
    }
    assert_int_equal(json_object_size(seen), 6); /* of damage 1, of two editions 2, a duty */
    assert_string_equal(text_at(result_of(document, 0), "partialFingerprints", "captionlint/v1"),
                        cl_findings_at(&full->record.findings, 0)->id);
    json_decref(seen);
    json_decref(document);
    cl_out_free(&out);
    picture_free(full);
}

static void what_is_waived_for_one_edition_counts_for_the_other(void **state)
{
    (void)state;
    static const cl_waiver waiver = {.reason = {(const uint8_t *)"cleared by phone", 16},
                                     .approved_by = {(const uint8_t *)"R. Desk", 7},
                                     .expires = {(const uint8_t *)"2030-01-31", 10},
                                     .file = {(const uint8_t *)"house/waivers.yaml", 18},
                                     .line = 12};
    picture *full = picture_full();
    cl_finding *finding = CL_ARRAY_AT(&full->judgements[0].findings.items, cl_finding, 1);
    finding->waiver = &waiver;
    const cl_report_item *items[] = {&full->item};
    cl_out out = report("gcc", items, 1);
    assert_true(
        has(&out, "note: web-kr: waived until 2030-01-31 by R. Desk: South Korea excluded"));
    assert_true(has(&out, "error: print-kr: South Korea excluded"));
    cl_out_free(&out);
    out = report("junit", items, 1);
    assert_int_equal(count_of(&out, "waived territory.denied"), 1);
    assert_int_equal(count_of(&out, "error territory.denied"), 1);
    assert_true(has(&out, "reason: cleared by phone"));
    cl_out_free(&out);
    out = report("sarif", items, 1);
    json_t *document = parsed(cl_out_span(&out));
    json_t *lists = json_object_get(result_of(document, 2), "suppressions");
    assert_int_equal(json_array_size(lists), 1);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(lists, 0), "justification")),
        "cleared by phone");
    assert_string_equal(text_at(json_array_get(lists, 0), "properties", "approved_by"), "R. Desk");
    json_t *none = json_object_get(result_of(document, 4), "suppressions");
    assert_true(json_is_array(none) && json_array_size(none) == 0);
    json_decref(document);
    cl_out_free(&out);
    picture_free(full);
}

/* --- the worst ten --- */

static void github_shows_the_worst_ten_of_the_run(void **state)
{
    (void)state;
    picture *full = picture_full(); /* an error each, a warning and a duty */
    const cl_report_item *items[] = {&full->item, &full->item, &full->item, &full->item};
    cl_out out = report("github", items, 4);
    cl_span rest = cl_out_span(&out);
    cl_span line;
    for (size_t i = 0; i < 10; i++) {
        assert_true(cl_span_next(&rest, '\n', &line));
        assert_true(cl_span_starts(line, i < 8 ? CL_SPAN("::error ") : CL_SPAN("::warning ")));
    }
    assert_true(cl_span_next(&rest, '\n', &line));
    assert_span_is(line, "::notice title=captionlint::6 more: 0 errors, 2 warnings, 4 notices; "
                         "--format text shows them all");
    assert_int_equal(rest.len, 0);
    cl_out_free(&out);
    picture_free(full);
}

/* --- hostile text --- */

#define HOSTILE                                                                                    \
    "{0} [x](http://y) <script>alert(1)</script> ]]> & \" ' %0A::error::a\r\n::error::b "          \
    "\x1b[2J\x01\xE2\x80\xAE\xE2\x80\xA8\xEF\xBF\xBE\xF0\x9F\xBF\xBF done"

/* Nothing that a terminal, a browser or a log would obey. */
static void assert_inert(const char *format, const cl_out *out)
{
    static const char *const harmful[] = {
        "\x1b", "\x01", "\r", "\xE2\x80\xAE", "\xE2\x80\xA8", "\n::error::b", "\n::error::c",
    };
    for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++) {
        if (has(out, harmful[i])) {
            print_error("%s lets number %zu through:\n%.*s\n", format, i,
                        CL_SPAN_PRINT(cl_out_span(out)));
        }
        assert_false(has(out, harmful[i]));
    }
    assert_true(has(out, "done"));
}

static void hostile_text_is_inert_in_every_format(void **state)
{
    (void)state;
    picture *made = one_finding("a\n::error::c,x:\x1b<i>.txt", "text", HOSTILE);
    made->record.id = CL_SPAN("<b>\n::error::c");
    made->editions[0].name = CL_SPAN("]]><b>\n::error::c");
    const cl_report_item *items[] = {&made->item};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        cl_out out = report(formats[i], items, 1);
        assert_inert(formats[i], &out);
        cl_out_free(&out);
    }
    picture_free(made);
}

static void markup_of_the_text_is_no_markup_of_the_report(void **state)
{
    (void)state;
    picture *made = one_finding("a.txt", "text", HOSTILE);
    const cl_report_item *items[] = {&made->item};
    cl_out out = report("checkstyle", items, 1);
    assert_false(has(&out, "<script"));
    assert_true(has(&out, "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp; &quot; &#39;"));
    assert_true(has(&out, "\\u000d\\u000a::error::b"));
    assert_true(has(&out, "\\ufffe\\u1ffff"));
    cl_out_free(&out);
    out = report("junit", items, 1);
    assert_false(has(&out, "<script"));
    assert_false(has(&out, "]]>"));
    cl_out_free(&out);
    out = report("github", items, 1);
    assert_int_equal(count_of(&out, "\n"), 1);
    assert_true(has(&out, "%250A::error::a\\u000d%0A::error::b"));
    cl_out_free(&out);
    out = report("gcc", items, 1);
    assert_int_equal(count_of(&out, "\n"), 1);
    cl_out_free(&out);
    picture_free(made);
}

static void braces_and_links_are_plain_words_in_sarif(void **state)
{
    (void)state;
    picture *made = one_finding("a.txt", "text", HOSTILE);
    const cl_report_item *items[] = {&made->item};
    cl_out out = report("sarif", items, 1);
    json_t *document = parsed(cl_out_span(&out));
    cl_span message = cl_span_of(text_at(result_of(document, 0), "message", "text"));
    assert_true(cl_span_starts(message, CL_SPAN("{{0}} [x] (http://y) <script>")));
    json_t *region = json_object_get(place_of(result_of(document, 0)), "region");
    assert_string_equal(text_at(region, "snippet", "text"), HOSTILE); /* as it stands there */
    json_decref(document);
    cl_out_free(&out);
    picture_free(made);
}

static void names_in_commands_end_no_value(void **state)
{
    (void)state;
    picture *made = one_finding("a,line=9::b%.txt", "text", "CHINA OUT");
    cl_out out = report("github", (const cl_report_item *[]){&made->item}, 1);
    assert_span_is(cl_out_span(&out), "::error file=a%2Cline=9%3A%3Ab%25.txt,line=1,col=1,"
                                      "title=territory.denied::CHINA OUT\n");
    cl_out_free(&out);
    picture_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_says_all_there_is_to_say),
        cmocka_unit_test(a_report_of_no_pictures_is_whole),
        cmocka_unit_test(pictures_without_results_leave_no_hole_in_sarif),
        cmocka_unit_test(an_extract_tells_of_damage_alone),
        cmocka_unit_test(a_text_has_lines_columns_and_characters),
        cmocka_unit_test(a_text_behind_blanks_has_bytes_only),
        cmocka_unit_test(a_record_stands_in_its_line),
        cmocka_unit_test(a_place_in_a_sidecar_is_none_in_the_picture),
        cmocka_unit_test(paths_are_percent_encoded_in_sarif),
        cmocka_unit_test(ids_of_findings_and_duties_are_their_fingerprints),
        cmocka_unit_test(what_is_waived_for_one_edition_counts_for_the_other),
        cmocka_unit_test(github_shows_the_worst_ten_of_the_run),
        cmocka_unit_test(hostile_text_is_inert_in_every_format),
        cmocka_unit_test(markup_of_the_text_is_no_markup_of_the_report),
        cmocka_unit_test(braces_and_links_are_plain_words_in_sarif),
        cmocka_unit_test(names_in_commands_end_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
