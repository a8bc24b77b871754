#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/exchange.h"

#include <microhttpd.h>
#include <stdlib.h>

#include "cli/say.h"
#include "hooks/serve/certificate.h"
#include "hooks/serve/request.h"
#include "hooks/serve/wire.h"

/* --- connections --- */

static serve_client *client_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

/* The library does not tell that a request is complete when it closes the connection for a query of
 * more keys than its memory holds. */
static void end_left_request(serve_client *client)
{
    if (client != NULL && client->begun != NULL) {
        serve_request_end(client->begun);
        client->begun = NULL;
    }
}

static void notice(void *user, struct MHD_Connection *connection, void **context,
                   enum MHD_ConnectionNotificationCode what)
{
    serve_server *server = user;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        end_left_request(*context);
        serve_clients_remove(&server->clients, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *file =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *address =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (file != NULL && address != NULL) {
        serve_client *client =
            serve_clients_add(&server->clients, file->connect_fd, address->client_addr);
        if (client == NULL) { /* it is served, but not watched */
            serve_clients_give_up(&server->clients);
        } else {
            client->owner = server;
        }
        *context = client;
    }
}

/* --- answers --- */

static void free_body(void *user)
{
    serve_buffer *body = user;
    serve_buffer_free(body);
    free(body);
}

/* The response takes the bytes of the answer. NULL without memory. */
static struct MHD_Response *response_of(serve_answer *answer)
{
    serve_buffer *body = malloc(sizeof *body);
    if (body == NULL) {
        return NULL;
    }
    *body = answer->body;
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        body->len, body->bytes, free_body, body);
    if (response == NULL) {
        free(body);
        return NULL;
    }
    answer->body = (serve_buffer){.bytes = NULL};
    return response;
}

static bool add_headers(struct MHD_Response *response, const serve_request *request)
{
    const serve_answer *answer = &request->answer;
    bool fine = answer->type == NULL ||
                MHD_add_response_header(response, "Content-Type", answer->type) == MHD_YES;
    for (size_t i = 0; fine && i < answer->header_count; i++) {
        fine = MHD_add_response_header(response, answer->headers[i].name,
                                       answer->headers[i].value) == MHD_YES;
    }
    for (size_t i = 0; fine && serve_wire_headers[i].name != NULL; i++) {
        fine = MHD_add_response_header(response, serve_wire_headers[i].name,
                                       serve_wire_headers[i].value) == MHD_YES;
    }
    if (fine && (!request->framed || atomic_load(&request->server->draining))) {
        fine = MHD_add_response_header(response, "Connection", "close") == MHD_YES;
    }
    return fine;
}

static enum MHD_Result answer(serve_request *request)
{
    serve_request_tell(request);
    unsigned status = request->answer.status;
    struct MHD_Response *response = response_of(&request->answer);
    if (response == NULL) {
        return MHD_NO;
    }
    serve_clients_move(&request->server->clients, request->client, SERVE_SENDING);
    enum MHD_Result queued = add_headers(response, request)
                                 ? MHD_queue_response(request->connection, status, response)
                                 : MHD_NO;
    MHD_destroy_response(response);
    return queued;
}

/* In the middle of a body no answer can be given by the library. */
static enum MHD_Result cut(serve_request *request)
{
    serve_request_tell(request);
    if (request->client != NULL && request->server->certificates == NULL) {
        serve_wire_send(request->client->file, &request->answer);
    }
    return MHD_NO;
}

void serve_exchange_work(serve_job *job)
{
    serve_request *request = (serve_request *)(void *)job;
    serve_request_work(request);
    MHD_resume_connection(request->connection);
}

static enum MHD_Result take_step(serve_request *request, serve_step step)
{
    switch (step) {
    case SERVE_ANSWER:
        return answer(request);
    case SERVE_SUBMIT:
        serve_clients_move(&request->server->clients, request->client, SERVE_WORKING);
        MHD_suspend_connection(request->connection);
        if (!serve_pool_add(&request->server->pool, &request->job)) {
            serve_exchange_work(&request->job); /* which then says that it is too late */
        }
        return MHD_YES;
    case SERVE_CUT:
        return cut(request);
    default:
        return MHD_YES;
    }
}

/* --- requests --- */

/* The library would now take the query apart into its own lists, and loses count of a request
 * whose keys do not fit into the memory of the connection (0.9.75). They are ours to read: it finds
 * none. The text is in that memory, whatever its type says. */
static void hide_query(const char *target)
{
    size_t at = serve_span_find(serve_span_of(target), '?');
    char *place = (char *)(uintptr_t)(target + at);
    if (place[0] == '?') {
        place[1] = '\0';
    }
}

static void *begin(void *user, const char *target, struct MHD_Connection *connection)
{
    serve_server *server = user;
    serve_client *client = client_of(connection);
    serve_request *request = serve_request_begin(server, client, target == NULL ? "" : target);
    if (request != NULL) {
        request->connection = connection;
        if (client != NULL) {
            client->begun = request;
        }
        serve_clients_move(&server->clients, client, SERVE_RECEIVING);
    }
    if (target != NULL) {
        hide_query(target);
    }
    return request;
}

static enum MHD_Result take_header(void *user, enum MHD_ValueKind kind, const char *name,
                                   size_t name_len, const char *value, size_t value_len)
{
    (void)kind;
    serve_headers_take(user, (serve_span){name, name_len}, (serve_span){value, value_len});
    return MHD_YES;
}

static size_t header_size(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info == NULL ? 0 : info->header_size;
}

static enum MHD_Result handle(void *user, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *bytes,
                              size_t *len, void **context)
{
    (void)user;
    (void)url; /* decoded: what was sent is known since its first line */
    serve_request *request = *context;
    if (request == NULL) {
        return MHD_NO;
    }
    if (!request->headed) {
        (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, take_header,
                                          &request->headers);
        return take_step(request,
                         serve_request_head(request, method, version, header_size(connection)));
    }
    if (*len > 0) {
        size_t given = *len;
        *len = 0;
        return take_step(request, serve_request_body(request, bytes, given));
    }
    return take_step(request, serve_request_whole(request));
}

static void complete(void *user, struct MHD_Connection *connection, void **context,
                     enum MHD_RequestTerminationCode how)
{
    (void)user;
    (void)connection;
    (void)how;
    serve_request *request = *context;
    if (request != NULL) {
        serve_clients_move(&request->server->clients, request->client, SERVE_IDLE);
        if (request->client != NULL) {
            request->client->begun = NULL;
        }
    }
    serve_request_end(request);
    *context = NULL;
}

/* --- the daemon --- */

/* What was sent stays as it was sent. */
static size_t leave_escapes(void *user, struct MHD_Connection *connection, char *text)
{
    (void)user;
    (void)connection;
    return serve_span_of(text).len;
}

/* GnuTLS asks which certificate to show; it knows the connection, and that its client. */
static int give_certificate(gnutls_session_t session, const gnutls_datum_t *names, int name_count,
                            const gnutls_pk_algorithm_t *kinds, int kind_count,
                            gnutls_pcert_st **chain, unsigned *count, gnutls_privkey_t *key)
{
    (void)names;
    (void)name_count;
    (void)kinds;
    (void)kind_count;
    const serve_client *client = client_of(gnutls_session_get_ptr(session));
    if (client == NULL) {
        return -1;
    }
    serve_server *server = client->owner;
    return serve_certificates_give(server->certificates, chain, count, key);
}

int serve_exchange_begin(serve_server *server)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET |
                     MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
                     (server->certificates == NULL ? 0u : (unsigned)MHD_USE_TLS);
    /* Never reached: the library stands still for ever when it is (0.9.75). */
    const unsigned limit = (unsigned)server->settings.max_connections + 2 * SERVE_CONNECTIONS_SPARE;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, server, MHD_OPTION_NOTIFY_CONNECTION, notice, server,
        MHD_OPTION_URI_LOG_CALLBACK, begin, server, MHD_OPTION_NOTIFY_COMPLETED, complete, server,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, server, MHD_OPTION_CONNECTION_LIMIT, limit,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVE_POOL_BYTES,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)SERVE_POOL_STEP,
        MHD_OPTION_HTTPS_CERT_CALLBACK, give_certificate, MHD_OPTION_HTTPS_PRIORITIES,
        "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", MHD_OPTION_END);
    return server->daemon != NULL ? CLI_EXIT_OK
                                  : cli_fail("libmicrohttpd cannot serve; it may lack epoll, or "
                                             "TLS, which --certificate wants");
}

void serve_exchange_add(serve_server *server, int file, const struct sockaddr *address,
                        socklen_t size)
{
    if (MHD_add_connection(server->daemon, file, address, size) != MHD_YES) {
        serve_clients_give_up(&server->clients);
    }
}

void serve_exchange_end(serve_server *server)
{
    MHD_stop_daemon(server->daemon);
}
