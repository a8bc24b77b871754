#include "iim.h"

#include "metadata/iim_table.h"

/* Every dataset */

static void every_dataset_of_text_becomes_its_field(void **state)
{
    (void)state;
    static const struct {
        uint8_t record;
        uint8_t number;
        cl_field_name field;
    } known[] = {
        {1, 5, CL_DESTINATION},
        {1, 30, CL_SERVICE_ID},
        {1, 50, CL_PRODUCT_ID},
        {1, 60, CL_ENVELOPE_PRIORITY},
        {1, 100, CL_IMAGE_GUID},
        {2, 4, CL_GENRE},
        {2, 5, CL_TITLE},
        {2, 7, CL_EDIT_STATUS},
        {2, 10, CL_URGENCY},
        {2, 12, CL_SUBJECT_CODE},
        {2, 15, CL_CATEGORY},
        {2, 20, CL_SUPPLEMENTAL_CATEGORY},
        {2, 22, CL_FIXTURE_ID},
        {2, 25, CL_KEYWORDS},
        {2, 26, CL_CONTENT_LOCATION},
        {2, 27, CL_CONTENT_LOCATION},
        {2, 40, CL_INSTRUCTIONS},
        {2, 42, CL_ACTION_ADVISED},
        {2, 45, CL_REFERENCE},
        {2, 47, CL_REFERENCE},
        {2, 50, CL_REFERENCE},
        {2, 65, CL_SOFTWARE},
        {2, 70, CL_SOFTWARE},
        {2, 75, CL_OBJECT_CYCLE},
        {2, 80, CL_CREATOR},
        {2, 85, CL_CREATOR_TITLE},
        {2, 90, CL_CITY},
        {2, 92, CL_SUBLOCATION},
        {2, 95, CL_STATE},
        {2, 100, CL_COUNTRY_CODE},
        {2, 101, CL_COUNTRY},
        {2, 103, CL_JOB_ID},
        {2, 105, CL_HEADLINE},
        {2, 110, CL_CREDIT},
        {2, 115, CL_SOURCE},
        {2, 116, CL_COPYRIGHT},
        {2, 118, CL_CONTACT},
        {2, 120, CL_CAPTION},
        {2, 121, CL_COMMENT},
        {2, 122, CL_CAPTION_WRITER},
        {2, 135, CL_LANGUAGE},
        {2, 184, CL_JOB_ID},
        {2, 187, CL_IMAGE_SUPPLIER_IMAGE_ID},
        {2, 188, CL_COPYRIGHT_OWNER},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cl_out block = {0};
        put_dataset(&block, 2, 0, CL_SPAN("\0\x04"));
        put_dataset(&block, known[i].record, known[i].number, CL_SPAN("value"));
        read_fields *made = read_all(&block);
        assert_field(made, known[i].field, "value");
        assert_int_equal(made->fields.items.count, 1);
        assert_offset_is_right(made, field_at(made, known[i].field, 0));
        assert_no_findings(made);
        fields_free(made);
    }
}

static void every_pair_of_date_and_time_becomes_one_field(void **state)
{
    (void)state;
    for (size_t i = 0; i < cl_iim_moment_count; i++) {
        const cl_iim_moment *moment = &cl_iim_moments[i];
        cl_out block = {0};
        put_dataset(&block, 2, 0, CL_SPAN("\0\x04"));
        put_dataset(&block, moment->record, moment->date, CL_SPAN("20170223"));
        put_dataset(&block, moment->record, moment->time, CL_SPAN("100000+0900"));
        read_fields *made = read_all(&block);
        assert_field(made, moment->field, "2017-02-23T10:00:00+09:00");
        assert_int_equal(made->fields.items.count, 1);
        assert_no_findings(made);
        fields_free(made);
    }
}

static void text_that_programs_added_is_kept(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 221, CL_SPAN("0:0:0:003446"));
    put_dataset(&block, 2, 199, CL_SPAN("something"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_OTHER, "0:0:0:003446");
    assert_span_is(field_at(made, CL_OTHER, 1)->value, "something");
    assert_span_is(field_at(made, CL_OTHER, 1)->property, "2:199");
    assert_no_findings(made);
    fields_free(made);
}

static void what_holds_no_text_is_named_and_left(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 40, CL_SPAN("NO SALES"));
    for (uint8_t number = 10; number < 20; number++) {
        put_dataset(&block, 7, number, CL_SPAN("\x01"));
    }
    put_dataset(&block, 2, 202, CL_SPAN("\xFF\xD8"));
    put_dataset(&block, 2, 197, CL_SPAN("a\x01"));
    read_fields *made = read_all(&block);
    assert_int_equal(made->fields.items.count, 1);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    assert_span_is(cl_findings_at(&made->findings, 0)->message,
                   "12 datasets of IIM that hold no text: 7:10, 7:11, 7:12, 7:13, 7:14, 7:15, …");
    fields_free(made);
}

static void an_envelope_without_a_letter_is_told(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 1, 5, CL_SPAN("desk"));
    read_fields *made = read_all(&block);
    assert_field(made, CL_DESTINATION, "desk");
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

/* Ends that may be cut off */

static void put_long(cl_out *block, uint8_t number, const char *word, size_t times)
{
    cl_out text = {0};
    cl_out_repeat(&text, word, times);
    put_dataset(block, 2, number, cl_out_span(&text));
    cl_out_free(&text);
}

static read_fields *read_beside(cl_out *block, cl_field_name name, const char *text)
{
    read_fields *made = fields_new(cl_out_span(block));
    cl_field field = {.name = name, .container = "XMP", .value = cl_span_of(text)};
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    assert_int_equal(cl_iim_read(&made->block, &made->fields), CL_OK);
    cl_out_free(block);
    return made;
}

static void a_full_field_is_a_warning_where_notes_stand(void **state)
{
    (void)state;
    static const struct {
        uint8_t number;
        size_t most;
        cl_level level;
    } limits[] = {
        {5, 64, CL_WARNING},    {40, 256, CL_WARNING},  {80, 32, CL_WARNING},
        {85, 32, CL_WARNING},   {90, 32, CL_INFO},      {25, 64, CL_INFO},
        {105, 256, CL_WARNING}, {110, 32, CL_WARNING},  {115, 32, CL_WARNING},
        {116, 128, CL_WARNING}, {118, 128, CL_WARNING}, {120, 2000, CL_WARNING},
        {188, 128, CL_WARNING},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        cl_out block = {0};
        put_long(&block, limits[i].number, "abcdefgh", limits[i].most / 8);
        read_fields *made = read_all(&block);
        assert_only_finding(made, CL_DAMAGE_CUT);
        assert_level(made, limits[i].level);
        fields_free(made);
    }
}

static void a_field_beyond_its_limit_is_not_cut(void **state)
{
    (void)state;
    cl_out block = {0};
    put_long(&block, 40, "abcdefgh", 40);
    put_dataset(&block, 2, 100, CL_SPAN("FRA"));
    put_dataset(&block, 2, 15, CL_SPAN("SPO"));
    read_fields *made = read_all(&block);
    assert_no_findings(made);
    fields_free(made);
}

static void a_field_that_is_filled_up_is_not_cut(void **state)
{
    (void)state;
    cl_out block = {0};
    put_dataset(&block, 2, 110, CL_SPAN("Example Agency\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
    put_dataset(&block, 2, 80, CL_SPAN("Jane Doe                        "));
    read_fields *made = read_all(&block);
    assert_field(made, CL_CREDIT, "Example Agency");
    assert_no_findings(made);
    fields_free(made);
}

static void the_same_value_elsewhere_makes_a_cut_less_likely(void **state)
{
    (void)state;
    static const char full[] = "Jane Doe of the Example Press As";
    cl_out block = {0};
    put_dataset(&block, 2, 110, CL_SPAN(full));
    read_fields *made = read_beside(&block, CL_CREDIT, full);
    assert_only_finding(made, CL_DAMAGE_CUT);
    assert_level(made, CL_INFO);
    fields_free(made);
    put_dataset(&block, 2, 110, CL_SPAN(full));
    made = read_beside(&block, CL_CREDIT, "Jane Doe of the Example Press Association");
    assert_no_findings(made);
    fields_free(made);
    put_dataset(&block, 2, 110, CL_SPAN(full));
    made = read_beside(&block, CL_CREDIT, "Another Agency");
    assert_only_finding(made, CL_DAMAGE_CUT);
    assert_level(made, CL_WARNING);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dataset_of_text_becomes_its_field),
        cmocka_unit_test(every_pair_of_date_and_time_becomes_one_field),
        cmocka_unit_test(text_that_programs_added_is_kept),
        cmocka_unit_test(what_holds_no_text_is_named_and_left),
        cmocka_unit_test(an_envelope_without_a_letter_is_told),
        cmocka_unit_test(a_full_field_is_a_warning_where_notes_stand),
        cmocka_unit_test(a_field_beyond_its_limit_is_not_cut),
        cmocka_unit_test(a_field_that_is_filled_up_is_not_cut),
        cmocka_unit_test(the_same_value_elsewhere_makes_a_cut_less_likely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
