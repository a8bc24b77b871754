/* The service while it runs: who comes is let in or turned away, whose time is over is cut off, and
 * signals are obeyed. */
#ifndef SERVE_LOOP_H
#define SERVE_LOOP_H

#include "hooks/serve/listen.h"
#include "hooks/serve/server.h"

/* Serves until it is told to end, and what was begun is finished. `signals` as hooks_signals_open
 * gives it. */
void serve_loop(serve_server *server, serve_listener *listener, int signals);

#endif
