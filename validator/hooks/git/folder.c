#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "hooks/git/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"

int hooks_git_folder_begin(hooks_git_folder *folder)
{
    *folder = (hooks_git_folder){.file = -1};
    const char *above = getenv("TMPDIR");
    if (above == NULL || above[0] != '/') {
        above = "/tmp";
    }
    int len = snprintf(folder->path, sizeof folder->path, "%s/captionlint.XXXXXX", above);
    bool fits = len > 0 && (size_t)len < sizeof folder->path;
    if (!fits || mkdtemp(folder->path) == NULL) {
        int cause = fits ? errno : ENAMETOOLONG;
        folder->path[0] = '\0';
        return cli_fail("%s: %s; set TMPDIR to a folder that can be written to", above,
                        cli_system_reason(cause));
    }
    folder->file = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder->file == -1 ? cli_fail("%s: %s", folder->path, cli_system_reason(errno))
                              : CLI_EXIT_OK;
}

/* The folders that hold nothing any more go with the last file. */
static void take_away(const hooks_git_folder *folder, char *name)
{
    (void)unlinkat(folder->file, name, 0);
    for (char *slash = strrchr(name, '/'); slash != NULL; slash = strrchr(name, '/')) {
        *slash = '\0';
        if (unlinkat(folder->file, name, AT_REMOVEDIR) != 0) {
            return;
        }
    }
}

void hooks_git_folder_empty(hooks_git_folder *folder)
{
    for (size_t i = 0; i < folder->count; i++) {
        take_away(folder, folder->names[i]);
        free(folder->names[i]);
    }
    folder->count = 0;
}

void hooks_git_folder_end(hooks_git_folder *folder)
{
    if (folder->path[0] == '\0') {
        return;
    }
    if (folder->file != -1) {
        hooks_git_folder_empty(folder);
        (void)close(folder->file);
    }
    free(folder->names);
    (void)rmdir(folder->path);
    *folder = (hooks_git_folder){.file = -1};
}

/* Before the file is made, so that nothing is left behind. */
static bool note_name(hooks_git_folder *folder, const char *path)
{
    if (folder->count == folder->capacity) {
        size_t capacity = folder->capacity == 0 ? 64 : folder->capacity * 2;
        char **names = realloc(folder->names, capacity * sizeof *names);
        if (names == NULL) {
            return false;
        }
        folder->names = names;
        folder->capacity = capacity;
    }
    folder->names[folder->count] = strdup(path);
    return folder->names[folder->count] != NULL && ++folder->count > 0;
}

/* 0, or the errno of what went wrong. */
static int make_folders_above(const hooks_git_folder *folder, const char *path)
{
    char above[CLI_PATH_MAX];
    (void)snprintf(above, sizeof above, "%s", path);
    for (char *slash = strchr(above, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(folder->file, above, 0700) != 0 && errno != EEXIST) {
            return errno;
        }
        *slash = '/';
    }
    return 0;
}

static int refuse(const hooks_git_folder *folder, const char *path, int cause)
{
    return cli_fail("%s: cannot be put to %s: %s", path, folder->path, cli_system_reason(cause));
}

int hooks_git_folder_create(hooks_git_folder *folder, const char *path)
{
    int cause = note_name(folder, path) ? make_folders_above(folder, path) : ENOMEM;
    int file = -1;
    if (cause == 0) {
        file =
            openat(folder->file, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
        cause = errno;
    }
    if (file == -1) {
        (void)refuse(folder, path, cause);
    }
    return file;
}

int hooks_git_folder_link(hooks_git_folder *folder, const char *path, const char *target)
{
    int cause = note_name(folder, path) ? make_folders_above(folder, path) : ENOMEM;
    if (cause == 0) {
        (void)unlinkat(folder->file, path, 0); /* what stood in for it */
        cause = symlinkat(target, folder->file, path) == 0 ? 0 : errno;
    }
    return cause == 0 ? CLI_EXIT_OK : refuse(folder, path, cause);
}
