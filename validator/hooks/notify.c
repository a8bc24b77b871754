#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "hooks/notify.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
    STATE_MAX = 512, /* bytes of one message */
    US_A_MS = 1000,
    NS_A_US = 1000,
    US_A_S = 1000000,
    DECIMAL = 10
};

/* The address in $NOTIFY_SOCKET: a path, or a name that begins with @ and is no file. 0 for none.
 */
static socklen_t address_of(struct sockaddr_un *out)
{
    const char *path = getenv("NOTIFY_SOCKET");
    if (path == NULL || (path[0] != '/' && path[0] != '@')) {
        return 0;
    }
    size_t len = strnlen(path, sizeof out->sun_path);
    if (len == sizeof out->sun_path) {
        return 0;
    }
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(out->sun_path, path, len);
    if (path[0] == '@') {
        out->sun_path[0] = '\0';
    }
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

void hooks_notify(const char *state)
{
    struct sockaddr_un address;
    socklen_t size = address_of(&address);
    int file = size == 0 ? -1 : socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file == -1) {
        return;
    }
    (void)sendto(file, state, strnlen(state, STATE_MAX), MSG_NOSIGNAL,
                 (const struct sockaddr *)&address, size);
    (void)close(file);
}

void hooks_notify_reloading(void)
{
    struct timespec now = {0};
    char state[STATE_MAX];
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t us = (uint64_t)now.tv_sec * US_A_S + (uint64_t)now.tv_nsec / NS_A_US;
    (void)snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%llu", (unsigned long long)us);
    hooks_notify(state);
}

unsigned hooks_notify_interval(void)
{
    const char *us = getenv("WATCHDOG_USEC");
    unsigned long long every = us == NULL ? 0 : strtoull(us, NULL, DECIMAL);
    return (unsigned)(every / US_A_MS / 2);
}
