/* Files into a job, and back. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/job.h"

/* The target can be written: what is refused now is about this file. */
static watch_outcome tell_refused(const watch_job *job, const char *name, int cause)
{
    if (cause == EBUSY) {
        return WATCH_LATER;
    }
    if (cause == EFBIG) {
        return watch_tell_stuck(job, name,
                                "no room for it in the target; it stays there until "
                                "there is");
    }
    if (cause == ENOSPC || cause == EDQUOT || cause == ENOMEM || cause == EMFILE ||
        cause == ENFILE) {
        return watch_tell_trouble(job, cause);
    }
    watch_tell_once(job->of, job->from, name,
                    "%s; it stays there until it may be moved by the user that watches",
                    cli_system_reason(cause));
    return WATCH_STUCK;
}

static watch_outcome take_one(watch_job *job, const watch_found *found)
{
    const char *name = found->name.text;
    const watch_place in = {job->in, name};
    const watch_moving how = {.passing = {job->folder, "part"}};
    watch_look look;
    watch_kind kind = watch_look_at((watch_place){job->source, name}, &look);
    if (kind != WATCH_GONE && !watch_same_content(&look, &found->look)) {
        return WATCH_LATER; /* another one by now */
    }
    int cause =
        kind == WATCH_GONE ? ENOENT : watch_move((watch_place){job->source, name}, in, &how);
    if (cause == ENOENT) {
        return WATCH_DONE; /* somebody took it away */
    }
    if (cause != 0) {
        return tell_refused(job, name, cause);
    }
    watch_file *file = &job->files[job->count++];
    *file = (watch_file){.verdict = CAPTIONLINT_VERDICT_OK};
    (void)snprintf(file->name.text, sizeof file->name.text, "%s", name);
    if (watch_look_at(in, &look) != WATCH_FILE) {
        return watch_tell_stuck(job, name, "not a regular file; it stays there");
    }
    if (look.names > 1) {
        cause = watch_make_private(in, how.passing);
    }
    if (cause != 0) {
        return tell_refused(job, name, cause);
    }
    return watch_writers_of(in) == WATCH_A_WRITER ? WATCH_LATER : WATCH_DONE;
}

watch_outcome watch_take(watch_job *job, const watch_order *order)
{
    watch_outcome outcome = WATCH_DONE;
    int cause = watch_open_below(job->of->incoming, order->folder, &job->source);
    if (cause == ENOENT) {
        return WATCH_DONE;
    }
    if (cause != 0) {
        return tell_refused(job, "", cause);
    }
    for (int pictures = 0; pictures < 2; pictures++) {
        for (size_t i = 0; i < order->count && outcome == WATCH_DONE; i++) {
            if (watch_is_xmp(order->files[i].name.text) == (pictures == 0)) {
                outcome = take_one(job, &order->files[i]);
            }
        }
    }
    return outcome;
}

/* --- back --- */

/* Whether the file may get that name in the folder that it came from. */
static bool is_free(const watch_job *job, const watch_file *file, const watch_name *name)
{
    const watch_place in = {job->in, file->name.text};
    const watch_place back = {job->source, name->text};
    watch_look own;
    watch_look other;
    if (watch_look_at(back, &other) == WATCH_GONE || watch_look_at(in, &own) == WATCH_GONE) {
        return true;
    }
    /* It may be there already, from a copy that was not followed by the end of its source. */
    return job->again && own.device != other.device && watch_same_bytes(in, back);
}

static unsigned free_number(const watch_job *job)
{
    for (unsigned number = 1; number < WATCH_NUMBER_MAX; number++) {
        bool all = true;
        for (size_t i = 0; i < job->count && all; i++) {
            watch_name name;
            watch_numbered(job->files[i].name.text, number, &name);
            all = is_free(job, &job->files[i], &name);
        }
        if (all) {
            return number;
        }
    }
    return WATCH_NUMBER_MAX;
}

/* A folder that is no longer there is made anew; one that became a link is not followed. */
static int open_source(watch_job *job)
{
    int cause = 0;
    if (job->source == -1) {
        cause = watch_make_below(job->of->incoming, job->from, &job->source);
    }
    if (cause == ELOOP || cause == ENOTDIR) {
        cause = watch_open_below(job->of->incoming, "", &job->source);
    }
    return cause;
}

static int give_one(const watch_job *job, const watch_file *file, unsigned number)
{
    char passing[sizeof ".captionlint-.part" + sizeof job->name];
    watch_name name;
    (void)snprintf(passing, sizeof passing, ".captionlint-%s.part", job->name);
    const watch_moving how = {.passing = {job->source, passing}, .again = job->again};
    watch_numbered(file->name.text, number, &name);
    int cause = watch_move((watch_place){job->in, file->name.text},
                           (watch_place){job->source, name.text}, &how);
    return cause == ENOENT ? 0 : cause;
}

watch_outcome watch_give_back(watch_job *job)
{
    int cause = job->count == 0 ? 0 : open_source(job);
    /* Between looking and moving somebody may take a name; then another number is tried. */
    for (unsigned tries = 0; tries < WATCH_TRIES_MAX; tries++) {
        unsigned number = cause == 0 && job->count > 0 ? free_number(job) : 1;
        for (size_t i = 0; i < job->count && cause == 0; i++) {
            cause = give_one(job, &job->files[i], number);
        }
        if (cause != EEXIST) {
            break;
        }
        cause = tries + 1 < WATCH_TRIES_MAX ? 0 : cause;
    }
    if (cause != 0) {
        cli_say("%s: %s; what was taken from it waits in %s/" WATCH_HOME "/jobs/%s",
                job->of->incoming_path, cli_system_reason(cause), job->of->target_path, job->name);
        return WATCH_TROUBLE;
    }
    return WATCH_DONE;
}
