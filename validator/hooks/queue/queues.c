/* Queues: making sure of them, taking jobs from them. */
#include <amqp.h>
#include <amqp_framing.h>

#include "hooks/queue/channel.h"

static amqp_table_entry_t text_entry(const char *name, const char *value)
{
    return (amqp_table_entry_t){
        .key = queue_bytes(name),
        .value = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = queue_bytes(value)}};
}

static amqp_table_entry_t number_entry(const char *name, int64_t value)
{
    return (amqp_table_entry_t){.key = queue_bytes(name),
                                .value = {.kind = AMQP_FIELD_KIND_I64, .value.i64 = value}};
}

/* All that declare a queue must say the same of it: no option may change what stands here. A dead
 * letter leaves its queue when the other one has it, which wants that a full queue refuses. */
bool queue_link_declare(queue_link *link, const char *queue, const char *dead)
{
    amqp_table_entry_t entries[] = {
        text_entry("x-queue-type", "quorum"),
        number_entry("x-delivery-limit", QUEUE_DELIVERY_LIMIT),
        text_entry("x-dead-letter-exchange", ""),
        text_entry("x-dead-letter-routing-key", dead == NULL ? "" : dead),
        text_entry("x-dead-letter-strategy", "at-least-once"),
        text_entry("x-overflow", "reject-publish")};
    const amqp_table_t arguments = {dead == NULL ? 1 : sizeof entries / sizeof entries[0], entries};
    (void)amqp_queue_declare(link->connection, QUEUE_CHANNEL, queue_bytes(queue), 0, 1, 0, 0,
                             arguments);
    return queue_link_answered(link, amqp_get_rpc_reply(link->connection));
}

/* The broker answers that there is none by closing the channel. */
bool queue_link_find(queue_link *link, const char *queue, bool *found)
{
    (void)amqp_queue_declare(link->connection, QUEUE_CHANNEL, queue_bytes(queue), 1, 0, 0, 0,
                             amqp_empty_table);
    amqp_rpc_reply_t reply = amqp_get_rpc_reply(link->connection);
    bool closed = reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION &&
                  reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD;
    const amqp_channel_close_t *why = closed ? reply.reply.decoded : NULL;
    *found = reply.reply_type == AMQP_RESPONSE_NORMAL;
    if (why != NULL && why->reply_code == AMQP_NOT_FOUND) {
        amqp_maybe_release_buffers(link->connection);
        return queue_link_open_channel(link);
    }
    return queue_link_answered(link, reply);
}

bool queue_link_consume(queue_link *link, const char *queue, unsigned most)
{
    (void)amqp_basic_qos(link->connection, QUEUE_CHANNEL, 0, (uint16_t)most, 0);
    if (!queue_link_answered(link, amqp_get_rpc_reply(link->connection))) {
        return false;
    }
    (void)amqp_basic_consume(link->connection, QUEUE_CHANNEL, queue_bytes(queue),
                             queue_bytes("captionlint"), 0, 0, 0, amqp_empty_table);
    return queue_link_answered(link, amqp_get_rpc_reply(link->connection));
}

static bool sent(queue_link *link, int status)
{
    return status == AMQP_STATUS_OK ? true : queue_link_fail(link, status);
}

bool queue_link_cancel(queue_link *link)
{
    amqp_basic_cancel_t cancel = {.consumer_tag = queue_bytes("captionlint")};
    return sent(
        link, amqp_send_method(link->connection, QUEUE_CHANNEL, AMQP_BASIC_CANCEL_METHOD, &cancel));
}

bool queue_link_ask(queue_link *link, const char *queue)
{
    amqp_queue_declare_t ask = {.queue = queue_bytes(queue), .passive = 1};
    return sent(link,
                amqp_send_method(link->connection, QUEUE_CHANNEL, AMQP_QUEUE_DECLARE_METHOD, &ask));
}

bool queue_link_settle(queue_link *link, uint64_t tag)
{
    return sent(link, amqp_basic_ack(link->connection, QUEUE_CHANNEL, tag, 0));
}

bool queue_link_return(queue_link *link, uint64_t tag, bool again)
{
    return sent(link, amqp_basic_nack(link->connection, QUEUE_CHANNEL, tag, 0, again ? 1 : 0));
}
