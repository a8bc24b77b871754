/* The formats of reports, and the media types they go by. */
#ifndef SERVE_FORMAT_H
#define SERVE_FORMAT_H

#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

typedef struct serve_format {
    const char *name; /* as `captionlint check --format` has it */
    const char *type; /* of the answer */
} serve_format;

/* NULL with the problem, 400. */
const serve_format *serve_format_named(serve_span name, serve_problem *problem);
/* The one that suits the header Accept best; NULL with the problem, 406. */
const serve_format *serve_format_accepted(serve_span accept, serve_problem *problem);

#endif
