/* Where the service can be reached. */
#ifndef SERVE_LISTEN_H
#define SERVE_LISTEN_H

#include <stdbool.h>

#include "hooks/limits.h"

typedef struct serve_listener {
    int file;      /* -1: closed */
    int spare;     /* a descriptor kept back: to turn away who comes when there is none */
    bool loopback; /* only this machine comes through it */
    char host[SERVE_HOST_MAX]; /* as it was given, with the brackets of IPv6 */
    unsigned port;             /* as it was found */
} serve_listener;

/* Listens at HOST:PORT; port 0 is any that is free. CLI_EXIT_FAILED after telling what is wrong. */
int serve_listen(const char *place, serve_listener *out);
void serve_listen_end(serve_listener *listener);

#endif
