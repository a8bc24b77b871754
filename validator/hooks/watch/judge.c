/* What the library says of the files of a job, and what is written of it. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/job.h"

/* --- verdicts --- */

static captionlint_verdict worst_of(const captionlint_picture *picture)
{
    captionlint_verdict worst = CAPTIONLINT_VERDICT_OK;
    for (size_t i = 0; i < captionlint_picture_edition_count(picture); i++) {
        captionlint_verdict verdict = captionlint_picture_verdict(picture, i);
        worst = verdict > worst ? verdict : worst;
    }
    return worst;
}

/* A captionlint_picture_fn: the worst of all pictures in the file. */
static int weigh(const captionlint_picture *picture, void *user)
{
    captionlint_verdict *worst = user;
    captionlint_verdict verdict = worst_of(picture);
    *worst = verdict > *worst ? verdict : *worst;
    return 0;
}

/* What the library could not do, said of the file as it was called where it came from. */
static watch_outcome tell_failure(const watch_job *job, const watch_file *file,
                                  const captionlint_error *error)
{
    if (error->status == CAPTIONLINT_NO_MEMORY) {
        return watch_tell_trouble(job, ENOMEM);
    }
    return watch_tell_stuck(job, file->name.text, error->message);
}

static watch_outcome judge_one(watch_job *job, watch_file *file, const captionlint *lint)
{
    char path[CLI_PATH_MAX];
    captionlint_error error = {0};
    const captionlint_input input = {.path = path, .tell_unreadable = 1};
    file->verdict = CAPTIONLINT_VERDICT_OK;
    if (!watch_job_path_in(job, file->name.text, path)) {
        return watch_tell_trouble(job, ENAMETOOLONG);
    }
    if (captionlint_check(lint, &input, weigh, &file->verdict, &error) != CAPTIONLINT_OK) {
        return tell_failure(job, file, &error);
    }
    file->folders = 1u << file->verdict;
    return WATCH_DONE;
}

/* --- sidecars --- */

static bool is_read_with_a_picture(const watch_job *job, const watch_file *file)
{
    char path[CLI_PATH_MAX];
    bool owned = false;
    for (size_t i = 0; i < job->count && !owned; i++) {
        owned = watch_is_sidecar_of(file->name.text, job->files[i].name.text);
    }
    return owned && watch_job_path_in(job, file->name.text, path) &&
           captionlint_is_sidecar(path) == 1;
}

/* It goes where its pictures go. */
static void follow_pictures(const watch_job *job, watch_file *sidecar)
{
    sidecar->folders = 0;
    for (size_t i = 0; i < job->count; i++) {
        const watch_file *picture = &job->files[i];
        if (!picture->sidecar && watch_is_sidecar_of(sidecar->name.text, picture->name.text)) {
            sidecar->folders |= picture->folders;
        }
    }
}

/* A sidecar whose picture was sorted before it came: both should be judged together. */
static void tell_if_late(const watch_job *job, const watch_file *file)
{
    char path[CLI_PATH_MAX];
    for (unsigned verdict = 0; verdict < WATCH_VERDICTS; verdict++) {
        if (watch_job_path(job, verdict, file->name.text, path) &&
            captionlint_is_sidecar(path) == 1) {
            watch_tell_once(job->of, job->from, file->name.text,
                            "a picture of that name was sorted to %s without this sidecar; if it "
                            "belongs to it, drop both again together",
                            captionlint_verdict_name(verdict));
        }
    }
}

watch_outcome watch_judge(watch_job *job)
{
    watch_outcome outcome = WATCH_DONE;
    hooks_setup *setup = hooks_house_take(job->of->house);
    for (size_t i = 0; i < job->count; i++) {
        job->files[i].sidecar = is_read_with_a_picture(job, &job->files[i]);
    }
    for (size_t i = 0; i < job->count && outcome == WATCH_DONE; i++) {
        if (!job->files[i].sidecar) {
            outcome = judge_one(job, &job->files[i], setup->lint);
        }
    }
    hooks_house_give(job->of->house, setup);
    for (size_t i = 0; i < job->count && outcome == WATCH_DONE; i++) {
        watch_file *file = &job->files[i];
        if (file->sidecar) {
            follow_pictures(job, file);
        } else if (watch_is_xmp(file->name.text)) {
            tell_if_late(job, file);
        }
    }
    return outcome;
}

/* --- reports --- */

/* One report that is being written to a file. */
typedef struct writing {
    captionlint_report *report;
    int file;
    int cause; /* why it could not be written */
} writing;

/* A file that is judged again, this time with its reports. */
typedef struct telling {
    watch_job *job;
    const captionlint *lint;
    char path[CLI_PATH_MAX]; /* where it will be */
    writing record;
    writing sheet; /* no report: none is wanted */
    captionlint_verdict worst;
    captionlint_error error;
} telling;

/* A captionlint_write_fn. */
static int write_piece(const char *bytes, size_t len, void *user)
{
    writing *to = user;
    while (len > 0 && to->cause == 0) {
        ssize_t n = write(to->file, bytes, len);
        if (n < 0 && errno != EINTR) {
            to->cause = errno;
        }
        bytes += n < 0 ? 0 : n;
        len -= n < 0 ? 0 : (size_t)n;
    }
    return to->cause;
}

static void open_writing(telling *tell, writing *to, watch_place place, const char *format)
{
    const cli_options *options = tell->job->of->options;
    const captionlint_report_options wanted = {
        .format = format, .stylesheet = options->stylesheet, .lint = tell->lint};
    to->file = openat(place.folder, place.name,
                      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    to->cause = to->file == -1 ? errno : 0;
    if (to->cause == 0) {
        to->report = captionlint_report_new(&wanted, write_piece, to, &tell->error);
    }
}

/* What the library says to a report that is whole, but brief, is no error. */
static void end_writing(telling *tell, writing *to)
{
    captionlint_error error = {0};
    if (to->report != NULL) {
        captionlint_status status = captionlint_report_end(to->report, &error);
        if (status != CAPTIONLINT_OK && status != CAPTIONLINT_LIMIT &&
            tell->error.status == CAPTIONLINT_OK) {
            tell->error = error;
        }
    }
    if (to->file != -1) {
        if (to->cause == 0 && fsync(to->file) != 0 && errno != EINVAL) {
            to->cause = errno;
        }
        (void)close(to->file);
    }
}

/* A captionlint_picture_fn. */
static int report_picture(const captionlint_picture *picture, void *user)
{
    telling *tell = user;
    captionlint_verdict verdict = worst_of(picture);
    tell->worst = verdict > tell->worst ? verdict : tell->worst;
    captionlint_status status = captionlint_picture_move(picture, tell->path, &tell->error);
    if (status == CAPTIONLINT_OK) {
        status = captionlint_report_add(tell->record.report, picture, &tell->error);
    }
    if (status == CAPTIONLINT_OK && tell->sheet.report != NULL) {
        status = captionlint_report_add(tell->sheet.report, picture, &tell->error);
    }
    return status == CAPTIONLINT_OK ? 0 : 1;
}

static void open_reports(telling *tell, int folder, const watch_name *name)
{
    watch_name record;
    watch_name sheet;
    watch_report_name(name->text, WATCH_RECORD, &record);
    watch_report_name(name->text, WATCH_SHEET, &sheet);
    open_writing(tell, &tell->record, (watch_place){folder, record.text}, "ndjson");
    if (!tell->job->of->options->no_sheet) {
        open_writing(tell, &tell->sheet, (watch_place){folder, sheet.text}, "html");
    }
}

static watch_outcome tell_written(const telling *tell, const watch_file *file)
{
    int cause = tell->record.cause != 0 ? tell->record.cause : tell->sheet.cause;
    if (cause != 0) {
        return watch_tell_trouble(tell->job, cause);
    }
    return tell->error.status == CAPTIONLINT_OK ? WATCH_DONE
                                                : tell_failure(tell->job, file, &tell->error);
}

static watch_outcome write_one(telling *tell, const watch_file *file, int folder)
{
    char path[CLI_PATH_MAX];
    watch_name name;
    const captionlint_input input = {
        .path = path, .tell_unreadable = 1, .thumbnails = tell->job->of->options->no_sheet ? 0 : 1};
    watch_numbered(file->name.text, tell->job->number, &name);
    if (!watch_job_path_in(tell->job, file->name.text, path) ||
        !watch_job_path(tell->job, file->verdict, name.text, tell->path)) {
        return watch_tell_trouble(tell->job, ENAMETOOLONG);
    }
    open_reports(tell, folder, &name);
    bool open = tell->record.cause == 0 && tell->sheet.cause == 0;
    if (open && tell->error.status == CAPTIONLINT_OK) {
        (void)captionlint_check(tell->lint, &input, report_picture, tell, &tell->error);
    }
    end_writing(tell, &tell->record);
    end_writing(tell, &tell->sheet);
    return tell_written(tell, file);
}

/* In new/VERDICT. */
static watch_outcome write_file(telling *tell, const watch_file *file, int into)
{
    int folder = -1;
    int cause = watch_make_own(into, captionlint_verdict_name(file->verdict), &folder);
    watch_outcome outcome = WATCH_DONE;
    if (cause == 0) {
        outcome = write_one(tell, file, folder);
    }
    if (cause == 0 && fsync(folder) != 0 && errno != EINVAL) {
        cause = errno;
    }
    if (folder != -1) {
        (void)close(folder);
    }
    return cause == 0 ? outcome : watch_tell_trouble(tell->job, cause);
}

watch_outcome watch_write_reports(watch_job *job, int into, bool *same)
{
    watch_outcome outcome = WATCH_DONE;
    hooks_setup *setup = hooks_house_take(job->of->house);
    *same = true;
    for (size_t i = 0; i < job->count && outcome == WATCH_DONE; i++) {
        const watch_file *file = &job->files[i];
        telling tell = {.job = job, .lint = setup->lint, .record.file = -1, .sheet.file = -1};
        if (!file->sidecar) {
            outcome = write_file(&tell, file, into);
            *same = *same && tell.worst == file->verdict;
        }
    }
    hooks_house_give(job->of->house, setup);
    return outcome;
}
