/* Folders and files of the hot folder, always by a descriptor and a name in it. Functions give 0 or
 * an errno, descriptors come with O_CLOEXEC. */
#ifndef HOOKS_WATCH_DISK_H
#define HOOKS_WATCH_DISK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* A name in a folder. */
typedef struct watch_place {
    int folder;
    const char *name;
} watch_place;

/* What tells that a file is not what it was. */
typedef struct watch_look {
    dev_t device;
    ino_t inode;
    off_t size;
    int64_t modified; /* ns */
    int64_t changed;
    nlink_t names; /* hard links: not part of how it looks */
} watch_look;

typedef enum watch_kind {
    WATCH_GONE,
    WATCH_FILE,
    WATCH_FOLDER,
    WATCH_OTHER /* a link, a FIFO, a device */
} watch_kind;

/* Follows no link. */
watch_kind watch_look_at(watch_place place, watch_look *out);
bool watch_same_look(const watch_look *a, const watch_look *b);
/* The same, but it may have other names by now. */
bool watch_same_content(const watch_look *a, const watch_look *b);

typedef enum watch_writers {
    WATCH_NO_WRITER,
    WATCH_A_WRITER,
    WATCH_WRITER_UNKNOWN /* not our file, or a file system that does not say */
} watch_writers;
/* Whether some process has the file open for writing. */
watch_writers watch_writers_of(watch_place place);

/* Opens `path`, relative and below `root`, "" for itself, following no link on the way. */
int watch_open_below(int root, const char *path, int *out);
/* The same, and makes what is missing of it. */
int watch_make_below(int root, const char *path, int *out);
/* The same in a folder that is ours: links in it are as their owner wants it. */
int watch_make_own(int root, const char *path, int *out);
/* mkdir that is content with what is there. */
int watch_make_folder(watch_place place);

typedef struct watch_moving {
    watch_place passing; /* where a copy grows: in the other file system */
    bool again; /* after a crash: a copy with the same bytes is ours, of a move that was cut off */
} watch_moving;
/* Moves a file and replaces nothing: EEXIST when the name is taken. Across file systems a copy is
 * synced and renamed before the source goes. EBUSY: it was written to meanwhile, and is where it
 * was; EFBIG: there is no room for a copy of it. */
int watch_move(watch_place from, watch_place to, const watch_moving *how);
/* Copies to a name that is free. */
int watch_copy(watch_place from, watch_place to);
/* A copy that grows in `passing` takes the place of the file: who has another name of it no longer
 * writes to it. */
int watch_make_private(watch_place place, watch_place passing);
int watch_sync(watch_place place);
/* Whether both can be read and hold the same. */
bool watch_same_bytes(watch_place one, watch_place other);
/* Removes a folder and what is in it, which is ours; no link is followed. */
int watch_remove(watch_place place);

/* The names in a folder, one at a time. */
typedef struct watch_list watch_list;
int watch_list_open(watch_place place, watch_list **out);
/* NULL at the end; lives until the next call. *folder tells whether it is one, where that is known.
 */
const char *watch_list_next(watch_list *list);
/* Of the folder; it lives as long as the list. */
int watch_list_folder(const watch_list *list);
/* 0, or why the names after the last one could not be read. */
int watch_list_close(watch_list *list);

#endif
