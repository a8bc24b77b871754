#define _DEFAULT_SOURCE /* mkstemp, fchmod */

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cl_test.h"
#include "hooks/serve/tokens.h"

#define S(text)   SERVE_SPAN(text)
#define FIRST     "aaaaaaaaaaaaaaaa"
#define SECOND    "bbbbbbbbbbbbbbbbbbbb-._~+/=="
#define BEARER(t) SERVE_SPAN("Bearer " t)

static serve_tokens *read_text(serve_span text)
{
    return serve_tokens_read("tokens", text);
}

static void tokens_open_with_and_without_a_name(void **state)
{
    (void)state;
    uint64_t who = 0;
    uint64_t other = 0;
    serve_tokens *tokens = read_text(S("# ours\n\n  desk: " FIRST " \r\n" SECOND));
    assert_non_null(tokens);
    assert_int_equal(serve_tokens_count(tokens), 2);
    assert_true(serve_tokens_allow(tokens, BEARER(FIRST), &who));
    assert_true(serve_tokens_allow(tokens, S("bearer  " SECOND), &other));
    assert_true(who != other);
    serve_tokens_free(tokens);
}

static void anything_else_opens_nothing(void **state)
{
    (void)state;
    uint64_t who = 0;
    const serve_span wrong[] = {S(""),
                                S("Bearer"),
                                S("Bearer "),
                                S("Basic " FIRST),
                                S(FIRST),
                                BEARER("aaaaaaaaaaaaaaa"),
                                BEARER(FIRST "a"),
                                BEARER("desk"),
                                BEARER("aaaaaaaaaaaaaaab"),
                                BEARER("baaaaaaaaaaaaaaa"),
                                {NULL, 0}};
    serve_tokens *tokens = read_text(S("desk: " FIRST "\n"));
    assert_non_null(tokens);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(serve_tokens_allow(tokens, wrong[i], &who));
        assert_int_equal(who, 0);
    }
    serve_tokens_free(tokens);
}

static void a_comment_behind_a_byte_order_mark_opens_nothing(void **state)
{
    (void)state;
    uint64_t who = 0;
    serve_tokens *tokens = read_text(S("\xEF\xBB\xBF# old: " FIRST "\n" SECOND));
    assert_non_null(tokens);
    assert_int_equal(serve_tokens_count(tokens), 1);
    assert_false(serve_tokens_allow(tokens, BEARER(FIRST), &who));
    serve_tokens_free(tokens);
}

static void a_file_with_a_wrong_line_is_refused(void **state)
{
    (void)state;
    assert_null(read_text(S("")));
    assert_null(read_text(S("# nothing\n")));
    assert_null(read_text(S(FIRST "\nshort\n")));
    assert_null(read_text(S(FIRST "\nwith blanks in it, indeed\n")));
    assert_null(read_text(S(FIRST "\ndesk:\n")));
    assert_null(read_text(S(FIRST "\naaaaaaaaaaaaaaaa\0\n")));
}

static void a_file_that_others_can_read_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/test_serve_tokens_XXXXXX";
    int file = mkstemp(path);
    assert_true(file != -1);
    assert_int_equal(write(file, FIRST "\n", sizeof FIRST), sizeof FIRST);
    serve_tokens *tokens = serve_tokens_open(path);
    assert_non_null(tokens);
    serve_tokens_free(tokens);
    assert_int_equal(fchmod(file, 0640), 0);
    assert_null(serve_tokens_open(path));
    assert_int_equal(setenv("CREDENTIALS_DIRECTORY", "/tm", 1), 0);
    assert_null(serve_tokens_open(path));
    assert_int_equal(setenv("CREDENTIALS_DIRECTORY", "/tmp", 1), 0);
    tokens = serve_tokens_open(path);
    assert_non_null(tokens);
    serve_tokens_free(tokens);
    assert_int_equal(fchmod(file, 0444), 0);
    assert_null(serve_tokens_open(path));
    assert_int_equal(unsetenv("CREDENTIALS_DIRECTORY"), 0);
    assert_int_equal(unlink(path), 0);
    assert_null(serve_tokens_open(path));
    assert_int_equal(close(file), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_open_with_and_without_a_name),
        cmocka_unit_test(anything_else_opens_nothing),
        cmocka_unit_test(a_comment_behind_a_byte_order_mark_opens_nothing),
        cmocka_unit_test(a_file_with_a_wrong_line_is_refused),
        cmocka_unit_test(a_file_that_others_can_read_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
