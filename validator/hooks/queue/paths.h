/* Paths in jobs: below the root, and nowhere else. A job is anybody's, and so is what was delivered
 * into the root: neither a path nor a symbolic link leads out of it. */
#ifndef HOOKS_QUEUE_PATHS_H
#define HOOKS_QUEUE_PATHS_H

#include <stddef.h>

/* Why the text is no path below a folder, in one line, or NULL. Static. */
const char *queue_path_wrong(const char *path, size_t len);

typedef enum queue_path_state {
    QUEUE_PATH_FINE,
    QUEUE_PATH_ABSENT, /* it cannot be reached, now: it may be on its way */
    QUEUE_PATH_REFUSED /* it is a symbolic link, or no file */
} queue_path_state;

/* Looks at each step of the path below the open folder, and at the sidecars beside it. *why gets
 * the reason, in one line, unless it is fine. Static. */
queue_path_state queue_path_look(int root, const char *path, const char **why);

#endif
