/* Whether a request may pass, by what its headers say: well-formed, to us, from whom it may be. */
#ifndef SERVE_GUARD_H
#define SERVE_GUARD_H

#include <stdint.h>

#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

/* The headers that mean something here. A text is NULL where there is none; of several the first.
 */
typedef struct serve_headers {
    serve_span host;
    serve_span origin;
    serve_span fetch_site;
    serve_span authorization;
    serve_span content_type;
    serve_span content_encoding;
    serve_span content_length;
    serve_span transfer_encoding;
    serve_span expect;
    serve_span accept;
    serve_span if_none_match;
    bool repeated; /* one that frames or addresses the request is there more than once */
    bool broken;   /* one that others may read in another way */
} serve_headers;

/* Keeps a header, if it is one of them. */
void serve_headers_take(serve_headers *headers, serve_span name, serve_span value);

/* What must be so in any request: its end is clear (RFC 9112, 6), and so is whom it is for. */
bool serve_guard_framing(const serve_headers *headers, bool http_1_0, serve_problem *problem);
/* A page of another site may have made the browser of someone in the house send this: it may not
 * reach a service that trusts who comes from the same machine. `authority` is that of an absolute
 * target, or empty. */
bool serve_guard_host(const serve_headers *headers, serve_span authority, serve_problem *problem);
/* The same of what such a page may send to any host: a form. */
bool serve_guard_origin(const serve_headers *headers, serve_problem *problem);
/* Content-Length; UINT64_MAX in a chunked body, 0 without a body. */
uint64_t serve_length_of(const serve_headers *headers);

#endif
