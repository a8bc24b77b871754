#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <string.h>

#include "cl_test.h"
#include "hooks/serve/content.h"
#include "hooks/serve/guard.h"
#include "hooks/serve/negotiate.h"
#include "hooks/serve/query.h"
#include "hooks/serve/record.h"
#include "hooks/serve/target.h"

#define S(text) SERVE_SPAN(text)

/* --- media types --- */

static const char *const offered[] = {"application/json", "application/x-ndjson", "text/html"};

static size_t best(const char *accept)
{
    return serve_accept_best(serve_span_of(accept), offered, 3);
}

static void who_does_not_say_takes_the_first(void **state)
{
    (void)state;
    assert_int_equal(best(""), 0);
    assert_int_equal(best(NULL), 0);
    assert_int_equal(best("*/*"), 0);
    assert_int_equal(best("application/*"), 0);
}

static void the_type_that_is_wanted_most_is_taken(void **state)
{
    (void)state;
    assert_int_equal(best("application/json;q=0.4, text/html;q=0.5"), 2);
    assert_int_equal(best("text/html,application/xhtml+xml,*/*;q=0.8"), 2);
    assert_int_equal(best("TEXT/HTML"), 2);
    assert_int_equal(best("text/*"), 2);
}

static void the_closest_range_decides_whatever_its_place(void **state)
{
    (void)state;
    assert_int_equal(best("*/*, application/json;q=0"), 1);
    assert_int_equal(best("application/*;q=0.1, application/x-ndjson;q=0.9, text/html;q=0.5"), 1);
    assert_int_equal(serve_accept_quality(S("a/b;q=0.375, */*"), S("a/b")), 375);
}

static void what_nobody_offers_is_none(void **state)
{
    (void)state;
    assert_int_equal(best("image/png"), 3);
    assert_int_equal(best("*/*;q=0"), 3);
    assert_int_equal(best("text/html;q=x"), 3);
    assert_int_equal(best(",,;,"), 3);
}

static void a_comma_in_a_quoted_string_parts_nothing(void **state)
{
    (void)state;
    assert_int_equal(best("a/b;x=\"y,text/html\""), 3);
    assert_int_equal(best("a/b;x=\"\\\",\", text/html"), 2);
}

static void parameters_are_found_and_unquoted(void **state)
{
    (void)state;
    char out[8];
    assert_int_equal(serve_media_parameter(S("a/b; c=d;boundary=\"x;\\\"y\""), "boundary", out, 8),
                     4);
    assert_string_equal(out, "x;\"y");
    assert_int_equal(serve_media_parameter(S("a/b; Boundary = z"), "boundary", out, 8), 1);
    assert_int_equal(serve_media_parameter(S("a/b"), "boundary", out, 8), -1);
    assert_int_equal(serve_media_parameter(S("a/b;boundary=\"x"), "boundary", out, 8), -2);
    assert_int_equal(serve_media_parameter(S("a/b;boundary=x;boundary=y"), "boundary", out, 8), -2);
    assert_int_equal(serve_media_parameter(S("a/b;boundary=12345678"), "boundary", out, 8), -2);
}

static void entity_tags_are_compared_weakly(void **state)
{
    (void)state;
    assert_true(serve_etag_matches(S("\"a\", W/\"b\""), S("\"b\"")));
    assert_true(serve_etag_matches(S("*"), S("\"b\"")));
    assert_false(serve_etag_matches(S("\"a\",\"bb\""), S("\"b\"")));
    assert_false(serve_etag_matches(S(""), S("\"b\"")));
}

static void bodies_are_known_by_their_type(void **state)
{
    (void)state;
    assert_int_equal(serve_content_of(S("application/json; charset=utf-8")), SERVE_CONTENT_RECORD);
    assert_int_equal(serve_content_of(S("Image/JPEG")), SERVE_CONTENT_PICTURE);
    assert_int_equal(serve_content_of(S("text/plain;charset=\"UTF-8\"")), SERVE_CONTENT_TEXT);
    assert_int_equal(serve_content_of(S("text/plain;charset=utf-16")), SERVE_CONTENT_UNKNOWN);
    assert_int_equal(serve_content_of(S("multipart/form-data; boundary=x")), SERVE_CONTENT_FORM);
    assert_int_equal(serve_content_of(S("image/")), SERVE_CONTENT_UNKNOWN);
    assert_int_equal(serve_content_of(S("image")), SERVE_CONTENT_UNKNOWN);
    assert_int_equal(serve_content_of(S("")), SERVE_CONTENT_UNKNOWN);
}

/* --- names --- */

static void a_picture_is_called_by_the_last_part_of_its_path(void **state)
{
    (void)state;
    char name[SERVE_NAME_MAX];
    serve_picture_name(S("../../etc/passwd"), name);
    assert_string_equal(name, "passwd");
    serve_picture_name(S("C:\\pictures\\a b.jpg"), name);
    assert_string_equal(name, "a b.jpg");
    serve_picture_name(S("a/.."), name);
    assert_string_equal(name, "-");
    serve_picture_name(S("a/"), name);
    assert_string_equal(name, "-");
}

static void a_name_shows_what_would_be_obeyed(void **state)
{
    (void)state;
    char name[SERVE_NAME_MAX];
    serve_picture_name(S("a\x1b[31m\0b.jpg"), name);
    assert_string_equal(name, "a\\x1b[31m\\x00b.jpg");
    serve_picture_name(S("\xff\xe2\x80\xae\xc3\xa9"), name);
    assert_string_equal(name, "\\xff\\xe2\\x80\\xae\xc3\xa9");
}

static void a_long_name_is_cut(void **state)
{
    (void)state;
    char name[SERVE_NAME_MAX];
    char given[2 * SERVE_NAME_MAX];
    memset(given, '\n', sizeof given);
    serve_picture_name((serve_span){given, sizeof given}, name);
    assert_true(strnlen(name, SERVE_NAME_MAX) < SERVE_NAME_MAX);
}

/* --- queries --- */

static unsigned status_of(const char *text, unsigned allowed, serve_query *query)
{
    serve_problem problem = {0};
    *query = (serve_query){0};
    bool fine = serve_query_read(query, serve_span_of(text), allowed, &problem);
    assert_int_equal(fine, problem.status == 0);
    return problem.status;
}

static void a_query_is_decoded(void **state)
{
    (void)state;
    serve_query query;
    const unsigned all = SERVE_ASK_EDITION | SERVE_ASK_NAME | SERVE_ASK_THUMBNAILS;
    assert_int_equal(status_of("edition=web&&edition=a+b%20%C3%A9&name=&thumbnails=1", all, &query),
                     0);
    assert_int_equal(query.edition_count, 2);
    assert_string_equal(query.editions[0], "web");
    assert_string_equal(query.editions[1], "a b \xc3\xa9");
    assert_null(query.name);
    assert_true(query.thumbnails);
    serve_query_free(&query);
}

static void a_malformed_query_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"name=%",        "name=%4",   "name=%zz", "name=%00",
                                        "name=%ff",      "name=%c3",  "n%61me=%", "name=a&name=b",
                                        "other=1",       "edition=x", "%ff",      "name=%ed%a0%80",
                                        "thumbnails=yes"};
    serve_query query;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(status_of(wrong[i], SERVE_ASK_NAME | SERVE_ASK_THUMBNAILS, &query), 400);
        serve_query_free(&query);
    }
}

static void what_is_not_known_may_be_passed_over(void **state)
{
    (void)state;
    serve_query query;
    assert_int_equal(status_of("v=3&x", SERVE_ASK_ANYTHING, &query), 0);
    assert_int_equal(status_of("v=%", SERVE_ASK_ANYTHING, &query), 400);
    serve_query_free(&query);
}

static void not_any_number_of_editions_is_kept(void **state)
{
    (void)state;
    serve_query query;
    serve_buffer text = {.most = 4096};
    for (unsigned i = 0; i <= SERVE_EDITIONS_MAX; i++) {
        assert_int_equal(serve_buffer_print(&text, "edition=e%u&", i), SERVE_ROOM_OK);
    }
    assert_int_equal(serve_buffer_add(&text, "", 1), SERVE_ROOM_OK);
    assert_int_equal(status_of(text.bytes, SERVE_ASK_EDITION, &query), 400);
    serve_query_free(&query);
    serve_buffer_free(&text);
}

/* --- targets, hosts, origins --- */

static void a_target_is_taken_apart(void **state)
{
    (void)state;
    serve_target target;
    serve_problem problem = {0};
    assert_true(serve_target_read(S("/v1/check?a=b?c"), &target, &problem));
    assert_true(serve_span_equal(target.path, S("/v1/check")));
    assert_true(serve_span_equal(target.query, S("a=b?c")));
    assert_true(serve_target_read(S("http://evil.example:1/x"), &target, &problem));
    assert_true(serve_span_equal(target.authority, S("evil.example:1")));
    assert_true(serve_span_equal(target.path, S("/x")));
    assert_true(serve_target_read(S("*"), &target, &problem));
    assert_int_equal(problem.status, 0);
}

static void a_malformed_target_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     "x",       "../x",  "/a b",           "/a\tb",
                                        "/a#b", "http://", "ftp:/", "http://host?x=y"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        serve_target target;
        serve_problem problem = {0};
        assert_false(serve_target_read(serve_span_of(wrong[i]), &target, &problem));
        assert_int_equal(problem.status, 400);
    }
}

static void only_names_of_this_machine_are_loopback(void **state)
{
    (void)state;
    assert_true(serve_host_is_loopback(S("localhost")));
    assert_true(serve_host_is_loopback(S("LocalHost:80")));
    assert_true(serve_host_is_loopback(S("127.0.0.1:8377")));
    assert_true(serve_host_is_loopback(S("[::1]:8377")));
    assert_false(serve_host_is_loopback(S("localhost.evil.example")));
    assert_false(serve_host_is_loopback(S("127.0.0.1.nip.io")));
    assert_false(serve_host_is_loopback(S("127.0.0.1:80:80x")));
    assert_false(serve_host_is_loopback(S("[::1]x")));
    assert_false(serve_host_is_loopback(S("user@localhost")));
    assert_false(serve_host_is_loopback(S("")));
}

static unsigned origin_status(const char *site, const char *origin)
{
    serve_problem problem = {0};
    serve_headers headers = {.host = S("localhost:1")};
    headers.fetch_site = serve_span_of(site);
    headers.origin = serve_span_of(origin);
    (void)serve_guard_origin(&headers, &problem);
    return problem.status;
}

static void pages_of_other_sites_may_not_post(void **state)
{
    (void)state;
    assert_int_equal(origin_status(NULL, NULL), 0);
    assert_int_equal(origin_status("same-origin", "null"), 0);
    assert_int_equal(origin_status("none", NULL), 0);
    assert_int_equal(origin_status(NULL, "http://localhost:1"), 0);
    assert_int_equal(origin_status("cross-site", NULL), 403);
    assert_int_equal(origin_status("same-site", "http://localhost:1"), 403);
    assert_int_equal(origin_status(NULL, "http://localhost:2"), 403);
    assert_int_equal(origin_status(NULL, "http://localhost:1/"), 403);
    assert_int_equal(origin_status(NULL, "null"), 403);
    assert_int_equal(origin_status(NULL, "localhost:1"), 403);
}

/* --- framing --- */

static unsigned framing(const char *const headers[][2], bool http_1_0)
{
    serve_problem problem = {0};
    serve_headers taken = {.repeated = false};
    for (size_t i = 0; headers[i][0] != NULL; i++) {
        serve_headers_take(&taken, serve_span_of(headers[i][0]), serve_span_of(headers[i][1]));
    }
    bool fine = serve_guard_framing(&taken, http_1_0, &problem);
    assert_int_equal(fine, problem.status == 0);
    return problem.status;
}

#define FRAMING(http_1_0, ...)                                                                     \
    framing((const char *const[][2]){__VA_ARGS__, {NULL, NULL}}, http_1_0)

static void the_end_of_a_request_must_be_clear(void **state)
{
    (void)state;
    assert_int_equal(FRAMING(false, {"host", "a"}, {"Content-Length", "12"}), 0);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"Transfer-Encoding", "Chunked"}), 0);
    assert_int_equal(
        FRAMING(false, {"Host", "a"}, {"Transfer-Encoding", "chunked"}, {"Content-Length", "1"}),
        400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"Transfer-Encoding", "gzip, chunked"}), 400);
    assert_int_equal(FRAMING(true, {"Host", "a"}, {"Transfer-Encoding", "chunked"}), 400);
    assert_int_equal(
        FRAMING(false, {"Host", "a"}, {"Content-Length", "1"}, {"content-length", "1"}), 400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"Content-Length", "1, 1"}), 400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"Content-Length", ""}), 400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"Content-Length", "99999999999999999999"}),
                     400);
}

static void a_header_that_others_may_read_in_another_way_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"Content-Length ",
                                        "Transfer-Encoding\t",
                                        " Content-Length",
                                        "",
                                        "Transfer-Encodingchunked",
                                        "content-length5",
                                        "X Y",
                                        "X\xC3\xA9"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(FRAMING(false, {"Host", "a"}, {names[i], "5"}), 400);
    }
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"X", "a\rContent-Length: 5"}), 400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"X-!#$%&'*+.^_`|~9", "a\tb"}), 0);
}

static void one_host_must_be_named(void **state)
{
    (void)state;
    assert_int_equal(FRAMING(false, {"X", "a"}), 400);
    assert_int_equal(FRAMING(true, {"X", "a"}), 0);
    assert_int_equal(FRAMING(true, {"Host", ""}), 400);
    assert_int_equal(FRAMING(false, {"Host", "a"}, {"HOST", "b"}), 400);
}

static void the_length_of_a_body_is_known_before_it(void **state)
{
    (void)state;
    serve_headers headers = {.content_length = S("9999999999999999999")};
    assert_true(serve_length_of(&headers) == 9999999999999999999u);
    headers.transfer_encoding = S("chunked");
    assert_true(serve_length_of(&headers) == UINT64_MAX);
}

/* --- problems and records --- */

static void a_problem_is_json_whatever_is_in_it(void **state)
{
    (void)state;
    serve_problem problem = {.line = 2, .column = 7};
    serve_buffer out = {.most = 4096};
    assert_false(serve_problem_set(&problem, 422, "a \"b\"\x01 \xc3\xa9 %s", "\xe2\x82"));
    assert_false(serve_problem_set(&problem, 500, "the first stays"));
    assert_int_equal(serve_problem_write(&problem, &out), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&out, "", 1), SERVE_ROOM_OK);
    assert_string_equal(
        out.bytes, "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                   "\"detail\":\"a \\\"b\\\"\\u0001 \xc3\xa9 \",\"line\":2,\"column\":7}\n");
    serve_buffer_free(&out);
}

static void a_record_becomes_one_line(void **state)
{
    (void)state;
    char text[] = "{\n\"caption\":\r\n\"a\\nb\"}\n";
    serve_problem problem = {0};
    assert_true(serve_record_read(text, sizeof text - 1, &problem));
    assert_string_equal(text, "{ \"caption\":  \"a\\nb\"} ");
}

static void what_is_no_record_is_told_with_its_place(void **state)
{
    (void)state;
    char broken[] = "{\"a\":\n x}";
    char list[] = "[{}]";
    char twice[] = "{\"a\":1,\"a\":2}";
    serve_problem problem = {0};
    assert_false(serve_record_read(broken, sizeof broken - 1, &problem));
    assert_int_equal(problem.status, 422);
    assert_int_equal(problem.line, 2);
    problem = (serve_problem){0};
    assert_false(serve_record_read(list, sizeof list - 1, &problem));
    assert_int_equal(problem.line, 1);
    problem = (serve_problem){0};
    assert_false(serve_record_read(twice, sizeof twice - 1, &problem));
    assert_int_equal(problem.status, 422);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_does_not_say_takes_the_first),
        cmocka_unit_test(the_type_that_is_wanted_most_is_taken),
        cmocka_unit_test(the_closest_range_decides_whatever_its_place),
        cmocka_unit_test(what_nobody_offers_is_none),
        cmocka_unit_test(a_comma_in_a_quoted_string_parts_nothing),
        cmocka_unit_test(parameters_are_found_and_unquoted),
        cmocka_unit_test(entity_tags_are_compared_weakly),
        cmocka_unit_test(bodies_are_known_by_their_type),
        cmocka_unit_test(a_picture_is_called_by_the_last_part_of_its_path),
        cmocka_unit_test(a_name_shows_what_would_be_obeyed),
        cmocka_unit_test(a_long_name_is_cut),
        cmocka_unit_test(a_query_is_decoded),
        cmocka_unit_test(a_malformed_query_is_refused),
        cmocka_unit_test(what_is_not_known_may_be_passed_over),
        cmocka_unit_test(not_any_number_of_editions_is_kept),
        cmocka_unit_test(a_target_is_taken_apart),
        cmocka_unit_test(a_malformed_target_is_refused),
        cmocka_unit_test(only_names_of_this_machine_are_loopback),
        cmocka_unit_test(pages_of_other_sites_may_not_post),
        cmocka_unit_test(the_end_of_a_request_must_be_clear),
        cmocka_unit_test(a_header_that_others_may_read_in_another_way_is_refused),
        cmocka_unit_test(one_host_must_be_named),
        cmocka_unit_test(the_length_of_a_body_is_known_before_it),
        cmocka_unit_test(a_problem_is_json_whatever_is_in_it),
        cmocka_unit_test(a_record_becomes_one_line),
        cmocka_unit_test(what_is_no_record_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
