/* Paths as a repository has them: from the top of its work tree, told from what people and links
 * write. Only names are looked at, never a file. */
#ifndef HOOKS_GIT_PATHS_H
#define HOOKS_GIT_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/limits.h"

/* What `path` means where it stands in `folder`, both from the top of the work tree: "" is the top
 * itself. False when it leads out of it, or is too long. */
bool hooks_git_join(const char *folder, const char *path, char out[CLI_PATH_MAX]);
/* The folder of a path: "" of what lies at the top. */
void hooks_git_folder_of(const char *path, char out[CLI_PATH_MAX]);
/* What an absolute path is below an absolute folder; NULL when it is not there. */
const char *hooks_git_below(const char *folder, const char *path);
/* A path with something else behind it: NAME and ".xmp". False when it is too long. */
bool hooks_git_put(char out[CLI_PATH_MAX], const char *path, size_t len, const char *behind);

/* Where the ending of a name begins, behind its dot; the end of the path when it has none. A dot in
 * front of a name is none. */
const char *hooks_git_ending_of(const char *path);
/* NAME.xmp or NAME.XMP: what may be a sidecar. */
bool hooks_git_may_be_sidecar(const char *path);
/* Whether a file of that name is to be read although nobody named it: as a walk over a folder has
 * it, but packed files, of which only those of SVG are pictures, are left alone. */
bool hooks_git_is_input(const char *path);
/* Whether files with that name are read as pictures, which sidecars belong to. */
bool hooks_git_is_picture(const char *path);

#endif
