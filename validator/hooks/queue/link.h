/* One connection to a broker, with one channel on which everything that is published is confirmed.
 * It belongs to one thread. Nothing that it tells holds a password. */
#ifndef HOOKS_QUEUE_LINK_H
#define HOOKS_QUEUE_LINK_H

#include "hooks/limits.h"
#include "hooks/queue/envelope.h"
#include "hooks/queue/url.h"

typedef struct queue_link queue_link;

/* Why there is no connection, or no more. */
typedef struct queue_trouble {
    char text[QUEUE_TROUBLE_MAX]; /* one line */
    bool hopeless; /* trying again will not help: a password, a queue of another kind */
} queue_trouble;

/* Connects and opens the channel. NULL with the trouble. */
queue_link *queue_link_open(const queue_url *url, queue_trouble *trouble);
/* Tells the broker where it still listens. Does nothing for NULL. */
void queue_link_close(queue_link *link);
/* Closes without a word what does not work any more. Does nothing for NULL. */
void queue_link_drop(queue_link *link);
/* What to poll for reading. */
int queue_link_file(const queue_link *link);
/* Why an event was QUEUE_EVENT_LOST, or a call gave false. */
const queue_trouble *queue_link_trouble(const queue_link *link);

/* Makes sure of a durable quorum queue; where `dead` is not NULL the broker gives up what was
 * delivered too often, or refused, to the queue of that name. */
bool queue_link_declare(queue_link *link, const char *queue, const char *dead);
/* Whether there is such a queue, of whatever kind. */
bool queue_link_find(queue_link *link, const char *queue, bool *found);
/* Jobs come from now on, no more than `most` before the first is settled. */
bool queue_link_consume(queue_link *link, const char *queue, unsigned most);
/* No more jobs; QUEUE_EVENT_CANCELLED tells when the last one came. */
bool queue_link_cancel(queue_link *link);
/* Asks how many jobs wait; QUEUE_EVENT_COUNTED answers. */
bool queue_link_ask(queue_link *link, const char *queue);

/* A message as it came. */
typedef struct queue_delivery {
    uint64_t tag;     /* of this connection */
    uint64_t earlier; /* how often it was delivered before */
    bool too_large;   /* its body was not kept; */
    bool no_memory;   /* neither was this one */
    bool wide;        /* its headers are too long to be handed on */
    queue_fields fields;
    queue_text id;          /* message_id, */
    queue_text correlation; /* correlation_id: NULL bytes where it has none */
    void *own;              /* link.c's */
} queue_delivery;

/* Does nothing for NULL. */
void queue_delivery_free(queue_delivery *delivery);

/* A header of a letter: a text, or a number. */
typedef struct queue_header {
    const char *name;
    const char *text; /* NULL: it is a number */
    int64_t number;
} queue_header;

/* A message to be sent. */
typedef struct queue_letter {
    const char *queue;
    const char *type;
    const char *content_type;
    queue_text id; /* NULL bytes: none */
    queue_text correlation;
    queue_header headers[QUEUE_HEADERS_MAX];
    size_t header_count;
    queue_text body;
} queue_letter;

/* Sends it; *sequence is what its confirmation will name. False when the connection is lost. */
bool queue_link_send(queue_link *link, const queue_letter *letter, uint64_t *sequence);
/* Sends on what came, as it came, to the queue of the letter and with its headers. */
bool queue_link_forward(queue_link *link, const queue_delivery *delivery,
                        const queue_letter *letter, uint64_t *sequence);
/* The job is done. */
bool queue_link_settle(queue_link *link, uint64_t tag);
/* The job is given back, or to the broker's own dead letters where it is not wanted `again`. */
bool queue_link_return(queue_link *link, uint64_t tag, bool again);

typedef enum queue_event_kind {
    QUEUE_EVENT_NONE,
    QUEUE_EVENT_DELIVERY,
    QUEUE_EVENT_CONFIRMED, /* `sequence` is on disc */
    QUEUE_EVENT_REFUSED,   /* the broker could not keep it */
    QUEUE_EVENT_BLOCKED,   /* nothing should be sent: the broker is short of memory or disc */
    QUEUE_EVENT_UNBLOCKED,
    QUEUE_EVENT_COUNTED,
    QUEUE_EVENT_CANCELLED,
    QUEUE_EVENT_LOST /* the connection is of no use any more */
} queue_event_kind;

typedef struct queue_event {
    queue_event_kind kind;
    queue_delivery *delivery; /* the caller's from now on */
    uint64_t sequence;
    bool multiple; /* and all before it */
    uint64_t count;
    bool sure;                   /* of COUNTED: the queue itself said so */
    char reason[QUEUE_PART_MAX]; /* of BLOCKED, as the broker gives it */
} queue_event;

/* The next thing that happened, without waiting. It is to be called until there is none, and at
 * least every QUEUE_TICK_MS: heartbeats are sent here. */
queue_event queue_link_next(queue_link *link);

#endif
