#define _POSIX_C_SOURCE 200809L

#include "hooks/watch/clock.h"

#include <time.h>

enum {
    MS_A_S = 1000,
    NS_A_MS = 1000000,
    FOR_EVER = -1 /* what poll(2) takes for it, as it takes all that is negative */
};

int64_t watch_now(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)MS_A_S + now.tv_nsec / NS_A_MS;
}

int watch_patience(int64_t due, int64_t now)
{
    if (due == INT64_MAX) {
        return FOR_EVER;
    }
    int64_t left = due - now;
    return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}
