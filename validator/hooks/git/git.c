#define _GNU_SOURCE /* pipe2, environ */

#include "hooks/git/git.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/limits.h"

enum {
    ARGUMENTS_MAX = 16, /* of a command of ours */
    OURS = 2,           /* in front of them */
    FIRST = 64 * 1024,  /* what a pipe holds */
    BY_SIGNAL = 128     /* as shells tell it */
};

/* As exec wants them; what they point to is only read. What refs/replace puts in the place of an
 * object is not what is committed. */
static bool copy_arguments(const char *const arguments[], char *out[ARGUMENTS_MAX + OURS + 1])
{
    static const char *const first[] = {"git", "--no-replace-objects"};
    size_t count = 0;
    while (count < ARGUMENTS_MAX && arguments[count] != NULL) {
        count++;
    }
    memcpy(&out[0], first, sizeof first);
    memcpy(&out[OURS], arguments, count * sizeof *arguments);
    out[count + OURS] = NULL;
    return arguments[count] == NULL;
}

/* What we ignore git must not: it ends when nobody reads it any more. */
static int set_signals(posix_spawnattr_t *how)
{
    sigset_t usual;
    (void)sigemptyset(&usual);
    (void)sigaddset(&usual, SIGPIPE);
    int cause = posix_spawnattr_setsigdefault(how, &usual);
    return cause == 0 ? posix_spawnattr_setflags(how, POSIX_SPAWN_SETSIGDEF) : cause;
}

static int spawn(char *const arguments[], int in, int out, pid_t *process)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    int cause = posix_spawn_file_actions_init(&files);
    if (cause != 0) {
        return cause;
    }
    cause = posix_spawnattr_init(&how);
    if (cause == 0) {
        cause = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
        cause = cause == 0 ? posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO) : cause;
        cause = cause == 0 ? set_signals(&how) : cause;
        cause = cause == 0 ? posix_spawnp(process, "git", &files, &how, arguments, environ) : cause;
        (void)posix_spawnattr_destroy(&how);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    return cause;
}

pid_t hooks_git_start(const char *const arguments[], int in, int out)
{
    char *copied[ARGUMENTS_MAX + OURS + 1];
    pid_t process = -1;
    int cause = copy_arguments(arguments, copied) ? spawn(copied, in, out, &process) : E2BIG;
    if (cause != 0) {
        (void)cli_fail("git: %s; install git, and see that it is in PATH",
                       cli_system_reason(cause));
        return -1;
    }
    return process;
}

int hooks_git_wait(pid_t process)
{
    int status = 0;
    while (waitpid(process, &status, 0) == -1) {
        if (errno != EINTR) {
            return BY_SIGNAL;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : BY_SIGNAL + WTERMSIG(status);
}

static bool grow(hooks_git_answer *answer, size_t *size)
{
    if (answer->len + 1 < *size) {
        return true;
    }
    size_t wanted = *size == 0 ? FIRST : *size * 2;
    char *bytes = wanted > HOOKS_GIT_ANSWER_MAX ? NULL : realloc(answer->bytes, wanted);
    if (bytes == NULL) {
        return false;
    }
    answer->bytes = bytes;
    *size = wanted;
    return true;
}

static int read_all(const char *what, int from, hooks_git_answer *out)
{
    size_t size = 0;
    for (;;) {
        if (!grow(out, &size)) {
            return cli_fail("git %s: it says more than can be kept; nothing was checked", what);
        }
        ssize_t n = read(from, out->bytes + out->len, size - 1 - out->len);
        if (n == 0) {
            out->bytes[out->len] = '\0';
            return CLI_EXIT_OK;
        }
        if (n < 0 && errno != EINTR) {
            return cli_fail("git %s: its answer cannot be read: %s", what,
                            cli_system_reason(errno));
        }
        out->len += n < 0 ? 0 : (size_t)n;
    }
}

static int run(const char *const arguments[], int nothing, hooks_git_answer *out)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return cli_fail("git cannot be asked: %s", cli_system_reason(errno));
    }
    pid_t process = hooks_git_start(arguments, nothing, ends[1]);
    (void)close(ends[1]);
    int status = process == -1 ? CLI_EXIT_FAILED : read_all(arguments[0], ends[0], out);
    (void)close(ends[0]);
    if (process != -1) {
        out->status = hooks_git_wait(process);
    }
    return status;
}

int hooks_git_ask(const char *const arguments[], hooks_git_answer *out)
{
    *out = (hooks_git_answer){.bytes = NULL};
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) {
        return cli_fail("/dev/null: %s", cli_system_reason(errno));
    }
    int status = run(arguments, nothing, out);
    (void)close(nothing);
    return status;
}

void hooks_git_answer_free(hooks_git_answer *answer)
{
    free(answer->bytes);
    *answer = (hooks_git_answer){.bytes = NULL};
}

/* Without the line feed at its end; a path may hold others. */
static int take_line(const char *what, const hooks_git_answer *answer, char out[CLI_PATH_MAX])
{
    size_t len =
        answer->len > 0 && answer->bytes[answer->len - 1] == '\n' ? answer->len - 1 : answer->len;
    if (len >= CLI_PATH_MAX || memchr(answer->bytes, '\0', len) != NULL) {
        return cli_fail("git %s: its answer is no path", what);
    }
    memcpy(out, answer->bytes, len);
    out[len] = '\0';
    return CLI_EXIT_OK;
}

int hooks_git_ask_line(const char *const arguments[], char out[CLI_PATH_MAX])
{
    hooks_git_answer answer;
    int status = hooks_git_ask(arguments, &answer);
    if (status == CLI_EXIT_OK && answer.status != 0) {
        status = cli_fail("git %s ended with status %d; run this in the work tree of a repository",
                          arguments[0], answer.status);
    }
    if (status == CLI_EXIT_OK) {
        status = take_line(arguments[0], &answer, out);
    }
    hooks_git_answer_free(&answer);
    return status;
}

int hooks_git_find_top(char out[CLI_PATH_MAX])
{
    static const char *const arguments[] = {"rev-parse", "--is-inside-work-tree", "--show-cdup",
                                            NULL};
    static const char inside[] = "true\n";
    char answer[CLI_PATH_MAX];
    int status = hooks_git_ask_line(arguments, answer);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (strncmp(answer, inside, sizeof inside - 1) != 0) {
        return cli_fail(
            "this is a repository, but no work tree of one; run it where commits are made");
    }
    (void)snprintf(out, CLI_PATH_MAX, "%s", answer + sizeof inside - 1);
    return CLI_EXIT_OK;
}
