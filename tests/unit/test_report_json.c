#include "golden.h"
#include "report_picture.h"
#include "schema_check.h"

static cl_out report(const char *format, bool extract, const cl_report_item *items[], size_t count)
{
    cl_out out = {0};
    const cl_report_format *found = cl_report_format_of(cl_span_of(format));
    assert_non_null(found);
    cl_report_options options = {.extract = extract, .version = "9.9.9"};
    cl_report_totals totals = {0};
    found->begin(&out, &options);
    for (size_t i = 0; i < count; i++) {
        cl_out_text(&out, i > 0 ? found->between : "");
        found->item(&out, &options, items[i]);
        const cl_report_tally tally = cl_report_tally_of(items[i]);
        cl_report_count(&totals, &tally);
    }
    found->end(&out, &options, &totals);
    assert_false(out.failed);
    cl_report_totals_free(&totals);
    return out;
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

static json_t *schema_of_records(void)
{
    json_error_t error;
    json_t *schema = json_load_file(CL_SOURCE_FOLDER "/docs/record.schema.json", 0, &error);
    assert_non_null(schema);
    return schema;
}

static json_t *schema_of_documents(json_t *root)
{
    json_t *schema = json_object_get(json_object_get(root, "$defs"), "document");
    assert_non_null(schema);
    return schema;
}

static void assert_follows(json_t *root, json_t *schema, json_t *value)
{
    schema_error error = {""};
    bool right = schema_check(root, schema, value, &error);
    if (!right) {
        print_error("%s\n", error.message);
    }
    assert_true(right);
}

static void a_judged_picture_is_written_with_all_it_holds(void **state)
{
    (void)state;
    picture *full = picture_full();
    cl_out out = report("json", false, (const cl_report_item *[]){&full->item}, 1);
    assert_golden(cl_out_span(&out), "report_full.json");
    cl_out_free(&out);
    picture_free(full);
}

static void a_record_is_one_line_of_ndjson(void **state)
{
    (void)state;
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&full->item, &plain->item};
    cl_out out = report("ndjson", true, items, 2);
    cl_span rest = cl_out_span(&out);
    cl_span line;
    assert_true(cl_span_next(&rest, '\n', &line));
    json_t *first = parsed(line);
    assert_string_equal(json_string_value(json_object_get(first, "id")), "P-1");
    assert_null(json_object_get(first, "editions"));
    assert_true(cl_span_next(&rest, '\n', &line));
    json_t *second = parsed(line);
    assert_true(json_is_null(json_object_get(second, "id")));
    assert_int_equal(rest.len, 0);
    json_decref(first);
    json_decref(second);
    cl_out_free(&out);
    picture_free(full);
    picture_free(plain);
}

static void positions_count_code_points(void **state)
{
    (void)state;
    picture *made = picture_new("é.txt");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, "漢字 é: CHINA OUT");
    cl_unread *unread = picture_add(made, &made->record.unread, sizeof *unread);
    picture_stands(made, &unread->places, 0, "CHINA OUT");
    cl_out out = report("ndjson", true, (const cl_report_item *[]){&made->item}, 1);
    json_t *record = parsed(cl_out_span(&out));
    json_t *first = json_array_get(json_object_get(record, "unread"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "start")), 6);
    assert_int_equal(json_integer_value(json_object_get(first, "end")), 15);
    json_decref(record);
    cl_out_free(&out);
    picture_free(made);
}

static void records_and_documents_follow_the_schema(void **state)
{
    (void)state;
    json_t *schema = schema_of_records();
    picture *full = picture_full();
    picture *plain = picture_plain();
    const cl_report_item *items[] = {&full->item, &plain->item};
    for (size_t count = 0; count <= 2; count++) {
        for (int extract = 0; extract <= 1; extract++) {
            cl_out out = report("json", extract == 1, items, count);
            json_t *document = parsed(cl_out_span(&out));
            assert_int_equal(json_array_size(json_object_get(document, "pictures")), count);
            assert_follows(schema, schema_of_documents(schema), document);
            json_decref(document);
            cl_out_free(&out);
        }
    }
    cl_out line = report("ndjson", false, items, 1);
    json_t *record = parsed(cl_out_span(&line));
    assert_follows(schema, schema, record);
    json_decref(record);
    cl_out_free(&line);
    picture_free(full);
    picture_free(plain);
    json_decref(schema);
}

static void restrictions_of_every_kind_follow_the_schema(void **state)
{
    (void)state;
    json_t *schema = schema_of_records();
    picture *made = picture_new("kinds.txt");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, "UK OUT FOR 6 HOURS");
    for (int kind = 0; kind < CL_KIND_COUNT; kind++) {
        cl_restriction *added = picture_add(made, &made->record.restrictions, sizeof *added);
        added->kind = (cl_kind)kind;
        added->effect = (cl_effect)(kind % CL_EFFECT_COUNT);
        added->scope.lasts.hours = 6;
        added->time.within.hours = 36;
        picture_stands(made, &added->places, 0, "UK OUT");
    }
    cl_out out = report("ndjson", true, (const cl_report_item *[]){&made->item}, 1);
    json_t *record = parsed(cl_out_span(&out));
    assert_follows(schema, schema, record);
    json_t *time = json_array_get(json_object_get(record, "restrictions"), CL_KIND_TIME);
    assert_int_equal(json_integer_value(json_object_get(time, "within_hours")), 36);
    assert_null(json_object_get(time, "within_days"));
    json_decref(record);
    cl_out_free(&out);
    picture_free(made);
    json_decref(schema);
}

/* Changes one thing of a good record; each must be noticed. */
static void assert_refused(json_t *schema, json_t *good, const char *key, json_t *value)
{
    json_t *record = json_deep_copy(good);
    assert_non_null(record);
    if (value == NULL) {
        assert_int_equal(json_object_del(record, key), 0);
    } else {
        assert_int_equal(json_object_set_new(record, key, value), 0);
    }
    schema_error error = {""};
    bool right = schema_check(schema, schema, record, &error);
    if (right) {
        print_error("a wrong \"%s\" was not noticed\n", key);
    }
    assert_false(right);
    assert_true(error.message[0] != '\0');
    json_decref(record);
}

static void the_schema_refuses_what_is_not_a_record(void **state)
{
    (void)state;
    json_t *schema = schema_of_records();
    picture *full = picture_full();
    cl_out out = report("ndjson", false, (const cl_report_item *[]){&full->item}, 1);
    json_t *good = parsed(cl_out_span(&out));
    assert_follows(schema, schema, good);
    assert_refused(schema, good, "path", NULL);
    assert_refused(schema, good, "path", json_integer(1));
    assert_refused(schema, good, "schema", json_integer(2));
    assert_refused(schema, good, "extra", json_true());
    assert_refused(schema, good, "rules", json_string("none"));
    assert_refused(schema, good, "fields", json_pack("[{s:s}]", "name", "caption"));
    assert_refused(
        schema, good, "fields",
        json_pack("[{s:s,s:s,s:n,s:i}]", "name", "caption", "value", "", "origin", "offset", -1));
    assert_refused(schema, good, "editions",
                   json_pack("[{s:s,s:s,s:[],s:[],s:[]}]", "name", "web", "verdict", "maybe",
                             "duties", "findings", "because"));
    json_decref(good);
    cl_out_free(&out);
    picture_free(full);
    json_decref(schema);
}

static void the_checker_refuses_keywords_it_does_not_know(void **state)
{
    (void)state;
    json_t *schema = json_pack("{s:s}", "pattern", "^a$");
    json_t *value = json_string("b");
    schema_error error = {""};
    assert_false(schema_check(schema, schema, value, &error));
    assert_string_equal(error.message, "unknown keyword: pattern");
    json_decref(schema);
    json_decref(value);
}

static void hostile_text_stays_inside_its_string(void **state)
{
    (void)state;
    picture *made = picture_new("a\"b\n.jpg");
    picture_field(
        made, (cl_field){.name = CL_CAPTION, .container = "EXIF", .property = CL_SPAN("\x1b[2J")},
        "\", \"incomplete\": false, \"x\": \"\xE2\x80\xAE\x01");
    cl_out out = report("ndjson", true, (const cl_report_item *[]){&made->item}, 1);
    json_t *record = parsed(cl_out_span(&out));
    assert_string_equal(json_string_value(json_object_get(record, "path")), "a\"b\n.jpg");
    json_t *field = json_array_get(json_object_get(record, "fields"), 0);
    assert_string_equal(json_string_value(json_object_get(field, "value")),
                        "\", \"incomplete\": false, \"x\": \"\xE2\x80\xAE\x01");
    assert_int_equal(cl_span_find(cl_out_span(&out), CL_SPAN("\xE2\x80\xAE")), out.len);
    assert_int_equal(cl_span_find(cl_out_span(&out), CL_SPAN("\x1b")), out.len);
    json_decref(record);
    cl_out_free(&out);
    picture_free(made);
}

static void a_value_that_was_guessed_shows_its_bytes(void **state)
{
    (void)state;
    json_t *schema = schema_of_records();
    picture *made = picture_new("a.jpg");
    picture_field(made, (cl_field){.name = CL_CITY, .container = "IIM"}, "Paris");
    picture_field(made,
                  (cl_field){.name = CL_CITY,
                             .container = "IIM",
                             .original = CL_SPAN("K\xF6ln"),
                             .decoded = "windows-1252, guessed"},
                  "Köln");
    cl_out out = report("ndjson", true, (const cl_report_item *[]){&made->item}, 1);
    json_t *record = parsed(cl_out_span(&out));
    assert_follows(schema, schema, record);
    json_t *plain = json_array_get(json_object_get(record, "fields"), 0);
    json_t *guessed = json_array_get(json_object_get(record, "fields"), 1);
    assert_null(json_object_get(plain, "decoded"));
    assert_null(json_object_get(plain, "original"));
    assert_string_equal(json_string_value(json_object_get(guessed, "decoded")),
                        "windows-1252, guessed");
    assert_string_equal(json_string_value(json_object_get(guessed, "original")), "4bf66c6e");
    json_decref(record);
    json_decref(schema);
    cl_out_free(&out);
    picture_free(made);
}

static void every_format_that_is_named_exists(void **state)
{
    (void)state;
    assert_null(cl_report_format_of(CL_SPAN("pdf")));
    assert_null(cl_report_format_of(CL_EMPTY_SPAN));
    cl_span rest = cl_span_of(cl_report_format_names());
    cl_span name;
    size_t count = 0;
    while (cl_span_next(&rest, ',', &name)) {
        name = cl_span_trim(name);
        const cl_report_format *format = cl_report_format_of(name);
        assert_non_null(format);
        assert_span_is(name, format->name);
        count++;
    }
    assert_true(count >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_judged_picture_is_written_with_all_it_holds),
        cmocka_unit_test(a_record_is_one_line_of_ndjson),
        cmocka_unit_test(positions_count_code_points),
        cmocka_unit_test(records_and_documents_follow_the_schema),
        cmocka_unit_test(restrictions_of_every_kind_follow_the_schema),
        cmocka_unit_test(the_schema_refuses_what_is_not_a_record),
        cmocka_unit_test(the_checker_refuses_keywords_it_does_not_know),
        cmocka_unit_test(hostile_text_stays_inside_its_string),
        cmocka_unit_test(a_value_that_was_guessed_shows_its_bytes),
        cmocka_unit_test(every_format_that_is_named_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
