#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/clients.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

uint64_t serve_now(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

bool serve_clients_begin(serve_clients *clients, size_t most, uint64_t limit,
                         serve_metrics *metrics)
{
    *clients = (serve_clients){.most = most, .limit = limit, .metrics = metrics};
    return pthread_mutex_init(&clients->lock, NULL) == 0;
}

void serve_clients_end(serve_clients *clients)
{
    serve_peers_free(&clients->peers);
    (void)pthread_mutex_destroy(&clients->lock);
}

/* --- the phases: time is the same for all in one, so that each is in the order of its end --- */

static void unlink_client(serve_clients *clients, serve_client *client)
{
    if (client->phase == SERVE_WORKING || client->over) {
        return;
    }
    if (client->before == NULL) {
        clients->phases[client->phase].first = client->next;
    } else {
        client->before->next = client->next;
    }
    if (client->next == NULL) {
        clients->phases[client->phase].last = client->before;
    } else {
        client->next->before = client->before;
    }
    client->next = NULL;
    client->before = NULL;
}

static void link_client(serve_clients *clients, serve_client *client, serve_phase phase)
{
    client->phase = phase;
    client->since = serve_now();
    if (phase == SERVE_WORKING) {
        return;
    }
    client->before = clients->phases[phase].last;
    if (client->before == NULL) {
        clients->phases[phase].first = client;
    } else {
        client->before->next = client;
    }
    clients->phases[phase].last = client;
}

static void uncount(serve_clients *clients, const serve_client *client)
{
    if (client->counted) {
        serve_peers_drop(&clients->peers, client->peer);
    }
}

/* What waits to be sent is thrown away: nobody reads it. Whoever serves the connection sees its end
 * and closes it. */
static void cut_off(serve_clients *clients, serve_client *client)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    unlink_client(clients, client);
    uncount(clients, client);
    client->over = true;
    clients->leaving++;
    (void)setsockopt(client->file, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    (void)shutdown(client->file, SHUT_RDWR);
}

/* --- coming and going --- */

/* Those that were cut off keep their descriptors until they are closed: there are some to spare,
 * but not any number. */
static bool make_room(serve_clients *clients)
{
    serve_client *oldest = clients->phases[SERVE_NEW].first != NULL
                               ? clients->phases[SERVE_NEW].first
                               : clients->phases[SERVE_IDLE].first;
    size_t all = clients->coming + clients->count;
    if (all - clients->leaving < clients->most) {
        return all < clients->most + SERVE_CONNECTIONS_SPARE;
    }
    if (oldest == NULL || all >= clients->most + SERVE_CONNECTIONS_SPARE ||
        serve_now() - oldest->since < SERVE_SPARE_MS) {
        return false;
    }
    cut_off(clients, oldest);
    serve_metrics_refuse(clients->metrics, SERVE_REFUSED_IDLE);
    return true;
}

/* Three quarters of all: one address may be a proxy for many, and leaves room for others. */
static bool is_within_share(serve_clients *clients, const struct sockaddr *address)
{
    return serve_peer_is_loopback(address) ||
           serve_peers_count(&clients->peers, serve_peer_of(address)) <
               clients->most - clients->most / 4;
}

serve_admission serve_clients_admit(serve_clients *clients, const struct sockaddr *address)
{
    (void)pthread_mutex_lock(&clients->lock);
    serve_admission admission = !is_within_share(clients, address) ? SERVE_SHARE_FULL
                                : !make_room(clients)              ? SERVE_HOUSE_FULL
                                                                   : SERVE_ADMITTED;
    clients->coming += admission == SERVE_ADMITTED ? 1 : 0;
    (void)pthread_mutex_unlock(&clients->lock);
    return admission;
}

void serve_clients_give_up(serve_clients *clients)
{
    (void)pthread_mutex_lock(&clients->lock);
    clients->coming--;
    (void)pthread_mutex_unlock(&clients->lock);
}

serve_client *serve_clients_add(serve_clients *clients, int file, const struct sockaddr *address)
{
    serve_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return NULL;
    }
    client->file = file;
    client->peer = serve_peer_of(address);
    (void)pthread_mutex_lock(&clients->lock);
    clients->coming--;
    clients->count++;
    client->counted = serve_peers_add(&clients->peers, client->peer);
    link_client(clients, client, SERVE_NEW);
    (void)pthread_mutex_unlock(&clients->lock);
    return client;
}

void serve_clients_remove(serve_clients *clients, serve_client *client)
{
    if (client == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&clients->lock);
    clients->count--;
    if (client->over) {
        clients->leaving--;
    } else {
        unlink_client(clients, client);
        uncount(clients, client);
    }
    (void)pthread_mutex_unlock(&clients->lock);
    free(client);
}

void serve_clients_move(serve_clients *clients, serve_client *client, serve_phase phase)
{
    if (client == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&clients->lock);
    if (!client->over) {
        unlink_client(clients, client);
        link_client(clients, client, phase);
    }
    (void)pthread_mutex_unlock(&clients->lock);
}

int serve_clients_expire(serve_clients *clients)
{
    (void)pthread_mutex_lock(&clients->lock);
    uint64_t now = serve_now();
    uint64_t next = clients->limit;
    for (size_t i = 0; i < SERVE_TIMED; i++) {
        serve_client *first = clients->phases[i].first;
        while (first != NULL && now - first->since >= clients->limit) {
            cut_off(clients, first);
            serve_metrics_refuse(clients->metrics,
                                 i <= SERVE_IDLE ? SERVE_REFUSED_IDLE : SERVE_REFUSED_TIME);
            first = clients->phases[i].first;
        }
        uint64_t left = first == NULL ? clients->limit : clients->limit - (now - first->since);
        next = left < next ? left : next;
    }
    (void)pthread_mutex_unlock(&clients->lock);
    return next < INT_MAX ? (int)next : INT_MAX;
}

size_t serve_clients_count(serve_clients *clients)
{
    (void)pthread_mutex_lock(&clients->lock);
    size_t count = clients->count;
    (void)pthread_mutex_unlock(&clients->lock);
    return count;
}
