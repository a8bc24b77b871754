/* Baselines: files of known findings, read by a handle and written by a run. */
#include <stdlib.h>

#include "base/replace.h"
#include "base/source.h"
#include "captionlint_exceptions.h"

struct captionlint_baseline {
    cl_baseline found;
};

/* Adds what stands in the file; its bytes are not kept. */
static cl_status read_file(const char *path, cl_baseline *out, cl_fingerprint *setup,
                           cl_error *error)
{
    cl_arena *arena = cl_arena_new(CL_BASELINE_FILE_MAX + CL_ARENA_CHUNK);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_span bytes = CL_EMPTY_SPAN;
    cl_status status = cl_source_read_file(arena, path, CL_BASELINE_FILE_MAX, &bytes, error);
    if (status == CL_OK) {
        status = cl_baseline_read(out, path, bytes, error);
    }
    if (status == CL_OK && setup != NULL) {
        cl_fingerprint_add(setup, CL_SPAN("baseline"));
        cl_fingerprint_add(setup, bytes);
    }
    cl_arena_free(arena);
    return status;
}

captionlint_status captionlint_baseline_read(captionlint *lint, const char *path,
                                             captionlint_error *error)
{
    cl_error cause = {0};
    cl_status status = read_file(path, &lint->baseline, &lint->setup, &cause);
    cl_baseline_sort(&lint->baseline);
    return captionlint_fail(error, &cause, status);
}

captionlint_baseline *captionlint_baseline_new(captionlint_error *error)
{
    const cl_error none = {0};
    captionlint_baseline *baseline = calloc(1, sizeof *baseline);
    if (baseline == NULL) {
        (void)captionlint_fail(error, &none, CL_NO_MEMORY);
    }
    return baseline;
}

void captionlint_baseline_free(captionlint_baseline *baseline)
{
    if (baseline != NULL) {
        cl_baseline_free(&baseline->found);
        free(baseline);
    }
}

cl_status captionlint_baseline_collect(captionlint_baseline *baseline, cl_span lines)
{
    cl_span line;
    while (cl_span_next(&lines, '\n', &line)) {
        cl_status status = line.len == 0 ? CL_OK : cl_baseline_add(&baseline->found, line);
        if (status == CL_LIMIT) {
            /* Most may be of files that came again. */
            cl_baseline_sort(&baseline->found);
            status = cl_baseline_add(&baseline->found, line);
        }
        CL_TRY(status);
    }
    return CL_OK;
}

/* The findings of the file and those that were found, in `all`. */
static cl_status merge(captionlint_baseline *baseline, const char *path, cl_baseline *all,
                       cl_error *error)
{
    cl_out lines = {0};
    cl_error missing = {0};
    cl_status status = read_file(path, all, NULL, &missing);
    bool is_new = status == CL_UNREADABLE && !cl_replace_exists(path);
    if (status != CL_OK && !is_new) {
        return cl_error_set(error, status, "%s", missing.message);
    }
    cl_baseline_write(&baseline->found, &lines);
    status = lines.failed ? CL_NO_MEMORY : cl_baseline_read(all, path, cl_out_span(&lines), error);
    cl_out_free(&lines);
    cl_baseline_sort(all);
    return status;
}

static cl_status write_merged(captionlint_baseline *baseline, const char *path, size_t *count,
                              cl_error *error)
{
    cl_baseline all = {.count = 0};
    cl_out text = {0};
    cl_status status = merge(baseline, path, &all, error);
    if (status == CL_OK) {
        cl_baseline_write(&all, &text);
        status = text.failed ? CL_NO_MEMORY : cl_replace_file(path, cl_out_span(&text), error);
    }
    *count = all.count;
    cl_out_free(&text);
    cl_baseline_free(&all);
    return status;
}

captionlint_status captionlint_baseline_write(captionlint_baseline *baseline, const char *path,
                                              size_t *count, captionlint_error *error)
{
    cl_error cause = {0};
    int lock;
    *count = 0;
    cl_baseline_sort(&baseline->found);
    cl_status status = cl_replace_lock(path, &lock, &cause);
    if (status == CL_OK) {
        status = write_merged(baseline, path, count, &cause);
        cl_replace_unlock(lock);
    }
    return captionlint_fail(error, &cause, status);
}
