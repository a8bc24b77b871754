/* What is wrong with a request, and how that is told: RFC 9457, application/problem+json. */
#ifndef SERVE_PROBLEM_H
#define SERVE_PROBLEM_H

#include "hooks/limits.h"
#include "hooks/serve/buffer.h"

/* What, and what to do. A status of 0: nothing is wrong. */
typedef struct serve_problem {
    unsigned status;
    size_t line; /* in the body, from 1; 0: it is about no place */
    size_t column;
    char detail[SERVE_DETAIL_MAX];
} serve_problem;

#define SERVE_PROBLEM_TYPE "application/problem+json"

/* The first problem stays. Gives false, for the caller to pass up. */
__attribute__((__format__(__printf__, 3, 4))) bool serve_problem_set(serve_problem *problem,
                                                                     unsigned status,
                                                                     const char *format, ...);
/* "Not Found"; "Error" for a status that the service never gives. */
const char *serve_problem_title(unsigned status);
/* The document. */
serve_room serve_problem_write(const serve_problem *problem, serve_buffer *out);

#endif
