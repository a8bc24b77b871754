/* How long to wait before something is tried again: longer each time, and not the same for all who
 * lost the same broker. */
#ifndef HOOKS_QUEUE_BACKOFF_H
#define HOOKS_QUEUE_BACKOFF_H

/* Milliseconds, after that many failures: 250 doubled each time, at most 30000, of which the second
 * half is left to chance. */
unsigned queue_backoff(unsigned failures);

#endif
