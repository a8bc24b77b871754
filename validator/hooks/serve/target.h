/* What a request is for: the target of its first line (RFC 9112, 3.2), as it was sent. Nothing in
 * it is ever part of a path in the file system. */
#ifndef SERVE_TARGET_H
#define SERVE_TARGET_H

#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

typedef struct serve_target {
    serve_span path;      /* "/v1/check", not decoded; "*" */
    serve_span query;     /* behind the question mark; empty where there is none */
    serve_span authority; /* of the absolute form; empty in the others */
} serve_target;

/* Takes it apart; false with the problem, 400. The text must stay. */
bool serve_target_read(serve_span text, serve_target *out, serve_problem *problem);

/* Whether a Host, or an authority, is this machine itself: localhost, 127.0.0.1 or [::1], with any
 * port. */
bool serve_host_is_loopback(serve_span host);
/* Whether the header Origin is a page of the same host and port. */
bool serve_origin_is(serve_span origin, serve_span host);

#endif
