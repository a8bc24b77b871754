/* The clock that a watch goes by, in milliseconds: it never jumps. */
#ifndef HOOKS_WATCH_CLOCK_H
#define HOOKS_WATCH_CLOCK_H

#include <stdint.h>

int64_t watch_now(void);
/* How long poll(2) may wait for what is due then; INT64_MAX is never, and what is overdue is not
 * waited for. */
int watch_patience(int64_t due, int64_t now);

#endif
