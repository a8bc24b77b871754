/* The address of a broker: amqp://user:password@host:port/vhost, and amqps:// for TLS. */
#ifndef HOOKS_QUEUE_URL_H
#define HOOKS_QUEUE_URL_H

#include <stdbool.h>

#include "cli/limits.h"
#include "hooks/limits.h"

typedef struct queue_url {
    bool tls;
    unsigned port;
    char host[QUEUE_PART_MAX];
    char user[QUEUE_PART_MAX];
    char password[QUEUE_PART_MAX];
    char vhost[QUEUE_PART_MAX];
    char authorities[CLI_PATH_MAX]; /* cacertfile: whom TLS trusts; "": the system's */
    char certificate[CLI_PATH_MAX]; /* certfile: ours; "": none */
    char key[CLI_PATH_MAX];         /* keyfile: of ours */
    char shown[QUEUE_URL_MAX];      /* for people: without the password */
} queue_url;

/* What is wrong with the URL, and what to do, or NULL. It never quotes the URL: a password may
 * stand anywhere in one that is wrong. */
const char *queue_url_read(const char *text, queue_url *out);

#endif
