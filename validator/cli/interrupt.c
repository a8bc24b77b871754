#define _POSIX_C_SOURCE 200809L

#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

enum {
    STATUS_OF_SIGNALS = 128
};

/* The one thing that may change and belongs to nobody: a signal handler can reach nothing else. */
static volatile sig_atomic_t came;

static void note(int signal_number)
{
    came = signal_number;
}

/* Without SA_RESTART a read from the terminal ends; with SA_RESETHAND the next signal is deadly.
 * What was ignored from the start, as with nohup, stays so. */
static void watch(int signal_number)
{
    struct sigaction before;
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    (void)sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        (void)sigaction(signal_number, &action, NULL);
    }
}

void cli_interrupt_watch(void)
{
    watch(SIGINT);
    watch(SIGTERM);
}

bool cli_interrupted(void)
{
    return came != 0;
}

int cli_interrupt_status(void)
{
    return STATUS_OF_SIGNALS + came;
}
