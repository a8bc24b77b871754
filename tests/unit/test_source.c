#define _GNU_SOURCE /* preadv2 */

#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/limits.h"
#include "cl_test.h"

enum {
    FILE_SIZE = 3 * CL_SOURCE_WINDOW + 7
};

typedef struct fixture {
    cl_arena *arena;
    char path[64];
    cl_source *source;
} fixture;

static uint8_t byte_at(uint64_t offset)
{
    return (uint8_t)(offset * 31 + offset / 251);
}

static int set_up(void **state)
{
    fixture *made = calloc(1, sizeof *made);
    assert_non_null(made);
    made->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_non_null(made->arena);
    (void)snprintf(made->path, sizeof made->path, "/tmp/captionlint-source-XXXXXX");
    int file = mkstemp(made->path);
    assert_true(file >= 0);
    uint8_t *bytes = malloc(FILE_SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < FILE_SIZE; i++) {
        bytes[i] = byte_at(i);
    }
    assert_int_equal(write(file, bytes, FILE_SIZE), FILE_SIZE);
    assert_int_equal(close(file), 0);
    free(bytes);
    cl_error error = {0};
    assert_int_equal(cl_source_open(made->arena, made->path, &made->source, &error), CL_OK);
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *made = *state;
    cl_source_close(made->source);
    (void)unlink(made->path);
    cl_arena_free(made->arena);
    free(made);
    return 0;
}

static void assert_bytes(cl_span span, uint64_t offset, size_t len)
{
    assert_int_equal(span.len, len);
    for (size_t i = 0; i < len; i++) {
        assert_int_equal(span.data[i], byte_at(offset + i));
    }
}

static void a_file_is_read_at_any_offset_in_any_order(void **state)
{
    cl_source *source = ((fixture *)*state)->source;
    const uint64_t offsets[] = {0,  CL_SOURCE_WINDOW - 3, 5, 2 * CL_SOURCE_WINDOW + 1,
                                17, FILE_SIZE - 100};
    cl_span span;
    assert_int_equal(cl_source_size(source), FILE_SIZE);
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        assert_int_equal(cl_source_peek(source, offsets[i], 100, &span), CL_OK);
        assert_bytes(span, offsets[i], 100);
        assert_int_equal(cl_source_take(source, offsets[i], 100, &span), CL_OK);
        assert_bytes(span, offsets[i], 100);
    }
    assert_int_equal(cl_source_peek(source, 9, CL_SOURCE_WINDOW, &span), CL_OK);
    assert_bytes(span, 9, CL_SOURCE_WINDOW);
}

static void taken_bytes_outlive_the_window(void **state)
{
    cl_source *source = ((fixture *)*state)->source;
    cl_span taken;
    cl_span span;
    assert_int_equal(cl_source_take(source, 1, 2 * CL_SOURCE_WINDOW, &taken), CL_OK);
    assert_int_equal(cl_source_peek(source, 2 * CL_SOURCE_WINDOW, 10, &span), CL_OK);
    assert_bytes(taken, 1, 2 * CL_SOURCE_WINDOW);
}

/* It is read once and stands there for good. */
static void what_is_taken_from_the_first_window_outlives_it_too(void **state)
{
    cl_source *source = ((fixture *)*state)->source;
    cl_span taken;
    cl_span span;
    assert_int_equal(cl_source_peek(source, 0, 10, &span), CL_OK);
    assert_int_equal(cl_source_take(source, 100, 1000, &taken), CL_OK);
    for (uint64_t at = 0; at < FILE_SIZE - 10; at += CL_SOURCE_WINDOW / 2) {
        assert_int_equal(cl_source_peek(source, at, 10, &span), CL_OK);
        assert_bytes(span, at, 10);
    }
    assert_bytes(taken, 100, 1000);
    assert_int_equal(cl_source_take(source, CL_SOURCE_WINDOW - 5, 10, &taken), CL_OK);
    assert_bytes(taken, CL_SOURCE_WINDOW - 5, 10);
}

static void reading_stops_at_the_end(void **state)
{
    cl_source *source = ((fixture *)*state)->source;
    cl_span span;
    assert_int_equal(cl_source_peek(source, FILE_SIZE - 3, 4, &span), CL_TRUNCATED);
    assert_int_equal(cl_source_peek_some(source, FILE_SIZE - 3, 4, &span), CL_OK);
    assert_bytes(span, FILE_SIZE - 3, 3);
    assert_int_equal(cl_source_peek_some(source, FILE_SIZE, 4, &span), CL_OK);
    assert_int_equal(span.len, 0);
    assert_int_equal(cl_source_peek_some(source, UINT64_MAX, SIZE_MAX, &span), CL_OK);
    assert_int_equal(span.len, 0);
    assert_int_equal(cl_source_take(source, FILE_SIZE - 3, 4, &span), CL_TRUNCATED);
    assert_int_equal(cl_source_take(source, UINT64_MAX, 1, &span), CL_TRUNCATED);
}

static void a_file_that_shrinks_is_noticed(void **state)
{
    fixture *made = *state;
    cl_span span;
    assert_int_equal(truncate(made->path, 10), 0);
    assert_int_equal(cl_source_peek(made->source, 5, 10, &span), CL_TRUNCATED);
    assert_int_equal(cl_source_take(made->source, 5, 10, &span), CL_TRUNCATED);
    assert_bytes(span, 5, 5);
}

static void memory_is_read_without_a_copy(void **state)
{
    cl_arena *arena = ((fixture *)*state)->arena;
    cl_span bytes = CL_SPAN("0123456789");
    cl_source *source = NULL;
    cl_span span;
    assert_int_equal(cl_source_of(arena, bytes, &source), CL_OK);
    assert_int_equal(cl_source_take(source, 3, 4, &span), CL_OK);
    assert_span_is(span, "3456");
    assert_ptr_equal(span.data, bytes.data + 3);
    assert_int_equal(cl_source_peek(source, 8, 3, &span), CL_TRUNCATED);
    assert_int_equal(cl_source_peek_some(source, 8, 3, &span), CL_OK);
    assert_span_is(span, "89");
    assert_int_equal(cl_source_take(source, 11, 0, &span), CL_TRUNCATED);
    cl_source_close(source);
}

static void what_cannot_be_read_is_named_with_advice(void **state)
{
    cl_arena *arena = ((fixture *)*state)->arena;
    cl_source *source = NULL;
    cl_error missing = {0};
    cl_error folder = {0};
    assert_int_equal(cl_source_open(arena, "/nonexistent/picture.jpg", &source, &missing),
                     CL_UNREADABLE);
    assert_non_null(strstr(missing.message, "/nonexistent/picture.jpg"));
    assert_non_null(strstr(missing.message, "check the path"));
    assert_int_equal(cl_source_open(arena, "/tmp", &source, &folder), CL_UNREADABLE);
    assert_non_null(strstr(folder.message, "not a regular file"));
}

static void a_pipe_without_a_writer_does_not_hang(void **state)
{
    fixture *made = *state;
    cl_source *source = NULL;
    cl_error error = {0};
    char path[80];
    (void)snprintf(path, sizeof path, "%s.pipe", made->path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(cl_source_open(made->arena, path, &source, &error), CL_UNREADABLE);
    (void)unlink(path);
}

static void an_arena_that_is_full_is_no_crash(void **state)
{
    fixture *made = *state;
    cl_arena *small = cl_arena_new(1024);
    cl_source *source = NULL;
    cl_error error = {0};
    cl_span span;
    assert_int_equal(cl_source_open(small, made->path, &source, &error), CL_OK);
    assert_int_equal(cl_source_take(source, 0, 4096, &span), CL_LIMIT);
    assert_int_equal(cl_source_peek(source, 0, 4, &span), CL_LIMIT);
    cl_source_close(source);
    cl_arena_free(small);
}

static void a_whole_file_is_read_up_to_its_cap(void **state)
{
    fixture *made = *state;
    cl_error error = {0};
    cl_span bytes;
    assert_int_equal(cl_source_read_file(made->arena, made->path, FILE_SIZE, &bytes, &error),
                     CL_OK);
    assert_int_equal(bytes.len, FILE_SIZE);
    assert_int_equal(bytes.data[FILE_SIZE - 1], byte_at(FILE_SIZE - 1));
    assert_int_equal(cl_source_read_file(made->arena, made->path, FILE_SIZE - 1, &bytes, &error),
                     CL_LIMIT);
    assert_non_null(strstr(error.message, made->path));
    cl_error missing = {0};
    assert_int_equal(cl_source_read_file(made->arena, "/nonexistent/a.yaml", 9, &bytes, &missing),
                     CL_UNREADABLE);
}

static void a_part_has_the_same_offsets_and_ends_before(void **state)
{
    const fixture *made = *state;
    cl_source *part = NULL;
    cl_span bytes;
    uint64_t end = CL_SOURCE_WINDOW + 20;
    assert_int_equal(cl_source_until(made->source, end, &part), CL_OK);
    assert_int_equal(cl_source_size(part), end);
    assert_int_equal(cl_source_peek(part, end - 2, 2, &bytes), CL_OK);
    assert_int_equal(bytes.data[1], byte_at(end - 1));
    assert_int_equal(cl_source_peek(part, end - 2, 3, &bytes), CL_TRUNCATED);
    assert_int_equal(cl_source_take(part, end - 2, 3, &bytes), CL_TRUNCATED);
    assert_int_equal(cl_source_peek(made->source, end, 1, &bytes), CL_OK); /* not touched */
    assert_int_equal(bytes.data[0], byte_at(end));
    assert_int_equal(cl_source_until(made->source, UINT64_MAX, &part), CL_OK);
    assert_int_equal(cl_source_size(part), FILE_SIZE);
}

static void a_part_of_memory_ends_before(void **state)
{
    const fixture *made = *state;
    cl_source *whole = NULL;
    cl_source *part = NULL;
    cl_span bytes;
    assert_int_equal(cl_source_of(made->arena, CL_SPAN("0123456789"), &whole), CL_OK);
    assert_int_equal(cl_source_until(whole, 4, &part), CL_OK);
    assert_int_equal(cl_source_peek_some(part, 2, 9, &bytes), CL_OK);
    assert_span_is(bytes, "23");
}

static void a_file_is_fetched_only_where_it_is_not_in_memory(void **state)
{
    fixture *fix = *state;
    assert_false(cl_source_fetch("/nowhere/picture.jpg"));
    assert_false(cl_source_fetch(fix->path)); /* it was written a moment ago */
    int file = open(fix->path, O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0);
    assert_int_equal(fsync(file), 0);
    assert_int_equal(posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED), 0);
    uint8_t byte;
    const struct iovec room = {&byte, sizeof byte};
    bool on_disk = preadv2(file, &room, 1, 0, RWF_NOWAIT) < 0 && errno == EAGAIN;
    assert_int_equal(close(file), 0);
    /* A file system in memory has nothing to forget. */
    assert_int_equal(cl_source_fetch(fix->path), on_disk);
}

static cl_status open_plain(fixture *made, const char *path)
{
    cl_source *source = NULL;
    cl_error error = {0};
    cl_status status = cl_source_open_plain(made->arena, path, &source, &error);
    assert_true((status == CL_OK) == (error.message[0] == '\0'));
    cl_source_close(source);
    return status;
}

static void a_plain_path_leads_through_no_link_and_never_upwards(void **state)
{
    fixture *made = *state;
    char folder[] = "/tmp/captionlint-plain-XXXXXX";
    int home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(home >= 0 && mkdtemp(folder) != NULL && chdir(folder) == 0);
    assert_int_equal(mkdir("in", 0700), 0);
    int file = open("in/a", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0 && close(file) == 0);
    assert_int_equal(symlink("in", "link"), 0);
    assert_int_equal(symlink("a", "in/link"), 0);
    assert_int_equal(open_plain(made, "in/a"), CL_OK);
    assert_int_equal(open_plain(made, "link/a"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, "in/link"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, "in/../in/a"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, "./in/a"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, "in//a"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, "in/"), CL_UNREADABLE);
    assert_int_equal(open_plain(made, made->path), CL_UNREADABLE);
    assert_int_equal(open_plain(made, ""), CL_UNREADABLE);
    assert_true(unlink("in/a") == 0 && unlink("in/link") == 0 && unlink("link") == 0);
    assert_true(rmdir("in") == 0 && fchdir(home) == 0 && rmdir(folder) == 0 && close(home) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_read_at_any_offset_in_any_order, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(taken_bytes_outlive_the_window, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_taken_from_the_first_window_outlives_it_too, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(reading_stops_at_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_shrinks_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_is_read_without_a_copy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_is_named_with_advice, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_without_a_writer_does_not_hang, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plain_path_leads_through_no_link_and_never_upwards,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_arena_that_is_full_is_no_crash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_whole_file_is_read_up_to_its_cap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_has_the_same_offsets_and_ends_before, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_part_of_memory_ends_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_fetched_only_where_it_is_not_in_memory, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
