/* RFC 3986, as RabbitMQ's URI specification narrows it for amqp and amqps. */
#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/url.h"

#include <stdio.h>
#include <string.h>

enum {
    PORT = 5672,
    PORT_TLS = 5671,
    PORT_MAX = 65535,
    DECIMAL = 10,
    HEX = 16,
    NO_DIGIT = 255
};

/* A part of the text: [at, end). */
typedef struct part {
    const char *at;
    const char *end;
} part;

static unsigned digit_of(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return (unsigned)(byte - '0');
    }
    char low = (char)(byte | 0x20);
    return low >= 'a' && low <= 'f' ? (unsigned)(low - 'a') + DECIMAL : NO_DIGIT;
}

/* The byte at the beginning, decoded; -1 where it is none, or one that no part may hold. */
static int take_byte(part *from)
{
    unsigned char byte = (unsigned char)*from->at++;
    if (byte == '%') {
        if (from->end - from->at < 2) {
            return -1;
        }
        unsigned high = digit_of(from->at[0]);
        unsigned low = digit_of(from->at[1]);
        if (high == NO_DIGIT || low == NO_DIGIT) {
            return -1;
        }
        from->at += 2;
        byte = (unsigned char)(high * HEX + low);
    }
    return byte < 0x20 || byte == 0x7F ? -1 : byte;
}

/* The part without its percent signs; false when it is malformed or does not fit. */
static bool decode(part from, char *out, size_t size)
{
    size_t len = 0;
    while (from.at < from.end) {
        int byte = take_byte(&from);
        if (byte < 0 || len + 1 >= size) {
            return false;
        }
        out[len++] = (char)byte;
    }
    out[len] = '\0';
    return true;
}

static const char *find(part in, char byte)
{
    return in.at == in.end ? NULL : memchr(in.at, byte, (size_t)(in.end - in.at));
}

static bool starts(part in, const char *with, size_t len)
{
    return (size_t)(in.end - in.at) >= len && memcmp(in.at, with, len) == 0;
}

static const char *read_scheme(part *rest, queue_url *out)
{
    static const char plain[] = "amqp://";
    static const char tls[] = "amqps://";
    out->tls = starts(*rest, tls, sizeof tls - 1);
    if (!out->tls && !starts(*rest, plain, sizeof plain - 1)) {
        return "it begins with neither amqp:// nor amqps://; give amqp://user:password@host/vhost";
    }
    rest->at += out->tls ? sizeof tls - 1 : sizeof plain - 1;
    out->port = out->tls ? PORT_TLS : PORT;
    return NULL;
}

static const char *read_user(part user, queue_url *out)
{
    const char *colon = find(user, ':');
    part name = {user.at, colon == NULL ? user.end : colon};
    part password = {colon == NULL ? user.end : colon + 1, user.end};
    if (!decode(name, out->user, sizeof out->user) ||
        !decode(password, out->password, sizeof out->password)) {
        return "its user or password is malformed or too long; write %25 for a percent sign in it";
    }
    return NULL;
}

static const char *read_port(part digits, queue_url *out)
{
    unsigned port = 0;
    for (const char *at = digits.at; at < digits.end; at++) {
        if (*at < '0' || *at > '9' || port > PORT_MAX) {
            return "its port is no number";
        }
        port = port * DECIMAL + (unsigned)(*at - '0');
    }
    if (digits.at == digits.end || port == 0 || port > PORT_MAX) {
        return "its port is no number from 1 to 65535";
    }
    out->port = port;
    return NULL;
}

/* A name, or an address of IPv6 in brackets (RFC 3986, 3.2.2). */
static const char *read_host(part host, queue_url *out)
{
    static const char wrong[] = "its host is malformed; give a name, an address, or [::1]";
    bool bracket = host.at < host.end && *host.at == '[';
    const char *close = bracket ? find(host, ']') : NULL;
    const char *colon = find((part){bracket && close != NULL ? close : host.at, host.end}, ':');
    part name = {bracket ? host.at + 1 : host.at, bracket         ? close
                                                  : colon == NULL ? host.end
                                                                  : colon};
    if ((bracket && (close == NULL || (close + 1 != host.end && close + 1 != colon))) ||
        !decode(name, out->host, sizeof out->host) || strpbrk(out->host, "/@ ") != NULL) {
        return wrong;
    }
    if (out->host[0] == '\0') {
        return "it names no host";
    }
    return colon == NULL ? NULL : read_port((part){colon + 1, host.end}, out);
}

static const char *read_authority(part authority, queue_url *out)
{
    const char *at = find(authority, '@');
    if (at != NULL) {
        const char *wrong = read_user((part){authority.at, at}, out);
        if (wrong != NULL) {
            return wrong;
        }
        authority.at = at + 1;
    }
    if (find(authority, '@') != NULL) {
        return "it holds @ twice; write %40 for one in the user or password";
    }
    return read_host(authority, out);
}

static const char *read_vhost(part vhost, queue_url *out)
{
    if (find(vhost, '/') != NULL) {
        return "its virtual host holds a slash, or the password does; write %2F for it";
    }
    if (find(vhost, '@') != NULL) { /* the rest of a password, and it would be told */
        return "its virtual host holds @, or the password a slash; write %40 and %2F for them";
    }
    return decode(vhost, out->vhost, sizeof out->vhost)
               ? NULL
               : "its virtual host is malformed or too long";
}

/* One of the files that RabbitMQ's clients know by these names. */
static const char *read_pair(part pair, queue_url *out)
{
    const struct {
        const char *name;
        size_t len;
        char *file;
    } files[] = {{"cacertfile=", sizeof "cacertfile=" - 1, out->authorities},
                 {"certfile=", sizeof "certfile=" - 1, out->certificate},
                 {"keyfile=", sizeof "keyfile=" - 1, out->key}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (starts(pair, files[i].name, files[i].len)) {
            pair.at += files[i].len;
            return decode(pair, files[i].file, CLI_PATH_MAX) && files[i].file[0] != '\0'
                       ? NULL
                       : "the path of a certificate or key in it is malformed or too long";
        }
    }
    return "what stands behind its ? is not known; cacertfile=, certfile= and keyfile= are";
}

static const char *read_query(part query, queue_url *out)
{
    const char *wrong = NULL;
    while (wrong == NULL && query.at < query.end) {
        const char *next = find(query, '&');
        wrong = read_pair((part){query.at, next == NULL ? query.end : next}, out);
        query.at = next == NULL ? query.end : next + 1;
    }
    if (wrong == NULL && !out->tls) {
        return "files of certificates are given, but amqp:// has no TLS; write amqps://";
    }
    if (wrong == NULL && (out->certificate[0] == '\0') != (out->key[0] == '\0')) {
        return "of certfile= and keyfile= one is missing; give both";
    }
    return wrong;
}

static void put_shown(queue_url *url)
{
    bool address = strchr(url->host, ':') != NULL;
    bool usual = strcmp(url->vhost, "/") == 0;
    (void)snprintf(url->shown, sizeof url->shown, "amqp%s://%s@%s%s%s:%u/%s", url->tls ? "s" : "",
                   url->user, address ? "[" : "", url->host, address ? "]" : "", url->port,
                   usual ? "" : url->vhost);
}

/* Behind the host: /vhost?query, both of which may be missing. */
static const char *read_rest(part rest, queue_url *out)
{
    const char *mark = find(rest, '?');
    part vhost = {rest.at, mark == NULL ? rest.end : mark};
    const char *wrong = NULL;
    if (vhost.at < vhost.end && vhost.end - vhost.at > 1) { /* amqp://host/ means the usual one */
        wrong = read_vhost((part){vhost.at + 1, vhost.end}, out);
    }
    if (wrong == NULL && mark != NULL) {
        wrong = read_query((part){mark + 1, rest.end}, out);
    }
    return wrong;
}

const char *queue_url_read(const char *text, queue_url *out)
{
    size_t len = strnlen(text, QUEUE_URL_MAX);
    part rest = {text, text + len};
    *out = (queue_url){.user = "guest", .password = "guest", .vhost = "/"};
    if (len == QUEUE_URL_MAX) {
        return "it is too long";
    }
    if (find(rest, '#') != NULL) {
        return "it holds a #; write %23 for one in the password";
    }
    const char *wrong = read_scheme(&rest, out);
    size_t host_len = wrong != NULL ? 0 : strcspn(rest.at, "/?");
    if (wrong == NULL) {
        wrong = read_authority((part){rest.at, rest.at + host_len}, out);
    }
    if (wrong == NULL) {
        wrong = read_rest((part){rest.at + host_len, rest.end}, out);
    }
    if (wrong == NULL) {
        put_shown(out);
    }
    return wrong;
}
