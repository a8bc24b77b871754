/* Stored runs: their files, opened and handed to the sheet. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "captionlint_sheet.h"
#include "report/sheet.h"

/* What is open of one call. */
typedef struct stored {
    const captionlint_stored_options *options;
    captionlint_write_fn write;
    void *user;
    captionlint_sheet *sheet;
    cl_spool *spools; /* of the files, then of `since` */
    cl_stored_file *files;
    cl_out out;
} stored;

static cl_status unreadable(const char *path, cl_error *error)
{
    return cl_error_set(error, CL_UNREADABLE, "%s: %s; check that it can be read", path,
                        cl_system_reason(errno));
}

/* What cannot be read twice is kept. */
static cl_status take_file(int file, const char *path, cl_spool *out, cl_error *error)
{
    struct stat about;
    if (fstat(file, &about) != 0) {
        return unreadable(path, error);
    }
    if (S_ISREG(about.st_mode) && file != STDIN_FILENO) {
        *out = cl_spool_of_file(file, (uint64_t)about.st_size);
        return CL_OK;
    }
    cl_status status = cl_spool_put_file(out, file, path, error);
    if (file != STDIN_FILENO) {
        (void)close(file);
    }
    return status;
}

static bool is_standard_input(const char *path)
{
    return cl_span_equal(cl_span_of(path), CL_SPAN("-"));
}

static const char *name_of(const char *path)
{
    return is_standard_input(path) ? "standard input" : path;
}

static cl_status open_file(const char *path, cl_spool *out, cl_error *error)
{
    int file = is_standard_input(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file == -1) {
        return unreadable(path, error);
    }
    return take_file(file, name_of(path), out, error);
}

static cl_status open_files(stored *of, cl_error *error)
{
    const captionlint_stored_options *options = of->options;
    of->spools = calloc(options->count + 1, sizeof *of->spools);
    of->files = calloc(options->count + 1, sizeof *of->files);
    if (of->spools == NULL || of->files == NULL) {
        return CL_NO_MEMORY;
    }
    for (size_t i = 0; i <= options->count; i++) {
        const char *path = i < options->count ? options->paths[i] : options->since;
        if (path != NULL) {
            CL_TRY(open_file(path, &of->spools[i], error));
            of->files[i] = (cl_stored_file){&of->spools[i], name_of(path)};
        }
    }
    return CL_OK;
}

static cl_status flush(void *user, cl_error *error)
{
    stored *of = user;
    cl_span text = cl_out_span(&of->out);
    if (of->out.failed) {
        return CL_NO_MEMORY;
    }
    if (text.len > 0 && of->write((const char *)text.data, text.len, of->user) != 0) {
        return cl_error_set(error, CL_UNWRITABLE, "the report could not be written");
    }
    cl_out_clear(&of->out);
    return CL_OK;
}

static cl_status make(stored *of, cl_sheet_told *told, cl_error *error)
{
    const captionlint_stored_options *options = of->options;
    const captionlint_sheet_wanted wanted = {options->lint, options->stylesheet, options->title};
    CL_TRY(captionlint_sheet_new(&wanted, &of->sheet, error));
    CL_TRY(open_files(of, error));
    const cl_report_options report = {.rules = options->lint == NULL ? NULL : options->lint->rules,
                                      .version = CAPTIONLINT_VERSION,
                                      .sheet = captionlint_sheet_options(of->sheet)};
    const cl_sheet sheet = {.options = &report,
                            .files = of->files,
                            .file_count = options->count,
                            .merged = true,
                            .weeks = true,
                            .since = options->since == NULL ? NULL : &of->files[options->count]};
    const cl_report_sink sink = {&of->out, flush, of};
    CL_TRY(cl_sheet_write(&sheet, &sink, told, error));
    return flush(of, error);
}

captionlint_status captionlint_stored_sheet(const captionlint_stored_options *options,
                                            captionlint_write_fn write, void *user,
                                            captionlint_stored_result *out,
                                            captionlint_error *error)
{
    cl_error cause = {0};
    cl_sheet_told told = {0};
    stored of = {.options = options, .write = write, .user = user};
    cl_status status = make(&of, &told, &cause);
    for (size_t i = 0; of.spools != NULL && i <= options->count; i++) {
        cl_spool_free(&of.spools[i]);
    }
    free(of.spools);
    free(of.files);
    cl_out_free(&of.out);
    captionlint_sheet_free(of.sheet);
    if (out != NULL) {
        *out = (captionlint_stored_result){told.pictures, told.replaced, told.incomplete, told.cut};
    }
    return captionlint_fail(error, &cause, status);
}
