/* Puts what the index has into a folder of our own, as files: contents as they are committed, those
 * that Git LFS keeps from where it keeps them here. */
#ifndef HOOKS_GIT_STORE_H
#define HOOKS_GIT_STORE_H

#include <stdint.h>

#include "hooks/git/folder.h"
#include "hooks/git/list.h"
#include "hooks/git/objects.h"

typedef struct hooks_git_store {
    const hooks_git_list *list;
    hooks_git_objects *objects;
    hooks_git_folder folder;
    char large[CLI_PATH_MAX]; /* where Git LFS keeps contents; "" until it is asked for */
    unsigned portion;         /* what is in the folder now; from 1 */
    uint64_t bytes;           /* in it */
} hooks_git_store;

/* What an entry is: itself, or where a link leads to. NULL when that is no file of the list. */
hooks_git_entry *hooks_git_store_resolve(hooks_git_store *store, hooks_git_entry *entry);
/* Puts an entry with all that it is read with. CLI_EXIT_FAILED after telling what cannot be had: it
 * must not be judged then. */
int hooks_git_store_put(hooks_git_store *store, hooks_git_entry *entry);
/* Empties the folder for the next portion. */
void hooks_git_store_next(hooks_git_store *store);

#endif
