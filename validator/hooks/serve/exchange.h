/* HTTP as libmicrohttpd speaks it, and requests as this service knows them: the one becomes the
 * other here. */
#ifndef SERVE_EXCHANGE_H
#define SERVE_EXCHANGE_H

#include "hooks/serve/server.h"

/* Begins to serve what is handed over. CLI_EXIT_FAILED after telling what is wrong. */
int serve_exchange_begin(serve_server *server);
/* A connection that came in; it is closed in any case. */
void serve_exchange_add(serve_server *server, int file, const struct sockaddr *address,
                        socklen_t size);
/* No job may be left. */
void serve_exchange_end(serve_server *server);
/* By a thread of the pool: makes the answer, which is then sent. */
void serve_exchange_work(serve_job *job);

#endif
