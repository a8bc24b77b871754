/* What an earlier run began and did not end. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/job.h"

static int read_source(watch_job *job)
{
    char from[CLI_PATH_MAX];
    ssize_t len = readlinkat(job->folder, "from", from, sizeof from - 1);
    if (len < 2) {
        return len < 0 ? errno : EINVAL;
    }
    from[len] = '\0';
    job->from = strdup(from + 2);
    return job->from == NULL ? ENOMEM : 0;
}

static int read_files(watch_job *job)
{
    watch_list *list = NULL;
    int cause = watch_list_open((watch_place){job->folder, "in"}, &list);
    if (cause != 0) {
        return cause == ENOENT ? 0 : cause;
    }
    job->files = calloc(WATCH_MEMBERS_MAX + 1, sizeof *job->files);
    cause = job->files == NULL ? ENOMEM : 0;
    for (const char *name = watch_list_next(list);
         name != NULL && cause == 0 && job->count <= WATCH_MEMBERS_MAX;
         name = watch_list_next(list)) {
        (void)snprintf(job->files[job->count++].name.text, sizeof job->files->name, "%s", name);
    }
    int unread = watch_list_close(list);
    return cause == 0 ? unread : cause;
}

static int reopen(watch_job *job)
{
    int cause = watch_open_below(job->of->jobs, job->name, &job->folder);
    if (cause == 0) {
        cause = read_files(job);
    }
    if (cause != 0 || job->count == 0) {
        return cause; /* there is nothing to be moved; go/ may hold reports */
    }
    return watch_open_below(job->folder, "in", &job->in);
}

static watch_outcome resume(watch_job *job)
{
    bool taken = false;
    int cause = reopen(job);
    bool stands = cause == 0 && watch_job_has(job, "go");
    if (cause == 0 && (stands || job->count > 0)) {
        cause = read_source(job);
    }
    if (cause != 0) {
        cli_say("%s/" WATCH_HOME "/jobs/%s: %s; look at what is in it", job->of->target_path,
                job->name, cli_system_reason(cause));
        return WATCH_TROUBLE;
    }
    watch_outcome outcome = stands           ? watch_put(job, &taken)
                            : job->count > 0 ? watch_give_back(job)
                                             : WATCH_DONE;
    return outcome == WATCH_DONE ? watch_job_remove(job) : outcome;
}

watch_outcome watch_jobs_recover(watch *of)
{
    watch_list *list = NULL;
    watch_outcome worst = WATCH_DONE;
    int cause = watch_list_open((watch_place){of->jobs, "."}, &list);
    if (cause != 0) {
        cli_say("%s/" WATCH_HOME "/jobs: %s", of->target_path, cli_system_reason(cause));
        return WATCH_TROUBLE;
    }
    for (const char *name = watch_list_next(list); name != NULL; name = watch_list_next(list)) {
        watch_job job = watch_no_job(of);
        job.again = true;
        (void)snprintf(job.name, sizeof job.name, "%s", name);
        watch_outcome outcome = resume(&job);
        worst = outcome > worst ? outcome : worst;
        watch_job_close(&job);
    }
    cause = watch_list_close(list);
    if (cause != 0) {
        cli_say("%s/" WATCH_HOME "/jobs: %s", of->target_path, cli_system_reason(cause));
        worst = WATCH_TROUBLE;
    }
    return worst;
}
