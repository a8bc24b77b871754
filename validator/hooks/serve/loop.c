#define _GNU_SOURCE /* accept4 */

#include "hooks/serve/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/notify.h"
#include "hooks/serve/exchange.h"
#include "hooks/serve/reload.h"
#include "hooks/serve/wire.h"
#include "hooks/signals.h"

enum {
    SIGNALS,
    WAKE,
    DOOR,
    FILES,
    AT_ONCE = 64 /* connections, before anything else is looked at */
};

/* --- who comes --- */

static void turn_away(serve_server *server, int file, serve_admission why)
{
    bool share = why == SERVE_SHARE_FULL;
    serve_metrics_refuse(&server->metrics,
                         share ? SERVE_REFUSED_ADDRESS : SERVE_REFUSED_CONNECTIONS);
    if (server->certificates == NULL) {
        serve_wire_refuse(file, share ? 429 : 503,
                          share ? "too many connections from your address; close some"
                                : "too many connections; try again later");
    }
    (void)close(file);
}

/* There is no descriptor for who comes next: the one that was kept back lets them in and out. */
static void turn_away_next(serve_server *server, serve_listener *listener)
{
    (void)close(listener->spare);
    int file = accept4(listener->file, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (file != -1) {
        turn_away(server, file, SERVE_HOUSE_FULL);
    }
    listener->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static bool let_in_next(serve_server *server, serve_listener *listener)
{
    struct sockaddr_storage from = {0};
    socklen_t size = sizeof from;
    struct sockaddr *address = (struct sockaddr *)&from;
    int file = accept4(listener->file, address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (file == -1) {
        if (errno == EMFILE || errno == ENFILE) {
            turn_away_next(server, listener);
        }
        return errno == ECONNABORTED || errno == EINTR;
    }
    serve_admission admission = serve_clients_admit(&server->clients, address);
    if (admission != SERVE_ADMITTED) {
        turn_away(server, file, admission);
        return true;
    }
    serve_exchange_add(server, file, address, size);
    return true;
}

static void let_in(serve_server *server, serve_listener *listener)
{
    for (int i = 0; i < AT_ONCE && let_in_next(server, listener);) {
        i++;
    }
}

/* --- what the system says --- */

static void begin_end(serve_server *server, serve_listener *listener)
{
    hooks_notify("STOPPING=1");
    atomic_store(&server->draining, true);
    serve_listen_end(listener);
}

static void obey(serve_server *server, serve_listener *listener, serve_reloader *reloader,
                 int signals)
{
    hooks_signal signal = hooks_signals_read(signals);
    while (signal != HOOKS_SIGNAL_NONE) {
        if (atomic_load(&server->draining)) {
            return;
        }
        if (signal == HOOKS_SIGNAL_RELOAD) {
            serve_reload(reloader);
        } else {
            begin_end(server, listener);
        }
        signal = hooks_signals_read(signals);
    }
}

/* --- the loop --- */

static int wait_at_most(serve_server *server, uint64_t end)
{
    int most = serve_clients_expire(&server->clients);
    int watchdog = (int)hooks_notify_interval();
    uint64_t now = serve_now();
    if (watchdog > 0 && watchdog < most) {
        most = watchdog;
    }
    uint64_t left = end > now ? end - now : 0;
    return left < (uint64_t)most ? (int)left : most;
}

/* Everything that was begun has its answer, or had its time. */
static bool is_over(serve_server *server, uint64_t end)
{
    return atomic_load(&server->draining) &&
           (atomic_load(&server->begun) == 0 || serve_now() >= end);
}

static void tell_watchdog(uint64_t *last)
{
    unsigned every = hooks_notify_interval();
    uint64_t now = serve_now();
    if (every > 0 && now - *last >= every) {
        *last = now;
        hooks_notify("WATCHDOG=1");
    }
}

/* What wakes up is read, or it would do so for ever. */
static void wait_for_any(serve_server *server, struct pollfd files[FILES], uint64_t end)
{
    uint64_t times;
    (void)poll(files, FILES, wait_at_most(server, end));
    if ((files[WAKE].revents & POLLIN) != 0) {
        (void)!read(server->wake, &times, sizeof times);
    }
}

void serve_loop(serve_server *server, serve_listener *listener, int signals)
{
    serve_reloader reloader = {.server = server};
    uint64_t end = UINT64_MAX;
    uint64_t told = 0;
    while (!is_over(server, end)) {
        struct pollfd files[FILES] = {
            [SIGNALS] = {.fd = signals, .events = POLLIN},
            [WAKE] = {.fd = server->wake, .events = POLLIN},
            [DOOR] = {.fd = listener->file, .events = POLLIN},
        };
        wait_for_any(server, files, end);
        tell_watchdog(&told);
        serve_reload_look(&reloader);
        if ((files[DOOR].revents & POLLIN) != 0) {
            let_in(server, listener);
        }
        if (files[SIGNALS].revents != 0) {
            obey(server, listener, &reloader, signals);
        }
        if (atomic_load(&server->draining) && end == UINT64_MAX) {
            end = serve_now() + server->settings.limit;
        }
    }
    atomic_store(&server->over, true);
    serve_reload_end(&reloader);
}
