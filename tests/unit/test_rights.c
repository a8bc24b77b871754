#include <jansson.h>

#include "base/fingerprint.h"
#include "golden.h"
#include "report/rights.h"
#include "report/rights_constraint.h"
#include "report/rights_terms.h"
#include "report_picture.h"

/* --- a record with every kind of note --- */

#define NOTES                                                                                      \
    "JAPAN OUT FOR 28 DAYS|SCOTLAND ONLY|US MAGS OUT|EDITORIAL USE ONLY|NO SALES NO ARCHIVE|"      \
    "NO SYNDICATION|NOT FOR THE GAZETTE|NO CROPPING|NO ALTERATION|NO AI TRAINING|NO MODEL "        \
    "RELEASE|"                                                                                     \
    "ONLY WITH THE FILM|CLIENTS ONLY|ONE TIME USE|EMBARGOED UNTIL 10.00|USE BEFORE 05/06/2024|"    \
    "EMBARGOED|USE WITHIN 14 DAYS|MANDATORY CREDIT|PLEASE CREDIT X|KILL|MASK FACES|HANDOUT|"       \
    "ASK <DESK> \"FIRST\"|WORLD OUT|US TV OUT UNTIL 1 JULY"

static cl_restriction *add(picture *made, cl_kind kind, cl_effect effect, const char *value,
                           const char *text)
{
    cl_restriction *added = picture_add(made, &made->record.restrictions, sizeof *added);
    *added = (cl_restriction){
        .kind = kind, .effect = effect, .confidence = CL_HIGH, .rule = CL_SPAN("rule.of-this")};
    if (value != NULL) {
        added->values = picture_words(made, value, NULL);
    }
    picture_stands(made, &added->places, 0, text);
    return added;
}

static cl_moment day(int year, int month, int of_month)
{
    return (cl_moment){.known = true, .year = year, .month = month, .day = of_month};
}

static void add_places_and_media(picture *made)
{
    cl_restriction *japan = add(made, CL_KIND_TERRITORY, CL_DENY, "JP", "JAPAN OUT FOR 28 DAYS");
    japan->scope.lasts = (cl_duration){.hours = 28 * 24, .in_days = true};
    japan->review = picture_words(made, "KR", NULL);
    add(made, CL_KIND_TERRITORY, CL_ONLY, "GB-SCT", "SCOTLAND ONLY");
    add(made, CL_KIND_TERRITORY, CL_DENY, "WORLD", "WORLD OUT");
    add(made, CL_KIND_MEDIUM, CL_DENY, "magazine", "US MAGS OUT")->scope.territory =
        picture_words(made, "US", NULL);
    cl_restriction *tv = add(made, CL_KIND_MEDIUM, CL_DENY, "tv", "US TV OUT UNTIL 1 JULY");
    tv->scope.territory = picture_words(made, "US", NULL);
    tv->scope.until = day(2024, 7, 1);
}

static void add_uses(picture *made)
{
    add(made, CL_KIND_USE, CL_ONLY, "editorial", "EDITORIAL USE ONLY")->confidence = CL_MEDIUM;
    add(made, CL_KIND_RESALE, CL_DENY, NULL, "NO SALES NO ARCHIVE")->values =
        picture_words(made, "sales", "archive");
    add(made, CL_KIND_RESALE, CL_DENY, "syndication", "NO SYNDICATION");
    add(made, CL_KIND_OUTLET, CL_DENY, "THE GAZETTE", "NOT FOR THE GAZETTE");
    add(made, CL_KIND_ALTERATION, CL_DENY, "cropping", "NO CROPPING");
    add(made, CL_KIND_ALTERATION, CL_DENY, "alteration", "NO ALTERATION");
    add(made, CL_KIND_AI, CL_DENY, "ai_training", "NO AI TRAINING");
    add(made, CL_KIND_RELEASE, CL_DENY, "model", "NO MODEL RELEASE");
    add(made, CL_KIND_CONTEXT, CL_ONLY, "THE FILM", "ONLY WITH THE FILM");
    add(made, CL_KIND_AUDIENCE, CL_ONLY, "CLIENTS", "CLIENTS ONLY");
}

static void add_times(picture *made)
{
    add(made, CL_KIND_TIME, CL_DENY, NULL, "ONE TIME USE")->time.one_time = true;
    cl_restriction *embargo = add(made, CL_KIND_TIME, CL_DENY, NULL, "EMBARGOED UNTIL 10.00");
    embargo->time.embargo = true;
    embargo->time.not_before = day(2024, 5, 1);
    embargo->time.not_before.has_time = true;
    embargo->time.not_before.hour = 10;
    embargo->time.not_before.has_zone = true;
    embargo->time.not_before.zone_minutes = 540;
    cl_restriction *expiry = add(made, CL_KIND_TIME, CL_DENY, NULL, "USE BEFORE 05/06/2024");
    expiry->time.not_after = day(2024, 6, 5);
    expiry->time.not_after.either_way = true;
    add(made, CL_KIND_TIME, CL_DENY, NULL, "EMBARGOED")->time.embargo = true;
    add(made, CL_KIND_TIME, CL_DENY, NULL, "USE WITHIN 14 DAYS")->time.within =
        (cl_duration){.hours = 14 * 24, .in_days = true};
}

static void add_credit(picture *made, cl_credit_role role, const char *text, const char *words)
{
    cl_credit *added = picture_add(made, &made->record.credits, sizeof *added);
    *added = (cl_credit){.text = text == NULL ? CL_EMPTY_SPAN : cl_span_of(text),
                         .role = role,
                         .confidence = CL_HIGH,
                         .rule = CL_SPAN("credit.of-this")};
    picture_stands(made, &added->places, 0, words);
}

static void add_notice(picture *made, const char *kind, const char *words)
{
    cl_notice *added = picture_add(made, &made->record.notices, sizeof *added);
    *added = (cl_notice){
        .kind = cl_span_of(kind), .confidence = CL_HIGH, .rule = CL_SPAN("notice.of-this")};
    picture_stands(made, &added->places, 0, words);
}

static picture *picture_of_notes(void)
{
    picture *made = picture_new("notes.jpg");
    made->record.language = CL_SPAN("en");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, NOTES);
    picture_field(made, (cl_field){.name = CL_CREATOR, .container = "text"}, "Ada Byrne");
    picture_field(made, (cl_field){.name = CL_HEADLINE, .container = "text"}, "A pier");
    picture_field(made, (cl_field){.name = CL_COPYRIGHT_OWNER, .container = "text"}, "Pier Press");
    picture_field(made, (cl_field){.name = CL_WEB_STATEMENT, .container = "text"},
                  "https://pier.example/terms");
    picture_field(made, (cl_field){.name = CL_LICENSOR_URL, .container = "text"}, "ask us");
    picture_field(made, (cl_field){.name = CL_CITY, .container = "text"}, "Port Example");
    add_places_and_media(made);
    add_uses(made);
    add_times(made);
    add_credit(made, CL_CREDIT_MANDATORY, NULL, "MANDATORY CREDIT");
    add_credit(made, CL_CREDIT_REQUESTED, "X", "PLEASE CREDIT X");
    add_credit(made, CL_CREDIT_STATED, "Y", "KILL");
    add_notice(made, "kill", "KILL");
    add_notice(made, "minors", "MASK FACES");
    add_notice(made, "handout", "HANDOUT");
    cl_unread *unread = picture_add(made, &made->record.unread, sizeof *unread);
    unread->rule = CL_SPAN("unread.capitals");
    picture_stands(made, &unread->places, 0, "ASK <DESK> \"FIRST\"");
    return made;
}

static cl_out export_of(const char *name, const picture *made, bool indented)
{
    cl_out out = {0};
    const cl_report_options options = {.extract = true, .indented = indented};
    const cl_report_format *found = cl_rights_export_of(cl_span_of(name));
    assert_non_null(found);
    found->item(&out, &options, &made->item);
    assert_false(out.failed);
    return out;
}

static json_t *parsed_export(const char *name, const picture *made)
{
    cl_out out = export_of(name, made, false);
    json_error_t error;
    json_t *value = json_loadb((const char *)out.data, out.len, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL) {
        print_error("%s: %s\n", name, error.text);
    }
    assert_non_null(value);
    cl_out_free(&out);
    return value;
}

/* --- what they look like --- */

static void check_golden(const char *name)
{
    char file[64];
    picture *made = picture_of_notes();
    cl_out out = export_of(name, made, true);
    assert_in_range(snprintf(file, sizeof file, "rights_%s.json", name), 1, sizeof file - 1);
    assert_golden(cl_out_span(&out), file);
    cl_out_free(&out);
    picture_free(made);
}

static void every_kind_of_note_is_in_a_policy_of_odrl(void **state)
{
    (void)state;
    check_golden("odrl");
}

static void rightsml_has_fewer_words_and_more_text(void **state)
{
    (void)state;
    check_golden("rightsml");
}

static void an_item_of_ninjs_holds_notes_and_policy(void **state)
{
    (void)state;
    check_golden("ninjs");
}

static void an_image_object_holds_credit_and_conditions(void **state)
{
    (void)state;
    check_golden("schema.org");
}

/* --- what they promise --- */

static void nothing_is_ever_permitted(void **state)
{
    (void)state;
    picture *made = picture_of_notes();
    json_t *policy = parsed_export("odrl", made);
    assert_null(json_object_get(policy, "permission"));
    assert_string_equal(json_string_value(json_object_get(policy, "conflict")), "prohibit");
    json_decref(policy);
    picture_free(made);
}

static void a_picture_without_a_note_asks_for_a_person(void **state)
{
    (void)state;
    picture *made = picture_plain();
    json_t *policy = parsed_export("odrl", made);
    assert_null(json_object_get(policy, "prohibition"));
    json_t *duty = json_array_get(json_object_get(policy, "obligation"), 0);
    assert_string_equal(json_string_value(json_object_get(duty, "action")), "reviewPolicy");
    json_decref(policy);
    picture_free(made);
}

static void a_document_is_one_line_unless_it_is_for_people(void **state)
{
    static const char *const names[] = {"odrl", "rightsml", "ninjs", "schema.org"};
    (void)state;
    picture *made = picture_of_notes();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cl_out out = export_of(names[i], made, false);
        assert_int_equal(cl_span_find(cl_out_span(&out), CL_SPAN("\n")), out.len - 1);
        cl_out_free(&out);
    }
    picture_free(made);
}

static void the_same_words_have_the_same_name(void **state)
{
    (void)state;
    picture *here = picture_of_notes();
    picture *there = picture_of_notes();
    there->record.path = CL_SPAN("/elsewhere/notes.jpg");
    json_t *one = parsed_export("odrl", here);
    json_t *two = parsed_export("odrl", there);
    json_t *other = parsed_export("rightsml", here);
    const char *uid = json_string_value(json_object_get(one, "uid"));
    assert_string_equal(uid, json_string_value(json_object_get(two, "uid")));
    assert_string_not_equal(uid, json_string_value(json_object_get(other, "uid")));
    json_decref(one);
    json_decref(two);
    json_decref(other);
    picture_free(here);
    picture_free(there);
}

static void an_image_object_does_not_end_the_script_that_it_stands_in(void **state)
{
    (void)state;
    picture *made = picture_new("-");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"},
                  "</script><script>alert(1)</script> <!--");
    cl_out out = export_of("schema.org", made, false);
    assert_int_equal(cl_span_find(cl_out_span(&out), CL_SPAN("<")), out.len);
    json_t *image = json_loadb((const char *)out.data, out.len, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(image, "caption")),
                        "</script><script>alert(1)</script> <!--");
    json_decref(image);
    cl_out_free(&out);
    picture_free(made);
}

static void an_embargo_without_an_instant_withholds_an_item(void **state)
{
    (void)state;
    picture *made = picture_new("-");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, "EMBARGOED");
    add(made, CL_KIND_TIME, CL_DENY, NULL, "EMBARGOED")->time.not_before = day(2024, 5, 1);
    json_t *item = parsed_export("ninjs", made);
    assert_string_equal(json_string_value(json_object_get(item, "pubStatus")), "withheld");
    assert_null(json_object_get(item, "embargoedUntil"));
    json_decref(item);
    picture_free(made);
}

static void a_moment_is_written_to_the_second(void **state)
{
    (void)state;
    uint8_t text[CL_RIGHTS_TIME_MAX];
    cl_moment moment = day(2024, 2, 28);
    assert_true(cl_span_equal(cl_rights_time(&moment, text), CL_SPAN("2024-02-28")));
    moment.has_time = true;
    moment.hour = 24;
    assert_true(cl_span_equal(cl_rights_time(&moment, text), CL_SPAN("2024-02-29T00:00:00")));
    moment.has_zone = true;
    moment.zone_minutes = -90;
    assert_true(cl_span_equal(cl_rights_time(&moment, text), CL_SPAN("2024-02-29T00:00:00-01:30")));
}

static void of_two_readings_the_stricter_counts(void **state)
{
    (void)state;
    cl_moment moment = day(2024, 6, 5);
    moment.either_way = true;
    assert_int_equal(cl_rights_reading(&moment, true).month, 6);
    assert_int_equal(cl_rights_reading(&moment, false).month, 5);
}

static void codes_are_those_of_iso_3166(void **state)
{
    (void)state;
    assert_true(cl_rights_is_code(CL_SPAN("KR")));
    assert_true(cl_rights_is_code(CL_SPAN("GB-SCT")));
    assert_false(cl_rights_is_code(CL_SPAN("HOME")));
    assert_false(cl_rights_is_code(CL_SPAN("GB-")));
    assert_false(cl_rights_is_code(CL_SPAN("K")));
    assert_false(cl_rights_is_code(CL_SPAN("GB-S\"T")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_note_is_in_a_policy_of_odrl),
        cmocka_unit_test(rightsml_has_fewer_words_and_more_text),
        cmocka_unit_test(an_item_of_ninjs_holds_notes_and_policy),
        cmocka_unit_test(an_image_object_holds_credit_and_conditions),
        cmocka_unit_test(nothing_is_ever_permitted),
        cmocka_unit_test(a_picture_without_a_note_asks_for_a_person),
        cmocka_unit_test(a_document_is_one_line_unless_it_is_for_people),
        cmocka_unit_test(the_same_words_have_the_same_name),
        cmocka_unit_test(an_image_object_does_not_end_the_script_that_it_stands_in),
        cmocka_unit_test(an_embargo_without_an_instant_withholds_an_item),
        cmocka_unit_test(a_moment_is_written_to_the_second),
        cmocka_unit_test(of_two_readings_the_stricter_counts),
        cmocka_unit_test(codes_are_those_of_iso_3166),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
