/* What is told of files that cannot be sorted. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "cli/say.h"
#include "hooks/watch/job.h"

void watch_incoming_path(const watch *of, const char *folder, const char *name,
                         char out[CLI_PATH_MAX])
{
    (void)snprintf(out, CLI_PATH_MAX, "%s/%s%s%s", of->incoming_path, folder,
                   folder[0] == '\0' ? "" : "/", name);
}

/* FNV-1a. */
static uint64_t hash(const char *text)
{
    uint64_t value = 14695981039346656037u;
    for (const char *at = text; *at != '\0'; at++) {
        value = (value ^ (unsigned char)*at) * 1099511628211u;
    }
    return value;
}

static bool is_new(watch *of, uint64_t what)
{
    bool found = false;
    (void)pthread_mutex_lock(&of->telling);
    for (size_t i = 0; i < WATCH_TOLD_MAX && !found; i++) {
        found = of->told[i] == what;
    }
    if (!found) {
        of->told[of->told_next] = what;
        of->told_next = (of->told_next + 1) % WATCH_TOLD_MAX;
    }
    (void)pthread_mutex_unlock(&of->telling);
    return !found;
}

void watch_tell_once(watch *of, const char *folder, const char *name, const char *format, ...)
{
    char path[CLI_PATH_MAX];
    char reason[CLI_PATH_MAX];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    watch_incoming_path(of, folder, name, path);
    if (is_new(of, hash(path) ^ hash(reason))) {
        cli_say("%s: %s", path, reason);
    }
}

watch_outcome watch_tell_stuck(const watch_job *job, const char *name, const char *reason)
{
    watch_tell_once(job->of, job->from, name, "%s", reason);
    return WATCH_STUCK;
}

watch_outcome watch_tell_trouble(const watch_job *job, int cause)
{
    const char *name = job->count == 0 ? "" : job->files[0].name.text;
    if (cause == EEXIST) {
        return watch_tell_stuck(job, name,
                                "it and a file like it would get the same name; it "
                                "stays there until it is renamed");
    }
    if (cause == ENAMETOOLONG || cause == ELOOP || cause == ENOTDIR) {
        return watch_tell_stuck(job, name, cli_system_reason(cause));
    }
    cli_say("%s: %s; nothing is sorted until that is over", job->of->target_path,
            cli_system_reason(cause));
    return WATCH_TROUBLE;
}
