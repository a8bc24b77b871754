/* The routes: one table of what is answered where, and who answers it. */
#ifndef SERVE_ROUTE_H
#define SERVE_ROUTE_H

#include "hooks/serve/request.h"

enum {
    SERVE_GET = 1u << 0, /* and HEAD */
    SERVE_POST = 1u << 1,
    SERVE_OPTIONS = 1u << 2,
    SERVE_OTHER = 1u << 3
};

typedef struct serve_route {
    const char *path; /* ends with a slash for all that is below it, but "/" */
    unsigned method;
    const char *name; /* in metrics */
    bool open;        /* wants no token */
    bool pooled;      /* takes long */
    unsigned asks;    /* keys of its query */
    void (*run)(serve_request *request);
} serve_route;

/* The method; SERVE_OTHER for what is served nowhere. */
unsigned serve_method_of(serve_span name);
/* NULL: nothing is there, or not with this method. */
const serve_route *serve_route_find(serve_span path, unsigned method);
/* The methods that are served there; 0: there is nothing. */
unsigned serve_route_methods(serve_span path);
/* What stands behind the path of the route in the URL: "%63redit". */
serve_span serve_route_rest(const serve_request *request);
/* The number of a route in metrics; of NULL too. */
size_t serve_route_number(const serve_route *route);
/* The names in metrics, up to NULL. */
const char *const *serve_route_names(void);

#endif
