#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hooks/limits.h"
#include "hooks/queue/envelope.h"

#define TEXT(literal) ((queue_text){literal, sizeof(literal) - 1})

static const queue_envelope *read_well(const queue_fields *fields, queue_envelope *out)
{
    const char *wrong = queue_envelope_read(fields, out);
    if (wrong != NULL) {
        fail_msg("%s", wrong);
    }
    return out;
}

static void assert_wrong(queue_text type, queue_text body, const char *words)
{
    const queue_fields fields = {.type = type, .body = body};
    queue_envelope out;
    const char *wrong = queue_envelope_read(&fields, &out);
    if (wrong == NULL || strstr(wrong, words) == NULL) {
        fail_msg("%.*s: %s", (int)body.len, body.bytes, wrong == NULL ? "is a job" : wrong);
    }
}

static void a_record_is_one_line(void **state)
{
    (void)state;
    queue_fields fields = {.type = TEXT("record"), .body = TEXT("  {\"caption\": \"x\"}\n")};
    queue_envelope out;
    assert_int_equal(read_well(&fields, &out)->kind, QUEUE_RECORD);
    assert_string_equal(out.name, "");
    assert_ptr_equal(out.body.bytes, fields.body.bytes);
    fields.body = TEXT("{damaged: the record says so");
    (void)read_well(&fields, &out);
    assert_wrong(TEXT("record"), TEXT("{}\n{}"), "more than one line");
    assert_wrong(TEXT("record"), TEXT("{}\n\n"), "more than one line");
    assert_wrong(TEXT("record"), TEXT("\n"), "no JSON object");
    assert_wrong(TEXT("record"), TEXT(""), "no JSON object");
    assert_wrong(TEXT("record"), (queue_text){"", 0}, "no JSON object");
    assert_wrong(TEXT("record"), TEXT("[{}]"), "no JSON object");
}

static void a_record_that_is_too_long_is_none(void **state)
{
    (void)state;
    char *body = calloc(1, QUEUE_RECORD_MAX + 1);
    assert_non_null(body);
    body[0] = '{';
    queue_fields fields = {.type = TEXT("record"), .body = {body, QUEUE_RECORD_MAX}};
    queue_envelope out;
    (void)read_well(&fields, &out);
    assert_wrong(TEXT("record"), (queue_text){body, QUEUE_RECORD_MAX + 1}, "longer");
    free(body);
}

static void headers_say_where_a_record_stood(void **state)
{
    (void)state;
    queue_fields fields = {.type = TEXT("record"),
                           .name = TEXT("wire.ndjson"),
                           .has_line = true,
                           .line = 17,
                           .has_offset = true,
                           .offset = 1200,
                           .body = TEXT("{}")};
    queue_envelope out;
    (void)read_well(&fields, &out);
    assert_string_equal(out.name, "wire.ndjson");
    assert_int_equal(out.lines_before, 16);
    assert_int_equal(out.bytes_before, 1200);
    fields.line = 0;
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.line = INT64_MIN;
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.line = 1;
    fields.offset = -1;
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.offset = INT64_MAX;
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.offset = 0;
    fields.wrong_header = true;
    assert_non_null(queue_envelope_read(&fields, &out));
}

static void names_fit_and_hold_no_nul(void **state)
{
    (void)state;
    char name[CLI_PATH_MAX];
    memset(name, 'n', sizeof name);
    queue_fields fields = {
        .type = TEXT("bytes"), .name = {name, sizeof name - 1}, .body = TEXT("x")};
    queue_envelope out;
    (void)read_well(&fields, &out);
    fields.name.len = sizeof name;
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.name = TEXT("a\0b");
    assert_non_null(queue_envelope_read(&fields, &out));
    fields.name = TEXT("");
    assert_non_null(queue_envelope_read(&fields, &out));
}

static void any_bytes_are_a_picture(void **state)
{
    (void)state;
    queue_fields fields = {.type = TEXT("bytes"), .body = TEXT("")};
    queue_envelope out;
    assert_int_equal(read_well(&fields, &out)->kind, QUEUE_BYTES);
}

static void a_path_is_an_object_with_nothing_else(void **state)
{
    (void)state;
    queue_fields fields = {.type = TEXT("path"),
                           .name = TEXT("is not asked for"),
                           .body = TEXT("{\"path\": \"a/\\u00fc b.jpg\"}")};
    queue_envelope out;
    assert_int_equal(read_well(&fields, &out)->kind, QUEUE_PATH);
    assert_string_equal(out.name, "a/\xC3\xBC b.jpg");
    assert_wrong(TEXT("path"), TEXT(""), "no JSON object");
    assert_wrong(TEXT("path"), TEXT("\"a.jpg\""), "no JSON object");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"a.jpg\"} x"), "no JSON object");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"a.jpg\", \"path\": \"b.jpg\"}"),
                 "no JSON object");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"a.jpg\", \"b\": 1}"), "more than");
    assert_wrong(TEXT("path"), TEXT("{}"), "no \"path\"");
    assert_wrong(TEXT("path"), TEXT("{\"path\": null}"), "no text");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"a\\u0000.jpg\"}"), "NUL");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"../a.jpg\"}"), "below the root");
    assert_wrong(TEXT("path"), TEXT("{\"path\": \"\xFF\"}"), "no JSON object");
}

static void other_types_are_no_jobs(void **state)
{
    (void)state;
    assert_wrong((queue_text){NULL, 0}, TEXT("{}"), "type");
    assert_wrong(TEXT(""), TEXT("{}"), "type");
    assert_wrong(TEXT("records"), TEXT("{}"), "type");
    assert_wrong(TEXT("recor"), TEXT("{}"), "type");
    assert_wrong(TEXT("Record"), TEXT("{}"), "type");
}

static void a_path_that_is_written_is_read(void **state)
{
    (void)state;
    size_t len = 0;
    char *body = queue_envelope_path("a/\"b\"\n.jpg", &len);
    assert_non_null(body);
    queue_fields fields = {.type = TEXT("path"), .body = {body, len}};
    queue_envelope out;
    assert_string_equal(read_well(&fields, &out)->name, "a/\"b\"\n.jpg");
    free(body);
    assert_null(queue_envelope_path("latin \xFC.jpg", &len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_one_line),
        cmocka_unit_test(a_record_that_is_too_long_is_none),
        cmocka_unit_test(headers_say_where_a_record_stood),
        cmocka_unit_test(names_fit_and_hold_no_nul),
        cmocka_unit_test(any_bytes_are_a_picture),
        cmocka_unit_test(a_path_is_an_object_with_nothing_else),
        cmocka_unit_test(other_types_are_no_jobs),
        cmocka_unit_test(a_path_that_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
