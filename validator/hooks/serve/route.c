#include "hooks/serve/route.h"

#include "hooks/serve/check.h"
#include "hooks/serve/pages.h"
#include "hooks/serve/rules.h"

enum {
    ASKS_OF_CHECK = SERVE_ASK_EDITION | SERVE_ASK_FORMAT | SERVE_ASK_NAME | SERVE_ASK_THUMBNAILS,
    ASKS_OF_EXTRACT = SERVE_ASK_FORMAT | SERVE_ASK_NAME | SERVE_ASK_THUMBNAILS
};

static const serve_route routes[] = {
    {"/", SERVE_GET, "/", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/", SERVE_POST, "/", false, true, ASKS_OF_CHECK, serve_check_form},
    {"/desk.css", SERVE_GET, "/desk.css", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/desk.js", SERVE_GET, "/desk.js", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/sheet.css", SERVE_GET, "/sheet.css", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/sheet.js", SERVE_GET, "/sheet.js", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/openapi.json", SERVE_GET, "/openapi.json", true, false, SERVE_ASK_ANYTHING, serve_page_file},
    {"/record.schema.json", SERVE_GET, "/record.schema.json", true, false, SERVE_ASK_ANYTHING,
     serve_page_file},
    {"/healthz", SERVE_GET, "/healthz", true, false, SERVE_ASK_ANYTHING, serve_page_health},
    {"/readyz", SERVE_GET, "/readyz", true, false, SERVE_ASK_ANYTHING, serve_page_ready},
    {"/metrics", SERVE_GET, "/metrics", false, false, SERVE_ASK_ANYTHING, serve_page_metrics},
    {"/v1/check", SERVE_POST, "/v1/check", false, true, ASKS_OF_CHECK, serve_check_judge},
    {"/v1/extract", SERVE_POST, "/v1/extract", false, true, ASKS_OF_EXTRACT, serve_check_extract},
    {"/v1/editions", SERVE_GET, "/v1/editions", false, false, 0, serve_rules_editions},
    {"/v1/rules", SERVE_GET, "/v1/rules", false, false, 0, serve_rules_all},
    {"/v1/rules/", SERVE_GET, "/v1/rules/{id}", false, true, SERVE_ASK_FORMAT, serve_rules_one},
};

/* As in the table, each once; the last is for all that is nowhere. */
static const char *const names[] = {
    "/",
    "/desk.css",
    "/desk.js",
    "/sheet.css",
    "/sheet.js",
    "/openapi.json",
    "/record.schema.json",
    "/healthz",
    "/readyz",
    "/metrics",
    "/v1/check",
    "/v1/extract",
    "/v1/editions",
    "/v1/rules",
    "/v1/rules/{id}",
    "other",
    NULL,
};

_Static_assert(sizeof names / sizeof names[0] <= SERVE_METRIC_ROUTES, "metrics of all routes");

unsigned serve_method_of(serve_span name)
{
    if (serve_span_equal(name, SERVE_SPAN("GET")) || serve_span_equal(name, SERVE_SPAN("HEAD"))) {
        return SERVE_GET;
    }
    if (serve_span_equal(name, SERVE_SPAN("POST"))) {
        return SERVE_POST;
    }
    return serve_span_equal(name, SERVE_SPAN("OPTIONS")) ? SERVE_OPTIONS : SERVE_OTHER;
}

static bool leads(const serve_route *route, serve_span path)
{
    serve_span known = serve_span_of(route->path);
    bool all = known.len > 1 && known.at[known.len - 1] == '/';
    return all ? path.len > known.len && serve_span_starts(path, known)
               : serve_span_equal(path, known);
}

const serve_route *serve_route_find(serve_span path, unsigned method)
{
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (routes[i].method == method && leads(&routes[i], path)) {
            return &routes[i];
        }
    }
    return NULL;
}

unsigned serve_route_methods(serve_span path)
{
    unsigned methods = 0;
    if (serve_span_equal(path, SERVE_SPAN("*"))) {
        return SERVE_OPTIONS | SERVE_GET | SERVE_POST; /* of the service: RFC 9110, 9.3.7 */
    }
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        methods |= leads(&routes[i], path) ? SERVE_OPTIONS | routes[i].method : 0;
    }
    return methods;
}

serve_span serve_route_rest(const serve_request *request)
{
    return serve_span_from(request->target.path, serve_span_of(request->route->path).len);
}

size_t serve_route_number(const serve_route *route)
{
    size_t i = 0;
    while (names[i + 1] != NULL && (route == NULL || !serve_span_equal(serve_span_of(route->name),
                                                                       serve_span_of(names[i])))) {
        i++;
    }
    return i;
}

const char *const *serve_route_names(void)
{
    return names;
}
