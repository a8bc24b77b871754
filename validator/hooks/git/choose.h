/* What a change asks to look at: a changed picture; of a changed sidecar the pictures that it
 * belongs to; and what a picture is read with. The names follow what captionlint.h says of
 * sidecars, and where they do not tell, more is chosen rather than less. */
#ifndef HOOKS_GIT_CHOOSE_H
#define HOOKS_GIT_CHOOSE_H

#include "hooks/git/list.h"

/* Marks what is wanted because that path was changed, added or taken away. One that somebody
 * `named` is wanted whatever its name. False when nothing is wanted because of it. */
bool hooks_git_choose(hooks_git_list *list, const char *path, bool named);

/* Takes an entry that lies beside a picture: its content counts where it is a sidecar, else only
 * that it is there. Other than 0 stops. */
typedef int (*hooks_git_beside_fn)(hooks_git_entry *entry, bool sidecar, void *user);
/* All entries that the entry is read with. */
int hooks_git_beside(const hooks_git_list *list, const hooks_git_entry *entry,
                     hooks_git_beside_fn each, void *user);

#endif
