/* What goes to the broker: letters of our own, and those of others that are handed on. */
#include <amqp.h>
#include <amqp_framing.h>
#include <string.h>

#include "hooks/queue/channel.h"

enum {
    PERSISTENT = 2
};

static amqp_bytes_t bytes_of(queue_text text)
{
    return (amqp_bytes_t){.len = text.len, .bytes = (char *)(uintptr_t)text.bytes};
}

static amqp_table_entry_t entry_of(const queue_header *header)
{
    amqp_table_entry_t entry = {.key = queue_bytes(header->name)};
    entry.value.kind = header->text == NULL ? AMQP_FIELD_KIND_I64 : AMQP_FIELD_KIND_UTF8;
    if (header->text == NULL) {
        entry.value.value.i64 = header->number;
    } else {
        entry.value.value.bytes = queue_bytes(header->text);
    }
    return entry;
}

/* The broker gives back what no queue takes, and confirms what is on disc. */
static bool publish(queue_link *link, const char *queue, const amqp_basic_properties_t *properties,
                    queue_text body, uint64_t *sequence)
{
    int status = amqp_basic_publish(link->connection, QUEUE_CHANNEL, amqp_empty_bytes,
                                    queue_bytes(queue), 1, 0, properties, bytes_of(body));
    *sequence = ++link->sent;
    return status == AMQP_STATUS_OK ? true : queue_link_fail(link, status);
}

bool queue_link_send(queue_link *link, const queue_letter *letter, uint64_t *sequence)
{
    amqp_table_entry_t entries[QUEUE_HEADERS_MAX];
    for (size_t i = 0; i < letter->header_count; i++) {
        entries[i] = entry_of(&letter->headers[i]);
    }
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_TYPE_FLAG |
                  AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_HEADERS_FLAG,
        .delivery_mode = PERSISTENT,
        .type = queue_bytes(letter->type),
        .content_type = queue_bytes(letter->content_type),
        .headers = {(int)letter->header_count, entries}};
    if (letter->id.bytes != NULL) {
        properties._flags |= AMQP_BASIC_MESSAGE_ID_FLAG;
        properties.message_id = bytes_of(letter->id);
    }
    if (letter->correlation.bytes != NULL) {
        properties._flags |= AMQP_BASIC_CORRELATION_ID_FLAG;
        properties.correlation_id = bytes_of(letter->correlation);
    }
    return publish(link, letter->queue, &properties, letter->body, sequence);
}

/* Headers that make the broker do something, or that the letter has itself. */
static bool is_dropped(const amqp_table_entry_t *entry, const queue_letter *letter)
{
    bool found = queue_is_named(entry, "CC") || queue_is_named(entry, "BCC") ||
                 queue_is_named(entry, "x-delivery-count");
    for (size_t i = 0; i < letter->header_count; i++) {
        found = found || queue_is_named(entry, letter->headers[i].name);
    }
    return found;
}

/* Those of the letter, then the foreign ones as far as they fit: headers are one frame. */
static int put_headers(const queue_parcel *parcel, const queue_letter *letter,
                       amqp_table_entry_t out[QUEUE_FOREIGN_MAX])
{
    const amqp_basic_properties_t *from = &parcel->properties;
    size_t used = 0;
    for (size_t i = 0; i < letter->header_count; i++) {
        out[used++] = entry_of(&letter->headers[i]);
    }
    bool any = (from->_flags & AMQP_BASIC_HEADERS_FLAG) != 0 && !parcel->delivery.wide;
    for (int i = 0; any && i < from->headers.num_entries && used < QUEUE_FOREIGN_MAX; i++) {
        if (!is_dropped(&from->headers.entries[i], letter)) {
            out[used++] = from->headers.entries[i];
        }
    }
    return (int)used;
}

/* It keeps neither a user who is not the one that we are, nor an end of its life. */
bool queue_link_forward(queue_link *link, const queue_delivery *delivery,
                        const queue_letter *letter, uint64_t *sequence)
{
    const queue_parcel *parcel = delivery->own;
    amqp_table_entry_t entries[QUEUE_FOREIGN_MAX];
    amqp_basic_properties_t properties = parcel->properties;
    properties._flags &=
        ~((amqp_flags_t)AMQP_BASIC_USER_ID_FLAG | (amqp_flags_t)AMQP_BASIC_EXPIRATION_FLAG);
    properties._flags |= AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.delivery_mode = PERSISTENT;
    properties.headers = (amqp_table_t){put_headers(parcel, letter, entries), entries};
    return publish(link, letter->queue, &properties, delivery->fields.body, sequence);
}
