/* Stored records, which may be anybody's: read, counted, compared and turned into the XML that a
 * stylesheet gets. */
#include <stdlib.h>

#include "report/sheet_counts.h"
#include "report/sheet_picture.h"
#include "report/sheet_since.h"
#include "report/sheet_weeks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a worker of records keeps. */
typedef struct fuzzing {
    cl_arena *arena;
    cl_arena *picture;
    cl_sheet_counts counts;
    cl_weeks weeks;
    cl_since since;
    bool compares;
} fuzzing;

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static bool is_our_limit(cl_status status)
{
    return status == CL_OK || status == CL_LIMIT || status == CL_NO_MEMORY;
}

static void take_record(fuzzing *to, const cl_stored *record, size_t number)
{
    cl_tree *tree = NULL;
    cl_sheet_picture picture = {
        .record = record, .number = number, .now = 1487980800, .arena = to->picture};
    check(is_our_limit(cl_sheet_counts_add(&to->counts, record, number)));
    check(is_our_limit(cl_weeks_add(&to->weeks, record)));
    if (to->compares) {
        check(is_our_limit(cl_since_add(&to->since, record, number)));
    }
    for (int brief = 0; brief < 2; brief++) {
        cl_out out = {0};
        picture.brief = brief == 1;
        cl_arena_reset(to->picture);
        cl_status status = cl_sheet_picture_tree(&picture, &tree);
        check(is_our_limit(status));
        if (status == CL_OK) {
            cl_tree_put(tree, &out);
            check(!out.failed);
        }
        cl_tree_free(tree);
        cl_out_free(&out);
    }
}

static void put_head(fuzzing *from)
{
    cl_out out = {0};
    cl_tree *tree = cl_tree_new("sheet");
    cl_status status = cl_sheet_counts_put(&from->counts, tree);
    if (status == CL_OK) {
        status = cl_weeks_put(&from->weeks, tree);
    }
    check(is_our_limit(status));
    if (from->compares) {
        cl_since_put(&from->since, tree);
    }
    cl_tree_put(tree, &out);
    check(!out.failed);
    cl_tree_free(tree);
    cl_out_free(&out);
}

static void read_all(fuzzing *to, const cl_stored_file *file)
{
    cl_error error = {0};
    cl_stored_reader reader = {.file = file};
    const cl_stored *record = NULL;
    size_t number = 0;
    while (cl_stored_next(&reader, &record, &error) == CL_OK && record != NULL) {
        take_record(to, record, ++number);
    }
    cl_stored_end(&reader);
    if (to->compares) {
        check(cl_since_end(&to->since, &error) == CL_OK);
    }
    put_head(to);
}

/* The input is both the run and the earlier one. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_error error = {0};
    cl_spool spool = {0};
    fuzzing to = {.arena = cl_arena_new(256 * 1024 * 1024),
                  .picture = cl_arena_new(64 * 1024 * 1024)};
    check(cl_spool_put(&spool, (cl_span){data, size}, &error) == CL_OK);
    const cl_stored_file file = {.lines = &spool, .name = "input"};
    cl_sheet_counts_begin(&to.counts, to.arena, 1487980800);
    cl_weeks_begin(&to.weeks, to.arena, 1487980800);
    to.compares = cl_since_begin(&to.since, to.arena, &file, &error) == CL_OK;
    read_all(&to, &file);
    cl_spool_free(&spool);
    cl_arena_free(to.picture);
    cl_arena_free(to.arena);
    return 0;
}
