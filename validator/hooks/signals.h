/* What the system tells a hook: end, or load everything anew. It comes through a descriptor, in the
 * order of everything else that is waited for. */
#ifndef HOOKS_SIGNALS_H
#define HOOKS_SIGNALS_H

typedef enum hooks_signal {
    HOOKS_SIGNAL_NONE,
    HOOKS_SIGNAL_RELOAD, /* SIGHUP */
    HOOKS_SIGNAL_END     /* SIGTERM, SIGINT: finish what was begun */
} hooks_signal;

/* A descriptor that can be read when a signal came; close it with close(). To be called before any
 * thread is begun: this one and those after it get these signals in no other way. -1 after telling
 * what is wrong. */
int hooks_signals_open(void);
/* The next signal; HOOKS_SIGNAL_NONE when none is waiting. Once the end was asked for, asking again
 * ends the process at once. */
hooks_signal hooks_signals_read(int file);

#endif
