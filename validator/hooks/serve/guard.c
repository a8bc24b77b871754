#include "hooks/serve/guard.h"

#include "hooks/serve/target.h"

enum {
    ONCE = 1, /* twice is an attack on those who read the other one */
    SEVERAL = 0
};

#define HEADER(text, field, times)                                                                 \
    {                                                                                              \
        text, offsetof(serve_headers, field), times                                                \
    }
static const struct {
    const char *name;
    size_t place;
    int times;
} known[] = {
    HEADER("Host", host, ONCE),
    HEADER("Origin", origin, ONCE),
    HEADER("Sec-Fetch-Site", fetch_site, ONCE),
    HEADER("Authorization", authorization, ONCE),
    HEADER("Content-Type", content_type, ONCE),
    HEADER("Content-Encoding", content_encoding, ONCE),
    HEADER("Content-Length", content_length, ONCE),
    HEADER("Transfer-Encoding", transfer_encoding, ONCE),
    HEADER("Expect", expect, SEVERAL),
    HEADER("Accept", accept, SEVERAL),
    HEADER("If-None-Match", if_none_match, SEVERAL),
};

/* RFC 9110, 5.6.2 */
static bool is_token(serve_span text)
{
    return text.len > 0 && serve_span_is_of(text, "!#$%&'*+-.^_`|~");
}

/* libmicrohttpd adds a folded line to the name of the header before it: "Content-Length5". */
static bool is_framing_but_folded(serve_span name)
{
    static const char *const framing[] = {"Content-Length", "Transfer-Encoding"};
    for (size_t i = 0; i < sizeof framing / sizeof framing[0]; i++) {
        serve_span whole = serve_span_of(framing[i]);
        if (name.len > whole.len &&
            serve_span_equal_nocase((serve_span){name.at, whole.len}, whole)) {
            return true;
        }
    }
    return false;
}

/* RFC 9112, 2.2, 5.1 and 5.2: a proxy before us may not see the same headers in it. */
static bool is_broken(serve_span name, serve_span value)
{
    return !is_token(name) || is_framing_but_folded(name) ||
           serve_span_find(value, '\r') < value.len;
}

void serve_headers_take(serve_headers *headers, serve_span name, serve_span value)
{
    headers->broken = headers->broken || is_broken(name, value);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (!serve_span_equal_nocase(name, serve_span_of(known[i].name))) {
            continue;
        }
        serve_span *place = (serve_span *)(void *)((char *)headers + known[i].place);
        if (place->at == NULL) {
            *place = value.at == NULL ? SERVE_SPAN("") : value;
        } else if (known[i].times == ONCE) {
            headers->repeated = true;
        }
        return;
    }
}

static bool is_number(serve_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') {
            return false;
        }
    }
    return text.len > 0 && text.len < 20; /* of 64 bits */
}

bool serve_guard_framing(const serve_headers *headers, bool http_1_0, serve_problem *problem)
{
    bool has_length = headers->content_length.at != NULL;
    bool chunked = headers->transfer_encoding.at != NULL;
    if (headers->broken) {
        return serve_problem_set(problem, 400,
                                 "a header is malformed: its name is no token, or it is folded");
    }
    if (headers->repeated) {
        return serve_problem_set(problem, 400,
                                 "a header that may stand there once stands there twice");
    }
    if (chunked && (has_length || http_1_0)) {
        return serve_problem_set(problem, 400,
                                 "Transfer-Encoding beside Content-Length, or in HTTP/1.0; send "
                                 "one of them");
    }
    if (chunked && !serve_span_equal_nocase(headers->transfer_encoding, SERVE_SPAN("chunked"))) {
        return serve_problem_set(problem, 400,
                                 "a Transfer-Encoding other than chunked is not understood");
    }
    if (has_length && !is_number(headers->content_length)) {
        return serve_problem_set(problem, 400, "the Content-Length is no number");
    }
    if (headers->host.len == 0 && !(http_1_0 && headers->host.at == NULL)) {
        return serve_problem_set(problem, 400, "there is no Host; HTTP/1.1 has one");
    }
    return true;
}

bool serve_guard_host(const serve_headers *headers, serve_span authority, serve_problem *problem)
{
    bool fine = headers->host.at == NULL || serve_host_is_loopback(headers->host);
    if (fine && (authority.len == 0 || serve_host_is_loopback(authority))) {
        return true;
    }
    return serve_problem_set(problem, 421,
                             "this service answers to localhost, 127.0.0.1 and [::1] alone; start "
                             "it with --tokens to give it other names");
}

/* Browsers say where a request is from in Sec-Fetch-Site; older ones in Origin, which is "null" for
 * the form of a page that sends no referrer. */
bool serve_guard_origin(const serve_headers *headers, serve_problem *problem)
{
    serve_span site = serve_span_trim(headers->fetch_site);
    bool same = serve_span_equal_nocase(site, SERVE_SPAN("same-origin")) ||
                serve_span_equal_nocase(site, SERVE_SPAN("none"));
    if (site.len == 0) {
        same = headers->origin.at == NULL || serve_origin_is(headers->origin, headers->host);
    }
    return same || serve_problem_set(problem, 403,
                                     "a page of another site may not use this service; call it "
                                     "from your server");
}

uint64_t serve_length_of(const serve_headers *headers)
{
    uint64_t length = 0;
    if (headers->transfer_encoding.at != NULL) {
        return UINT64_MAX;
    }
    for (size_t i = 0; i < headers->content_length.len; i++) {
        length = length * 10 + (uint64_t)(headers->content_length.at[i] - '0');
    }
    return length;
}
