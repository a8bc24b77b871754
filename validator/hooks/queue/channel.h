/* What the files that speak AMQP share: the connection, and how what goes wrong is told. */
#ifndef HOOKS_QUEUE_CHANNEL_H
#define HOOKS_QUEUE_CHANNEL_H

#include <amqp.h>
#include <amqp_framing.h>

#include "hooks/queue/link.h"

enum {
    QUEUE_CHANNEL = 1
};

/* A message that is coming: its method, then its header, then its body in frames. */
typedef struct queue_coming {
    bool returned;            /* it is one of ours that no queue took; it is only counted down */
    bool again;               /* delivered before, the broker says */
    queue_delivery *delivery; /* NULL where there was no memory for it */
    uint64_t tag;
    uint64_t left; /* bytes of the body that are still to come */
    bool header;   /* the header is still to come */
    bool wanted;   /* something is coming */
} queue_coming;

struct queue_link {
    amqp_connection_state_t connection;
    queue_trouble trouble;
    queue_coming coming;
    uint64_t sent; /* the sequence number of the last letter */
    bool cancelled;
};

/* What belongs to a delivery: its pool, which holds all that its texts point to but the body. */
typedef struct queue_parcel {
    queue_delivery delivery;
    amqp_pool_t pool;
    amqp_basic_properties_t properties;
    char *body;
    size_t got; /* bytes of it */
} queue_parcel;

/* A text for AMQP. */
amqp_bytes_t queue_bytes(const char *text);
/* Whether a header has that name. */
bool queue_is_named(const amqp_table_entry_t *entry, const char *name);
/* Notes the trouble that a status of the library means; gives false. */
bool queue_link_fail(queue_link *link, int status);
/* The same for what the broker said when it closed the channel or the connection. */
bool queue_link_closed(queue_link *link, const amqp_method_t *method);
/* Opens the channel, anew where the broker closed it. */
bool queue_link_open_channel(queue_link *link);
/* True when the answer is a good one. */
bool queue_link_answered(queue_link *link, amqp_rpc_reply_t reply);

#endif
