/* The incoming folder and all below it, as inotify tells of them. */
#ifndef HOOKS_WATCH_FOLDERS_H
#define HOOKS_WATCH_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct watch_folders watch_folders;

typedef enum watch_event_kind {
    WATCH_BEGUN,    /* a file was made, or a folder */
    WATCH_COMPLETE, /* a file was closed after writing, or moved in, or a folder was */
    WATCH_LOST,     /* events were lost: a scan finds what they would have told */
    WATCH_MOVED,    /* a folder was moved: a scan finds it where it is, if it is below ours */
    WATCH_ENDED     /* the incoming folder itself is gone */
} watch_event_kind;

typedef struct watch_event {
    watch_event_kind kind;
    bool folder;        /* it is one */
    const char *within; /* the folder, below the incoming one; both until the next event */
    const char *name;
} watch_event;

/* NULL after telling what is wrong. */
watch_folders *watch_folders_new(void);
void watch_folders_free(watch_folders *folders);
/* A descriptor that can be read when there are events. */
int watch_folders_file(const watch_folders *folders);

/* Events come for the open folder, which is called `path`; again for one that got another name. 0
 * or an errno. */
int watch_folders_add(watch_folders *folders, int folder, const char *path);
/* The next event; false when none is waiting, or so many were told that other things come first. */
bool watch_folders_next(watch_folders *folders, watch_event *out);

#endif
