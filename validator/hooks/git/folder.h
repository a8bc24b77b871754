/* A folder of our own for a short time: what git has in its index as files, so that pictures are
 * read with what lies beside them. Nobody else can look into it, and nothing in it leads out of it
 * but what we link. */
#ifndef HOOKS_GIT_FOLDER_H
#define HOOKS_GIT_FOLDER_H

#include <stddef.h>

#include "cli/limits.h"

typedef struct hooks_git_folder {
    char path[CLI_PATH_MAX]; /* "" where it was not made */
    int file;
    char **names; /* of the files in it; owned */
    size_t count;
    size_t capacity;
} hooks_git_folder;

/* Makes it in $TMPDIR, or in /tmp. CLI_EXIT_FAILED after telling why it cannot be; end it in any
 * case. */
int hooks_git_folder_begin(hooks_git_folder *folder);
/* Takes it away with all that is in it. */
void hooks_git_folder_end(hooks_git_folder *folder);
/* Takes away all that is in it. */
void hooks_git_folder_empty(hooks_git_folder *folder);

/* A new file, empty or emptied, with the folders above it; the path is one that hooks_git_is_plain
 * likes. -1 after telling why it cannot be written. */
int hooks_git_folder_create(hooks_git_folder *folder, const char *path);
/* A link of that path to a file elsewhere. CLI_EXIT_FAILED after telling why it cannot be made. */
int hooks_git_folder_link(hooks_git_folder *folder, const char *path, const char *target);

#endif
