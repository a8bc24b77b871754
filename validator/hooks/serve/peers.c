#include "hooks/serve/peers.h"

#include <stdlib.h>
#include <string.h>

struct serve_peer {
    serve_peer_key key;
    size_t holds;
    serve_peer *next;
};

/* ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2) */
static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static struct sockaddr_in6 six_of(const struct sockaddr *address)
{
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    return six;
}

static uint32_t four_of(const struct sockaddr *address)
{
    struct sockaddr_in four;
    memcpy(&four, address, sizeof four);
    return ntohl(four.sin_addr.s_addr);
}

/* The IPv4 address in an IPv6 one; false where there is none. */
static bool unmap(const struct sockaddr_in6 *six, uint32_t *out)
{
    const unsigned char *bytes = six->sin6_addr.s6_addr;
    *out = (uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 | (uint32_t)bytes[14] << 8 |
           bytes[15];
    return memcmp(bytes, mapped, sizeof mapped) == 0;
}

serve_peer_key serve_peer_of(const struct sockaddr *address)
{
    serve_peer_key key = {address->sa_family, 0};
    uint32_t four = 0;
    if (address->sa_family == AF_INET) {
        key.low = four_of(address);
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 six = six_of(address);
        memcpy(&key.low, six.sin6_addr.s6_addr, sizeof key.low);
        key = unmap(&six, &four) ? (serve_peer_key){AF_INET, four} : key;
    }
    return key;
}

bool serve_peer_is_loopback(const struct sockaddr *address)
{
    uint32_t four = 0;
    if (address->sa_family == AF_INET) {
        return four_of(address) >> 24 == IN_LOOPBACKNET;
    }
    if (address->sa_family != AF_INET6) {
        return false;
    }
    struct sockaddr_in6 six = six_of(address);
    return unmap(&six, &four)
               ? four >> 24 == IN_LOOPBACKNET
               : memcmp(&six.sin6_addr, &in6addr_loopback, sizeof six.sin6_addr) == 0;
}

/* The place that points to the peer, or to NULL at the end of its bucket. */
static serve_peer **find(serve_peers *peers, serve_peer_key key)
{
    uint64_t mixed = (key.low ^ key.high << 32) * 0x9E3779B97F4A7C15u;
    serve_peer **place = &peers->buckets[(mixed >> 32) % SERVE_PEERS_BUCKETS];
    while (*place != NULL && ((*place)->key.high != key.high || (*place)->key.low != key.low)) {
        place = &(*place)->next;
    }
    return place;
}

size_t serve_peers_count(serve_peers *peers, serve_peer_key key)
{
    const serve_peer *peer = *find(peers, key);
    return peer == NULL ? 0 : peer->holds;
}

bool serve_peers_add(serve_peers *peers, serve_peer_key key)
{
    serve_peer **place = find(peers, key);
    if (*place == NULL) {
        *place = calloc(1, sizeof **place);
        if (*place == NULL) {
            return false;
        }
        (*place)->key = key;
    }
    (*place)->holds++;
    return true;
}

void serve_peers_drop(serve_peers *peers, serve_peer_key key)
{
    serve_peer **place = find(peers, key);
    serve_peer *peer = *place;
    if (peer != NULL && --peer->holds == 0) {
        *place = peer->next;
        free(peer);
    }
}

void serve_peers_free(serve_peers *peers)
{
    for (size_t i = 0; i < SERVE_PEERS_BUCKETS; i++) {
        while (peers->buckets[i] != NULL) {
            serve_peer *peer = peers->buckets[i];
            peers->buckets[i] = peer->next;
            free(peer);
        }
    }
}
