#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/request.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "hooks/serve/format.h"
#include "hooks/serve/negotiate.h"
#include "hooks/serve/route.h"

static uint64_t micro_now(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

/* --- its beginning and its end --- */

serve_request *serve_request_begin(serve_server *server, serve_client *client, const char *target)
{
    serve_request *request = calloc(1, sizeof *request);
    if (request == NULL) {
        return NULL;
    }
    (void)atomic_fetch_add(&server->begun, 1);
    request->server = server;
    request->client = client;
    request->site = serve_sites_take(&server->sites);
    request->late = atomic_load(&server->draining);
    request->begun_at = micro_now();
    request->body = (serve_buffer){.most = server->settings.max_body, .budget = &server->budget};
    request->answer.body = (serve_buffer){.most = SERVE_ANSWER_MAX, .budget = &server->budget};
    request->text = serve_span_copy(serve_span_of(target));
    if (request->text == NULL) {
        serve_request_end(request);
        return NULL;
    }
    return request;
}

static void leave(serve_server *server)
{
    const uint64_t one = 1;
    if (atomic_fetch_sub(&server->begun, 1) == 1 && atomic_load(&server->draining)) {
        (void)!write(server->wake, &one, sizeof one);
    }
}

void serve_request_end(serve_request *request)
{
    if (request == NULL) {
        return;
    }
    serve_server *server = request->server;
    if (request->admitted) {
        server->requests--;
        serve_peers_drop(&server->by_token, (serve_peer_key){0, request->who});
    }
    serve_buffer_free(&request->body);
    serve_buffer_free(&request->answer.body);
    serve_query_free(&request->query);
    serve_sites_give(&server->sites, request->site);
    free(request->text);
    free(request);
    leave(server);
}

/* --- its headers --- */

static bool refuse(serve_request *request, serve_refusal why)
{
    serve_metrics_refuse(&request->server->metrics, why);
    return false;
}

static bool check_host(serve_request *request)
{
    return request->server->settings.tokens != NULL ||
           serve_guard_host(&request->headers, request->target.authority, &request->problem) ||
           refuse(request, SERVE_REFUSED_HOST);
}

static bool check_token(serve_request *request)
{
    serve_server *server = request->server;
    (void)pthread_mutex_lock(&server->tokens_lock);
    bool allowed =
        server->tokens == NULL ||
        serve_tokens_allow(server->tokens, request->headers.authorization, &request->who);
    (void)pthread_mutex_unlock(&server->tokens_lock);
    if (allowed || (request->route != NULL && request->route->open)) {
        return true;
    }
    serve_answer_header(&request->answer, "WWW-Authenticate", "Bearer realm=\"captionlint\"");
    (void)serve_problem_set(&request->problem, 401,
                            request->headers.authorization.at == NULL
                                ? "a token is wanted; send Authorization: Bearer and the token"
                                : "this token opens nothing; ask who runs the service for one");
    return refuse(request, SERVE_REFUSED_TOKEN);
}

static void say_allowed(serve_request *request, unsigned methods)
{
    serve_buffer text = {.most = sizeof request->allow - 1};
    (void)serve_buffer_print(&text, "%s%sOPTIONS", (methods & SERVE_GET) != 0 ? "GET, HEAD, " : "",
                             (methods & SERVE_POST) != 0 ? "POST, " : "");
    for (size_t i = 0; i < text.len; i++) {
        request->allow[i] = text.bytes[i];
    }
    serve_buffer_free(&text);
    serve_answer_header(&request->answer, "Allow", request->allow);
}

static bool check_method(serve_request *request, unsigned method)
{
    unsigned methods = serve_route_methods(request->target.path);
    if (methods == 0) {
        return serve_problem_set(
            &request->problem, 404,
            "there is nothing at this path; /openapi.json tells what there is");
    }
    if (request->route != NULL) {
        return true;
    }
    say_allowed(request, methods);
    if (method == SERVE_OPTIONS) {
        request->answer.status = 204;
        return true;
    }
    return serve_problem_set(&request->problem, 405, "this path answers to %s only",
                             request->allow);
}

static bool check_boundary(serve_request *request)
{
    long len = serve_media_parameter(request->headers.content_type, "boundary", request->boundary,
                                     sizeof request->boundary);
    serve_span boundary = {request->boundary, len < 0 ? 0 : (size_t)len};
    return serve_boundary_is_valid(boundary) ||
           serve_problem_set(&request->problem, 400,
                             "the Content-Type of the form has no valid boundary");
}

static bool check_content(serve_request *request)
{
    serve_span coding = serve_span_trim(request->headers.content_encoding);
    request->content = serve_content_of(request->headers.content_type);
    if (coding.len > 0 && !serve_span_equal_nocase(coding, SERVE_SPAN("identity"))) {
        return serve_problem_set(&request->problem, 415,
                                 "the body is encoded; send it as it is, without Content-Encoding");
    }
    if (request->content == SERVE_CONTENT_UNKNOWN) {
        serve_answer_header(&request->answer, "Accept-Post", SERVE_ACCEPT_POST);
        return serve_problem_set(
            &request->problem, 415,
            "a body of this Content-Type, or of none, is not read; Accept-Post "
            "has those that are");
    }
    return request->content != SERVE_CONTENT_FORM || check_boundary(request);
}

static bool check_length(serve_request *request)
{
    const serve_settings *settings = &request->server->settings;
    uint64_t length = serve_length_of(&request->headers);
    if (length == UINT64_MAX || length <= settings->max_body) {
        return true;
    }
    (void)serve_problem_set(&request->problem, 413,
                            "the body is longer than %zu bytes; send fewer pictures at once, or "
                            "start the service with a larger --max-body",
                            settings->max_body);
    return refuse(request, SERVE_REFUSED_BODY);
}

static bool choose_format(serve_request *request)
{
    request->format =
        request->query.format != NULL
            ? serve_format_named(serve_span_of(request->query.format), &request->problem)
        : request->target.path.len == 1
            ? serve_format_named(SERVE_SPAN("html"), &request->problem)
            : serve_format_accepted(request->headers.accept, &request->problem);
    return request->format != NULL;
}

/* Who shows one of several tokens gets three quarters of the room, and leaves some to the others.
 */
static bool is_within_share(const serve_request *request)
{
    serve_server *server = request->server;
    size_t most = server->settings.max_requests;
    (void)pthread_mutex_lock(&server->tokens_lock);
    bool alone = server->tokens == NULL || serve_tokens_count(server->tokens) < 2;
    (void)pthread_mutex_unlock(&server->tokens_lock);
    return alone || serve_peers_count(&server->by_token, (serve_peer_key){0, request->who}) <
                        most - most / 4;
}

static bool admit(serve_request *request)
{
    serve_server *server = request->server;
    if (request->late) {
        return serve_problem_set(&request->problem, 503,
                                 "the service is being ended; try another, or again later");
    }
    if (!is_within_share(request)) {
        (void)serve_problem_set(&request->problem, 429,
                                "too many requests at once with this token; wait for answers");
        return refuse(request, SERVE_REFUSED_SHARE);
    }
    if (server->requests >= server->settings.max_requests ||
        !serve_peers_add(&server->by_token, (serve_peer_key){0, request->who})) {
        (void)serve_problem_set(&request->problem, 503,
                                "too many requests at once; try again later");
        return refuse(request, SERVE_REFUSED_REQUESTS);
    }
    server->requests++;
    request->admitted = true;
    return true;
}

static bool check_post(serve_request *request)
{
    if (!serve_guard_origin(&request->headers, &request->problem)) {
        return refuse(request, SERVE_REFUSED_ORIGIN);
    }
    return check_content(request) && choose_format(request) && check_length(request) &&
           admit(request);
}

static bool check_get(serve_request *request)
{
    return serve_length_of(&request->headers) == 0 ||
           serve_problem_set(&request->problem, 400, "a body is not wanted here; POST it");
}

static bool check_head(serve_request *request, unsigned method, bool http_1_0, size_t size)
{
    serve_problem *problem = &request->problem;
    if (size > SERVE_HEADERS_MAX) {
        return serve_problem_set(problem, 431, "the headers are longer than %u bytes",
                                 SERVE_HEADERS_MAX);
    }
    request->framed = serve_guard_framing(&request->headers, http_1_0, problem);
    if (!request->framed ||
        !serve_target_read(serve_span_of(request->text), &request->target, problem) ||
        !check_host(request)) {
        return false;
    }
    request->route = serve_route_find(request->target.path, method);
    if (!check_token(request) || !check_method(request, method)) {
        return false;
    }
    if (request->route == NULL) {
        return check_get(request);
    }
    return serve_query_read(&request->query, request->target.query, request->route->asks,
                            problem) &&
           (method == SERVE_POST ? check_post(request) : check_get(request));
}

/* What the caller added to the answer goes along with a problem. */
static void tell_problem(serve_request *request)
{
    serve_answer *answer = &request->answer;
    serve_header kept = answer->header_count > 0 ? answer->headers[0] : (serve_header){NULL, NULL};
    serve_answer_problem(answer, &request->problem);
    if (kept.name != NULL) {
        serve_answer_header(answer, kept.name, kept.value);
    }
}

/* A short body is read and thrown away, so that the connection can be used again; who waits for
 * "100 Continue", or has more to send, is told at once, as is one whose end nobody knows. */
static serve_step step_of_refusal(const serve_request *request)
{
    uint64_t length = serve_length_of(&request->headers);
    bool waits = request->headers.expect.at != NULL;
    bool long_one = length > SERVE_SWALLOW_MAX && length != UINT64_MAX;
    bool at_once = !request->framed || (length > 0 && (waits || long_one));
    return at_once ? SERVE_ANSWER : SERVE_GO_ON;
}

serve_step serve_request_head(serve_request *request, const char *method, const char *version,
                              size_t size)
{
    bool http_1_0 = serve_span_equal(serve_span_of(version), SERVE_SPAN("HTTP/1.0"));
    request->headed = true;
    if (check_head(request, serve_method_of(serve_span_of(method)), http_1_0, size)) {
        return SERVE_GO_ON;
    }
    tell_problem(request);
    return step_of_refusal(request);
}

/* --- its body --- */

static serve_step swallow(serve_request *request, size_t len)
{
    bool chunked = serve_length_of(&request->headers) == UINT64_MAX;
    request->swallowed += len;
    return chunked && request->swallowed > SERVE_SWALLOW_MAX ? SERVE_CUT : SERVE_GO_ON;
}

serve_step serve_request_body(serve_request *request, const char *bytes, size_t len)
{
    serve_metrics *metrics = &request->server->metrics;
    (void)atomic_fetch_add_explicit(&metrics->body_bytes, len, memory_order_relaxed);
    if (request->answer.status != 0) {
        return swallow(request, len);
    }
    switch (serve_buffer_add(&request->body, bytes, len)) {
    case SERVE_ROOM_OK:
        return SERVE_GO_ON;
    case SERVE_ROOM_LONG:
        (void)serve_problem_set(&request->problem, 413,
                                "the body is longer than %zu bytes; send fewer pictures at once",
                                request->body.most);
        (void)refuse(request, SERVE_REFUSED_BODY);
        break;
    default:
        (void)serve_problem_set(&request->problem, 503, "too many bodies at once; try again later");
        (void)refuse(request, SERVE_REFUSED_MEMORY);
        break;
    }
    serve_buffer_free(&request->body);
    tell_problem(request);
    return swallow(request, len);
}

/* --- its answer --- */

static void run(serve_request *request)
{
    request->route->run(request);
    if (request->problem.status != 0) {
        tell_problem(request);
    }
    serve_buffer_free(&request->body);
}

serve_step serve_request_whole(serve_request *request)
{
    if (request->answer.status != 0) {
        return SERVE_ANSWER;
    }
    if (request->route->pooled) {
        request->submitted_at = serve_now();
        return SERVE_SUBMIT;
    }
    run(request);
    return SERVE_ANSWER;
}

void serve_request_work(serve_request *request)
{
    serve_server *server = request->server;
    if (atomic_load(&server->over) ||
        serve_now() - request->submitted_at > server->settings.limit) {
        (void)serve_problem_set(&request->problem, 503,
                                "the request waited too long for its turn; try again later");
        serve_metrics_refuse(&server->metrics, SERVE_REFUSED_REQUESTS);
        tell_problem(request);
        return;
    }
    run(request);
}

void serve_request_tell(serve_request *request)
{
    serve_metrics_request(&request->server->metrics, serve_route_number(request->route),
                          request->answer.status, micro_now() - request->begun_at);
}
