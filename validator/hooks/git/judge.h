/* Judging what lies in a folder of our own and reporting it: by portions, with all processors, in
 * the order in which it is added. */
#ifndef HOOKS_GIT_JUDGE_H
#define HOOKS_GIT_JUDGE_H

#include "cli/options.h"
#include "cli/output.h"

typedef struct hooks_git_judge {
    const cli_options *options;
    captionlint *lint;
    captionlint_report *report;
    captionlint_run *run;
    cli_output output;
    size_t files;   /* that were judged */
    size_t refused; /* of them: with findings at or above --fail-on */
    bool failed;    /* something could not be read, judged or written */
} hooks_git_judge;

/* CLI_EXIT_FAILED after telling what is wrong; end it in any case. `lint` stays the caller's. */
int hooks_git_judge_begin(hooks_git_judge *judge, const cli_options *options, captionlint *lint);
/* A file, by its path in the working folder, which is read before hooks_git_judge_wait returns. */
void hooks_git_judge_add(hooks_git_judge *judge, const char *path);
void hooks_git_judge_wait(hooks_git_judge *judge);
/* Finishes the report, unless nothing was begun. `whole`: nothing was left out of it. */
void hooks_git_judge_end(hooks_git_judge *judge, bool whole);

#endif
