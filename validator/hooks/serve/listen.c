#define _GNU_SOURCE

#include "hooks/serve/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/serve/peers.h"
#include "hooks/serve/span.h"

enum {
    PORT_MAX = 65535
};

static bool is_port(serve_span text)
{
    unsigned port = 0;
    for (size_t i = 0; i < text.len && port <= PORT_MAX; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') {
            return false;
        }
        port = port * 10 + (unsigned)(text.at[i] - '0');
    }
    return text.len > 0 && port <= PORT_MAX;
}

/* HOST:PORT or [ADDRESS]:PORT, into texts with NUL. */
static bool split(const char *place, char host[SERVE_HOST_MAX], char port[SERVE_HOST_MAX])
{
    serve_span rest = serve_span_of(place);
    size_t colon = rest.len;
    while (colon > 0 && rest.at[colon - 1] != ':') {
        colon--;
    }
    serve_span name = {rest.at, colon == 0 ? 0 : colon - 1};
    serve_span number = serve_span_from(rest, colon);
    bool bracketed = name.len > 2 && name.at[0] == '[' && name.at[name.len - 1] == ']';
    bool plain = serve_span_find(name, ':') == name.len;
    if (name.len == 0 || name.len >= SERVE_HOST_MAX || !is_port(number) || (!bracketed && !plain)) {
        return false;
    }
    (void)snprintf(host, SERVE_HOST_MAX, "%.*s", SERVE_SPAN_PRINT(name));
    (void)snprintf(port, SERVE_HOST_MAX, "%.*s", SERVE_SPAN_PRINT(number));
    return true;
}

static int find_address(const char *host, const char *port, struct addrinfo **out)
{
    const struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_STREAM};
    char bare[SERVE_HOST_MAX];
    serve_span name = serve_span_of(host);
    bool bracketed = name.at[0] == '[';
    (void)snprintf(bare, sizeof bare, "%.*s", (int)name.len - (bracketed ? 2 : 0),
                   name.at + (bracketed ? 1 : 0));
    int cause = getaddrinfo(bare, port, &hints, out);
    return cause == 0 ? CLI_EXIT_OK
                      : cli_fail("--listen %s:%s: %s", host, port, gai_strerror(cause));
}

static int open_at(const struct addrinfo *at)
{
    const int yes = 1;
    int file = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file == -1) {
        return -1;
    }
    (void)setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (at->ai_family == AF_INET6) {
        (void)setsockopt(file, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    }
    if (bind(file, at->ai_addr, at->ai_addrlen) != 0 || listen(file, SOMAXCONN) != 0) {
        int cause = errno;
        (void)close(file);
        errno = cause;
        return -1;
    }
    return file;
}

static unsigned port_of(int file)
{
    struct sockaddr_storage address = {0};
    socklen_t size = sizeof address;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    if (getsockname(file, (struct sockaddr *)&address, &size) != 0) {
        return 0;
    }
    memcpy(&four, &address, sizeof four);
    memcpy(&six, &address, sizeof six);
    return ntohs(address.ss_family == AF_INET6 ? six.sin6_port : four.sin_port);
}

int serve_listen(const char *place, serve_listener *out)
{
    char port[SERVE_HOST_MAX];
    struct addrinfo *found = NULL;
    *out = (serve_listener){.file = -1, .spare = -1};
    if (!split(place, out->host, port)) {
        return cli_fail("--listen %s: is not HOST:PORT; write 127.0.0.1:8377 or [::1]:8377", place);
    }
    if (find_address(out->host, port, &found) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    out->file = open_at(found);
    int cause = errno;
    out->loopback = serve_peer_is_loopback(found->ai_addr);
    freeaddrinfo(found);
    if (out->file == -1) {
        return cli_fail("--listen %s: %s", place, cli_system_reason(cause));
    }
    out->port = port_of(out->file);
    out->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return CLI_EXIT_OK;
}

void serve_listen_end(serve_listener *listener)
{
    if (listener->file != -1) {
        (void)close(listener->file);
    }
    if (listener->spare != -1) {
        (void)close(listener->spare);
    }
    listener->file = -1;
    listener->spare = -1;
}
