#define _GNU_SOURCE

#include "hooks/serve/server.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/notify.h"
#include "hooks/serve/certificate.h"
#include "hooks/serve/exchange.h"
#include "hooks/serve/loop.h"
#include "hooks/serve/serve.h"
#include "hooks/signals.h"

enum {
    MS_A_SECOND = 1000,
    SECONDS_A_MINUTE = 60,
    BYTES_A_MIB = 1024 * 1024
};

void serve_say(serve_server *server, const char *format, ...)
{
    char text[SERVE_DETAIL_MAX];
    unsigned long long minute = serve_now() / (MS_A_SECOND * SECONDS_A_MINUTE) + 1;
    if (atomic_exchange(&server->said_at, minute) != minute) {
        atomic_store(&server->said, 0);
    }
    if (atomic_fetch_add(&server->said, 1) >= SERVE_SAYS_A_MINUTE) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cli_say("%s", text);
}

/* --- settings --- */

static size_t number_or(const cli_options *options, int which, size_t otherwise)
{
    return options->numbers[which] > 0 ? options->numbers[which] : otherwise;
}

static size_t processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}

static serve_settings settings_of(const cli_options *options)
{
    size_t connections = number_or(options, CLI_MAX_CONNECTIONS, SERVE_CONNECTIONS_DEFAULT);
    size_t mib = number_or(options, CLI_MAX_BODY, SERVE_BODY_DEFAULT / BYTES_A_MIB);
    return (serve_settings){
        .max_body = mib * BYTES_A_MIB,
        .max_connections = connections,
        .max_requests = connections < SERVE_REQUESTS_MAX ? connections : SERVE_REQUESTS_MAX,
        .limit = number_or(options, CLI_TIMEOUT, SERVE_SECONDS_DEFAULT) * MS_A_SECOND,
        .jobs = number_or(options, CLI_JOBS, processors()),
        .listen = options->listen != NULL ? options->listen : SERVE_LISTEN_DEFAULT,
        .tokens = options->tokens,
        .certificate = options->certificate,
        .key = options->key,
        .editions = options->editions,
        .edition_count = options->edition_count};
}

static int check_settings(const serve_settings *settings, const serve_listener *listener)
{
    if (!listener->loopback && settings->tokens == NULL) {
        return cli_fail("--listen %s: others than this machine could use it; give --tokens, a file "
                        "with one token a line",
                        settings->listen);
    }
    if ((settings->certificate == NULL) != (settings->key == NULL)) {
        return cli_fail("--certificate and --key go together; give both");
    }
    if (!listener->loopback && settings->certificate == NULL) {
        cli_say("--listen %s: without --certificate, tokens and pictures can be read on their way; "
                "let a proxy do TLS, or give one",
                settings->listen);
    }
    return CLI_EXIT_OK;
}

/* As many descriptors as connections, or fewer connections. */
static void make_descriptors(serve_settings *settings)
{
    struct rlimit limit;
    const size_t spare = SERVE_CONNECTIONS_SPARE + SERVE_FILES_SPARE;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return;
    }
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < settings->max_connections + spare) {
        settings->max_connections = limit.rlim_cur > 2 * spare ? limit.rlim_cur - spare : spare;
        cli_say("only %zu connections at once: no more files may be open; raise the limit of the "
                "system",
                settings->max_connections);
    }
}

/* --- the service --- */

static int open_parts(serve_server *server, const cli_options *options)
{
    serve_settings *settings = &server->settings;
    if (serve_sites_open(&server->sites, options) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    if (settings->tokens != NULL) {
        server->tokens = serve_tokens_open(settings->tokens);
    }
    if (settings->certificate != NULL) {
        server->certificates = serve_certificates_open(settings->certificate, settings->key);
    }
    server->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (server->wake == -1) {
        return cli_fail("no eventfd: %s", cli_system_reason(errno));
    }
    bool fine = (settings->tokens == NULL || server->tokens != NULL) &&
                (settings->certificate == NULL || server->certificates != NULL);
    return fine ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}

static void close_parts(serve_server *server)
{
    serve_peers_free(&server->by_token);
    serve_tokens_free(server->tokens);
    serve_certificates_close(server->certificates);
    serve_sites_close(&server->sites);
    if (server->wake != -1) {
        (void)close(server->wake);
    }
    (void)pthread_mutex_destroy(&server->tokens_lock);
}

static void say_ready(const serve_server *server, const serve_listener *listener)
{
    cli_say("listening on %s://%s:%u/", server->certificates == NULL ? "http" : "https",
            listener->host, listener->port);
    hooks_notify("READY=1");
}

static int run_open(serve_server *server, serve_listener *listener, int signals)
{
    const serve_settings *settings = &server->settings;
    if (!serve_clients_begin(&server->clients, settings->max_connections, settings->limit,
                             &server->metrics)) {
        return cli_fail("out of memory");
    }
    int status = serve_pool_begin(&server->pool, settings->jobs, serve_exchange_work);
    if (status == CLI_EXIT_OK) {
        status = serve_exchange_begin(server);
        if (status == CLI_EXIT_OK) {
            say_ready(server, listener);
            serve_loop(server, listener, signals);
        }
        serve_pool_end(&server->pool);
        if (status == CLI_EXIT_OK) {
            serve_exchange_end(server);
        }
        serve_pool_free(&server->pool);
    }
    serve_clients_end(&server->clients);
    return status;
}

/* One body as long as it may be, and its answer, always have room where they are alone. */
static size_t budget_of(const serve_settings *settings)
{
    size_t one = settings->max_body + SERVE_ANSWER_MAX;
    return one > SERVE_BODIES_MAX ? one : SERVE_BODIES_MAX;
}

static int run_listening(const cli_options *options, serve_listener *listener, int signals)
{
    serve_server server = {.settings = settings_of(options), .wake = -1};
    server.budget.most = budget_of(&server.settings);
    server.metrics.started = time(NULL);
    if (check_settings(&server.settings, listener) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    make_descriptors(&server.settings);
    (void)pthread_mutex_init(&server.tokens_lock, NULL);
    int status = open_parts(&server, options);
    if (status == CLI_EXIT_OK) {
        status = run_open(&server, listener, signals);
    }
    close_parts(&server);
    return status;
}

int serve_run(const cli_options *options)
{
    serve_listener listener;
    if (options->argument_count > 0) {
        return cli_fail("serve takes no path; clients send pictures to it");
    }
    int signals = hooks_signals_open();
    if (signals == -1) {
        return CLI_EXIT_FAILED;
    }
    const char *place = options->listen != NULL ? options->listen : SERVE_LISTEN_DEFAULT;
    int status = serve_listen(place, &listener);
    if (status == CLI_EXIT_OK) {
        status = run_listening(options, &listener, signals);
        serve_listen_end(&listener);
    }
    (void)close(signals);
    return status;
}
