/* The parts of `captionlint hook`; each gives the exit status. */
#ifndef HOOKS_GIT_HOOK_H
#define HOOKS_GIT_HOOK_H

#include "cli/options.h"

/* What the pre-commit hook does: judges what the commit would hold. The arguments are files, or
 * folders for all that the index has below them; without any it is what the commit changes. */
int hooks_git_run(const cli_options *options);

/* Writes the pre-commit hook of the repository that we are in. The arguments are options for the
 * run. A hook that somebody else wrote stays. */
int hooks_git_install(const cli_options *options);
/* Takes that hook away; one that somebody else wrote stays. */
int hooks_git_uninstall(void);

#endif
