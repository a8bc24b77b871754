#include "hooks/serve/metrics.h"

/* What can be answered; the last stands for all others. */
static const unsigned statuses[SERVE_METRIC_STATUSES] = {
    200, 204, 304, 400, 401, 403, 404, 405, 406, 413, 415, 421, 422, 429, 431, 500, 503, 0};

/* Milliseconds. */
static const unsigned bounds[SERVE_METRIC_BOUNDS] = {1,   2,   5,   10,   25,   50,
                                                     100, 250, 500, 1000, 2500, 10000};

static const char *const refusals[SERVE_REFUSALS] = {
    [SERVE_REFUSED_CONNECTIONS] = "connections",
    [SERVE_REFUSED_ADDRESS] = "address",
    [SERVE_REFUSED_IDLE] = "idle",
    [SERVE_REFUSED_TIME] = "time",
    [SERVE_REFUSED_BODY] = "body",
    [SERVE_REFUSED_MEMORY] = "memory",
    [SERVE_REFUSED_REQUESTS] = "requests",
    [SERVE_REFUSED_SHARE] = "share",
    [SERVE_REFUSED_TOKEN] = "token",
    [SERVE_REFUSED_HOST] = "host",
    [SERVE_REFUSED_ORIGIN] = "origin",
};

static void count(atomic_ullong *counter, unsigned long long n)
{
    (void)atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

static unsigned long long read_counter(const atomic_ullong *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void serve_metrics_request(serve_metrics *metrics, size_t route, unsigned status, uint64_t micro)
{
    size_t at = 0;
    size_t bound = 0;
    while (statuses[at] != 0 && statuses[at] != status) {
        at++;
    }
    while (bound < SERVE_METRIC_BOUNDS && micro > (uint64_t)bounds[bound] * 1000u) {
        bound++;
    }
    count(&metrics->requests[route][at], 1);
    count(&metrics->seconds[route].below[bound], 1);
    count(&metrics->seconds[route].sum, micro);
}

void serve_metrics_picture(serve_metrics *metrics, captionlint_verdict worst)
{
    count(&metrics->pictures[worst], 1);
}

void serve_metrics_refuse(serve_metrics *metrics, serve_refusal why)
{
    count(&metrics->refused[why], 1);
}

void serve_metrics_reload(serve_metrics *metrics, bool done)
{
    count(&metrics->reloads[done ? 1 : 0], 1);
}

/* --- the document --- */

static void head(serve_buffer *out, const char *name, const char *type, const char *help)
{
    (void)serve_buffer_print(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void gauge(serve_buffer *out, const char *name, const char *help, unsigned long long value)
{
    head(out, name, "gauge", help);
    (void)serve_buffer_print(out, "%s %llu\n", name, value);
}

static void write_requests(const serve_metrics *metrics, const char *const routes[],
                           serve_buffer *out)
{
    head(out, "captionlint_requests_total", "counter", "Requests answered, by route and status.");
    for (size_t i = 0; routes[i] != NULL; i++) {
        for (size_t j = 0; j < SERVE_METRIC_STATUSES; j++) {
            unsigned long long n = read_counter(&metrics->requests[i][j]);
            if (n > 0) {
                (void)serve_buffer_print(
                    out, "captionlint_requests_total{route=\"%s\",status=\"%u\"} %llu\n", routes[i],
                    statuses[j], n);
            }
        }
    }
}

static void write_histogram(const serve_histogram *histogram, const char *route, serve_buffer *out)
{
    static const char name[] = "captionlint_request_seconds";
    unsigned long long sum = read_counter(&histogram->sum);
    unsigned long long all = 0;
    for (size_t i = 0; i < SERVE_METRIC_BOUNDS; i++) {
        all += read_counter(&histogram->below[i]);
        (void)serve_buffer_print(out, "%s_bucket{route=\"%s\",le=\"%u.%03u\"} %llu\n", name, route,
                                 bounds[i] / 1000u, bounds[i] % 1000u, all);
    }
    all += read_counter(&histogram->below[SERVE_METRIC_BOUNDS]);
    (void)serve_buffer_print(out, "%s_bucket{route=\"%s\",le=\"+Inf\"} %llu\n", name, route, all);
    (void)serve_buffer_print(out, "%s_sum{route=\"%s\"} %llu.%06llu\n", name, route, sum / 1000000u,
                             sum % 1000000u);
    (void)serve_buffer_print(out, "%s_count{route=\"%s\"} %llu\n", name, route, all);
}

static void write_seconds(const serve_metrics *metrics, const char *const routes[],
                          serve_buffer *out)
{
    head(out, "captionlint_request_seconds", "histogram",
         "From the first line of a request until its answer is ready.");
    for (size_t i = 0; routes[i] != NULL; i++) {
        write_histogram(&metrics->seconds[i], routes[i], out);
    }
}

static void write_counters(const serve_metrics *metrics, serve_buffer *out)
{
    head(out, "captionlint_pictures_total", "counter",
         "Pictures judged, by the worst verdict of all editions.");
    for (size_t i = 0; i < SERVE_METRIC_VERDICTS; i++) {
        (void)serve_buffer_print(out, "captionlint_pictures_total{verdict=\"%s\"} %llu\n",
                                 captionlint_verdict_name((captionlint_verdict)i),
                                 read_counter(&metrics->pictures[i]));
    }
    head(out, "captionlint_refused_total", "counter",
         "Connections and requests that were refused or cut off, by reason.");
    for (size_t i = 0; i < SERVE_REFUSALS; i++) {
        (void)serve_buffer_print(out, "captionlint_refused_total{reason=\"%s\"} %llu\n",
                                 refusals[i], read_counter(&metrics->refused[i]));
    }
    head(out, "captionlint_reloads_total", "counter", "Reloads, by what became of them.");
    for (size_t i = 0; i < 2; i++) {
        (void)serve_buffer_print(out, "captionlint_reloads_total{result=\"%s\"} %llu\n",
                                 i == 0 ? "refused" : "done", read_counter(&metrics->reloads[i]));
    }
    head(out, "captionlint_received_bytes_total", "counter", "Bytes of bodies received.");
    (void)serve_buffer_print(out, "captionlint_received_bytes_total %llu\n",
                             read_counter(&metrics->body_bytes));
}

void serve_metrics_write(serve_metrics *metrics, const serve_gauges *now,
                         const char *const routes[], serve_buffer *out)
{
    write_requests(metrics, routes, out);
    write_seconds(metrics, routes, out);
    write_counters(metrics, out);
    gauge(out, "captionlint_in_flight", "Requests that have begun and are not answered.",
          now->in_flight);
    gauge(out, "captionlint_queue_length", "Requests that wait for a thread.", now->queue);
    gauge(out, "captionlint_connections", "Connections that are open.", now->connections);
    gauge(out, "captionlint_body_bytes", "Memory of bodies and answers.", now->memory);
    gauge(out, "process_start_time_seconds", "Start of the process, in seconds since 1970.",
          (unsigned long long)metrics->started);
    head(out, "captionlint_rules_info", "gauge", "The rules that hold.");
    (void)serve_buffer_print(out, "captionlint_rules_info{pack=\"%s\",hash=\"%s\"} 1\n", now->pack,
                             now->hash);
}
