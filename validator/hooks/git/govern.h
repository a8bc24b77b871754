/* Which captionlint.yaml a commit is judged by: the one that held before it. What a commit changes
 * in it, or in what it waives, holds from the next commit on, so that none is judged by itself. */
#ifndef HOOKS_GIT_GOVERN_H
#define HOOKS_GIT_GOVERN_H

#include "cli/options.h"
#include "hooks/git/folder.h"
#include "hooks/git/list.h"
#include "hooks/git/objects.h"

typedef struct hooks_git_law {
    const hooks_git_list *before; /* what was committed before; empty where nothing was */
    const hooks_git_list *index;
    hooks_git_objects *objects;
    cli_options options; /* of the command line, with paths that hold in any folder */
    char *owned[4];      /* those of them that are ours */
} hooks_git_law;

/* Fills in the options. CLI_EXIT_FAILED after telling what is wrong; end it in any case. */
int hooks_git_law_begin(hooks_git_law *law, const cli_options *options);
void hooks_git_law_end(hooks_git_law *law);

/* The library as the house set it up before the commit. CLI_EXIT_FAILED after telling what is
 * wrong; *out is to be freed in any case. */
int hooks_git_law_load(hooks_git_law *law, captionlint **out);
/* Where the commit changes captionlint.yaml or its waivers: whether they can be used, told before
 * they are needed. `holds` gets whether those from before hold for this commit. */
int hooks_git_law_check_changed(hooks_git_law *law, bool *holds);

#endif
