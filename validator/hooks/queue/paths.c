#define _GNU_SOURCE /* O_PATH */

#include "hooks/queue/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/limits.h"
#include "cli/say.h"

static const char link_reason[] = "the path leads through a symbolic link, which may lead out of "
                                  "the root";

static bool is_step(const char *at, size_t len)
{
    bool dots = len <= 2 && memcmp(at, "..", len) == 0;
    return len > 0 && !dots;
}

const char *queue_path_wrong(const char *path, size_t len)
{
    if (len == 0 || len >= CLI_PATH_MAX) {
        return "the path is empty or too long";
    }
    if (memchr(path, '\0', len) != NULL) {
        return "the path holds a NUL";
    }
    for (size_t at = 0; at <= len;) {
        const char *slash = at == len ? NULL : memchr(path + at, '/', len - at);
        size_t step = slash == NULL ? len - at : (size_t)(slash - path) - at;
        if (!is_step(path + at, step)) {
            return "the path is no plain path below the root: it begins or ends with a slash, or "
                   "holds //, . or ..";
        }
        at += step + 1;
    }
    return NULL;
}

/* What stands under that name; symbolic links are not followed. */
static queue_path_state look(int folder, const char *name, mode_t wanted, const char **why)
{
    struct stat about;
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        *why = cli_system_reason(errno);
        return QUEUE_PATH_ABSENT;
    }
    if (S_ISLNK(about.st_mode)) {
        *why = link_reason;
        return QUEUE_PATH_REFUSED;
    }
    if ((about.st_mode & S_IFMT) != wanted) {
        *why = wanted == S_IFREG ? "the path is of no regular file"
                                 : "the path leads through something that is no folder";
        return QUEUE_PATH_REFUSED;
    }
    return QUEUE_PATH_FINE;
}

/* A sidecar that leads elsewhere would be read with the picture. */
static queue_path_state look_at_sidecar(int folder, const char *stem, size_t len,
                                        const char *ending, const char **why)
{
    char name[CLI_PATH_MAX];
    struct stat about;
    (void)snprintf(name, sizeof name, "%.*s%s", (int)len, stem, ending);
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISLNK(about.st_mode)) {
        return QUEUE_PATH_FINE;
    }
    *why = "a sidecar of it is a symbolic link, which may lead out of the root";
    return QUEUE_PATH_REFUSED;
}

/* NAME.ext.xmp and NAME.xmp, in both spellings that are read. */
static queue_path_state look_at_sidecars(int folder, const char *name, const char **why)
{
    static const char *const endings[] = {".xmp", ".XMP"};
    const char *dot = strrchr(name, '.');
    size_t len = strnlen(name, CLI_PATH_MAX);
    size_t stem = dot == NULL || dot == name ? len : (size_t)(dot - name);
    queue_path_state state = QUEUE_PATH_FINE;
    for (size_t i = 0; i < 2 && state == QUEUE_PATH_FINE; i++) {
        state = look_at_sidecar(folder, name, len, endings[i], why);
        if (state == QUEUE_PATH_FINE) {
            state = look_at_sidecar(folder, name, stem, endings[i], why);
        }
    }
    return state;
}

/* Opens the folder of that name in place of the one before. */
static queue_path_state enter(int *folder, const char *name, const char **why)
{
    queue_path_state state = look(*folder, name, S_IFDIR, why);
    if (state != QUEUE_PATH_FINE) {
        return state;
    }
    int next = openat(*folder, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (next == -1) {
        *why = cli_system_reason(errno);
        return QUEUE_PATH_ABSENT;
    }
    (void)close(*folder);
    *folder = next;
    return QUEUE_PATH_FINE;
}

queue_path_state queue_path_look(int root, const char *path, const char **why)
{
    char steps[CLI_PATH_MAX];
    (void)snprintf(steps, sizeof steps, "%s", path);
    int folder = openat(root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder == -1) {
        *why = cli_system_reason(errno);
        return QUEUE_PATH_ABSENT;
    }
    char *name = steps;
    char *slash = strchr(name, '/');
    queue_path_state state = QUEUE_PATH_FINE;
    while (slash != NULL && state == QUEUE_PATH_FINE) {
        *slash = '\0';
        state = enter(&folder, name, why);
        name = slash + 1;
        slash = strchr(name, '/');
    }
    if (state == QUEUE_PATH_FINE) {
        state = look(folder, name, S_IFREG, why);
    }
    if (state == QUEUE_PATH_FINE) {
        state = look_at_sidecars(folder, name, why);
    }
    (void)close(folder);
    return state;
}
