#define _GNU_SOURCE /* F_SETLEASE, O_PATH */

#include "hooks/watch/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "cli/limits.h"
#include "hooks/watch/names.h"

enum {
    NS_A_S = 1000000000
};

/* --- what is there --- */

static watch_look look_of(const struct stat *about)
{
    return (watch_look){.device = about->st_dev,
                        .inode = about->st_ino,
                        .size = about->st_size,
                        .modified =
                            about->st_mtim.tv_sec * (int64_t)NS_A_S + about->st_mtim.tv_nsec,
                        .changed = about->st_ctim.tv_sec * (int64_t)NS_A_S + about->st_ctim.tv_nsec,
                        .names = about->st_nlink};
}

watch_kind watch_look_at(watch_place place, watch_look *out)
{
    struct stat about;
    if (fstatat(place.folder, place.name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        return WATCH_GONE;
    }
    *out = look_of(&about);
    return S_ISREG(about.st_mode)   ? WATCH_FILE
           : S_ISDIR(about.st_mode) ? WATCH_FOLDER
                                    : WATCH_OTHER;
}

bool watch_same_content(const watch_look *a, const watch_look *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->modified == b->modified;
}

bool watch_same_look(const watch_look *a, const watch_look *b)
{
    return watch_same_content(a, b) && a->changed == b->changed;
}

/* Their leases tell of the server's promises, not of writers. */
static bool is_remote(int file)
{
    /* NFS, SMB, CIFS, SMB 2, FUSE, 9P, Ceph, AFS: see statfs(2). */
    static const unsigned long kinds[] = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                          0x65735546, 0x01021997, 0x00C36400, 0x5346414F};
    struct statfs about;
    bool remote = fstatfs(file, &about) != 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !remote; i++) {
        remote = ((unsigned long)about.f_type & 0xFFFFFFFFu) == kinds[i];
    }
    return remote;
}

watch_writers watch_writers_of(watch_place place)
{
    int file = openat(place.folder, place.name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (file == -1) {
        return WATCH_WRITER_UNKNOWN;
    }
    watch_writers writers = WATCH_WRITER_UNKNOWN;
    if (!is_remote(file)) {
        int leased = fcntl(file, F_SETLEASE, F_RDLCK);
        writers = leased == 0       ? WATCH_NO_WRITER
                  : errno == EAGAIN ? WATCH_A_WRITER
                                    : WATCH_WRITER_UNKNOWN;
    }
    (void)close(file); /* the lease ends with it */
    return writers;
}

/* --- folders --- */

int watch_make_folder(watch_place place)
{
    return mkdirat(place.folder, place.name, 0777) == 0 || errno == EEXIST ? 0 : errno;
}

typedef struct walk {
    bool make;
    int flags;
} walk;

/* One step down; the descriptor from before is closed. */
static int step(const walk *how, const char *name, int *folder)
{
    int cause = how->make ? watch_make_folder((watch_place){*folder, name}) : 0;
    int next = -1;
    if (cause == 0) {
        next = openat(*folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | how->flags);
        cause = next == -1 ? errno : 0;
    }
    (void)close(*folder);
    *folder = next;
    return cause;
}

static int descend(int root, const char *path, const walk *how, int *out)
{
    int cause = 0;
    *out = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*out == -1) {
        return errno;
    }
    for (const char *at = path; *at != '\0' && cause == 0;) {
        watch_name name = {""};
        size_t len = strcspn(at, "/");
        if (len > WATCH_NAME_MAX) {
            (void)close(*out);
            *out = -1;
            return ENAMETOOLONG;
        }
        memcpy(name.text, at, len);
        at += at[len] == '/' ? len + 1 : len;
        cause = len == 0 ? 0 : step(how, name.text, out);
    }
    return cause;
}

int watch_open_below(int root, const char *path, int *out)
{
    return descend(root, path, &(walk){.flags = O_NOFOLLOW}, out);
}

int watch_make_below(int root, const char *path, int *out)
{
    return descend(root, path, &(walk){.make = true, .flags = O_NOFOLLOW}, out);
}

int watch_make_own(int root, const char *path, int *out)
{
    return descend(root, path, &(walk){.make = true}, out);
}

int watch_sync(watch_place place)
{
    int file = openat(place.folder, place.name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file == -1) {
        return errno;
    }
    int cause = fsync(file) == 0 || errno == EINVAL ? 0 : errno;
    (void)close(file);
    return cause;
}

/* --- lists --- */

struct watch_list {
    DIR *stream;
    int cause; /* why reading ended early */
};

int watch_list_open(watch_place place, watch_list **out)
{
    int file = openat(place.folder, place.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (file == -1) {
        return errno;
    }
    watch_list *list = calloc(1, sizeof *list);
    if (list != NULL) {
        list->stream = fdopendir(file);
    }
    if (list == NULL || list->stream == NULL) {
        free(list);
        (void)close(file);
        return ENOMEM;
    }
    *out = list;
    return 0;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

const char *watch_list_next(watch_list *list)
{
    const struct dirent *entry = NULL;
    do {
        errno = 0;
        entry = readdir(list->stream);
    } while (entry != NULL && is_dots(entry->d_name));
    list->cause = entry == NULL ? errno : 0;
    return entry == NULL ? NULL : entry->d_name;
}

int watch_list_folder(const watch_list *list)
{
    return dirfd(list->stream);
}

int watch_list_close(watch_list *list)
{
    int cause = list->cause;
    (void)closedir(list->stream);
    free(list);
    return cause;
}

/* --- removing --- */

static int remove_below(watch_place place, unsigned depth);

static int remove_one(watch_place place, unsigned depth)
{
    if (unlinkat(place.folder, place.name, 0) == 0 || errno == ENOENT) {
        return 0;
    }
    bool folder = errno == EISDIR || errno == EPERM;
    return folder && depth < CLI_FOLDER_DEPTH_MAX ? remove_below(place, depth + 1) : errno;
}

static int remove_below(watch_place place, unsigned depth)
{
    watch_list *list = NULL;
    int cause = watch_list_open(place, &list);
    if (cause != 0) {
        return cause;
    }
    for (const char *name = watch_list_next(list); name != NULL && cause == 0;
         name = watch_list_next(list)) {
        cause = remove_one((watch_place){watch_list_folder(list), name}, depth);
    }
    int unread = watch_list_close(list);
    cause = cause == 0 ? unread : cause;
    if (cause == 0 && unlinkat(place.folder, place.name, AT_REMOVEDIR) != 0) {
        cause = errno;
    }
    return cause;
}

int watch_remove(watch_place place)
{
    int cause = remove_one(place, 0);
    return cause == ENOENT ? 0 : cause;
}
