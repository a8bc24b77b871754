/* The connections, and the time that each has: to send a request, to send it whole, to take its
 * answer. Who is over it is cut off, however busy it looks. */
#ifndef SERVE_CLIENTS_H
#define SERVE_CLIENTS_H

#include <pthread.h>

#include "hooks/serve/metrics.h"
#include "hooks/serve/peers.h"

/* What a connection is doing; in all but the last its time runs. */
typedef enum serve_phase {
    SERVE_NEW,       /* nothing came yet of its first request, or not the first line */
    SERVE_IDLE,      /* it had an answer, and nothing came yet of another request */
    SERVE_RECEIVING, /* the rest of the request */
    SERVE_SENDING,   /* the answer */
    SERVE_TIMED,     /* how many those are */
    SERVE_WORKING = SERVE_TIMED
} serve_phase;

typedef struct serve_client {
    int file;
    void *owner;  /* the caller's */
    void *begun;  /* the caller's too: the request under way; NULL where there is none */
    bool counted; /* among those of its address */
    bool over;    /* cut off */
    serve_peer_key peer;
    serve_phase phase;
    uint64_t since; /* milliseconds, as serve_now */
    struct serve_client *next;
    struct serve_client *before;
} serve_client;

typedef struct serve_clients {
    pthread_mutex_t lock; /* of all that follows */
    struct {
        serve_client *first; /* the one that has been in the phase for longest */
        serve_client *last;
    } phases[SERVE_TIMED];
    size_t coming;  /* admitted, and not added yet */
    size_t count;   /* added, and not removed yet */
    size_t leaving; /* of those, cut off */
    serve_peers peers;
    size_t most;    /* connections */
    uint64_t limit; /* milliseconds of a phase */
    serve_metrics *metrics;
} serve_clients;

typedef enum serve_admission {
    SERVE_ADMITTED,
    SERVE_HOUSE_FULL,
    SERVE_SHARE_FULL /* of its address */
} serve_admission;

/* Milliseconds of a clock that only goes forward. */
uint64_t serve_now(void);

/* False without memory. */
bool serve_clients_begin(serve_clients *clients, size_t most, uint64_t limit,
                         serve_metrics *metrics);
void serve_clients_end(serve_clients *clients);

/* Whether a connection from there may come in; it is then added, or given up. In a full house one
 * that has sent nothing for a while is cut off for it: of those that never sent a request the
 * oldest, and where there are none the one that was idle for longest. */
serve_admission serve_clients_admit(serve_clients *clients, const struct sockaddr *address);
/* It did not come in after all. */
void serve_clients_give_up(serve_clients *clients);
/* It is in. NULL without memory. */
serve_client *serve_clients_add(serve_clients *clients, int file, const struct sockaddr *address);
/* Its file is about to be closed. Does nothing for NULL. */
void serve_clients_remove(serve_clients *clients, serve_client *client);
/* It goes on to another phase, whose time begins; does nothing for NULL. */
void serve_clients_move(serve_clients *clients, serve_client *client, serve_phase phase);
/* Cuts off those whose time is over. Gives the milliseconds until the next may be. */
int serve_clients_expire(serve_clients *clients);
size_t serve_clients_count(serve_clients *clients);

#endif
