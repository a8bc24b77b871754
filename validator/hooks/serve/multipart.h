/* multipart/form-data (RFC 7578, RFC 2046 5.1): a body that came whole, taken apart. Nothing is
 * copied but names; what is malformed is refused and not guessed at. */
#ifndef SERVE_MULTIPART_H
#define SERVE_MULTIPART_H

#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

#define SERVE_BOUNDARY_MAX 71u /* RFC 2046, 5.1.1: 70, and a NUL */

typedef struct serve_part {
    serve_span name;     /* of the form's field */
    serve_span filename; /* as it was sent, not empty; `is_file` tells whether there is one */
    bool is_file;
    serve_span body;
    char names[SERVE_PART_HEADERS_MAX]; /* what both stand in */
} serve_part;

/* A body on its way. */
typedef struct serve_multipart {
    serve_span rest;
    serve_span boundary;
    size_t parts;
    bool ended;
} serve_multipart;

/* Whether a boundary may be one (RFC 2046, 5.1.1). */
bool serve_boundary_is_valid(serve_span boundary);
/* Begins before the first part; false with the problem. The body and the boundary must stay. */
bool serve_multipart_begin(serve_multipart *form, serve_span body, serve_span boundary,
                           serve_problem *problem);
/* The next part into *out; `form->ended` tells that there is none. False with the problem. */
bool serve_multipart_next(serve_multipart *form, serve_part *out, serve_problem *problem);

#endif
