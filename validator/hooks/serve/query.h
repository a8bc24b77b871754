/* What a request asks for, beside its body: the query of its URL, and the parts of a form that say
 * the same. */
#ifndef SERVE_QUERY_H
#define SERVE_QUERY_H

#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

enum {
    SERVE_ASK_EDITION = 1u << 0, /* may be repeated */
    SERVE_ASK_FORMAT = 1u << 1,
    SERVE_ASK_NAME = 1u << 2,
    SERVE_ASK_THUMBNAILS = 1u << 3,
    SERVE_ASK_ANYTHING = 1u << 4 /* what is not known is passed over */
};

/* Its texts are its own: valid UTF-8, without NUL. Begin with {0}. */
typedef struct serve_query {
    char *editions[SERVE_EDITIONS_MAX];
    size_t edition_count;
    char *format; /* NULL where it is not given */
    char *name;
    bool thumbnails;
} serve_query;

/* Reads application/x-www-form-urlencoded (WHATWG URL, 5.1), of the keys in `allowed`; false with
 * the problem, 400. */
bool serve_query_read(serve_query *query, serve_span text, unsigned allowed,
                      serve_problem *problem);
/* One key and its value, decoded already. */
bool serve_query_set(serve_query *query, serve_span key, serve_span value, unsigned allowed,
                     serve_problem *problem);
void serve_query_free(serve_query *query);

/* Decodes %XX (RFC 3986, 2.1), and + as a blank where it is one, into `out`, which has room for all
 * of `text` and a NUL. Gives the length; SIZE_MAX when it is malformed, or is no UTF-8 without NUL.
 */
size_t serve_decode(serve_span text, bool plus, char *out);

#endif
