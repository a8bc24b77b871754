#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "ruleset/files.h"

#include "base/limits.h"
#include "tiny_rules.h"

typedef struct fixture {
    char folder[64];
    cl_arena *arena;
    cl_files files;
    cl_error error;
} fixture;

static void write_file(const fixture *made, const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", made->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    static fixture made;
    made = (fixture){.folder = "/tmp/captionlint-files-XXXXXX"};
    made.arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (mkdtemp(made.folder) == NULL) {
        return -1;
    }
    char inner[128];
    (void)snprintf(inner, sizeof inner, "%s/b", made.folder);
    *state = &made;
    return mkdir(inner, 0700);
}

static int tear_down(void **state)
{
    fixture *made = *state;
    cl_arena_free(made->arena);
    return nftw(made->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static cl_status read_folder(fixture *made)
{
    made->error = (cl_error){0};
    return cl_files_read(made->arena, made->folder, &made->files, &made->error);
}

static const cl_file *file_at(const fixture *made, size_t i)
{
    return CL_ARRAY_AT(&made->files.items, const cl_file, i);
}

static void rule_files_are_read_in_byte_order_and_nothing_else_is(void **state)
{
    fixture *made = *state;
    write_file(made, "c.tsv", "three");
    write_file(made, "b/a.yaml", "two");
    write_file(made, "B.yaml", "one");
    write_file(made, "README.md", "not a rule");
    write_file(made, ".hidden.yaml", "not a rule");
    assert_int_equal(read_folder(made), CL_OK);
    assert_int_equal(made->files.items.count, 3);
    assert_span_is(file_at(made, 0)->name, "B.yaml");
    assert_span_is(file_at(made, 1)->name, "b/a.yaml");
    assert_span_is(file_at(made, 2)->name, "c.tsv");
    assert_span_is(cl_files_get(&made->files, "b/a.yaml")->bytes, "two");
    assert_null(cl_files_get(&made->files, "a.yaml"));
}

static void an_empty_file_is_read_as_nothing(void **state)
{
    fixture *made = *state;
    write_file(made, "a.yaml", "");
    assert_int_equal(read_folder(made), CL_OK);
    assert_int_equal(file_at(made, 0)->bytes.len, 0);
}

static void the_hash_tells_bytes_and_names_apart(void **state)
{
    fixture *made = *state;
    write_file(made, "a.yaml", "xy");
    write_file(made, "b.yaml", "");
    assert_int_equal(read_folder(made), CL_OK);
    cl_span first = made->files.hash;
    assert_int_equal(first.len, 64);
    assert_int_equal(read_folder(made), CL_OK);
    assert_true(cl_span_equal(made->files.hash, first));
    write_file(made, "a.yaml", "x");
    write_file(made, "b.yaml", "y");
    assert_int_equal(read_folder(made), CL_OK);
    assert_false(cl_span_equal(made->files.hash, first));
}

static void a_folder_without_rules_is_told(void **state)
{
    fixture *made = *state;
    write_file(made, "README.md", "not a rule");
    assert_int_equal(read_folder(made), CL_BAD_RULES);
    assert_non_null(strstr(made->error.message, made->folder));
    made->error = (cl_error){0};
    assert_int_equal(cl_files_read(made->arena, "/nowhere/at/all", &made->files, &made->error),
                     CL_UNREADABLE);
    assert_non_null(strstr(made->error.message, "/nowhere/at/all"));
}

static void a_folder_that_holds_itself_is_left_at_the_depth_limit(void **state)
{
    fixture *made = *state;
    char link[128];
    write_file(made, "a.yaml", "x");
    (void)snprintf(link, sizeof link, "%s/b/loop", made->folder);
    assert_int_equal(symlink("..", link), 0);
    assert_int_equal(read_folder(made), CL_UNREADABLE);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(rule_files_are_read_in_byte_order_and_nothing_else_is),
        CASE(an_empty_file_is_read_as_nothing),
        CASE(the_hash_tells_bytes_and_names_apart),
        CASE(a_folder_without_rules_is_told),
        CASE(a_folder_that_holds_itself_is_left_at_the_depth_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
