#include "hooks/serve/format.h"

#include "captionlint.h"
#include "hooks/serve/negotiate.h"

#define UTF_8 "; charset=utf-8"

/* Those that Accept can ask for come first, as in `accepted`. */
static const serve_format formats[] = {
    {"json", "application/json"}, {"ndjson", "application/x-ndjson"},
    {"html", "text/html" UTF_8},  {"text", "text/plain" UTF_8},
    {"csv", "text/csv" UTF_8},    {"sarif", "application/sarif+json"},
    {"junit", "application/xml"}, {"checkstyle", "application/xml"},
    {"gcc", "text/plain" UTF_8},  {"github", "text/plain" UTF_8},
};

static const char *const accepted[] = {"application/json", "application/x-ndjson",
                                       "text/html",        "text/plain",
                                       "text/csv",         "application/sarif+json"};

enum {
    ACCEPTED = sizeof accepted / sizeof accepted[0]
};

const serve_format *serve_format_named(serve_span name, serve_problem *problem)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (serve_span_equal(name, serve_span_of(formats[i].name))) {
            return &formats[i];
        }
    }
    (void)serve_problem_set(problem, 400, "there is no format \"%.*s\"; it may be one of: %s",
                            SERVE_SPAN_PRINT(name), captionlint_report_formats());
    return NULL;
}

const serve_format *serve_format_accepted(serve_span accept, serve_problem *problem)
{
    size_t best = serve_accept_best(accept, accepted, ACCEPTED);
    if (best < ACCEPTED) {
        return &formats[best];
    }
    (void)serve_problem_set(problem, 406,
                            "nothing that Accept asks for can be given; ask for application/json, "
                            "application/x-ndjson, text/html, text/plain, text/csv or "
                            "application/sarif+json");
    return NULL;
}
