/* The connection: how it is made, and how it ends. */
#include "hooks/queue/link.h"

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "captionlint.h"
#include "hooks/queue/channel.h"

/* Where Debian, and most others, keep whom the system trusts. */
static const char authorities[] = "/etc/ssl/certs/ca-certificates.crt";

amqp_bytes_t queue_bytes(const char *text)
{
    return amqp_cstring_bytes(text);
}

bool queue_is_named(const amqp_table_entry_t *entry, const char *name)
{
    amqp_bytes_t wanted = queue_bytes(name);
    return entry->key.len == wanted.len && memcmp(entry->key.bytes, wanted.bytes, wanted.len) == 0;
}

/* --- what went wrong --- */

static void note(queue_link *link, bool hopeless, const char *text, const char *more)
{
    link->trouble.hopeless = hopeless;
    (void)snprintf(link->trouble.text, sizeof link->trouble.text, "%s%s", text, more);
}

bool queue_link_fail(queue_link *link, int status)
{
    bool certificate = status == AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED ||
                       status == AMQP_STATUS_SSL_PEER_VERIFY_FAILED;
    note(link, certificate, amqp_error_string2(status),
         certificate
             ? "; give its authority with ?cacertfile=FILE, and the host as its certificate "
               "has it"
             : "");
    return false;
}

/* What the broker closes with does not change by itself: no access, another kind of queue. */
static bool is_hopeless(unsigned code)
{
    return code == AMQP_ACCESS_REFUSED || code == AMQP_NOT_ALLOWED ||
           code == AMQP_PRECONDITION_FAILED;
}

static void note_close(queue_link *link, unsigned code, amqp_bytes_t text)
{
    link->trouble.hopeless = is_hopeless(code);
    (void)snprintf(link->trouble.text, sizeof link->trouble.text, "%.*s", (int)text.len,
                   text.len == 0 ? "" : (const char *)text.bytes);
}

bool queue_link_closed(queue_link *link, const amqp_method_t *method)
{
    if (method->id == AMQP_CHANNEL_CLOSE_METHOD) {
        const amqp_channel_close_t *closed = method->decoded;
        note_close(link, closed->reply_code, closed->reply_text);
    } else if (method->id == AMQP_CONNECTION_CLOSE_METHOD) {
        const amqp_connection_close_t *closed = method->decoded;
        note_close(link, closed->reply_code, closed->reply_text);
    } else {
        note(link, false, "the broker answered with something else", "");
    }
    return false;
}

bool queue_link_answered(queue_link *link, amqp_rpc_reply_t reply)
{
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) {
        return true;
    }
    return reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION
               ? queue_link_closed(link, &reply.reply)
               : queue_link_fail(link, reply.library_error);
}

const queue_trouble *queue_link_trouble(const queue_link *link)
{
    return &link->trouble;
}

/* --- connecting --- */

static bool fail_file(queue_link *link, const char *what, const char *path)
{
    char text[QUEUE_TROUBLE_MAX];
    (void)snprintf(text, sizeof text, "%s: %s", what, path);
    note(link, true, text, "; check that it is there and is PEM");
    return false;
}

/* The broker shows a certificate of its host name by an authority that is trusted; we show ours. */
static amqp_socket_t *new_tls(queue_link *link, const queue_url *url)
{
    amqp_socket_t *socket = amqp_ssl_socket_new(link->connection);
    const char *trusted = url->authorities[0] == '\0' ? authorities : url->authorities;
    if (socket == NULL) {
        note(link, false, "out of memory", "");
        return NULL;
    }
    amqp_ssl_socket_set_verify_peer(socket, 1);
    amqp_ssl_socket_set_verify_hostname(socket, 1);
    if (amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST) != AMQP_STATUS_OK) {
        note(link, true, "the TLS library has no TLS 1.2", "");
        return NULL;
    }
    if (amqp_ssl_socket_set_cacert(socket, trusted) != AMQP_STATUS_OK) {
        (void)fail_file(link, "the authorities cannot be read", trusted);
        return NULL;
    }
    if (url->key[0] != '\0' &&
        amqp_ssl_socket_set_key(socket, url->certificate, url->key) != AMQP_STATUS_OK) {
        (void)fail_file(link, "the certificate or its key cannot be read", url->certificate);
        return NULL;
    }
    return socket;
}

static bool open_socket(queue_link *link, const queue_url *url)
{
    struct timeval wait = {.tv_sec = QUEUE_CONNECT_S};
    amqp_socket_t *socket = url->tls ? new_tls(link, url) : amqp_tcp_socket_new(link->connection);
    if (socket == NULL) {
        return link->trouble.text[0] == '\0' ? queue_link_fail(link, AMQP_STATUS_NO_MEMORY) : false;
    }
    int status = amqp_socket_open_noblock(socket, url->host, (int)url->port, &wait);
    if (status == AMQP_STATUS_SOCKET_ERROR) { /* its cause is not handed out */
        note(link, false, "it cannot be reached", "");
        return false;
    }
    return status == AMQP_STATUS_OK ? true : queue_link_fail(link, status);
}

static amqp_table_entry_t entry_of(const char *name, bool value)
{
    return (amqp_table_entry_t){
        .key = queue_bytes(name),
        .value = {.kind = AMQP_FIELD_KIND_BOOLEAN, .value.boolean = value ? 1 : 0}};
}

/* Says who we are, and that we understand when the broker wants nothing to be sent. */
static bool log_in(queue_link *link, const queue_url *url)
{
    amqp_table_entry_t known[] = {
        entry_of("connection.blocked", true), entry_of("consumer_cancel_notify", true),
        entry_of("publisher_confirms", true), entry_of("basic.nack", true)};
    amqp_table_entry_t about[] = {
        {.key = queue_bytes("connection_name"),
         .value = {.kind = AMQP_FIELD_KIND_UTF8,
                   .value.bytes = queue_bytes("captionlint " CAPTIONLINT_VERSION)}},
        {.key = queue_bytes("capabilities"),
         .value = {.kind = AMQP_FIELD_KIND_TABLE,
                   .value.table = {sizeof known / sizeof known[0], known}}}};
    const amqp_table_t properties = {sizeof about / sizeof about[0], about};
    return queue_link_answered(link, amqp_login_with_properties(link->connection, url->vhost, 0,
                                                                QUEUE_FRAME_MAX, QUEUE_HEARTBEAT_S,
                                                                &properties, AMQP_SASL_METHOD_PLAIN,
                                                                url->user, url->password));
}

bool queue_link_open_channel(queue_link *link)
{
    (void)amqp_channel_open(link->connection, QUEUE_CHANNEL);
    if (!queue_link_answered(link, amqp_get_rpc_reply(link->connection))) {
        return false;
    }
    (void)amqp_confirm_select(link->connection, QUEUE_CHANNEL);
    return queue_link_answered(link, amqp_get_rpc_reply(link->connection));
}

static bool set_times(queue_link *link)
{
    const struct timeval handshake = {.tv_sec = QUEUE_CONNECT_S};
    const struct timeval answer = {.tv_sec = QUEUE_ANSWER_S};
    int status = amqp_set_handshake_timeout(link->connection, &handshake);
    if (status == AMQP_STATUS_OK) {
        status = amqp_set_rpc_timeout(link->connection, &answer);
    }
    return status == AMQP_STATUS_OK ? true : queue_link_fail(link, status);
}

queue_link *queue_link_open(const queue_url *url, queue_trouble *trouble)
{
    queue_link *link = calloc(1, sizeof *link);
    amqp_connection_state_t connection = link == NULL ? NULL : amqp_new_connection();
    *trouble = (queue_trouble){.text = "out of memory"};
    if (connection == NULL) {
        free(link);
        return NULL;
    }
    link->connection = connection;
    if (set_times(link) && open_socket(link, url) && log_in(link, url) &&
        queue_link_open_channel(link)) {
        return link;
    }
    *trouble = link->trouble;
    queue_link_drop(link);
    return NULL;
}

/* --- its end --- */

void queue_link_drop(queue_link *link)
{
    if (link != NULL) {
        queue_delivery_free(link->coming.delivery);
        (void)amqp_destroy_connection(link->connection);
        free(link);
    }
}

void queue_link_close(queue_link *link)
{
    if (link != NULL) {
        (void)amqp_connection_close(link->connection, AMQP_REPLY_SUCCESS);
        queue_link_drop(link);
    }
}

int queue_link_file(const queue_link *link)
{
    return amqp_get_sockfd(link->connection);
}
