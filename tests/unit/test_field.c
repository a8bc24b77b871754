#include "fields.h"

static cl_field caption_of(cl_span value)
{
    return (cl_field){.name = CL_CAPTION, .value = value, .container = "text"};
}

static void every_field_has_a_name_that_leads_back_to_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        const char *text = cl_field_name_text((cl_field_name)i);
        cl_field_name found;
        assert_non_null(text);
        assert_true(cl_field_name_of(cl_span_of(text), &found));
        assert_int_equal(found, i);
    }
}

static void a_name_that_is_none_is_refused(void **state)
{
    (void)state;
    cl_field_name found;
    assert_false(cl_field_name_of(CL_SPAN("Caption"), &found));
    assert_false(cl_field_name_of(CL_SPAN("caption "), &found));
    assert_false(cl_field_name_of(CL_EMPTY_SPAN, &found));
}

static void fields_are_read_by_their_class(void **state)
{
    (void)state;
    assert_int_equal(cl_field_class_of(CL_INSTRUCTIONS), CL_CLASS_NOTES);
    assert_int_equal(cl_field_class_of(CL_CAPTION), CL_CLASS_PROSE);
    assert_int_equal(cl_field_class_of(CL_CREDIT), CL_CLASS_CREDIT);
    assert_int_equal(cl_field_class_of(CL_KEYWORDS), CL_CLASS_LABEL);
    assert_int_equal(cl_field_class_of(CL_DATE_CREATED), CL_CLASS_NONE);
}

static void a_value_is_trimmed_and_its_offset_moves_along(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_field field = caption_of(CL_SPAN(" \n\0SPAIN OUT \0\0"));
    field.has_offset = true;
    field.offset = 100;
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    assert_field(made, CL_CAPTION, "SPAIN OUT");
    assert_int_equal(field_at(made, CL_CAPTION, 0)->offset, 103);
    fields_free(made);
}

static void a_blank_value_is_no_field(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_field field = caption_of(CL_SPAN(" \r\n\t\0"));
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    field.value = CL_EMPTY_SPAN;
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    assert_int_equal(made->fields.items.count, 0);
    assert_null(cl_fields_first(&made->fields, CL_CAPTION));
    assert_no_findings(made);
    fields_free(made);
}

static void a_value_beyond_the_cap_is_cut_between_characters_and_reported(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_out text = {0};
    cl_out_repeat(&text, "a", CL_FIELD_BYTES_MAX - 1);
    cl_out_text(&text, "é and more");
    cl_field field = caption_of(cl_out_span(&text));
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    assert_int_equal(field_at(made, CL_CAPTION, 0)->value.len, CL_FIELD_BYTES_MAX - 1);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    cl_out_free(&text);
    fields_free(made);
}

static void values_beyond_the_cap_are_reported_once(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_field field = caption_of(CL_SPAN("one of many"));
    for (size_t i = 0; i < CL_FIELDS_MAX + 10; i++) {
        assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
    }
    assert_int_equal(made->fields.items.count, CL_FIELDS_MAX);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_name_that_leads_back_to_it),
        cmocka_unit_test(a_name_that_is_none_is_refused),
        cmocka_unit_test(fields_are_read_by_their_class),
        cmocka_unit_test(a_value_is_trimmed_and_its_offset_moves_along),
        cmocka_unit_test(a_blank_value_is_no_field),
        cmocka_unit_test(a_value_beyond_the_cap_is_cut_between_characters_and_reported),
        cmocka_unit_test(values_beyond_the_cap_are_reported_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
