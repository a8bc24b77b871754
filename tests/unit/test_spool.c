#define _POSIX_C_SOURCE 200809L

#include "base/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "cl_test.h"

static void put(cl_spool *spool, const char *text)
{
    cl_error error = {0};
    assert_int_equal(cl_spool_put(spool, cl_span_of(text), &error), CL_OK);
}

static bool next_is(cl_spool_lines *lines, const char *expected)
{
    cl_error error = {0};
    cl_span line;
    bool more;
    assert_int_equal(cl_spool_lines_next(lines, &line, &more, &error), CL_OK);
    return more && cl_span_equal(line, cl_span_of(expected));
}

static bool is_over(cl_spool_lines *lines)
{
    cl_error error = {0};
    cl_span line;
    bool more = true;
    assert_int_equal(cl_spool_lines_next(lines, &line, &more, &error), CL_OK);
    return !more && line.len == 0;
}

static void lines_come_back_as_they_were_put_however_often(void **state)
{
    (void)state;
    cl_spool spool = {0};
    put(&spool, "one\ntw");
    put(&spool, "o\n\nlast");
    for (int i = 0; i < 2; i++) {
        cl_spool_lines lines = {.spool = &spool};
        assert_true(next_is(&lines, "one"));
        assert_true(next_is(&lines, "two"));
        assert_int_equal(lines.number, 2);
        assert_true(next_is(&lines, ""));
        assert_true(next_is(&lines, "last"));
        assert_true(is_over(&lines));
        cl_spool_lines_end(&lines);
    }
    assert_false(spool.in_file);
    cl_spool_free(&spool);
}

static void an_empty_spool_has_no_lines(void **state)
{
    (void)state;
    cl_spool spool = {0};
    cl_spool_lines lines = {.spool = &spool};
    assert_true(is_over(&lines));
    cl_spool_lines_end(&lines);
    cl_spool_free(&spool);
}

/* Lines of 64 KiB each, the number of which is their first letters. */
static void fill(cl_spool *spool, size_t count)
{
    static char line[64 * 1024 + 1];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 2] = '\n';
    for (size_t i = 0; i < count; i++) {
        line[0] = (char)('a' + i % 26);
        put(spool, line);
    }
}

static void what_is_beyond_memory_stands_in_a_file_without_a_name(void **state)
{
    (void)state;
    const size_t count = CL_SPOOL_MEMORY / (64 * 1024) + 20;
    cl_spool spool = {0};
    fill(&spool, count);
    assert_true(spool.in_file);
    assert_true(spool.memory.len <= CL_REPORT_BUFFER * 2);
    cl_spool_lines lines = {.spool = &spool};
    for (size_t i = 0; i < count; i++) {
        cl_error error = {0};
        cl_span line;
        bool more;
        assert_int_equal(cl_spool_lines_next(&lines, &line, &more, &error), CL_OK);
        assert_true(more);
        assert_int_equal(line.len, 64 * 1024 - 1);
        assert_int_equal(line.data[0], 'a' + i % 26);
    }
    assert_true(is_over(&lines));
    cl_spool_lines_end(&lines);
    cl_spool_free(&spool);
}

static void a_folder_that_cannot_be_written_to_is_told_each_time(void **state)
{
    (void)state;
    const char *before = getenv("TMPDIR");
    char *kept = before == NULL ? NULL : strdup(before);
    cl_spool spool = {0};
    assert_int_equal(setenv("TMPDIR", "/nonexistent", 1), 0);
    fill(&spool, CL_SPOOL_MEMORY / (64 * 1024));
    for (int i = 0; i < 2; i++) {
        cl_error error = {0};
        cl_span more = CL_SPAN("more");
        cl_status status = cl_spool_put(&spool, more, &error);
        for (int j = 0; j < 2 && status == CL_OK; j++) {
            static char rest[64 * 1024];
            status = cl_spool_put(&spool, (cl_span){(const uint8_t *)rest, sizeof rest}, &error);
        }
        assert_int_equal(status, CL_UNWRITABLE);
        assert_true(strstr(error.message, "/nonexistent: No such file") == error.message);
    }
    cl_spool_lines lines = {.spool = &spool};
    cl_error error = {0};
    cl_span line;
    bool more;
    assert_int_equal(cl_spool_lines_next(&lines, &line, &more, &error), CL_UNWRITABLE);
    cl_spool_lines_end(&lines);
    cl_spool_free(&spool);
    assert_int_equal(kept == NULL ? unsetenv("TMPDIR") : setenv("TMPDIR", kept, 1), 0);
    free(kept);
}

static void a_pipe_is_kept_whole(void **state)
{
    (void)state;
    int ends[2];
    cl_error error = {0};
    cl_spool spool = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "one\ntwo", 7), 7);
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(cl_spool_put_file(&spool, ends[0], "a pipe", &error), CL_OK);
    assert_int_equal(close(ends[0]), 0);
    cl_spool_lines lines = {.spool = &spool};
    assert_true(next_is(&lines, "one"));
    assert_true(next_is(&lines, "two"));
    assert_true(is_over(&lines));
    cl_spool_lines_end(&lines);
    cl_spool_free(&spool);
}

static void a_file_that_became_shorter_ends_early(void **state)
{
    (void)state;
    char path[] = "/tmp/captionlint-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(write(file, "one\ntwo\n", 8), 8);
    cl_spool spool = cl_spool_of_file(file, 800);
    cl_spool_lines lines = {.spool = &spool};
    assert_true(next_is(&lines, "one"));
    assert_true(next_is(&lines, "two"));
    assert_true(is_over(&lines));
    cl_spool_lines_end(&lines);
    cl_spool_free(&spool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_back_as_they_were_put_however_often),
        cmocka_unit_test(an_empty_spool_has_no_lines),
        cmocka_unit_test(what_is_beyond_memory_stands_in_a_file_without_a_name),
        cmocka_unit_test(a_folder_that_cannot_be_written_to_is_told_each_time),
        cmocka_unit_test(a_pipe_is_kept_whole),
        cmocka_unit_test(a_file_that_became_shorter_ends_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
