/* The service as a whole: what its parts share. */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "hooks/serve/clients.h"
#include "hooks/serve/pool.h"
#include "hooks/serve/site.h"
#include "hooks/serve/tokens.h"

/* What was asked for at start. */
typedef struct serve_settings {
    size_t max_body; /* bytes */
    size_t max_connections;
    size_t max_requests; /* with a body, at once */
    uint64_t limit;      /* milliseconds of a phase */
    size_t jobs;
    const char *listen;
    const char *tokens;      /* a file; NULL: who comes from this machine is trusted */
    const char *certificate; /* NULL: no TLS */
    const char *key;
    const char *const *editions; /* judged for; none: all of the configuration */
    size_t edition_count;
} serve_settings;

typedef struct serve_server {
    serve_settings settings;
    serve_sites sites;
    serve_budget budget; /* of bodies and answers */
    serve_metrics metrics;
    serve_clients clients;
    serve_pool pool;
    struct serve_certificates *certificates; /* NULL without TLS */
    struct MHD_Daemon *daemon;
    pthread_mutex_t tokens_lock; /* of the next */
    serve_tokens *tokens;        /* NULL: none are wanted */
    /* of the thread of the daemon */
    size_t requests;       /* with a body, at once */
    serve_peers by_token;  /* of those */
    atomic_size_t begun;   /* requests that are not answered */
    atomic_bool draining;  /* begin nothing more */
    atomic_bool over;      /* and finish nothing more */
    atomic_ullong said_at; /* the minute of the lines that were said */
    atomic_uint said;      /* how many */
    int wake;              /* an eventfd: written to when draining and nothing is begun any more */
} serve_server;

/* One line for people about a request, unless there were too many. */
__attribute__((__format__(__printf__, 2, 3))) void serve_say(serve_server *server,
                                                             const char *format, ...);

#endif
