#include "fields.h"

typedef struct read_record {
    read_fields *made;
    cl_span id;
} read_record;

static read_record read_line(cl_span line)
{
    read_record record = {.made = fields_new(line)};
    cl_span exact = record.made->block.bytes;
    assert_int_equal(cl_record_read(exact, 3, &record.made->fields, &record.id), CL_OK);
    return record;
}

static void assert_refused(const char *line, const char *message)
{
    read_record record = read_line(cl_span_of(line));
    assert_int_equal(record.made->fields.items.count, 0);
    assert_only_finding(record.made, CL_DAMAGE_RECORD);
    cl_span found = cl_findings_at(&record.made->findings, 0)->message;
    if (!cl_span_starts(found, cl_span_of(message))) {
        assert_span_is(found, message);
    }
    fields_free(record.made);
}

static void texts_and_lists_of_texts_become_fields(void **state)
{
    (void)state;
    read_record record =
        read_line(CL_SPAN("{\"id\": \"a1\", \"caption\": \"A caption. SPAIN OUT\", "
                          "\"keywords\": [\"one\", \"two\"], \"usage_terms\": \"Caf\\u00e9\"}\n"));
    assert_span_is(record.id, "a1");
    assert_field(record.made, CL_CAPTION, "A caption. SPAIN OUT");
    assert_string_equal(field_at(record.made, CL_CAPTION, 0)->container, "record");
    assert_false(field_at(record.made, CL_CAPTION, 0)->has_offset);
    assert_span_is(field_at(record.made, CL_KEYWORDS, 1)->value, "two");
    assert_field(record.made, CL_USAGE_TERMS, "Café");
    assert_no_findings(record.made);
    fields_free(record.made);
}

static void an_id_may_be_a_number_or_missing(void **state)
{
    (void)state;
    read_record record = read_line(CL_SPAN("{\"id\": 17}"));
    assert_span_is(record.id, "17");
    fields_free(record.made);
    record = read_line(CL_SPAN("{}"));
    assert_int_equal(record.id.len, 0);
    assert_no_findings(record.made);
    fields_free(record.made);
}

static void a_null_is_passed_over(void **state)
{
    (void)state;
    read_record record =
        read_line(CL_SPAN("{\"id\": null, \"credit\": null, \"creator\": [null, \"Jane\"]}"));
    assert_int_equal(record.made->fields.items.count, 1);
    assert_field(record.made, CL_CREATOR, "Jane");
    assert_no_findings(record.made);
    fields_free(record.made);
}

static void a_nul_inside_a_text_is_kept(void **state)
{
    (void)state;
    read_record record = read_line(CL_SPAN("{\"caption\": \"a\\u0000b\"}"));
    assert_int_equal(field_at(record.made, CL_CAPTION, 0)->value.len, 3);
    fields_free(record.made);
}

static void an_unknown_key_is_reported_and_the_rest_is_read(void **state)
{
    (void)state;
    read_record record =
        read_line(CL_SPAN("{\"captoin\": \"NO SALES\", \"credit\": \"Example Agency\"}"));
    assert_field(record.made, CL_CREDIT, "Example Agency");
    assert_only_finding(record.made, CL_DAMAGE_RECORD_KEY);
    assert_span_is(cl_findings_at(&record.made->findings, 0)->message,
                   "line 3: the key \"captoin\" is no field; it was not read");
    fields_free(record.made);
}

static void a_value_of_another_type_is_reported_and_the_rest_is_read(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"caption\": 7, \"credit\": \"Example Agency\"}",
        "{\"caption\": {\"en\": \"x\"}, \"credit\": \"Example Agency\"}",
        "{\"caption\": [true], \"credit\": \"Example Agency\"}",
        "{\"id\": [], \"credit\": \"Example Agency\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        read_record record = read_line(cl_span_of(lines[i]));
        assert_int_equal(record.made->fields.items.count, 1);
        assert_field(record.made, CL_CREDIT, "Example Agency");
        assert_only_finding(record.made, CL_DAMAGE_RECORD);
        fields_free(record.made);
    }
}

static void what_is_no_object_is_refused_with_its_place(void **state)
{
    (void)state;
    assert_refused("", "line 3, column 1: ");
    assert_refused("[1]", "line 3, column 1: not an object");
    assert_refused("{\"caption\": \"x\"", "line 3, column 15: ");
    assert_refused("{\"caption\": \"x\"} {}", "line 3, column 18: ");
    assert_refused("{\"caption\": \"\xFF\"}", "line 3, column 13: ");
    assert_refused("{\"caption\":\n x}", "line 4, column 2: ");
}

static void a_key_that_stands_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("{\"caption\": \"x\", \"caption\": \"y\"}", "line 3, column ");
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    cl_out line = {0};
    cl_out_repeat(&line, "[", 100000);
    cl_out_byte(&line, 0);
    assert_refused((const char *)line.data, "line 3, column ");
    cl_out_free(&line);
}

static void every_prefix_of_a_line_is_refused(void **state)
{
    (void)state;
    cl_span line = CL_SPAN("{\"id\": \"a1\", \"caption\": \"Caf\\u00e9 \xC3\xA9\", \"keywords\": "
                           "[\"one\", null], \"credit\": null}");
    for (size_t len = 0; len < line.len; len++) {
        read_record record = read_line(cl_span_sub(line, 0, len));
        assert_only_finding(record.made, CL_DAMAGE_RECORD);
        fields_free(record.made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_lists_of_texts_become_fields),
        cmocka_unit_test(an_id_may_be_a_number_or_missing),
        cmocka_unit_test(a_null_is_passed_over),
        cmocka_unit_test(a_nul_inside_a_text_is_kept),
        cmocka_unit_test(an_unknown_key_is_reported_and_the_rest_is_read),
        cmocka_unit_test(a_value_of_another_type_is_reported_and_the_rest_is_read),
        cmocka_unit_test(what_is_no_object_is_refused_with_its_place),
        cmocka_unit_test(a_key_that_stands_twice_is_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(every_prefix_of_a_line_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
