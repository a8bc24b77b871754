/* What the service has done, counted for Prometheus (text format 0.0.4). Counting is safe from any
 * thread and never fails. */
#ifndef SERVE_METRICS_H
#define SERVE_METRICS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "captionlint.h"
#include "hooks/serve/buffer.h"

enum {
    SERVE_METRIC_ROUTES = 20,
    SERVE_METRIC_STATUSES = 24,
    SERVE_METRIC_BOUNDS = 12,
    SERVE_METRIC_VERDICTS = 5
};

typedef enum serve_refusal {
    SERVE_REFUSED_CONNECTIONS, /* the house is full */
    SERVE_REFUSED_ADDRESS,     /* the share of an address */
    SERVE_REFUSED_IDLE,        /* cut off: no request came, or another wanted the room */
    SERVE_REFUSED_TIME,        /* cut off: too slow to send a request or to take an answer */
    SERVE_REFUSED_BODY,        /* too long */
    SERVE_REFUSED_MEMORY,      /* of all bodies */
    SERVE_REFUSED_REQUESTS,    /* too many at once */
    SERVE_REFUSED_SHARE,       /* of a token */
    SERVE_REFUSED_TOKEN,
    SERVE_REFUSED_HOST,
    SERVE_REFUSED_ORIGIN,
    SERVE_REFUSALS
} serve_refusal;

typedef struct serve_histogram {
    atomic_ullong below[SERVE_METRIC_BOUNDS + 1]; /* each bound, and what is above all */
    atomic_ullong sum;                            /* microseconds */
} serve_histogram;

typedef struct serve_metrics {
    atomic_ullong requests[SERVE_METRIC_ROUTES][SERVE_METRIC_STATUSES];
    serve_histogram seconds[SERVE_METRIC_ROUTES];
    atomic_ullong pictures[SERVE_METRIC_VERDICTS];
    atomic_ullong refused[SERVE_REFUSALS];
    atomic_ullong reloads[2]; /* refused, done */
    atomic_ullong body_bytes; /* read, ever */
    time_t started;
} serve_metrics;

/* What is so at the moment. */
typedef struct serve_gauges {
    size_t in_flight;
    size_t queue;
    size_t connections;
    size_t memory; /* bytes of bodies and answers */
    const char *pack;
    const char *hash;
} serve_gauges;

void serve_metrics_request(serve_metrics *metrics, size_t route, unsigned status, uint64_t micro);
void serve_metrics_picture(serve_metrics *metrics, captionlint_verdict worst);
void serve_metrics_refuse(serve_metrics *metrics, serve_refusal why);
void serve_metrics_reload(serve_metrics *metrics, bool done);

/* All of it; `routes` are the names of the routes, up to NULL. */
void serve_metrics_write(serve_metrics *metrics, const serve_gauges *now,
                         const char *const routes[], serve_buffer *out);

#endif
