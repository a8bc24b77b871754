#define _POSIX_C_SOURCE 200809L

#include "hooks/signals.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/say.h"

static void add_ends(sigset_t *out)
{
    (void)sigaddset(out, SIGTERM);
    (void)sigaddset(out, SIGINT);
}

int hooks_signals_open(void)
{
    sigset_t all;
    (void)sigemptyset(&all);
    (void)sigaddset(&all, SIGHUP);
    add_ends(&all);
    int cause = pthread_sigmask(SIG_BLOCK, &all, NULL);
    int file = cause == 0 ? signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK) : -1;
    if (file == -1) {
        (void)cli_fail("signals cannot be waited for: %s",
                       cli_system_reason(cause == 0 ? errno : cause));
    }
    return file;
}

/* This thread takes a second wish to end as the system does. */
static void let_the_next_one_kill(void)
{
    sigset_t ends;
    (void)sigemptyset(&ends);
    add_ends(&ends);
    (void)pthread_sigmask(SIG_UNBLOCK, &ends, NULL);
}

hooks_signal hooks_signals_read(int file)
{
    struct signalfd_siginfo came;
    ssize_t len = read(file, &came, sizeof came);
    if (len != (ssize_t)sizeof came) {
        return HOOKS_SIGNAL_NONE;
    }
    if (came.ssi_signo == SIGHUP) {
        return HOOKS_SIGNAL_RELOAD;
    }
    let_the_next_one_kill();
    return HOOKS_SIGNAL_END;
}
