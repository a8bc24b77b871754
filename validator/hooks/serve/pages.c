#include "hooks/serve/pages.h"

#include "hooks/serve/negotiate.h"
#include "hooks/serve/route.h"

/* The page loads what the service itself serves, and shows pictures that are dropped on it. */
static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

void serve_page_tagged(serve_request *request, const char *type, serve_span bytes, const char *tag)
{
    serve_answer *answer = &request->answer;
    serve_answer_header(answer, "ETag", tag);
    serve_answer_header(answer, "Cache-Control", "no-cache"); /* ask whether it changed */
    if (serve_etag_matches(request->headers.if_none_match, serve_span_of(tag))) {
        answer->status = 304;
        return;
    }
    serve_answer_text(answer, 200, type, bytes);
}

void serve_page_file(serve_request *request)
{
    const serve_file *file = serve_site_file(request->site, request->target.path);
    if (file == NULL) {
        (void)serve_problem_set(&request->problem, 404,
                                "this file is not among the rules that the service was started "
                                "with; install all of them");
        return;
    }
    if (file->is_page) {
        serve_answer_header(&request->answer, "Content-Security-Policy", page_policy);
    }
    serve_page_tagged(request, file->type, (serve_span){file->bytes, file->len}, file->tag);
}

static void answer_now(serve_request *request, serve_span text)
{
    serve_answer_short(&request->answer);
    serve_answer_header(&request->answer, "Cache-Control", "no-store");
    serve_answer_text(&request->answer, 200, "text/plain; charset=utf-8", text);
}

void serve_page_health(serve_request *request)
{
    answer_now(request, SERVE_SPAN("ok\n"));
}

void serve_page_ready(serve_request *request)
{
    if (atomic_load(&request->server->draining)) {
        (void)serve_problem_set(&request->problem, 503, "the service is being ended");
        return;
    }
    answer_now(request, SERVE_SPAN("ready\n"));
}

void serve_page_metrics(serve_request *request)
{
    serve_server *server = request->server;
    const captionlint *lint = request->site->setup->lint;
    const serve_gauges now = {.in_flight = atomic_load(&server->begun),
                              .queue = serve_pool_length(&server->pool),
                              .connections = serve_clients_count(&server->clients),
                              .memory = atomic_load(&server->budget.used),
                              .pack = captionlint_rules_pack(lint),
                              .hash = captionlint_rules_hash(lint)};
    serve_answer_short(&request->answer);
    serve_metrics_write(&server->metrics, &now, serve_route_names(), &request->answer.body);
    request->answer.status = 200;
    request->answer.type = "text/plain; version=0.0.4; charset=utf-8";
    serve_answer_header(&request->answer, "Cache-Control", "no-store");
}
