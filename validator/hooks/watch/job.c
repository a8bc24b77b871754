#define _GNU_SOURCE /* fallocate */

#include "hooks/watch/job.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- places --- */

bool watch_job_path(const watch_job *job, captionlint_verdict verdict, const char *name,
                    char out[CLI_PATH_MAX])
{
    int len = snprintf(out, CLI_PATH_MAX, "%s/%s/%s%s%s", job->of->target_path,
                       captionlint_verdict_name(verdict), job->from,
                       job->from[0] == '\0' ? "" : "/", name);
    return len > 0 && (unsigned)len < CLI_PATH_MAX;
}

bool watch_job_path_in(const watch_job *job, const char *name, char out[CLI_PATH_MAX])
{
    int len = snprintf(out, CLI_PATH_MAX, "%s/" WATCH_HOME "/jobs/%s/in/%s", job->of->target_path,
                       job->name, name);
    return len > 0 && (unsigned)len < CLI_PATH_MAX;
}

int watch_job_place(watch_job *job, captionlint_verdict verdict, int *out)
{
    int cause = 0;
    if (job->places[verdict] == -1) {
        int folder = -1;
        cause = watch_make_own(job->of->target, captionlint_verdict_name(verdict), &folder);
        if (cause == 0) {
            cause = watch_make_own(folder, job->from, &job->places[verdict]);
            (void)close(folder);
        }
    }
    *out = job->places[verdict];
    return cause;
}

static void close_one(int file)
{
    if (file != -1) {
        (void)close(file);
    }
}

void watch_job_close(watch_job *job)
{
    for (size_t i = 0; i < WATCH_VERDICTS; i++) {
        close_one(job->places[i]);
    }
    close_one(job->source);
    close_one(job->in);
    close_one(job->folder);
    free(job->files);
    free(job->from);
}

watch_job watch_no_job(watch *of)
{
    watch_job job = {.of = of, .folder = -1, .in = -1, .source = -1, .number = 1};
    for (size_t i = 0; i < WATCH_VERDICTS; i++) {
        job.places[i] = -1;
    }
    return job;
}

/* --- a new job --- */

static int make_folder(watch_job *job)
{
    int made = -1;
    errno = EEXIST;
    for (unsigned i = 1; made != 0 && errno == EEXIST; i++) {
        (void)snprintf(job->name, sizeof job->name, "%u", i);
        made = mkdirat(job->of->jobs, job->name, 0700);
    }
    return made == 0 ? 0 : errno;
}

/* Where the disk is full that shows before anything was taken. */
static int make_room(int folder)
{
    int file = openat(folder, "room", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file == -1) {
        return errno;
    }
    int cause = fallocate(file, 0, 0, WATCH_ROOM_BYTES) == 0 || errno == EOPNOTSUPP ? 0 : errno;
    (void)close(file);
    return cause;
}

static int note_source(const watch_job *job)
{
    char from[CLI_PATH_MAX];
    int len = snprintf(from, sizeof from, "./%s", job->from);
    if (len < 0 || (size_t)len >= sizeof from) {
        return ENAMETOOLONG;
    }
    return symlinkat(from, job->folder, "from") == 0 ? 0 : errno;
}

static int fill_folder(watch_job *job)
{
    int cause = watch_open_below(job->of->jobs, job->name, &job->folder);
    if (cause == 0) {
        cause = note_source(job);
    }
    if (cause == 0) {
        cause = make_room(job->folder);
    }
    if (cause == 0) {
        cause = mkdirat(job->folder, "in", 0700) == 0 ? 0 : errno;
    }
    return cause == 0 ? watch_open_below(job->folder, "in", &job->in) : cause;
}

static int make_job(watch_job *job, const watch_order *order)
{
    job->from = strdup(order->folder);
    job->files = calloc(order->count, sizeof *job->files);
    if (job->from == NULL || job->files == NULL) {
        return ENOMEM;
    }
    int cause = make_folder(job);
    if (cause == 0) {
        cause = fill_folder(job);
        if (cause != 0) {
            (void)watch_remove((watch_place){job->of->jobs, job->name});
        }
    }
    return cause;
}

/* --- the end of a job --- */

bool watch_job_has(const watch_job *job, const char *name)
{
    watch_look look;
    return watch_look_at((watch_place){job->folder, name}, &look) != WATCH_GONE;
}

/* Nothing of in/ is ever removed; and go/ goes at once, while all else is there that explains it.
 */
watch_outcome watch_job_remove(const watch_job *job)
{
    int cause = 0;
    if (job->folder != -1) {
        bool empty = unlinkat(job->folder, "in", AT_REMOVEDIR) == 0 || errno == ENOENT;
        bool gone =
            empty && (renameat(job->folder, "go", job->folder, "done") == 0 || errno == ENOENT);
        cause = gone ? 0 : errno;
    }
    if (cause == 0) {
        cause = watch_remove((watch_place){job->of->jobs, job->name});
    }
    return cause == 0 ? WATCH_DONE : watch_tell_trouble(job, cause);
}

/* Leaves it, where the verdict stands or nothing can be moved, for watch_jobs_recover. */
static watch_outcome give_up(watch_job *job, watch_outcome why)
{
    if (watch_job_has(job, "go")) {
        return why;
    }
    watch_outcome given = watch_give_back(job);
    if (given == WATCH_DONE) {
        given = watch_job_remove(job);
    }
    return given == WATCH_DONE ? why : given;
}

watch_outcome watch_job_run(watch *of, const watch_order *order)
{
    watch_job job = watch_no_job(of);
    watch_outcome outcome = WATCH_DONE;
    int cause = make_job(&job, order);
    if (cause != 0) {
        outcome = watch_tell_trouble(&job, cause);
        watch_job_close(&job);
        return outcome;
    }
    outcome = watch_take(&job, order);
    if (outcome == WATCH_DONE) {
        outcome = watch_sort(&job);
    }
    outcome = outcome == WATCH_DONE ? watch_job_remove(&job) : give_up(&job, outcome);
    watch_job_close(&job);
    return outcome;
}
