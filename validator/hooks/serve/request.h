/* One request from its first line to its answer, whatever it is carried by: what it asks for is
 * known and judged before its body comes, the body is taken within its limits, and the answer is
 * made here or by a thread of the pool. */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include "hooks/serve/answer.h"
#include "hooks/serve/content.h"
#include "hooks/serve/guard.h"
#include "hooks/serve/multipart.h"
#include "hooks/serve/query.h"
#include "hooks/serve/server.h"
#include "hooks/serve/target.h"

typedef struct serve_request {
    serve_job job; /* first: the pool knows no more of it */
    serve_server *server;
    serve_site *site;
    serve_client *client;              /* NULL without memory */
    struct MHD_Connection *connection; /* what carries it */
    const struct serve_route *route;   /* NULL until it is known, or where there is none */
    char *text;                        /* of its target */
    serve_target target;
    serve_headers headers;
    serve_query query;
    serve_content content;
    char boundary[SERVE_BOUNDARY_MAX]; /* of a form */
    const struct serve_format *format; /* of a report */
    serve_buffer body;
    serve_answer answer;
    serve_problem problem;
    char allow[64];        /* a header */
    bool late;             /* it began while the service was being ended */
    bool headed;           /* its headers have come */
    bool framed;           /* and say where it ends; else nothing behind them is read */
    bool admitted;         /* counted in server->requests, and by its token */
    uint64_t who;          /* its token; 0: none */
    uint64_t swallowed;    /* bytes of a body that nobody wants */
    uint64_t begun_at;     /* microseconds */
    uint64_t submitted_at; /* milliseconds, as serve_now */
} serve_request;

typedef enum serve_step {
    SERVE_GO_ON,
    SERVE_ANSWER, /* it is there, and is to be sent */
    SERVE_SUBMIT, /* it is to be made by the pool */
    SERVE_CUT     /* there is no end to it: the answer, if it can be sent, and the end */
} serve_step;

/* Its first line has come. NULL without memory. */
serve_request *serve_request_begin(serve_server *server, serve_client *client, const char *target);
/* Its headers have come, `size` bytes. The answer at once is for those whose body must not come. */
serve_step serve_request_head(serve_request *request, const char *method, const char *version,
                              size_t size);
/* A piece of its body. */
serve_step serve_request_body(serve_request *request, const char *bytes, size_t len);
/* All of it has come, or the pool has made its answer. */
serve_step serve_request_whole(serve_request *request);
/* Its answer is about to be sent: it is counted. */
void serve_request_tell(serve_request *request);
/* Frees it; does nothing for NULL. */
void serve_request_end(serve_request *request);

/* By a thread of the pool: makes the answer. */
void serve_request_work(serve_request *request);

#endif
