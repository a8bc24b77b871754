#define _DEFAULT_SOURCE /* getrandom */

#include "hooks/queue/backoff.h"

#include <sys/random.h>

#include "hooks/limits.h"

unsigned queue_backoff(unsigned failures)
{
    unsigned wait = QUEUE_FIRST_WAIT_MS;
    unsigned chance = 0;
    for (unsigned i = 0; i < failures && wait < QUEUE_LONGEST_MS; i++) {
        wait *= 2;
    }
    wait = wait < QUEUE_LONGEST_MS ? wait : QUEUE_LONGEST_MS;
    (void)getrandom(&chance, sizeof chance, GRND_NONBLOCK); /* without any, all wait the same */
    return wait / 2 + chance % (wait / 2 + 1);
}
