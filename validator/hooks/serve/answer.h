/* What a request is answered, before it is HTTP. */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "hooks/serve/buffer.h"
#include "hooks/serve/problem.h"
#include "hooks/serve/span.h"

enum {
    SERVE_ANSWER_HEADERS = 8
};

typedef struct serve_header {
    const char *name;
    const char *value; /* lives as long as the request */
} serve_header;

typedef struct serve_answer {
    unsigned status;  /* 0: there is none yet */
    const char *type; /* NULL without a body; static */
    serve_buffer body;
    serve_header headers[SERVE_ANSWER_HEADERS];
    size_t header_count;
} serve_answer;

/* Its body is short, and has room however much others take. To be called while it is empty. */
void serve_answer_short(serve_answer *answer);
void serve_answer_header(serve_answer *answer, const char *name, const char *value);
/* The whole answer: text that is copied. Without memory it is a problem, 503. */
void serve_answer_text(serve_answer *answer, unsigned status, const char *type, serve_span text);
/* Instead of all that it was: a problem. */
void serve_answer_problem(serve_answer *answer, const serve_problem *problem);

#endif
