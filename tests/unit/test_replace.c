#define _DEFAULT_SOURCE /* mkdtemp, symlink */

#include "base/replace.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/source.h"
#include "cl_test.h"

typedef struct place {
    char folder[64];
    char file[128];
    char link[128];
    cl_arena *arena;
    cl_error error;
} place;

static int set_up(void **state)
{
    place *at = calloc(1, sizeof *at);
    *state = at;
    if (at == NULL) {
        return -1;
    }
    (void)snprintf(at->folder, sizeof at->folder, "/tmp/captionlint-replace-XXXXXX");
    if (mkdtemp(at->folder) == NULL) {
        return -1;
    }
    (void)snprintf(at->file, sizeof at->file, "%s/a file", at->folder);
    (void)snprintf(at->link, sizeof at->link, "%s/link", at->folder);
    at->arena = cl_arena_new(1u << 20);
    return at->arena == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    place *at = *state;
    (void)unlink(at->file);
    (void)unlink(at->link);
    int left = rmdir(at->folder); /* nothing else may be in it */
    cl_arena_free(at->arena);
    free(at);
    return left;
}

static cl_span bytes_of(place *at, const char *path)
{
    cl_span bytes = CL_EMPTY_SPAN;
    assert_int_equal(cl_source_read_file(at->arena, path, 1000, &bytes, &at->error), CL_OK);
    return bytes;
}

static void a_file_is_made_and_then_replaced(void **state)
{
    place *at = *state;
    assert_false(cl_replace_exists(at->file));
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("old"), &at->error), CL_OK);
    assert_true(cl_replace_exists(at->file));
    assert_span_is(bytes_of(at, at->file), "old");
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("new and longer"), &at->error), CL_OK);
    assert_span_is(bytes_of(at, at->file), "new and longer");
}

static void who_may_read_it_stays(void **state)
{
    place *at = *state;
    struct stat about;
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("old"), &at->error), CL_OK);
    assert_int_equal(chmod(at->file, 0640), 0);
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("new"), &at->error), CL_OK);
    assert_int_equal(stat(at->file, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void a_link_stays_one(void **state)
{
    place *at = *state;
    struct stat about;
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("old"), &at->error), CL_OK);
    assert_int_equal(symlink("a file", at->link), 0);
    assert_int_equal(cl_replace_file(at->link, CL_SPAN("new"), &at->error), CL_OK);
    assert_span_is(bytes_of(at, at->file), "new");
    assert_int_equal(lstat(at->link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
}

static void what_cannot_be_written_is_told(void **state)
{
    place *at = *state;
    char below[160];
    int lock = 0;
    (void)snprintf(below, sizeof below, "%s/no/where", at->folder);
    assert_int_equal(cl_replace_file(below, CL_SPAN("x"), &at->error), CL_UNWRITABLE);
    assert_true(cl_span_starts(cl_span_of(at->error.message), cl_span_of(below)));
    at->error = (cl_error){0};
    assert_int_equal(cl_replace_file(at->folder, CL_SPAN("x"), &at->error), CL_UNWRITABLE);
    assert_int_equal(cl_replace_lock(below, &lock, &at->error), CL_UNWRITABLE);
    assert_int_equal(lock, -1);
    cl_replace_unlock(lock);
}

static void a_lock_leaves_nothing_behind(void **state)
{
    place *at = *state;
    int lock = -1;
    assert_int_equal(cl_replace_lock(at->file, &lock, &at->error), CL_OK);
    assert_true(lock >= 0);
    assert_int_equal(cl_replace_file(at->file, CL_SPAN("x"), &at->error), CL_OK);
    cl_replace_unlock(lock);
    assert_int_equal(cl_replace_lock(at->file, &lock, &at->error), CL_OK);
    cl_replace_unlock(lock);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_file_is_made_and_then_replaced),
        CASE(who_may_read_it_stays),
        CASE(a_link_stays_one),
        CASE(what_cannot_be_written_is_told),
        CASE(a_lock_leaves_nothing_behind),
    };
#undef CASE
    return cmocka_run_group_tests(tests, NULL, NULL);
}
