/* The two folders: found, made, and locked. */
#define _GNU_SOURCE /* flock, realpath, O_DIRECTORY */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/disk.h"
#include "hooks/watch/watch.h"

static int refuse(const char *path, int cause)
{
    return cli_fail("%s: %s; check its path and permissions", path, cli_system_reason(cause));
}

static bool is_within(const char *path, const char *folder)
{
    size_t len = strnlen(folder, CLI_PATH_MAX);
    len -= len > 0 && folder[len - 1] == '/' ? 1 : 0;
    return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* What is sorted must not arrive again. */
static int check_apart(const watch *of)
{
    char *incoming = realpath(of->incoming_path, NULL);
    char *target = realpath(of->target_path, NULL);
    bool known = incoming != NULL && target != NULL;
    bool apart = known && !is_within(incoming, target) && !is_within(target, incoming);
    free(incoming);
    free(target);
    if (!known) {
        return refuse(of->incoming_path, errno);
    }
    return apart ? CLI_EXIT_OK
                 : cli_fail("%s and %s: one lies in the other; choose folders side by side",
                            of->incoming_path, of->target_path);
}

static int open_folder(const char *path, int *out)
{
    *out = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *out == -1 ? refuse(path, errno) : CLI_EXIT_OK;
}

/* Two that sort into or from one folder would take each other's files. A file system without locks
 * has one watch, as far as can be told. */
static int lock_file(int file, const char *path)
{
    if (flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return cli_fail("%s: another captionlint watch is at work there; end it first", path);
    }
    return CLI_EXIT_OK;
}

static int open_home(watch *of)
{
    int home = -1;
    int cause = mkdirat(of->target, WATCH_HOME, 0700) == 0 || errno == EEXIST ? 0 : errno;
    if (cause == 0) {
        cause = watch_open_below(of->target, WATCH_HOME, &home);
    }
    if (cause == 0) {
        of->lock = openat(home, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        cause = of->lock == -1 ? errno : 0;
    }
    int status = cause == 0 ? lock_file(of->lock, of->target_path) : refuse(of->target_path, cause);
    if (status == CLI_EXIT_OK) {
        cause = mkdirat(home, "jobs", 0700) == 0 || errno == EEXIST ? 0 : errno;
        cause = cause == 0 ? watch_open_below(home, "jobs", &of->jobs) : cause;
        status = cause == 0 ? CLI_EXIT_OK : refuse(of->target_path, cause);
    }
    if (home != -1) {
        (void)close(home);
    }
    return status;
}

int watch_open_folders(watch *of)
{
    int status = open_folder(of->incoming_path, &of->incoming);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (mkdir(of->target_path, 0777) != 0 && errno != EEXIST) {
        return refuse(of->target_path, errno);
    }
    status = check_apart(of);
    if (status == CLI_EXIT_OK) {
        status = open_folder(of->target_path, &of->target);
    }
    if (status == CLI_EXIT_OK) {
        status = lock_file(of->incoming, of->incoming_path);
    }
    return status == CLI_EXIT_OK ? open_home(of) : status;
}
