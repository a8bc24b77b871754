#define _GNU_SOURCE

#include "hooks/watch/folders.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "cli/limits.h"
#include "cli/say.h"
#include "hooks/limits.h"

/* A folder that is watched. */
typedef struct slot {
    struct slot *next;
    int id; /* inotify's */
    char path[];
} slot;

struct watch_folders {
    int file;
    slot *slots[WATCH_FOLDER_SLOTS];
    size_t count;
    bool filled; /* `bytes`, since none was waiting */
    size_t at;   /* what of it was not yet told */
    size_t len;
    char within[CLI_PATH_MAX];
    _Alignas(struct inotify_event) char bytes[WATCH_EVENT_BYTES];
};

watch_folders *watch_folders_new(void)
{
    watch_folders *folders = calloc(1, sizeof *folders);
    if (folders == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    folders->file = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (folders->file == -1) {
        (void)cli_fail("folders cannot be watched: %s; see fs.inotify in sysctl",
                       cli_system_reason(errno));
        free(folders);
        return NULL;
    }
    return folders;
}

int watch_folders_file(const watch_folders *folders)
{
    return folders->file;
}

/* --- which folder an event is of --- */

static slot **find(watch_folders *folders, int id)
{
    slot **at = &folders->slots[(unsigned)id % WATCH_FOLDER_SLOTS];
    while (*at != NULL && (*at)->id != id) {
        at = &(*at)->next;
    }
    return at;
}

static void forget(watch_folders *folders, slot **at)
{
    slot *gone = *at;
    *at = gone->next;
    free(gone);
    folders->count--;
}

void watch_folders_free(watch_folders *folders)
{
    for (size_t i = 0; folders != NULL && i < WATCH_FOLDER_SLOTS; i++) {
        while (folders->slots[i] != NULL) {
            forget(folders, &folders->slots[i]);
        }
    }
    if (folders != NULL) {
        (void)close(folders->file);
    }
    free(folders);
}

static int remember(watch_folders *folders, int id, const char *path)
{
    slot **at = find(folders, id);
    if (*at != NULL) {
        forget(folders, at);
    }
    size_t len = strnlen(path, CLI_PATH_MAX) + 1;
    slot *new = malloc(sizeof *new + len);
    if (new == NULL) {
        (void)inotify_rm_watch(folders->file, id);
        return ENOMEM;
    }
    memcpy(new->path, path, len);
    new->id = id;
    at = find(folders, id);
    new->next = *at;
    *at = new;
    folders->count++;
    return 0;
}

int watch_folders_add(watch_folders *folders, int folder, const char *path)
{
    char name[sizeof "/proc/self/fd/" + 12];
    if (folders->count >= WATCH_FOLDERS_MAX) {
        return ENOSPC;
    }
    /* By descriptor: a name could lead elsewhere by now. */
    (void)snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
    int id = inotify_add_watch(folders->file, name,
                               IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVE_SELF |
                                   IN_DELETE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK);
    return id == -1 ? errno : remember(folders, id, path);
}

static bool is_below(const char *path, const char *folder)
{
    size_t len = strnlen(folder, CLI_PATH_MAX);
    return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* A folder went somewhere: it and what is in it is watched anew where a scan comes upon it. */
static void stop_below(watch_folders *folders, const char *path)
{
    for (size_t i = 0; i < WATCH_FOLDER_SLOTS; i++) {
        slot **at = &folders->slots[i];
        while (*at != NULL) {
            if (is_below((*at)->path, path)) {
                (void)inotify_rm_watch(folders->file, (*at)->id);
                forget(folders, at);
            } else {
                at = &(*at)->next;
            }
        }
    }
}

/* --- events --- */

static bool fill(watch_folders *folders)
{
    ssize_t len = read(folders->file, folders->bytes, sizeof folders->bytes);
    folders->at = 0;
    folders->len = len > 0 ? (size_t)len : 0;
    return len > 0;
}

/* What happened to a watched folder itself. False: nothing that matters. */
static bool tell_of_folder(watch_folders *folders, const struct inotify_event *event,
                           watch_event *out)
{
    bool root = folders->within[0] == '\0';
    if ((event->mask & IN_IGNORED) != 0) {
        forget(folders, find(folders, event->wd));
    }
    if (root && (event->mask & (IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0) {
        out->kind = WATCH_ENDED;
        return true;
    }
    if ((event->mask & IN_MOVE_SELF) != 0) {
        stop_below(folders, folders->within);
        out->kind = WATCH_MOVED;
        return true;
    }
    return false;
}

static bool tell(watch_folders *folders, const struct inotify_event *event, watch_event *out)
{
    *out = (watch_event){.kind = WATCH_LOST, .within = folders->within, .name = ""};
    if ((event->mask & IN_Q_OVERFLOW) != 0) {
        return true;
    }
    const slot *of = *find(folders, event->wd);
    if (of == NULL) {
        return false;
    }
    (void)snprintf(folders->within, sizeof folders->within, "%s", of->path);
    if (event->len == 0) {
        return tell_of_folder(folders, event, out);
    }
    out->name = event->name;
    out->folder = (event->mask & IN_ISDIR) != 0;
    out->kind = (event->mask & IN_CREATE) != 0 ? WATCH_BEGUN : WATCH_COMPLETE;
    return true;
}

bool watch_folders_next(watch_folders *folders, watch_event *out)
{
    for (;;) {
        /* One filling at a time: events may come faster than they are looked at. */
        if (folders->at >= folders->len) {
            folders->filled = !folders->filled && fill(folders);
        }
        if (!folders->filled) {
            return false;
        }
        const struct inotify_event *event =
            (const struct inotify_event *)(const void *)(folders->bytes + folders->at);
        folders->at += sizeof *event + event->len;
        if (tell(folders, event, out)) {
            return true;
        }
    }
}
