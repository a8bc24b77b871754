#include "report/plus_xmp.h"

#include <stdio.h>
#include <stdlib.h>

#include "caption/moment.h"
#include "metadata/metadata.h"
#include "metadata/xmp_graft.h"
#include "report/rights.h"
#include "report_picture.h"

enum {
    FIELD_CAPTION,
};

static picture *captioned(const char *caption)
{
    picture *made = picture_new("tram.jpg");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "IIM"}, caption);
    return made;
}

static cl_restriction *bar(picture *made, cl_kind kind, size_t field, const char *words)
{
    cl_restriction *added = picture_add(made, &made->record.restrictions, sizeof *added);
    added->kind = kind;
    added->effect = CL_DENY;
    added->confidence = CL_HIGH;
    picture_stands(made, &added->places, field, words);
    return added;
}

static cl_restriction *bar_value(picture *made, cl_kind kind, const char *words, const char *value)
{
    cl_restriction *added = bar(made, kind, FIELD_CAPTION, words);
    added->values = picture_words(made, value, NULL);
    return added;
}

static cl_credit *demand(picture *made, const char *text)
{
    cl_credit *added = picture_add(made, &made->record.credits, sizeof *added);
    added->text = cl_span_of(text);
    added->role = CL_CREDIT_MANDATORY;
    added->confidence = CL_HIGH;
    added->key = cl_span_of(text).len;
    picture_stands(made, &added->places, FIELD_CAPTION, text);
    return added;
}

static cl_plus missing_of(picture *made)
{
    static const bool none[CL_PLUS_COUNT];
    cl_plus plus;
    assert_int_equal(cl_plus_missing(NULL, &made->record, none, &plus), CL_OK);
    return plus;
}

static cl_plus all_of(picture *made)
{
    cl_plus plus;
    assert_int_equal(cl_plus_of(NULL, &made->record, CL_SHOWN_MWG, &plus), CL_OK);
    return plus;
}

static void assert_values(const cl_plus *plus, cl_plus_name name, const char *expected)
{
    assert_span_is(cl_words_join(plus->arena, plus->values[name], "; "), expected);
}

static cl_moment moment_of(const char *text)
{
    cl_moment out;
    assert_true(cl_moment_parse(cl_span_of(text), &out));
    return out;
}

/* --- what is said, and where --- */

static void notes_of_a_caption_go_where_their_kind_belongs(void **state)
{
    (void)state;
    picture *made = captioned("A tram. JAPAN OUT. NO MAGS. NO ADS. EDITORIAL USE ONLY. NO SALES");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP");
    bar_value(made, CL_KIND_MEDIUM, "NO MAGS", "magazine");
    bar_value(made, CL_KIND_USE, "NO ADS", "advertising");
    bar_value(made, CL_KIND_USE, "EDITORIAL USE ONLY", "editorial")->effect = CL_ONLY;
    bar_value(made, CL_KIND_RESALE, "NO SALES", "sales");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_REGION, "JAPAN OUT");
    assert_values(&plus, CL_PLUS_MEDIA, "NO MAGS");
    assert_values(&plus, CL_PLUS_PRODUCT, "NO ADS");
    assert_values(&plus, CL_PLUS_USAGE_TERMS, "EDITORIAL USE ONLY");
    assert_values(&plus, CL_PLUS_OTHER, "NO SALES");
    assert_values(&plus, CL_PLUS_INSTRUCTIONS,
                  "JAPAN OUT; NO MAGS; NO ADS; EDITORIAL USE ONLY; NO SALES");
    picture_free(made);
}

static void what_machines_must_not_do_has_a_term(void **state)
{
    (void)state;
    picture *made = captioned("A tram. NO AI TRAINING. NO CROPPING. NO RELEASES.");
    bar_value(made, CL_KIND_AI, "NO AI TRAINING", "ai_training");
    bar_value(made, CL_KIND_ALTERATION, "NO CROPPING", "cropping");
    bar(made, CL_KIND_RELEASE, FIELD_CAPTION, "NO RELEASES")->values =
        picture_words(made, "model", "property");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "DMI-PROHIBITED-AIMLTRAINING");
    assert_values(&plus, CL_PLUS_ALTERATION, "AL-CRP");
    assert_values(&plus, CL_PLUS_MODEL, "MR-NON");
    assert_values(&plus, CL_PLUS_PROPERTY, "PR-NON");
    assert_values(&plus, CL_PLUS_OTHER, "");
    picture_free(made);
}

static void training_and_mining_together_are_prohibited(void **state)
{
    (void)state;
    picture *made = captioned("NO AI. NO MINING.");
    bar_value(made, CL_KIND_AI, "NO AI", "ai_training");
    bar_value(made, CL_KIND_AI, "NO MINING", "data_mining");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "DMI-PROHIBITED");
    picture_free(made);
}

static void mining_alone_points_to_the_words(void **state)
{
    (void)state;
    picture *made = captioned("NO MINING.");
    bar_value(made, CL_KIND_AI, "NO MINING", "data_mining");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "DMI-PROHIBITED-SEECONSTRAINT");
    assert_values(&plus, CL_PLUS_OTHER, "NO DATA MINING");
    picture_free(made);
}

static void of_several_dates_the_strictest_is_written(void **state)
{
    (void)state;
    picture *made = captioned("NOT BEFORE 1 MAY. NOT BEFORE 2 MAY. UNTIL 9 MAY. UNTIL 8 MAY.");
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "NOT BEFORE 1 MAY")->time =
        (cl_time_limit){.embargo = true, .not_before = moment_of("2024-05-01")};
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "NOT BEFORE 2 MAY")->time =
        (cl_time_limit){.embargo = true, .not_before = moment_of("2024-05-02T24:00+02:00")};
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "UNTIL 9 MAY")->time =
        (cl_time_limit){.expiry = true, .not_after = moment_of("2024-05-09")};
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "UNTIL 8 MAY")->time =
        (cl_time_limit){.expiry = true, .not_after = moment_of("2024-05-08")};
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_START, "2024-05-03T00:00+02:00");
    assert_values(&plus, CL_PLUS_END, "2024-05-08");
    picture_free(made);
}

static void a_date_that_may_be_another_stays_text(void **state)
{
    (void)state;
    picture *made = captioned("UNTIL 05/06/2024. ONE TIME USE.");
    cl_moment either = moment_of("2024-05-06");
    either.either_way = true;
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "UNTIL 05/06/2024")->time =
        (cl_time_limit){.expiry = true, .not_after = either};
    bar(made, CL_KIND_TIME, FIELD_CAPTION, "ONE TIME USE")->time =
        (cl_time_limit){.one_time = true};
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_END, "");
    assert_values(&plus, CL_PLUS_OTHER, "UNTIL 05/06/2024; ONE TIME USE");
    picture_free(made);
}

static void a_bar_under_conditions_has_no_term(void **state)
{
    (void)state;
    picture *made = captioned("NO AI TRAINING IN JAPAN. NO CROPPING AND NO TOUCHING");
    bar_value(made, CL_KIND_AI, "NO AI TRAINING IN JAPAN", "ai_training")->scope.territory =
        picture_words(made, "JP", NULL);
    bar(made, CL_KIND_ALTERATION, FIELD_CAPTION, "NO CROPPING AND NO TOUCHING")->values =
        picture_words(made, "cropping", "alteration");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "");
    assert_values(&plus, CL_PLUS_ALTERATION, "AL-CRP");
    assert_values(&plus, CL_PLUS_OTHER, "NO AI TRAINING IN JAPAN; NO CROPPING AND NO TOUCHING");
    picture_free(made);
}

static void little_confidence_is_text_and_is_remarked(void **state)
{
    (void)state;
    picture *made = captioned("A tram. JAPAN OUT. NO CROPPING");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP")->confidence = CL_LOW;
    bar_value(made, CL_KIND_ALTERATION, "NO CROPPING", "cropping")->confidence = CL_LOW;
    cl_unread *unread = picture_add(made, &made->record.unread, sizeof *unread);
    picture_stands(made, &unread->places, FIELD_CAPTION, "A tram.");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_REGION, "");
    assert_values(&plus, CL_PLUS_ALTERATION, "");
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "JAPAN OUT; NO CROPPING; A tram.");
    assert_int_equal(plus.remarks.count, 3);
    picture_free(made);
}

static void little_confidence_is_no_term_in_an_export_either(void **state)
{
    (void)state;
    picture *made = captioned("A tram.");
    picture_field(made, (cl_field){.name = CL_INSTRUCTIONS, .container = "IIM"}, "JAPAN OUT");
    cl_restriction *bar_there = bar(made, CL_KIND_TERRITORY, 1, "JAPAN OUT");
    bar_there->confidence = CL_LOW;
    cl_plus plus = all_of(made);
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "JAPAN OUT");
    assert_values(&plus, CL_PLUS_REGION, "");
    assert_int_equal(plus.remarks.count, 1);
    picture_free(made);
}

/* --- what there is already --- */

static void what_stands_in_the_instructions_is_not_missing(void **state)
{
    (void)state;
    picture *made = captioned("A tram.");
    picture_field(made, (cl_field){.name = CL_INSTRUCTIONS, .container = "IIM"}, "JAPAN OUT");
    bar(made, CL_KIND_TERRITORY, 1, "JAPAN OUT")->values = picture_words(made, "JP", NULL);
    cl_plus plus = missing_of(made);
    assert_true(cl_plus_is_empty(&plus));
    picture_free(made);
}

/* A second run must find nothing to do. */
static void words_that_stand_in_a_property_are_not_written_again(void **state)
{
    (void)state;
    picture *made = captioned("A tram. JAPAN OUT. MANDATORY CREDIT Harbour Press");
    picture_field(made, (cl_field){.name = CL_INSTRUCTIONS, .container = "XMP"},
                  "MANDATORY CREDIT \"Harbour Press\" | JAPAN OUT");
    picture_field(made, (cl_field){.name = CL_CREDIT, .container = "XMP"}, "Harbour Press");
    picture_field(made, (cl_field){.name = CL_CREDIT_LINE_REQUIRED, .container = "XMP"}, "CR-CAI");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP"); /* read in the caption alone */
    demand(made, "Harbour Press");
    cl_plus plus = missing_of(made);
    assert_true(cl_plus_is_empty(&plus));
    picture_free(made);
}

static void a_property_that_is_there_is_left_as_it_is(void **state)
{
    (void)state;
    picture *made = captioned("A tram. JAPAN OUT. NO AI TRAINING");
    picture_field(made, (cl_field){.name = CL_INSTRUCTIONS, .container = "IIM"}, "Ask the desk.");
    picture_field(made, (cl_field){.name = CL_DATA_MINING, .container = "XMP"}, "DMI-ALLOWED");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP");
    bar_value(made, CL_KIND_AI, "NO AI TRAINING", "ai_training");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "");
    assert_values(&plus, CL_PLUS_DATA_MINING, "");
    assert_values(&plus, CL_PLUS_USAGE_TERMS, "JAPAN OUT; NO AI TRAINING");
    assert_int_equal(plus.remarks.count, 1); /* the term allows what the words forbid */
    assert_span_is(CL_ARRAY_AT(&plus.remarks, cl_plus_remark, 0)->text,
                   "plus:DataMining \"DMI-ALLOWED\"");
    picture_free(made);
}

static void a_property_without_a_value_is_left_too(void **state)
{
    (void)state;
    bool taken[CL_PLUS_COUNT] = {
        [CL_PLUS_INSTRUCTIONS] = true, [CL_PLUS_USAGE_TERMS] = true, [CL_PLUS_OTHER] = true};
    cl_plus plus;
    picture *made = captioned("JAPAN OUT");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP");
    assert_int_equal(cl_plus_missing(NULL, &made->record, taken, &plus), CL_OK);
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "");
    assert_values(&plus, CL_PLUS_REGION, "JAPAN OUT");
    assert_int_equal(plus.remarks.count, 1); /* there was no place for the words */
    picture_free(made);
}

static void a_term_of_the_record_is_not_made_laxer(void **state)
{
    (void)state;
    picture *made = captioned("NO AI TRAINING");
    picture_field(made, (cl_field){.name = CL_DATA_MINING, .container = "XMP"},
                  "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED");
    picture_field(made, (cl_field){.name = CL_MODEL_RELEASE, .container = "XMP"}, "MR-<b>");
    bar_value(made, CL_KIND_AI, "NO AI TRAINING", "ai_training");
    cl_plus plus = all_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "DMI-PROHIBITED");
    assert_values(&plus, CL_PLUS_MODEL, ""); /* no term */
    picture_free(made);
}

static void words_hold_against_a_grant(void **state)
{
    (void)state;
    picture *made = captioned("NO AI TRAINING");
    picture_field(made, (cl_field){.name = CL_DATA_MINING, .container = "XMP"}, "DMI-ALLOWED");
    bar_value(made, CL_KIND_AI, "NO AI TRAINING", "ai_training");
    cl_plus plus = all_of(made);
    assert_values(&plus, CL_PLUS_DATA_MINING, "DMI-PROHIBITED-AIMLTRAINING");
    picture_free(made);
}

static void more_values_than_fit_are_remarked(void **state)
{
    (void)state;
    picture *made = captioned("A tram.");
    for (size_t i = 0; i < 66; i++) {
        char text[16];
        (void)snprintf(text, sizeof text, "Terms %zu", i);
        cl_span copy;
        assert_int_equal(cl_arena_copy(made->arena, cl_span_of(text), &copy), CL_OK);
        picture_field(made, (cl_field){.name = CL_USAGE_TERMS, .container = "record"},
                      (const char *)copy.data);
    }
    cl_plus plus = all_of(made);
    assert_int_equal(plus.values[CL_PLUS_USAGE_TERMS].count, 64);
    assert_int_equal(plus.remarks.count, 2);
    picture_free(made);
}

static void licensors_keep_their_parts_together(void **state)
{
    (void)state;
    picture *made = captioned("A tram.");
    picture_field(made,
                  (cl_field){.name = CL_LICENSOR,
                             .container = "XMP",
                             .property = CL_SPAN("plus:Licensor[1]/plus:LicensorName")},
                  "Harbour Press");
    picture_field(made,
                  (cl_field){.name = CL_LICENSOR,
                             .container = "XMP",
                             .property = CL_SPAN("plus:Licensor[2]/plus:LicensorName")},
                  "Hale Pictures");
    picture_field(made,
                  (cl_field){.name = CL_LICENSOR_URL,
                             .container = "XMP",
                             .property = CL_SPAN("plus:Licensor[2]/plus:LicensorURL")},
                  "https://example.com/");
    cl_plus plus = all_of(made);
    assert_int_equal(plus.licensors.count, 2);
    assert_span_is(CL_ARRAY_AT(&plus.licensors, cl_plus_licensor, 0)->parts[2], "");
    assert_span_is(CL_ARRAY_AT(&plus.licensors, cl_plus_licensor, 1)->parts[2],
                   "https://example.com/");
    picture_free(made);
}

/* --- credits --- */

static void a_mandatory_credit_becomes_the_credit_line(void **state)
{
    (void)state;
    picture *made = captioned("A tram. MANDATORY CREDIT Harbour Press");
    demand(made, "Harbour Press");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_CREDIT, "Harbour Press");
    assert_values(&plus, CL_PLUS_CREDIT_REQUIRED, "CR-CAI");
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "MANDATORY CREDIT \"Harbour Press\"");
    picture_free(made);
}

static void of_two_mandatory_credits_none_is_chosen(void **state)
{
    (void)state;
    picture *made = captioned("A tram. MANDATORY CREDIT Harbour Press. CREDIT Hale Pictures Ltd");
    demand(made, "Harbour Press");
    demand(made, "Hale Pictures Ltd");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_CREDIT, "");
    assert_values(&plus, CL_PLUS_CREDIT_REQUIRED, "");
    assert_int_equal(plus.values[CL_PLUS_INSTRUCTIONS].count, 2);
    assert_int_equal(plus.remarks.count, 1);
    picture_free(made);
}

static void a_credit_line_that_names_another_is_left_and_not_demanded(void **state)
{
    (void)state;
    picture *made = captioned("A tram. MANDATORY CREDIT Harbour Press");
    picture_field(made, (cl_field){.name = CL_CREDIT, .container = "IIM"}, "Somebody");
    demand(made, "Harbour Press");
    cl_plus plus = missing_of(made);
    assert_values(&plus, CL_PLUS_CREDIT, "");
    assert_values(&plus, CL_PLUS_CREDIT_REQUIRED, "");
    assert_values(&plus, CL_PLUS_INSTRUCTIONS, "MANDATORY CREDIT \"Harbour Press\"");
    picture_free(made);
}

/* --- XMP --- */

#define HOSTILE                                                                                    \
    "a<b>&\"'\x01\x7F]]>--\xE2\x80\xAE\xEF\xBF\xBE\xF0\x9F\xBF\xBE</rdf:RDF><!-- -- & \xC3\xA9 ?>"

static cl_out exported(picture *made, bool indented)
{
    cl_out out = {0};
    const cl_report_options options = {.extract = true, .indented = indented};
    const cl_report_format *format = cl_rights_export_of(CL_SPAN("plus-xmp"));
    assert_non_null(format);
    format->item(&out, &options, &made->item);
    assert_false(out.failed);
    return out;
}

static cl_fields read_back(picture *made, cl_span packet)
{
    cl_xmp_graft form;
    assert_int_equal(cl_xmp_graft_find(made->arena, packet, &form), CL_OK);
    if (form.why != NULL) {
        print_error("%s: %.*s\n", form.why, CL_SPAN_PRINT(packet));
    }
    assert_null(form.why);
    const cl_block block = {.kind = CL_BLOCK_XMP, .bytes = packet, .container = "XMP"};
    cl_fields fields = {.arena = made->arena, .findings = &made->record.findings};
    assert_int_equal(cl_xmp_read(&block, &fields), CL_OK);
    return fields;
}

static void a_packet_reads_back_as_it_was_written(void **state)
{
    (void)state;
    for (int indented = 0; indented < 2; indented++) {
        picture *made = captioned("A tram. JAPAN OUT. NO CROPPING");
        picture_field(made, (cl_field){.name = CL_LICENSOR, .container = "XMP"}, "Harbour Press");
        bar_value(made, CL_KIND_TERRITORY, "JAPAN OUT", "JP");
        bar_value(made, CL_KIND_ALTERATION, "NO CROPPING", "cropping");
        cl_out out = exported(made, indented != 0);
        cl_fields fields = read_back(made, cl_out_span(&out));
        assert_int_equal(made->record.findings.items.count, 0);
        assert_span_is(cl_fields_first(&fields, CL_REGION_CONSTRAINTS)->value, "JAPAN OUT");
        assert_span_is(cl_fields_first(&fields, CL_REGION_CONSTRAINTS)->property,
                       "plus:RegionConstraints[x-default]");
        assert_span_is(cl_fields_first(&fields, CL_IMAGE_ALTERATION_CONSTRAINTS)->property,
                       "plus:ImageAlterationConstraints[1]");
        assert_span_is(cl_fields_first(&fields, CL_LICENSOR)->property,
                       "plus:Licensor[1]/plus:LicensorName");
        cl_out_free(&out);
        picture_free(made);
    }
}

static void a_packet_that_is_not_indented_is_one_line(void **state)
{
    (void)state;
    picture *made = captioned("A tram.\nJAPAN\nOUT");
    bar_value(made, CL_KIND_TERRITORY, "JAPAN\nOUT", "JP");
    cl_out out = exported(made, false);
    cl_span text = cl_out_span(&out);
    assert_int_equal(cl_span_find_byte(text, '\n'), text.len - 1);
    cl_out_free(&out);
    picture_free(made);
}

static void hostile_text_goes_out_inert(void **state)
{
    (void)state;
    for (int indented = 0; indented < 2; indented++) {
        picture *made = captioned(HOSTILE);
        made->record.path = CL_SPAN(HOSTILE "-");
        bar_value(made, CL_KIND_TERRITORY, HOSTILE, "JP");
        bar_value(made, CL_KIND_RESALE, HOSTILE, "sales");
        cl_out out = exported(made, indented != 0);
        cl_span text = cl_out_span(&out);
        assert_int_equal(cl_span_find(text, CL_SPAN("\xE2\x80\xAE")), text.len);
        assert_int_equal(cl_span_find(text, CL_SPAN("\xEF\xBF\xBE")), text.len);
        cl_fields fields = read_back(made, text);
        assert_span_is(cl_fields_first(&fields, CL_REGION_CONSTRAINTS)->value,
                       "a<b>&\"'  ]]>--\xE2\x80\xAE\xEF\xBF\xBD\xEF\xBF\xBD"
                       "</rdf:RDF><!-- -- & \xC3\xA9 ?>");
        cl_out_free(&out);
        picture_free(made);
    }
}

static void remarks_stand_in_a_comment(void **state)
{
    (void)state;
    picture *made = captioned("NO -- SALES");
    bar_value(made, CL_KIND_RESALE, "NO -- SALES", "sales");
    cl_out out = exported(made, true);
    cl_span text = cl_out_span(&out);
    assert_true(cl_span_find(text, CL_SPAN("NO - - SALES: kept as text")) < text.len);
    cl_out_free(&out);
    picture_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_of_a_caption_go_where_their_kind_belongs),
        cmocka_unit_test(what_machines_must_not_do_has_a_term),
        cmocka_unit_test(training_and_mining_together_are_prohibited),
        cmocka_unit_test(mining_alone_points_to_the_words),
        cmocka_unit_test(of_several_dates_the_strictest_is_written),
        cmocka_unit_test(a_date_that_may_be_another_stays_text),
        cmocka_unit_test(a_bar_under_conditions_has_no_term),
        cmocka_unit_test(little_confidence_is_text_and_is_remarked),
        cmocka_unit_test(little_confidence_is_no_term_in_an_export_either),
        cmocka_unit_test(what_stands_in_the_instructions_is_not_missing),
        cmocka_unit_test(words_that_stand_in_a_property_are_not_written_again),
        cmocka_unit_test(a_property_that_is_there_is_left_as_it_is),
        cmocka_unit_test(a_property_without_a_value_is_left_too),
        cmocka_unit_test(a_term_of_the_record_is_not_made_laxer),
        cmocka_unit_test(words_hold_against_a_grant),
        cmocka_unit_test(more_values_than_fit_are_remarked),
        cmocka_unit_test(licensors_keep_their_parts_together),
        cmocka_unit_test(a_mandatory_credit_becomes_the_credit_line),
        cmocka_unit_test(of_two_mandatory_credits_none_is_chosen),
        cmocka_unit_test(a_credit_line_that_names_another_is_left_and_not_demanded),
        cmocka_unit_test(a_packet_reads_back_as_it_was_written),
        cmocka_unit_test(a_packet_that_is_not_indented_is_one_line),
        cmocka_unit_test(hostile_text_goes_out_inert),
        cmocka_unit_test(remarks_stand_in_a_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
