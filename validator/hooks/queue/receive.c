/* What comes from the broker, a frame at a time. */
#include <amqp.h>
#include <amqp_framing.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "hooks/queue/channel.h"

enum {
    POOL_PAGE = 4096
};

static queue_parcel *parcel_of(queue_delivery *delivery)
{
    return delivery->own;
}

void queue_delivery_free(queue_delivery *delivery)
{
    if (delivery != NULL) {
        queue_parcel *parcel = parcel_of(delivery);
        empty_amqp_pool(&parcel->pool);
        free(parcel->body);
        free(parcel);
    }
}

static queue_delivery *new_delivery(void)
{
    queue_parcel *parcel = calloc(1, sizeof *parcel);
    if (parcel == NULL) {
        return NULL;
    }
    init_amqp_pool(&parcel->pool, POOL_PAGE);
    parcel->delivery.own = parcel;
    return &parcel->delivery;
}

/* --- what stands in the header --- */

static queue_text text_of(amqp_bytes_t bytes)
{
    return (queue_text){bytes.len == 0 ? "" : bytes.bytes, bytes.len};
}

/* A number of any of AMQP's kinds; false for anything else. */
static bool read_number(const amqp_field_value_t *value, int64_t *out)
{
    switch (value->kind) {
    case AMQP_FIELD_KIND_I8:
        *out = value->value.i8;
        return true;
    case AMQP_FIELD_KIND_U8:
        *out = value->value.u8;
        return true;
    case AMQP_FIELD_KIND_I16:
        *out = value->value.i16;
        return true;
    case AMQP_FIELD_KIND_U16:
        *out = value->value.u16;
        return true;
    case AMQP_FIELD_KIND_I32:
        *out = value->value.i32;
        return true;
    case AMQP_FIELD_KIND_U32:
        *out = value->value.u32;
        return true;
    case AMQP_FIELD_KIND_I64:
        *out = value->value.i64;
        return true;
    case AMQP_FIELD_KIND_U64:
        *out = value->value.u64 > INT64_MAX ? INT64_MAX : (int64_t)value->value.u64;
        return true;
    default:
        return false;
    }
}

static void read_text(const amqp_field_value_t *value, queue_text *out, bool *wrong)
{
    if (value->kind == AMQP_FIELD_KIND_UTF8 || value->kind == AMQP_FIELD_KIND_BYTES) {
        *out = text_of(value->value.bytes);
    } else {
        *wrong = true;
    }
}

static void read_header(const amqp_table_entry_t *entry, queue_delivery *out)
{
    queue_fields *fields = &out->fields;
    int64_t count = 0;
    if (queue_is_named(entry, QUEUE_HEADER_NAME)) {
        read_text(&entry->value, &fields->name, &fields->wrong_header);
    } else if (queue_is_named(entry, QUEUE_HEADER_LINE)) {
        fields->has_line = read_number(&entry->value, &fields->line);
        fields->wrong_header = fields->wrong_header || !fields->has_line;
    } else if (queue_is_named(entry, QUEUE_HEADER_OFFSET)) {
        fields->has_offset = read_number(&entry->value, &fields->offset);
        fields->wrong_header = fields->wrong_header || !fields->has_offset;
    } else if (queue_is_named(entry, "x-delivery-count") && read_number(&entry->value, &count)) {
        out->earlier = count < 0 ? 0 : (uint64_t)count;
    }
}

/* Of a message that is delivered for the first time the broker counts nothing: what stands there
 * is of the sender's making. */
static void read_properties(const amqp_basic_properties_t *properties, bool again,
                            queue_delivery *out)
{
    amqp_flags_t flags = properties->_flags;
    if ((flags & AMQP_BASIC_TYPE_FLAG) != 0) {
        out->fields.type = text_of(properties->type);
    }
    if ((flags & AMQP_BASIC_MESSAGE_ID_FLAG) != 0) {
        out->id = text_of(properties->message_id);
    }
    if ((flags & AMQP_BASIC_CORRELATION_ID_FLAG) != 0) {
        out->correlation = text_of(properties->correlation_id);
    }
    for (int i = 0; (flags & AMQP_BASIC_HEADERS_FLAG) != 0 && i < properties->headers.num_entries;
         i++) {
        read_header(&properties->headers.entries[i], out);
    }
    out->earlier = again ? out->earlier : 0;
}

/* Decodes them once more, into memory that lives as long as the delivery. */
static bool keep_properties(const amqp_frame_t *frame, queue_parcel *parcel)
{
    amqp_bytes_t raw = frame->payload.properties.raw;
    amqp_bytes_t copy = amqp_empty_bytes;
    void *decoded = NULL;
    if (raw.len > 0) {
        amqp_pool_alloc_bytes(&parcel->pool, raw.len, &copy);
        if (copy.bytes == NULL) {
            return false;
        }
        memcpy(copy.bytes, raw.bytes, raw.len);
    }
    /* Of another class they would be something else. */
    if (frame->payload.properties.class_id != AMQP_BASIC_CLASS ||
        amqp_decode_properties(AMQP_BASIC_CLASS, &parcel->pool, copy, &decoded) != AMQP_STATUS_OK) {
        return false;
    }
    parcel->properties = *(amqp_basic_properties_t *)decoded;
    return true;
}

/* --- a message, put together --- */

static void take_header(queue_link *link, const amqp_frame_t *frame)
{
    queue_coming *coming = &link->coming;
    uint64_t size = frame->payload.properties.body_size;
    coming->header = false;
    coming->left = size;
    if (coming->returned || coming->delivery == NULL) {
        return;
    }
    queue_parcel *parcel = parcel_of(coming->delivery);
    if (!keep_properties(frame, parcel)) {
        coming->delivery->no_memory = true;
        return;
    }
    read_properties(&parcel->properties, coming->again, coming->delivery);
    coming->delivery->wide = frame->payload.properties.raw.len > QUEUE_WIDTH_MAX;
    coming->delivery->too_large = size > QUEUE_BODY_MAX;
    if (!coming->delivery->too_large && size > 0) {
        parcel->body = malloc((size_t)size);
        coming->delivery->no_memory = parcel->body == NULL;
    }
}

static void take_body(queue_link *link, const amqp_frame_t *frame)
{
    queue_coming *coming = &link->coming;
    amqp_bytes_t piece = frame->payload.body_fragment;
    size_t len = piece.len < coming->left ? piece.len : (size_t)coming->left;
    queue_parcel *parcel = coming->delivery == NULL ? NULL : parcel_of(coming->delivery);
    coming->left -= len;
    if (parcel != NULL && parcel->body != NULL && len > 0) {
        memcpy(parcel->body + parcel->got, piece.bytes, len);
        parcel->got += len;
    }
}

static queue_event lost(void)
{
    return (queue_event){.kind = QUEUE_EVENT_LOST};
}

/* A queue that was there when we connected is gone: it is made again with the next connection. */
static queue_event lose_returned(queue_link *link)
{
    link->trouble = (queue_trouble){.text = "a queue is not there any more"};
    return lost();
}

static queue_event lose_memory(queue_link *link)
{
    (void)queue_link_fail(link, AMQP_STATUS_NO_MEMORY);
    return lost();
}

/* What came, once it is whole. */
static queue_event complete(queue_link *link)
{
    queue_coming done = link->coming;
    if (!done.wanted || done.header || done.left > 0) {
        return (queue_event){.kind = QUEUE_EVENT_NONE};
    }
    link->coming = (queue_coming){.wanted = false};
    if (done.returned) {
        return lose_returned(link);
    }
    if (done.delivery == NULL) {
        return lose_memory(link);
    }
    queue_parcel *parcel = parcel_of(done.delivery);
    done.delivery->fields.body =
        (queue_text){parcel->body == NULL ? "" : parcel->body, parcel->got};
    return (queue_event){.kind = QUEUE_EVENT_DELIVERY, .delivery = done.delivery};
}

static void begin_delivery(queue_link *link, const amqp_basic_deliver_t *method)
{
    queue_delivery_free(link->coming.delivery); /* of a broker that breaks off; NULL else */
    link->coming = (queue_coming){.wanted = true,
                                  .header = true,
                                  .again = method->redelivered != 0,
                                  .delivery = new_delivery()};
    if (link->coming.delivery != NULL) {
        link->coming.delivery->tag = method->delivery_tag;
    }
}

/* --- methods --- */

static queue_event lose(queue_link *link, const amqp_method_t *method)
{
    (void)queue_link_closed(link, method);
    return lost();
}

/* The broker took our consumer away: the queue was deleted, or its host went down. */
static queue_event lose_consumer(queue_link *link)
{
    link->trouble = (queue_trouble){.text = "the broker gives no more jobs of the queue"};
    return lost();
}

static queue_event blocked(const amqp_connection_blocked_t *method)
{
    queue_event event = {.kind = QUEUE_EVENT_BLOCKED};
    (void)snprintf(event.reason, sizeof event.reason, "%.*s", (int)method->reason.len,
                   method->reason.len == 0 ? "" : (const char *)method->reason.bytes);
    return event;
}

/* Of basic.ack and basic.nack, which look the same. */
static queue_event confirmed(queue_event_kind kind, uint64_t sequence, bool multiple)
{
    return (queue_event){.kind = kind, .sequence = sequence, .multiple = multiple};
}

/* Of a queue that does not answer in time the broker says that it has nothing, not even us who take
 * from it. */
static queue_event counted(const amqp_queue_declare_ok_t *answer)
{
    return (queue_event){.kind = QUEUE_EVENT_COUNTED,
                         .count = answer->message_count,
                         .sure = answer->consumer_count > 0};
}

static queue_event take_method(queue_link *link, const amqp_method_t *method)
{
    const void *decoded = method->decoded;
    switch (method->id) {
    case AMQP_BASIC_DELIVER_METHOD:
        begin_delivery(link, decoded);
        return (queue_event){.kind = QUEUE_EVENT_NONE};
    case AMQP_BASIC_RETURN_METHOD:
        link->coming = (queue_coming){.wanted = true, .header = true, .returned = true};
        return (queue_event){.kind = QUEUE_EVENT_NONE};
    case AMQP_BASIC_ACK_METHOD: {
        const amqp_basic_ack_t *ack = decoded;
        return confirmed(QUEUE_EVENT_CONFIRMED, ack->delivery_tag, ack->multiple != 0);
    }
    case AMQP_BASIC_NACK_METHOD: {
        const amqp_basic_nack_t *nack = decoded;
        return confirmed(QUEUE_EVENT_REFUSED, nack->delivery_tag, nack->multiple != 0);
    }
    case AMQP_BASIC_CANCEL_OK_METHOD:
        return (queue_event){.kind = QUEUE_EVENT_CANCELLED};
    case AMQP_QUEUE_DECLARE_OK_METHOD:
        return counted(decoded);
    case AMQP_CONNECTION_BLOCKED_METHOD:
        return blocked(decoded);
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
        return (queue_event){.kind = QUEUE_EVENT_UNBLOCKED};
    case AMQP_BASIC_CANCEL_METHOD:
        return lose_consumer(link);
    default:
        return lose(link, method);
    }
}

static queue_event take_frame(queue_link *link, const amqp_frame_t *frame)
{
    if (frame->frame_type == AMQP_FRAME_METHOD) {
        return take_method(link, &frame->payload.method);
    }
    if (frame->frame_type == AMQP_FRAME_HEADER && link->coming.header) {
        take_header(link, frame);
    } else if (frame->frame_type == AMQP_FRAME_BODY) {
        take_body(link, frame);
    }
    return complete(link);
}

queue_event queue_link_next(queue_link *link)
{
    queue_event event = {.kind = QUEUE_EVENT_NONE};
    while (event.kind == QUEUE_EVENT_NONE) {
        const struct timeval now = {0};
        amqp_frame_t frame;
        int status = amqp_simple_wait_frame_noblock(link->connection, &frame, &now);
        if (status == AMQP_STATUS_TIMEOUT) {
            return event;
        }
        if (status != AMQP_STATUS_OK) {
            (void)queue_link_fail(link, status);
            return lost();
        }
        event = take_frame(link, &frame);
        /* What is kept of it was copied. */
        amqp_maybe_release_buffers_on_channel(link->connection, frame.channel);
    }
    return event;
}
