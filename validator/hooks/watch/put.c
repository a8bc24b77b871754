/* Reports and files of a job to their places, once its verdict stands. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/job.h"

/* One file that is to be moved. */
typedef struct item {
    int from;
    watch_name name;
    captionlint_verdict verdict;
    watch_name last; /* its name there */
    unsigned rank;   /* who goes first */
} item;

typedef struct items {
    watch_job *job;
    item *all;
    size_t count;
    int reports[WATCH_VERDICTS]; /* the folders of go/; -1: there is none */
} items;

enum {
    FIRST_REPORTS,
    THEN_SIDECARS,
    THEN_PICTURES,
    RANKS
};

static int add(items *list, const item *one)
{
    item *all = realloc(list->all, (list->count + 1) * sizeof *all);
    if (all == NULL) {
        return ENOMEM;
    }
    list->all = all;
    all[list->count++] = *one;
    return 0;
}

static watch_name name_of(const char *text)
{
    watch_name name;
    (void)snprintf(name.text, sizeof name.text, "%s", text);
    return name;
}

/* --- what there is to move --- */

static int list_reports(items *list, int go, captionlint_verdict verdict)
{
    watch_list *names = NULL;
    const char *folder = captionlint_verdict_name(verdict);
    int cause = watch_open_below(go, folder, &list->reports[verdict]);
    if (cause != 0) {
        return cause == ENOENT ? 0 : cause;
    }
    cause = watch_list_open((watch_place){go, folder}, &names);
    if (cause != 0) {
        return cause;
    }
    for (const char *name = watch_list_next(names); name != NULL && cause == 0;
         name = watch_list_next(names)) {
        const item one = {.from = list->reports[verdict],
                          .name = name_of(name),
                          .verdict = verdict,
                          .last = name_of(name),
                          .rank = watch_is_xmp(name) ? THEN_SIDECARS : FIRST_REPORTS};
        cause = add(list, &one);
    }
    int unread = watch_list_close(names);
    return cause == 0 ? unread : cause;
}

/* "ok/NAME", as plan/ has it. */
static int read_plan(const char *where, item *out)
{
    for (unsigned verdict = 0; verdict < WATCH_VERDICTS; verdict++) {
        const char *folder = captionlint_verdict_name(verdict);
        size_t len = strnlen(folder, WATCH_NAME_MAX);
        if (strncmp(where, folder, len) == 0 && where[len] == '/') {
            out->verdict = verdict;
            out->last = name_of(where + len + 1);
            return 0;
        }
    }
    return EINVAL;
}

static int add_planned(items *list, int plan, const char *name)
{
    char where[sizeof "incomplete/" + WATCH_NAME_MAX];
    item one = {.from = list->job->in,
                .name = name_of(name),
                .rank = watch_is_xmp(name) ? THEN_SIDECARS : THEN_PICTURES};
    ssize_t len = readlinkat(plan, name, where, sizeof where - 1);
    if (len < 0) {
        return errno;
    }
    where[len] = '\0';
    int cause = read_plan(where, &one);
    return cause == 0 ? add(list, &one) : cause;
}

static int list_planned(items *list, int go)
{
    watch_list *names = NULL;
    int cause = watch_list_open((watch_place){go, "plan"}, &names);
    if (cause != 0) {
        return cause == ENOENT ? 0 : cause; /* after a crash when all was moved */
    }
    for (const char *name = watch_list_next(names); name != NULL && cause == 0;
         name = watch_list_next(names)) {
        cause = list->job->in == -1 ? 0 : add_planned(list, watch_list_folder(names), name);
    }
    int unread = watch_list_close(names);
    return cause == 0 ? unread : cause;
}

static int list_all(items *list)
{
    int go = -1;
    int cause = watch_open_below(list->job->folder, "go", &go);
    for (unsigned verdict = 0; verdict < WATCH_VERDICTS && cause == 0; verdict++) {
        cause = list_reports(list, go, verdict);
    }
    if (cause == 0) {
        cause = list_planned(list, go);
    }
    if (go != -1) {
        (void)close(go);
    }
    return cause;
}

/* --- moving it --- */

static bool is_there(watch_place place)
{
    watch_look look;
    return watch_look_at(place, &look) != WATCH_GONE;
}

/* Whether a name is taken, before anything is moved. */
static int look_for_taken(const items *list, bool *taken)
{
    int cause = 0;
    for (size_t i = 0; i < list->count && cause == 0 && !*taken; i++) {
        const item *one = &list->all[i];
        int folder = -1;
        cause = watch_job_place(list->job, one->verdict, &folder);
        *taken = cause == 0 && is_there((watch_place){folder, one->last.text});
    }
    return cause;
}

/* Somebody else's file took the name after others of the job were moved: this one gets another. */
static int put_beside(const item *one, int folder, const watch_moving *how)
{
    int cause = EEXIST;
    for (unsigned number = 2; cause == EEXIST && number < WATCH_NUMBER_MAX; number++) {
        watch_name name;
        watch_numbered(one->last.text, number, &name);
        cause = watch_move((watch_place){one->from, one->name.text},
                           (watch_place){folder, name.text}, how);
        if (cause == 0) {
            cli_say("%s/%s: another file has that name; it is now %s",
                    captionlint_verdict_name(one->verdict), one->last.text, name.text);
        }
    }
    return cause;
}

static int put_one(const items *list, const item *one)
{
    char passing[sizeof ".captionlint-.part" + sizeof list->job->name];
    int folder = -1;
    int cause = watch_job_place(list->job, one->verdict, &folder);
    if (cause != 0 || !is_there((watch_place){one->from, one->name.text})) {
        return cause; /* or it was put before a crash */
    }
    (void)snprintf(passing, sizeof passing, ".captionlint-%s.part", list->job->name);
    const watch_moving how = {.passing = {folder, passing}, .again = list->job->again};
    cause = watch_move((watch_place){one->from, one->name.text},
                       (watch_place){folder, one->last.text}, &how);
    return cause == EEXIST ? put_beside(one, folder, &how) : cause;
}

static int put_all(const items *list)
{
    int cause = 0;
    for (unsigned rank = 0; rank < RANKS; rank++) {
        for (size_t i = 0; i < list->count && cause == 0; i++) {
            cause = list->all[i].rank == rank ? put_one(list, &list->all[i]) : 0;
        }
    }
    return cause;
}

static int sync_places(const watch_job *job)
{
    int cause = 0;
    for (size_t i = 0; i < WATCH_VERDICTS && cause == 0; i++) {
        bool failed = job->places[i] != -1 && fsync(job->places[i]) != 0 && errno != EINVAL;
        cause = failed ? errno : 0;
    }
    return cause;
}

watch_outcome watch_put(watch_job *job, bool *taken)
{
    items list = {.job = job, .reports = {-1, -1, -1, -1, -1}};
    int cause = list_all(&list);
    (void)pthread_mutex_lock(&job->of->placing);
    if (cause == 0 && !job->again) {
        cause = look_for_taken(&list, taken);
    }
    if (cause == 0 && !*taken) {
        cause = put_all(&list);
    }
    (void)pthread_mutex_unlock(&job->of->placing);
    if (cause == 0 && !*taken) {
        cause = sync_places(job);
    }
    for (size_t i = 0; i < WATCH_VERDICTS; i++) {
        if (list.reports[i] != -1) {
            (void)close(list.reports[i]);
        }
    }
    free(list.all);
    return cause == 0 ? WATCH_DONE : watch_tell_trouble(job, cause);
}
