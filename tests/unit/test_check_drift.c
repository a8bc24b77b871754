#include "check_fixture.h"

#include "caption/reading.h"

static void add(fixture *fix, cl_field_name name, const char *container, const char *property,
                const char *value)
{
    cl_field field = {.name = name,
                      .container = container,
                      .property = cl_span_of(property),
                      .value = cl_span_of(value)};
    if (cl_span_equal(cl_span_of(container), CL_SPAN("sidecar"))) {
        field.container = "XMP";
        field.file = CL_SPAN("in/tram.xmp");
    }
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
}

/* Reads the fields with the shipped rules, and judges for a newspaper in France. */
static cl_verdict read_and_judge(fixture *fix)
{
    cl_reader_state *state = cl_reader_state_new(fix->rules);
    assert_non_null(state);
    cl_status status = cl_reading_run(state, &fix->record);
    cl_reader_state_free(state);
    assert_int_equal(status, CL_OK);
    set(fix, "territory", "FR");
    set(fix, "medium", "newspaper");
    set(fix, "use", "editorial");
    return judge(fix);
}

static size_t count(const fixture *fix, const char *rule)
{
    size_t found = 0;
    for (size_t i = 0; i < fix->judgement.findings.items.count; i++) {
        cl_span id = cl_findings_at(&fix->judgement.findings, i)->rule;
        found += cl_span_equal(id, cl_span_of(rule)) ? 1 : 0;
    }
    return found;
}

static void two_captions_are_told_with_the_words_in_which_they_part(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "EXIF", "ImageDescription",
        "Visitors wait in a long line at the harbor festival in Example City on May 4, 2024, "
        "before the gates open.");
    add(fix, CL_CAPTION, "IIM", "2:120",
        "Visitors wait in a long line at the harbor festival in Example City on May 5, 2024, "
        "before the gates open.");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    const cl_finding *finding = finding_of(fix, "drift.value");
    assert_non_null(finding);
    assert_span_is(finding->message,
                   "caption: \"…in Example City on May 4, 2024, before the gates open.\" in EXIF "
                   "ImageDescription, but \"…in Example City on May 5, 2024, before the gates "
                   "open.\" in IIM 2:120; EXIF ImageDescription is shown");
    assert_int_equal(finding->proof.start, 75);
    assert_int_equal(finding->proof.end, 77);
}

static void one_finding_is_made_of_a_property_with_three_values(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "EXIF", "ImageDescription", "A bridge in Oslo.");
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A BRIDGE in Oslo.");
    add(fix, CL_CAPTION, "IIM", "2:120", "A bridge in Rome.");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(count(fix, "drift.value"), 1);
    cl_span message = finding_of(fix, "drift.value")->message;
    assert_true(cl_span_find(message, CL_SPAN("Rome")) < message.len);
}

static void the_order_of_the_house_says_which_one_is_shown(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "EXIF", "ImageDescription", "A bridge in Oslo.");
    add(fix, CL_CAPTION, "IIM", "2:120", "A bridge in Rome.");
    fix->edition.policies.shown = CL_SHOWN_IIM_FIRST;
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_span_is(finding_of(fix, "drift.value")->message,
                   "caption: \"A bridge in Rome.\" in IIM 2:120, but \"A bridge in Oslo.\" in EXIF "
                   "ImageDescription; IIM 2:120 is shown");
}

static void two_credits_ask_for_a_person(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CREDIT, "IIM", "2:110", "AFP");
    add(fix, CL_CREDIT, "XMP", "photoshop:Credit", "Reuters");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_non_null(finding_of(fix, "drift.rights"));
    assert_null(finding_of(fix, "drift.value"));
}

static void a_credit_in_another_order_is_only_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CREDIT, "IIM", "2:110", "AFP/Jane Doe");
    add(fix, CL_CREDIT, "XMP", "photoshop:Credit", "Jane Doe / AFP");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_non_null(finding_of(fix, "drift.value"));
}

static void instructions_that_bar_other_things_are_told_once(void **state)
{
    fixture *fix = *state;
    add(fix, CL_INSTRUCTIONS, "IIM", "2:40", "JAPAN OUT");
    add(fix, CL_INSTRUCTIONS, "XMP", "photoshop:Instructions", "GERMANY OUT");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_int_equal(count(fix, "drift.rights"), 1);
    assert_int_equal(count(fix, "drift.only-in"), 0);
}

static void instructions_that_bar_the_same_in_other_words_are_only_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_INSTRUCTIONS, "IIM", "2:40", "JAPAN OUT");
    add(fix, CL_INSTRUCTIONS, "XMP", "photoshop:Instructions", "Not for use in Japan");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_non_null(finding_of(fix, "drift.value"));
    assert_null(finding_of(fix, "drift.rights"));
}

static void what_copying_changes_is_no_drift(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CREATOR, "EXIF", "Artist", "Jane Doe; John Roe");
    add(fix, CL_CREATOR, "XMP", "dc:creator[1]", "John Roe");
    add(fix, CL_CREATOR, "XMP", "dc:creator[2]", "Jane Doe");
    add(fix, CL_KEYWORDS, "XMP", "dc:subject[1]", "harbor");
    add(fix, CL_KEYWORDS, "XMP", "dc:subject[2]", "festival");
    add(fix, CL_KEYWORDS, "IIM", "2:25", "festival");
    add(fix, CL_KEYWORDS, "IIM", "2:25", "harbor");
    add(fix, CL_DATE_CREATED, "EXIF", "DateTimeOriginal", "2024-05-06T23:10:00");
    add(fix, CL_DATE_CREATED, "XMP", "photoshop:DateCreated", "2024-05-07T06:10:00+09:00");
    add(fix, CL_DATE_CREATED, "IIM", "2:55", "2024-05-07T00:00:00+09:00");
    add(fix, CL_CAPTION, "XMP", "dc:description[de]", "Eine Brücke.");
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A bridge.");
    add(fix, CL_CAPTION, "IIM", "2:120", "Eine Br?cke.");
    add(fix, CL_COPYRIGHT, "EXIF", "Copyright", "Jane Doe");
    add(fix, CL_COPYRIGHT, "EXIF", "Copyright", "(c) Example Press");
    add(fix, CL_COPYRIGHT, "XMP", "dc:rights[x-default]", "© Example Press");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(count(fix, "drift.value"), 0);
    assert_int_equal(count(fix, "drift.rights"), 0);
}

static void another_day_is_a_drift(void **state)
{
    fixture *fix = *state;
    add(fix, CL_DATE_CREATED, "EXIF", "DateTimeOriginal", "2024-05-06T10:10:00");
    add(fix, CL_DATE_CREATED, "XMP", "photoshop:DateCreated", "2024-05-09");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(count(fix, "drift.value"), 1);
}

static void a_creator_who_is_left_out_is_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CREATOR, "IIM", "2:80", "Jane Doe");
    add(fix, CL_CREATOR, "XMP", "dc:creator[1]", "Jane Doe");
    add(fix, CL_CREATOR, "XMP", "dc:creator[2]", "John Roe");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_span_is(finding_of(fix, "drift.value")->message,
                   "creator: \"Jane Doe, John Roe\" in XMP dc:creator[1], but \"Jane Doe\" in IIM "
                   "2:80; XMP dc:creator[1] is shown");
}

static void a_note_that_only_the_sidecar_has_is_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A tram in the snow.");
    add(fix, CL_INSTRUCTIONS, "sidecar", "photoshop:Instructions", "GERMANY OUT");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_span_is(
        finding_of(fix, "drift.only-in")->message,
        "\"GERMANY OUT\" stands only in XMP photoshop:Instructions of tram.xmp; XMP does "
        "not have it");
}

static void a_note_that_the_sidecar_lacks_is_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_INSTRUCTIONS, "XMP", "photoshop:Instructions", "GERMANY OUT");
    add(fix, CL_INSTRUCTIONS, "IIM", "2:40", "GERMANY OUT");
    add(fix, CL_CAPTION, "sidecar", "dc:description[x-default]", "A tram in the snow.");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_null(finding_of(fix, "drift.only-in"));
    assert_span_is(finding_of(fix, "drift.sidecar")->message,
                   "\"GERMANY OUT\" stands in XMP photoshop:Instructions; XMP of tram.xmp does not "
                   "have it");
}

static void a_text_of_the_format_is_a_block_too(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A tram in the snow. JAPAN OUT");
    add(fix, CL_CAPTION, "PNG text", "Description", "A tram in the snow.");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    cl_span message = finding_of(fix, "drift.only-in")->message;
    assert_true(cl_span_find(message, CL_SPAN("PNG text does not have it")) < message.len);
}

static void a_comment_is_no_place_for_a_note(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A tram in the snow. JAPAN OUT");
    add(fix, CL_COMMENT, "JPEG comment", "", "Made with a program");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_null(finding_of(fix, "drift.only-in"));
}

static void a_title_of_the_format_is_a_file_name_as_often_as_not(void **state)
{
    fixture *fix = *state;
    add(fix, CL_TITLE, "XMP", "dc:title[x-default]", "Harbor festival");
    add(fix, CL_TITLE, "PostScript", "Title", "festival-3.eps");
    add(fix, CL_COPYRIGHT, "XMP", "dc:rights[x-default]", "Example Press");
    add(fix, CL_COPYRIGHT, "PNG text", "Copyright", "Example Images");
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(count(fix, "drift.value"), 1);
    assert_int_equal(finding_of(fix, "drift.value")->proof.field->name, CL_COPYRIGHT);
}

static void a_record_has_no_blocks_that_could_drift(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "record", "", "A tram in the snow.");
    add(fix, CL_CAPTION, "record", "", "A tram in the rain.");
    fix->record.fields.digest = CL_DIGEST_DIFFERS;
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_int_equal(fix->judgement.findings.items.count, 0);
}

static void iim_that_is_newer_and_says_the_same_is_told(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "IIM", "2:120", "A bridge.");
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A bridge.");
    fix->record.fields.digest = CL_DIGEST_DIFFERS;
    assert_int_equal(read_and_judge(fix), CL_VERDICT_OK);
    assert_non_null(finding_of(fix, "drift.digest"));
}

static void iim_that_is_newer_and_says_something_else_asks_for_a_person(void **state)
{
    fixture *fix = *state;
    add(fix, CL_CAPTION, "IIM", "2:120", "A bridge in Oslo.");
    add(fix, CL_CAPTION, "XMP", "dc:description[x-default]", "A bridge.");
    fix->record.fields.digest = CL_DIGEST_DIFFERS;
    assert_int_equal(read_and_judge(fix), CL_VERDICT_REVIEW);
    assert_span_is(
        finding_of(fix, "drift.stale")->message,
        "the IIM is newer than the XMP, and they differ in caption: a program that knows "
        "only IIM edited the picture");
    assert_null(finding_of(fix, "drift.digest"));
    /* What is newer is shown. */
    cl_span message = finding_of(fix, "drift.value")->message;
    assert_true(cl_span_ends(message, CL_SPAN("IIM 2:120 is shown")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(two_captions_are_told_with_the_words_in_which_they_part),
        in_fixture(one_finding_is_made_of_a_property_with_three_values),
        in_fixture(the_order_of_the_house_says_which_one_is_shown),
        in_fixture(two_credits_ask_for_a_person),
        in_fixture(a_credit_in_another_order_is_only_told),
        in_fixture(instructions_that_bar_other_things_are_told_once),
        in_fixture(instructions_that_bar_the_same_in_other_words_are_only_told),
        in_fixture(what_copying_changes_is_no_drift),
        in_fixture(another_day_is_a_drift),
        in_fixture(a_creator_who_is_left_out_is_told),
        in_fixture(a_note_that_only_the_sidecar_has_is_told),
        in_fixture(a_note_that_the_sidecar_lacks_is_told),
        in_fixture(a_text_of_the_format_is_a_block_too),
        in_fixture(a_comment_is_no_place_for_a_note),
        in_fixture(a_title_of_the_format_is_a_file_name_as_often_as_not),
        in_fixture(a_record_has_no_blocks_that_could_drift),
        in_fixture(iim_that_is_newer_and_says_the_same_is_told),
        in_fixture(iim_that_is_newer_and_says_something_else_asks_for_a_person),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
