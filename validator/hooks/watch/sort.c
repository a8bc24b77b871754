/* From the check of the files of a job to the moment from which its verdict stands. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "hooks/watch/job.h"

static bool look_at_all(watch_job *job, bool compare)
{
    bool same = true;
    for (size_t i = 0; i < job->count; i++) {
        watch_look now = {0};
        (void)watch_look_at((watch_place){job->in, job->files[i].name.text}, &now);
        same = same && watch_same_look(&job->files[i].look, &now);
        if (!compare) {
            job->files[i].look = now;
        }
    }
    return same;
}

/* A sidecar that pictures of several verdicts share goes with each of them: copies. */
static int copy_sidecar(const watch_job *job, const watch_file *file, int into)
{
    watch_name name;
    int cause = 0;
    bool first = true;
    watch_numbered(file->name.text, job->number, &name);
    for (unsigned i = 0; i < WATCH_VERDICTS && cause == 0; i++) {
        if ((file->folders & 1u << i) == 0) {
            continue;
        }
        int folder = -1;
        cause = first ? 0 : watch_make_own(into, captionlint_verdict_name(i), &folder);
        if (cause == 0 && !first) {
            cause = watch_copy((watch_place){job->in, file->name.text},
                               (watch_place){folder, name.text});
        }
        if (cause == 0 && folder != -1 && fsync(folder) != 0 && errno != EINVAL) {
            cause = errno;
        }
        if (folder != -1) {
            (void)close(folder);
        }
        first = false;
    }
    return cause;
}

/* The lowest of the folders that a file goes to. */
static captionlint_verdict first_folder(const watch_file *file)
{
    captionlint_verdict verdict = CAPTIONLINT_VERDICT_OK;
    while (verdict < CAPTIONLINT_VERDICT_BLOCK && (file->folders & 1u << verdict) == 0) {
        verdict++;
    }
    return verdict;
}

static int plan_file(const watch_job *job, const watch_file *file, int plan)
{
    char where[sizeof "incomplete/" + WATCH_NAME_MAX];
    watch_name name;
    watch_numbered(file->name.text, job->number, &name);
    (void)snprintf(where, sizeof where, "%s/%s", captionlint_verdict_name(first_folder(file)),
                   name.text);
    return symlinkat(where, plan, file->name.text) == 0 ? 0 : errno;
}

static int plan_files(const watch_job *job, int into)
{
    int plan = -1;
    int cause = watch_make_own(into, "plan", &plan);
    for (size_t i = 0; i < job->count && cause == 0; i++) {
        cause = copy_sidecar(job, &job->files[i], into);
        if (cause == 0) {
            cause = plan_file(job, &job->files[i], plan);
        }
    }
    if (cause == 0 && fsync(plan) != 0 && errno != EINVAL) {
        cause = errno;
    }
    if (plan != -1) {
        (void)close(plan);
    }
    return cause;
}

static int make_new(const watch_job *job, int *out)
{
    int cause = watch_remove((watch_place){job->folder, "new"});
    if (cause == 0) {
        cause = watch_remove((watch_place){job->folder, "room"});
    }
    return cause == 0 ? watch_make_own(job->folder, "new", out) : cause;
}

static int commit(const watch_job *job)
{
    if (renameat(job->folder, "new", job->folder, "go") != 0) {
        return errno;
    }
    return fsync(job->folder) == 0 || errno == EINVAL ? 0 : errno;
}

static int roll_back(const watch_job *job)
{
    return renameat(job->folder, "go", job->folder, "new") == 0 ? 0 : errno;
}

/* Fills new/. *settled: the files stayed as they were, and so did what was judged of them. */
static watch_outcome prepare(watch_job *job, bool *settled)
{
    int into = -1;
    int cause = make_new(job, &into);
    if (cause != 0) {
        return watch_tell_trouble(job, cause);
    }
    watch_outcome outcome = watch_write_reports(job, into, settled);
    if (outcome == WATCH_DONE && *settled) {
        cause = plan_files(job, into);
        *settled = look_at_all(job, true) && cause != EBUSY; /* a sidecar changed in its copying */
        cause = cause == EBUSY ? 0 : cause;
    }
    if (cause == 0 && fsync(into) != 0 && errno != EINVAL) {
        cause = errno;
    }
    (void)close(into);
    return cause == 0 ? outcome : watch_tell_trouble(job, cause);
}

/* One try. *done: all is in its place. */
static watch_outcome try_to_sort(watch_job *job, bool *done)
{
    bool settled = false;
    bool taken = false;
    (void)look_at_all(job, false);
    watch_outcome outcome = watch_judge(job);
    if (outcome == WATCH_DONE) {
        outcome = watch_choose_number(job);
    }
    if (outcome == WATCH_DONE) {
        outcome = prepare(job, &settled);
    }
    if (outcome != WATCH_DONE || !settled) {
        return outcome;
    }
    int cause = commit(job);
    if (cause != 0) {
        return watch_tell_trouble(job, cause);
    }
    outcome = watch_put(job, &taken);
    if (taken) {
        cause = roll_back(job);
        return cause == 0 ? WATCH_DONE : watch_tell_trouble(job, cause);
    }
    *done = outcome == WATCH_DONE;
    return outcome;
}

watch_outcome watch_sort(watch_job *job)
{
    bool done = job->count == 0;
    watch_outcome outcome = WATCH_DONE;
    for (unsigned i = 0; i < WATCH_TRIES_MAX && outcome == WATCH_DONE && !done; i++) {
        outcome = try_to_sort(job, &done);
    }
    return outcome == WATCH_DONE && !done ? WATCH_LATER : outcome;
}
