#include "hooks/serve/target.h"

static bool starts_nocase(serve_span text, serve_span with)
{
    return text.len >= with.len && serve_span_equal_nocase((serve_span){text.at, with.len}, with);
}

/* The scheme and the authority off an absolute form (RFC 9112, 3.2.2). */
static serve_span take_authority(serve_span text, serve_span *authority)
{
    bool plain = starts_nocase(text, SERVE_SPAN("http://"));
    if (!plain && !starts_nocase(text, SERVE_SPAN("https://"))) {
        return text;
    }
    serve_span rest = serve_span_from(text, plain ? 7 : 8);
    size_t slash = serve_span_find(rest, '/');
    *authority = (serve_span){rest.at, slash};
    return serve_span_from(rest, slash);
}

/* RFC 3986, 3.3 and 3.4, and what browsers leave as it is; no blank, control or byte of UTF-8. */
static bool is_plain(serve_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] <= ' ' || text.at[i] == 0x7F || text.at[i] == '#') {
            return false;
        }
    }
    return true;
}

bool serve_target_read(serve_span text, serve_target *out, serve_problem *problem)
{
    *out = (serve_target){.authority = {NULL, 0}};
    serve_span rest = take_authority(text, &out->authority);
    bool star = serve_span_equal(rest, SERVE_SPAN("*"));
    if ((!star && !serve_span_starts(rest, SERVE_SPAN("/"))) || !is_plain(rest)) {
        return serve_problem_set(problem, 400,
                                 "the target of the request is malformed; it begins with / and is "
                                 "percent-encoded");
    }
    out->path = serve_span_cut(&rest, '?');
    out->query = rest;
    return true;
}

/* The host without its port; empty where it is malformed. */
static serve_span without_port(serve_span host)
{
    size_t bracket = serve_span_find(host, ']');
    size_t from = bracket < host.len ? bracket : 0;
    size_t colon = from + serve_span_find(serve_span_from(host, from), ':');
    serve_span port = serve_span_from(host, colon + 1);
    for (size_t i = 0; i < port.len; i++) {
        if (port.at[i] < '0' || port.at[i] > '9') {
            return serve_span_from(host, host.len);
        }
    }
    return (serve_span){host.at, colon};
}

bool serve_host_is_loopback(serve_span host)
{
    serve_span name = without_port(serve_span_trim(host));
    return serve_span_equal_nocase(name, SERVE_SPAN("localhost")) ||
           serve_span_equal(name, SERVE_SPAN("127.0.0.1")) ||
           serve_span_equal(name, SERVE_SPAN("[::1]"));
}

bool serve_origin_is(serve_span origin, serve_span host)
{
    serve_span authority = {NULL, 0};
    serve_span rest = take_authority(serve_span_trim(origin), &authority);
    return rest.len == 0 && authority.len > 0 &&
           serve_span_equal_nocase(authority, serve_span_trim(host));
}
