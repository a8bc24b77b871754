/* Media types: what a client takes (Accept), what it sends (Content-Type), what it has already
 * (If-None-Match). RFC 9110. Whatever it says, these only read it. */
#ifndef SERVE_NEGOTIATE_H
#define SERVE_NEGOTIATE_H

#include "hooks/serve/span.h"

/* How much a client wants what is of that type, in thousandths: 0 not at all. */
unsigned serve_accept_quality(serve_span accept, serve_span type);
/* The best of `count` media types, the first of those that are equal; `count` when it takes none.
 * It takes all where it does not say. */
size_t serve_accept_best(serve_span accept, const char *const types[], size_t count);

/* "text/html" of "text/html; charset=utf-8". */
serve_span serve_media_type(serve_span header);
/* The value of a parameter, without quotes, into `out`; -1 when there is none, -2 when it is
 * malformed, stands there twice, or is too long. Else its length; there is a NUL behind it. */
long serve_media_parameter(serve_span header, const char *name, char *out, size_t room);

/* Whether the list of an If-None-Match has this entity tag, quotes included. */
bool serve_etag_matches(serve_span list, serve_span tag);

#endif
