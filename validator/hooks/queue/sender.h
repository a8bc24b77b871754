/* Sends jobs, and keeps each until the broker has it on disc: no more than so many are on their
 * way, and after an outage those that are not confirmed are sent again. */
#ifndef HOOKS_QUEUE_SENDER_H
#define HOOKS_QUEUE_SENDER_H

#include "hooks/queue/identity.h"
#include "hooks/queue/keeper.h"

/* A job to be sent. */
typedef struct queue_item {
    queue_kind kind;
    char id[QUEUE_IDENTITY];
    char *name;    /* owned; NULL: none */
    uint64_t line; /* 0: none */
    uint64_t offset;
    char *body; /* owned */
    size_t len;
    bool sent;
    uint64_t sequence;
    double due; /* when it may be sent */
    unsigned refusals;
    struct queue_item *next;
} queue_item;

/* Called when something is going to be told, and when a job is confirmed. */
typedef struct queue_sender_calls {
    void (*telling)(void *user);
    void (*confirmed)(void *user);
    void *user;
} queue_sender_calls;

/* Begin with queue_sender_begin. */
typedef struct queue_sender {
    queue_keeper keeper;
    queue_sender_calls calls;
    const char *queue;
    const char *dead; /* of the queue, where we make it */
    queue_item *first;
    queue_item *last;
    size_t count;
    size_t bytes;
    size_t confirmed;
    bool blocked;
    bool refusing;
} queue_sender;

/* Connects. CLI_EXIT_FAILED after telling why not. */
int queue_sender_begin(queue_sender *sender, const cli_options *options,
                       const queue_sender_calls *calls);
/* Takes the item, which is to be freed with free(), as are its texts; waits until there is room.
 * CLI_EXIT_FAILED when there is no sense in going on, told unless we were interrupted. */
int queue_sender_put(queue_sender *sender, queue_item *item);
/* Waits until everything is confirmed; CLI_EXIT_FAILED as above. */
int queue_sender_flush(queue_sender *sender);
void queue_sender_end(queue_sender *sender);

void queue_item_free(queue_item *item);

#endif
