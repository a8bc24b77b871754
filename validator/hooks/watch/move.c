/* Moving files: by name where that can be done, else by a copy. */
#define _GNU_SOURCE /* renameat2 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "hooks/limits.h"
#include "hooks/watch/disk.h"

static int rename_new(watch_place from, watch_place to)
{
    struct stat about;
    if (renameat2(from.folder, from.name, to.folder, to.name, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) {
        return errno;
    }
    /* A file system that cannot: nobody but us writes there, so looking first is enough. */
    if (fstatat(to.folder, to.name, &about, AT_SYMLINK_NOFOLLOW) == 0) {
        return EEXIST;
    }
    return renameat(from.folder, from.name, to.folder, to.name) == 0 ? 0 : errno;
}

/* --- copying --- */

static int open_file(watch_place place, struct stat *about, int *out)
{
    *out = openat(place.folder, place.name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (*out == -1) {
        return errno;
    }
    int cause = fstat(*out, about) != 0 ? errno : S_ISREG(about->st_mode) ? 0 : EINVAL;
    if (cause != 0) {
        (void)close(*out);
        *out = -1;
    }
    return cause;
}

static int write_all(int file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(file, bytes, len);
        if (n < 0 && errno != EINTR) {
            return errno;
        }
        bytes += n < 0 ? 0 : n;
        len -= n < 0 ? 0 : (size_t)n;
    }
    return 0;
}

static ssize_t read_some(int file, char *bytes)
{
    ssize_t n = read(file, bytes, WATCH_COPY_BYTES);
    while (n < 0 && errno == EINTR) {
        n = read(file, bytes, WATCH_COPY_BYTES);
    }
    return n;
}

static int copy_bytes(int from, int to)
{
    char *bytes = malloc(WATCH_COPY_BYTES);
    int cause = bytes == NULL ? ENOMEM : 0;
    ssize_t n = 1;
    while (cause == 0 && n > 0) {
        n = read_some(from, bytes);
        cause = n < 0 ? errno : write_all(to, bytes, (size_t)n);
    }
    free(bytes);
    return cause;
}

/* Mode and times go along; the owner where we may give files away. */
static int keep_properties(int file, const struct stat *about)
{
    const struct timespec times[] = {about->st_atim, about->st_mtim};
    if (geteuid() == 0 && fchown(file, about->st_uid, about->st_gid) != 0) {
        errno = 0; /* it becomes ours, as the rest of the folder */
    }
    (void)fchmod(file, about->st_mode & 0777);
    (void)futimens(file, times);
    return fsync(file) == 0 ? 0 : errno;
}

static int is_unchanged(int file, const struct stat *before)
{
    struct stat now;
    if (fstat(file, &now) != 0) {
        return errno;
    }
    bool same = now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
                now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
    return same ? 0 : EBUSY;
}

/* A file that cannot fit, though it may be nothing but a hole, must not fill the disk first. */
static bool has_room(int folder, const struct stat *about)
{
    struct statvfs disk;
    if (fstatvfs(folder, &disk) != 0 || disk.f_blocks == 0) {
        return true; /* it does not say */
    }
    return (uint64_t)about->st_size / disk.f_frsize <= disk.f_bavail;
}

static int copy_to(int from, const struct stat *about, watch_place to)
{
    if (!has_room(to.folder, about)) {
        return EFBIG;
    }
    int file =
        openat(to.folder, to.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file == -1) {
        return errno;
    }
    int cause = copy_bytes(from, file);
    if (cause == 0) {
        cause = keep_properties(file, about);
    }
    if (close(file) != 0 && cause == 0) {
        cause = errno;
    }
    if (cause == 0) {
        cause = is_unchanged(from, about);
    }
    if (cause != 0) {
        (void)unlinkat(to.folder, to.name, 0);
    }
    return cause;
}

int watch_copy(watch_place from, watch_place to)
{
    struct stat about;
    int file = -1;
    int cause = open_file(from, &about, &file);
    if (cause == 0) {
        cause = copy_to(file, &about, to);
        (void)close(file);
    }
    return cause;
}

int watch_make_private(watch_place place, watch_place passing)
{
    (void)unlinkat(passing.folder, passing.name, 0); /* of a move that did not come to its end */
    int cause = watch_copy(place, passing);
    if (cause == 0 && renameat(passing.folder, passing.name, place.folder, place.name) != 0) {
        cause = errno;
    }
    return cause;
}

/* --- a copy and then without the source --- */

/* The source goes if it still is the file that was copied; else the copy does. */
static int drop_source(watch_place from, const struct stat *about, watch_place to)
{
    struct stat now;
    int cause = fstatat(from.folder, from.name, &now, AT_SYMLINK_NOFOLLOW) != 0 ? errno
                : now.st_ino != about->st_ino || now.st_dev != about->st_dev    ? EBUSY
                                                                                : 0;
    if (cause == 0 && unlinkat(from.folder, from.name, 0) != 0) {
        cause = errno;
    }
    if (cause != 0) {
        (void)unlinkat(to.folder, to.name, 0);
    }
    return cause;
}

/* Where a file comes from, where its copy grows, and where it ends. */
typedef struct path_of {
    watch_place from;
    watch_place passing;
    watch_place to;
} path_of;

static int move_opened(int file, const struct stat *about, const path_of *path)
{
    watch_place to = path->to;
    watch_place passing = path->passing;
    (void)unlinkat(passing.folder, passing.name, 0); /* of a move that did not come to its end */
    int cause = copy_to(file, about, passing);
    if (cause != 0) {
        return cause;
    }
    cause = rename_new(passing, to);
    if (cause != 0) {
        (void)unlinkat(passing.folder, passing.name, 0);
        return cause;
    }
    cause = fsync(to.folder) == 0 || errno == EINVAL ? 0 : errno;
    if (cause != 0) {
        (void)unlinkat(to.folder, to.name, 0);
        return cause;
    }
    return drop_source(path->from, about, to);
}

static int move_by_copy(const path_of *path)
{
    struct stat about;
    int file = -1;
    int cause = open_file(path->from, &about, &file);
    if (cause == 0) {
        cause = move_opened(file, &about, path);
        (void)close(file);
    }
    return cause;
}

/* --- after a crash --- */

static int compare(int a, int b, bool *same)
{
    char *bytes = malloc((size_t)2 * WATCH_COPY_BYTES);
    int cause = bytes == NULL ? ENOMEM : 0;
    ssize_t n = 1;
    *same = true;
    while (cause == 0 && n > 0 && *same) {
        n = read_some(a, bytes);
        ssize_t m = read_some(b, bytes + WATCH_COPY_BYTES);
        cause = n < 0 || m < 0 ? EIO : 0;
        *same = n == m && (n <= 0 || memcmp(bytes, bytes + WATCH_COPY_BYTES, (size_t)n) == 0);
    }
    free(bytes);
    return cause;
}

bool watch_same_bytes(watch_place one, watch_place other)
{
    struct stat a;
    struct stat b;
    int first = -1;
    int second = -1;
    bool same = false;
    int cause = open_file(one, &a, &first);
    if (cause == 0) {
        cause = open_file(other, &b, &second);
    }
    if (cause == 0 && a.st_size == b.st_size) {
        cause = compare(first, second, &same);
    }
    if (first != -1) {
        (void)close(first);
    }
    if (second != -1) {
        (void)close(second);
    }
    return cause == 0 && same;
}

int watch_move(watch_place from, watch_place to, const watch_moving *how)
{
    int cause = rename_new(from, to);
    if (cause != EXDEV) {
        return cause;
    }
    cause = move_by_copy(&(path_of){from, how->passing, to});
    if (cause == EEXIST && how->again && watch_same_bytes(from, to)) {
        cause = unlinkat(from.folder, from.name, 0) == 0 ? 0 : errno;
    }
    return cause;
}
