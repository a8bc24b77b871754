/* Running git: with arguments and never through a shell, in the folder that we were started in and
 * with its environment, which says which index a commit is made of. */
#ifndef HOOKS_GIT_GIT_H
#define HOOKS_GIT_GIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "cli/limits.h"

/* What git wrote to its standard output. */
typedef struct hooks_git_answer {
    char *bytes; /* owned; a NUL stands behind them */
    size_t len;
    int status; /* its exit status */
} hooks_git_answer;

/* Starts git with these arguments, up to NULL, "git" itself left out. -1 after telling why it
 * cannot be run. The descriptors stay the caller's. */
pid_t hooks_git_start(const char *const arguments[], int in, int out);
/* Waits for it and gives its exit status. */
int hooks_git_wait(pid_t process);

/* Runs git and keeps its answer; to be freed in any case. CLI_EXIT_FAILED after telling what is
 * wrong; that git ended with another status than 0 is for the caller to judge. */
int hooks_git_ask(const char *const arguments[], hooks_git_answer *out);
void hooks_git_answer_free(hooks_git_answer *answer);
/* The same where git must succeed and answers with one line, a path for one. */
int hooks_git_ask_line(const char *const arguments[], char out[CLI_PATH_MAX]);

/* Where the work tree begins, seen from the folder that we are in: "", or "../" and so on. Fails
 * outside of one, where nothing is committed. */
int hooks_git_find_top(char out[CLI_PATH_MAX]);

#endif
