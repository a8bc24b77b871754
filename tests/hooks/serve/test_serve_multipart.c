#include <stdlib.h>
#include <string.h>

#include "cl_test.h"
#include "hooks/serve/multipart.h"

#define S(text) SERVE_SPAN(text)
#define PART(parameters, body)                                                                     \
    "--B\r\nContent-Disposition: form-data; " parameters "\r\n\r\n" body "\r\n"
#define END "--B--\r\n"

static unsigned read_all(serve_span body, serve_part *last, size_t *count)
{
    serve_problem problem = {0};
    serve_multipart form;
    bool fine = serve_multipart_begin(&form, body, S("B"), &problem);
    *count = 0;
    while (fine && !form.ended) {
        fine = serve_multipart_next(&form, last, &problem);
        *count += fine ? 1 : 0;
    }
    assert_int_equal(fine, problem.status == 0);
    return problem.status;
}

static unsigned status_of(serve_span body)
{
    serve_part part;
    size_t count;
    return read_all(body, &part, &count);
}

static void parts_are_taken_as_they_are(void **state)
{
    (void)state;
    serve_part part;
    size_t count;
    assert_int_equal(read_all(S(PART("name=\"caption\"", "one") PART(
                                  "name=\"f\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg",
                                  "\0\r\n--A\r\n") END),
                              &part, &count),
                     0);
    assert_int_equal(count, 2);
    assert_true(part.is_file);
    assert_true(serve_span_equal(part.name, S("f")));
    assert_true(serve_span_equal(part.filename, S("a.jpg")));
    assert_true(serve_span_equal(part.body, S("\0\r\n--A\r\n")));
}

static void an_empty_body_and_an_empty_filename_are_parts(void **state)
{
    (void)state;
    serve_part part;
    size_t count;
    assert_int_equal(read_all(S(PART("name=\"f\"; filename=\"\"", "") "--B--"), &part, &count), 0);
    assert_int_equal(count, 1);
    assert_true(part.is_file);
    assert_int_equal(part.filename.len, 0);
    assert_int_equal(part.body.len, 0);
}

static void file_names_are_read_as_clients_write_them(void **state)
{
    (void)state;
    const struct {
        serve_span body;
        const char *name;
    } cases[] = {
        {S(PART("name=f; filename=a.jpg", "x") END), "a.jpg"},
        {S(PART("filename=\"a;b.jpg\" ; name=\"f\"", "x") END), "a;b.jpg"},
        {S(PART("name=f; filename=\"C:\\p\\a.jpg\"", "x") END), "C:\\p\\a.jpg"},
        {S(PART("name=f; filename=\"a\\\"b\\\\c\"", "x") END), "a\"b\\c"},
        {S(PART("name=f; filename=\"x\"; filename*=UTF-8''%C3%A9.jpg", "x") END), "\xc3\xa9.jpg"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        serve_part part;
        size_t count;
        assert_int_equal(read_all(cases[i].body, &part, &count), 0);
        assert_true(serve_span_equal(part.filename, serve_span_of(cases[i].name)));
        assert_true(serve_span_equal(part.name, S("f")));
    }
}

static void what_is_malformed_is_refused(void **state)
{
    (void)state;
    const serve_span wrong[] = {
        S(""),
        S("--"),
        S("--B"),
        S("--C--\r\n"),
        S("x\r\n" PART("name=a", "x") END),
        S(PART("name=a", "x")),
        S("--B\r\n\r\nx\r\n" END),
        S("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n" END),
        S("--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" END),
        S("--B\r\nContent-Disposition form-data; name=a\r\n\r\nx\r\n" END),
        S("--B\r\nContent-Disposition: form-data; name=a\r\n"
          "Content-Disposition: form-data; name=b\r\n\r\nx\r\n" END),
        S(PART("name=a\r\nContent-Transfer-Encoding: base64", "eA==") END),
        S(PART("name=a; name=b", "x") END),
        S(PART("name=a; filename=b; filename=c", "x") END),
        S(PART("name=a; filename=\"b", "x") END),
        S(PART("name=a; filename*=latin1''b", "x") END),
        S(PART("name=a; filename*=UTF-8''%00", "x") END),
        S(PART("name=\"\xff\"", "x") END),
        S(PART("name=a", "x") "--BB\r\n" END),
        S(PART("name=a", "x") END "more"),
        S("--B x\r\n" END),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(status_of(wrong[i]), 400);
    }
}

static void every_beginning_of_a_form_is_refused(void **state)
{
    (void)state;
    static const char form[] = PART("name=\"a\"; filename=\"b\"", "x") PART("name=c", "y") "--B--";
    for (size_t len = 0; len < sizeof form - 1; len++) {
        char *exact = malloc(len + 1); /* one byte too far is seen */
        assert_non_null(exact);
        memcpy(exact, form, len);
        assert_int_equal(status_of((serve_span){exact, len}), 400);
        free(exact);
    }
    assert_int_equal(status_of(S(PART("name=c", "y") "--B--")), 0);
}

static void long_headers_are_refused(void **state)
{
    (void)state;
    serve_buffer form = {.most = 3 * SERVE_PART_HEADERS_MAX};
    assert_int_equal(
        serve_buffer_print(&form, "--B\r\nContent-Disposition: form-data; name=a\r\nX: "),
        SERVE_ROOM_OK);
    for (size_t i = 0; i < SERVE_PART_HEADERS_MAX; i++) {
        assert_int_equal(serve_buffer_add(&form, "x", 1), SERVE_ROOM_OK);
    }
    assert_int_equal(serve_buffer_print(&form, "\r\n\r\nx\r\n--B--"), SERVE_ROOM_OK);
    assert_int_equal(status_of((serve_span){form.bytes, form.len}), 400);
    serve_buffer_free(&form);
}

static void not_any_number_of_parts_is_read(void **state)
{
    (void)state;
    serve_buffer form = {.most = 256 * SERVE_PARTS_MAX};
    for (size_t i = 0; i <= SERVE_PARTS_MAX; i++) {
        assert_int_equal(serve_buffer_print(&form, "%s", PART("name=a", "x")), SERVE_ROOM_OK);
    }
    assert_int_equal(serve_buffer_print(&form, "%s", END), SERVE_ROOM_OK);
    assert_int_equal(status_of((serve_span){form.bytes, form.len}), 413);
    serve_buffer_free(&form);
}

static void boundaries_are_what_the_standard_allows(void **state)
{
    (void)state;
    char longest[SERVE_BOUNDARY_MAX];
    memset(longest, 'x', sizeof longest);
    assert_true(serve_boundary_is_valid(S("----WebKitFormBoundary7MA4YWxkTrZu0gW")));
    assert_true(serve_boundary_is_valid((serve_span){longest, sizeof longest - 1}));
    assert_false(serve_boundary_is_valid((serve_span){longest, sizeof longest}));
    assert_false(serve_boundary_is_valid(S("")));
    assert_false(serve_boundary_is_valid(S("a ")));
    assert_false(serve_boundary_is_valid(S("a\nb")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_taken_as_they_are),
        cmocka_unit_test(an_empty_body_and_an_empty_filename_are_parts),
        cmocka_unit_test(file_names_are_read_as_clients_write_them),
        cmocka_unit_test(what_is_malformed_is_refused),
        cmocka_unit_test(every_beginning_of_a_form_is_refused),
        cmocka_unit_test(long_headers_are_refused),
        cmocka_unit_test(not_any_number_of_parts_is_read),
        cmocka_unit_test(boundaries_are_what_the_standard_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
