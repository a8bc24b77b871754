#include "hooks/serve/rules.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

#include "hooks/serve/negotiate.h"
#include "hooks/serve/pages.h"
#include "hooks/serve/route.h"

static int put(const char *bytes, size_t len, void *buffer)
{
    return serve_buffer_add(buffer, bytes, len) == SERVE_ROOM_OK ? 0 : -1;
}

/* Takes the document. */
static serve_room write_document(json_t *document, serve_buffer *out)
{
    int failed = document == NULL ? -1 : json_dump_callback(document, put, out, JSON_COMPACT);
    json_decref(document);
    return failed == 0 ? serve_buffer_add(out, "\n", 1) : SERVE_ROOM_FULL;
}

static void answer_document(serve_request *request, json_t *document)
{
    request->answer.type = "application/json";
    if (write_document(document, &request->answer.body) != SERVE_ROOM_OK) {
        (void)serve_problem_set(&request->problem, 503, "out of memory; try again later");
        return;
    }
    request->answer.status = 200;
}

/* --- the list --- */

static int add_rule(const captionlint_rule_line *rule, void *list)
{
    return json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "id", rule->id, "kind",
                                                 rule->kind, "about", rule->about));
}

serve_room serve_rules_list(const captionlint *lint, serve_buffer *out)
{
    captionlint_error error = {0};
    json_t *list = json_array();
    if (list == NULL || captionlint_rules_each(lint, add_rule, list, &error) != CAPTIONLINT_OK) {
        json_decref(list);
        return SERVE_ROOM_FULL;
    }
    return write_document(json_pack("{s:s, s:s, s:o}", "pack", captionlint_rules_pack(lint), "hash",
                                    captionlint_rules_hash(lint), "rules", list),
                          out);
}

void serve_rules_all(serve_request *request)
{
    const serve_site *site = request->site;
    serve_page_tagged(request, "application/json", (serve_span){site->rules.bytes, site->rules.len},
                      site->rules_tag);
}

/* --- editions --- */

void serve_rules_editions(serve_request *request)
{
    const serve_settings *settings = &request->server->settings;
    const captionlint *lint = request->site->setup->lint;
    json_t *names = json_array();
    size_t count =
        settings->edition_count > 0 ? settings->edition_count : captionlint_edition_count(lint);
    for (size_t i = 0; i < count; i++) {
        const char *name =
            settings->edition_count > 0 ? settings->editions[i] : captionlint_edition_name(lint, i);
        (void)json_array_append_new(names, json_string(name));
    }
    serve_answer_header(&request->answer, "Cache-Control", "no-cache");
    answer_document(request, json_pack("{s:o}", "editions", names));
}

/* --- one rule --- */

static const struct {
    const char *format;    /* of the request */
    const char *asked;     /* in Accept */
    const char *type;      /* of the answer */
    const char *explained; /* of the library */
} formats[] = {
    {"json", "application/json", "application/json", "markdown"},
    {"markdown", "text/markdown", "text/markdown; charset=utf-8", "markdown"},
    {"html", "text/html", "text/html; charset=utf-8", "html"},
    {"text", "text/plain", "text/plain; charset=utf-8", "text"},
};

enum {
    FORMATS = sizeof formats / sizeof formats[0]
};

/* FORMATS, with the problem, when there is none. */
static size_t choose_format(serve_request *request)
{
    const char *asked[FORMATS];
    size_t i = 0;
    if (request->query.format == NULL) {
        for (i = 0; i < FORMATS; i++) {
            asked[i] = formats[i].asked;
        }
        i = serve_accept_best(request->headers.accept, asked, FORMATS);
        (void)(i < FORMATS ||
               serve_problem_set(&request->problem, 406,
                                 "a rule is explained in application/json, text/markdown, "
                                 "text/html or text/plain; ask for one of them"));
        return i;
    }
    serve_span name = serve_span_of(request->query.format);
    while (i < FORMATS && !serve_span_equal(name, serve_span_of(formats[i].format))) {
        i++;
    }
    (void)(i < FORMATS || serve_problem_set(&request->problem, 400,
                                            "a rule is explained in json, markdown, html or text"));
    return i;
}

static void explain(serve_request *request, const char *id, size_t format)
{
    captionlint_error error = {0};
    const captionlint_report_options options = {.format = formats[format].explained};
    serve_buffer *out = &request->answer.body;
    captionlint_status status =
        captionlint_rules_explain(request->site->setup->lint, id, &options, put, out, &error);
    if (status == CAPTIONLINT_USAGE) {
        (void)serve_problem_set(&request->problem, 404, "%s", error.message);
        return;
    }
    if (status != CAPTIONLINT_OK) {
        (void)serve_problem_set(&request->problem, 503, "%s; try again later", error.message);
        return;
    }
    serve_answer_header(&request->answer, "Vary", "Accept");
    request->answer.status = 200;
    request->answer.type = formats[format].type;
}

/* The explanation becomes a member of a document. */
static void wrap(serve_request *request, const char *id)
{
    serve_buffer *out = &request->answer.body;
    json_t *document =
        json_pack("{s:s, s:o}", "id", id, "text", json_stringn(out->bytes, out->len));
    out->len = 0;
    answer_document(request, document);
}

static void answer_rule(serve_request *request, const char *id)
{
    size_t format = choose_format(request);
    if (format == FORMATS) {
        return;
    }
    explain(request, id, format);
    if (format == 0 && request->problem.status == 0) {
        wrap(request, id);
    }
}

void serve_rules_one(serve_request *request)
{
    serve_span rest = serve_route_rest(request);
    char *id = malloc(rest.len + 1);
    if (id == NULL) {
        (void)serve_problem_set(&request->problem, 503, "out of memory; try again later");
        return;
    }
    if (serve_decode(rest, false, id) == SIZE_MAX) {
        (void)serve_problem_set(&request->problem, 404,
                                "there is no such rule; /v1/rules has those that there are");
    } else {
        answer_rule(request, id);
    }
    free(id);
}
