/* How many of something each client holds: connections by its address, requests by its token. Who
 * holds none costs nothing. It belongs to one thread at a time. */
#ifndef SERVE_PEERS_H
#define SERVE_PEERS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hooks/limits.h"

/* Who. */
typedef struct serve_peer_key {
    uint64_t high;
    uint64_t low;
} serve_peer_key;

typedef struct serve_peer serve_peer;
typedef struct serve_peers {
    serve_peer *buckets[SERVE_PEERS_BUCKETS];
} serve_peers;

/* An address; of IPv6 the network, which one client has for itself. */
serve_peer_key serve_peer_of(const struct sockaddr *address);
/* An address of this machine alone. */
bool serve_peer_is_loopback(const struct sockaddr *address);

size_t serve_peers_count(serve_peers *peers, serve_peer_key key);
/* One more; false without memory. */
bool serve_peers_add(serve_peers *peers, serve_peer_key key);
/* One less. */
void serve_peers_drop(serve_peers *peers, serve_peer_key key);
void serve_peers_free(serve_peers *peers);

#endif
