/* Everything read anew while the service goes on: rules, configuration, waivers, the files that are
 * served, tokens, certificate. */
#ifndef SERVE_RELOAD_H
#define SERVE_RELOAD_H

#include "hooks/serve/server.h"

/* It belongs to one thread; begin with {0}. */
typedef struct serve_reloader {
    serve_server *server;
    pthread_t thread;
    bool begun;       /* there is a thread, which may have ended */
    bool again;       /* asked for while there was */
    atomic_bool done; /* it has ended */
} serve_reloader;

/* Begins to; where it is being done, it is done once more afterwards. */
void serve_reload(serve_reloader *reloader);
/* To be called now and then, and when server->wake was written to. */
void serve_reload_look(serve_reloader *reloader);
/* Waits until it is done. */
void serve_reload_end(serve_reloader *reloader);

#endif
