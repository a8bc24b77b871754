#define _DEFAULT_SOURCE /* flock, realpath */

#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

static cl_status refuse(const char *path, int cause, cl_error *error)
{
    return cl_error_set(error, CL_UNWRITABLE, "%s: %s; %s", path, cl_system_reason(cause),
                        cause == ENOSPC ? "free some space" : "check where it is written to");
}

/* How many bytes of the path name its folder, with the slash. */
static size_t folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* The file that is meant: where a link leads to. */
static bool resolve(const char *path, char out[CL_PATH_MAX])
{
    char *real = realpath(path, NULL);
    int len = snprintf(out, CL_PATH_MAX, "%s", real == NULL ? path : real);
    free(real);
    return len > 0 && (unsigned)len < CL_PATH_MAX;
}

cl_status cl_replace_lock(const char *path, int *lock, cl_error *error)
{
    char folder[CL_PATH_MAX];
    *lock = -1;
    if (!resolve(path, folder)) {
        return refuse(path, ENAMETOOLONG, error);
    }
    folder[folder_of(folder)] = '\0';
    *lock = open(folder[0] == '\0' ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*lock < 0) {
        return refuse(path, errno, error);
    }
    int locked = flock(*lock, LOCK_EX);
    while (locked != 0 && errno == EINTR) {
        locked = flock(*lock, LOCK_EX);
    }
    /* A file system without locks has one writer, as far as can be told. */
    return CL_OK;
}

void cl_replace_unlock(int lock)
{
    if (lock >= 0) {
        (void)close(lock);
    }
}

bool cl_replace_exists(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 || errno != ENOENT;
}

static int write_all(int file, cl_span bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(file, bytes.data, bytes.len);
        if (n < 0 && errno != EINTR) {
            return errno;
        }
        bytes = cl_span_from(bytes, n > 0 ? (size_t)n : 0);
    }
    return fsync(file) == 0 || errno == EINVAL ? 0 : errno;
}

/* As readable as the file that is replaced, or as the umask says. */
static void set_mode(int file, const char *path)
{
    struct stat about;
    mode_t mask = umask(0);
    (void)umask(mask);
    bool exists = stat(path, &about) == 0;
    (void)fchmod(file, exists ? about.st_mode & 0777 : 0666 & ~mask);
}

/* 0, or why it could not be done. */
static int fill(const char *temporary, int file, const char *path, cl_span bytes)
{
    set_mode(file, path);
    int cause = write_all(file, bytes);
    if (close(file) != 0 && cause == 0) {
        cause = errno;
    }
    if (cause == 0 && rename(temporary, path) != 0) {
        cause = errno;
    }
    return cause;
}

/* The rename itself outlives a loss of power. */
static void keep_name(const char *path)
{
    char folder[CL_PATH_MAX];
    (void)snprintf(folder, sizeof folder, "%.*s", (int)folder_of(path), path);
    int file = open(folder[0] == '\0' ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        (void)fsync(file);
        (void)close(file);
    }
}

cl_status cl_replace_file(const char *path, cl_span bytes, cl_error *error)
{
    char target[CL_PATH_MAX];
    char temporary[CL_PATH_MAX + sizeof "..XXXXXX"];
    struct stat about;
    if (!resolve(path, target)) {
        return refuse(path, ENAMETOOLONG, error);
    }
    if (stat(target, &about) == 0 && !S_ISREG(about.st_mode)) {
        return cl_error_set(error, CL_UNWRITABLE, "%s: not a regular file; name one", path);
    }
    size_t folder = folder_of(target);
    (void)snprintf(temporary, sizeof temporary, "%.*s.%s.XXXXXX", (int)folder, target,
                   target + folder);
    int file = mkstemp(temporary);
    if (file < 0) {
        return refuse(path, errno, error);
    }
    int cause = fill(temporary, file, target, bytes);
    if (cause != 0) {
        (void)unlink(temporary);
        return refuse(path, cause, error);
    }
    keep_name(target);
    return CL_OK;
}
