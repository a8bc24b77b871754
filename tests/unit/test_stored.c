#include <stdlib.h>

#include "stored_lines.h"

static void assert_refused(const char *text, const char *message)
{
    cl_error error = {0};
    const cl_stored *record = NULL;
    stored_lines *lines = stored_open(text);
    assert_int_equal(cl_stored_next(&lines->reader, &record, &error), CL_UNREADABLE);
    assert_null(record);
    if (strstr(error.message, message) == NULL) {
        print_error("%s\n", error.message);
    }
    assert_non_null(strstr(error.message, message));
    stored_close(lines);
}

static void records_are_read_one_behind_the_other(void **state)
{
    (void)state;
    stored_lines *lines = stored_open(
        "\xEF\xBB\xBF" RECORD("a.jpg", EMPTY_LISTS) "\n  \r\n" RECORD("b.jpg", EMPTY_LISTS));
    assert_span_is(cl_stored_text_of(stored_next(lines), "path"), "a.jpg");
    assert_span_is(cl_stored_text_of(stored_next(lines), "path"), "b.jpg");
    assert_null(stored_next(lines));
    stored_close(lines);
}

static void what_is_no_record_is_told_with_its_line(void **state)
{
    (void)state;
    assert_refused("{\n", "runs.ndjson:1: column 1: no JSON");
    assert_refused("\n[]\n", "runs.ndjson:2: no record of captionlint");
    assert_refused("{\"caption\": \"a record to be checked\"}\n", "no record of captionlint");
    assert_refused("{\"schema\":2,\"path\":\"a\"," EMPTY_LISTS "}", "a record of schema 2");
    assert_refused("{\"schema\":1}", "its \"path\" is not a text");
    assert_refused(RECORD("a", "\"path\":\"b\"," EMPTY_LISTS), "no JSON: duplicate");
    assert_refused("\xFF\n", "no JSON");
}

/* A picture must not be counted as something that it is not. */
static void a_damaged_record_is_told_by_what_is_missing(void **state)
{
    (void)state;
    assert_refused(RECORD("a", EMPTY_LISTS ",\"editions\":[{\"name\":\"web\",\"verdict\":\"fine\","
                                           "\"duties\":[],\"findings\":[],\"because\":[]}]"),
                   "its \"verdict\" is not a verdict");
    assert_refused(RECORD("a", EMPTY_LISTS ",\"editions\":[{\"name\":\"web\",\"verdict\":\"ok\","
                                           "\"duties\":[],\"findings\":[7],\"because\":[]}]"),
                   "its \"rule\" is not a text");
    assert_refused(RECORD("a", EMPTY_LISTS ",\"editions\":[null]"), "its \"name\" is not a text");
    assert_refused(RECORD("a", EMPTY_LISTS ",\"editions\":{}"), "its \"editions\" is not a list");
    assert_refused("{\"schema\":1,\"path\":\"a\",\"fields\":{}}", "its \"fields\" is not a list");
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum {
        DEEP = 100000
    };
    char *text = malloc(DEEP + 1);
    assert_non_null(text);
    memset(text, '[', DEEP);
    text[DEEP] = '\0';
    assert_refused(text, "no JSON");
    free(text);
}

static void a_list_longer_than_any_that_is_written_is_refused(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_out_text(&text, "{\"schema\":1,\"path\":\"a\",\"fields\":[");
    for (int i = 0; i < 5000; i++) {
        cl_out_text(&text, "{\"name\":\"x\",\"value\":\"y\"},");
    }
    cl_out_text(&text, "{\"name\":\"x\",\"value\":\"y\"}],\"credits\":[],\"restrictions\":[],"
                       "\"notices\":[],\"unread\":[],\"findings\":[]}");
    cl_out_byte(&text, '\0');
    assert_refused((const char *)text.data, "its \"fields\" has more than 4096");
    cl_out_free(&text);
}

static void what_is_of_another_type_reads_as_nothing(void **state)
{
    (void)state;
    uint64_t number = 7;
    stored_lines *lines = stored_open(RECORD("a", EMPTY_LISTS ",\"x\":null,\"n\":-1,\"f\":1.5"));
    const cl_stored *record = stored_next(lines);
    assert_null(cl_stored_get(record, "x"));
    assert_null(cl_stored_get(record, "y"));
    assert_int_equal(cl_stored_text_of(record, "fields").len, 0);
    assert_int_equal(cl_stored_count(cl_stored_get(record, "path")), 0);
    assert_null(cl_stored_at(cl_stored_get(record, "fields"), 0));
    assert_false(cl_stored_number(cl_stored_get(record, "n"), &number));
    assert_false(cl_stored_number(cl_stored_get(record, "f"), &number));
    assert_int_equal(number, 7);
    assert_false(cl_stored_is_true(cl_stored_get(record, "path")));
    assert_null(cl_stored_get(NULL, "path"));
    stored_close(lines);
}

static void a_nul_in_a_text_does_not_end_it(void **state)
{
    (void)state;
    stored_lines *lines = stored_open(RECORD("a\\u0000b", EMPTY_LISTS));
    cl_span path = cl_stored_text_of(stored_next(lines), "path");
    assert_true(cl_span_equal(path, CL_SPAN("a\0b")));
    stored_close(lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_one_behind_the_other),
        cmocka_unit_test(what_is_no_record_is_told_with_its_line),
        cmocka_unit_test(a_damaged_record_is_told_by_what_is_missing),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(a_list_longer_than_any_that_is_written_is_refused),
        cmocka_unit_test(what_is_of_another_type_reads_as_nothing),
        cmocka_unit_test(a_nul_in_a_text_does_not_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
