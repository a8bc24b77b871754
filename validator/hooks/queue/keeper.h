/* A connection that is made anew when it is lost, after longer and longer waits; people are told
 * once when it is lost, and once when it is back. */
#ifndef HOOKS_QUEUE_KEEPER_H
#define HOOKS_QUEUE_KEEPER_H

#include "cli/options.h"
#include "hooks/queue/link.h"

/* What is done with each new connection; false: it is of no use, as its trouble tells. */
typedef bool (*queue_set_up_fn)(queue_link *link, void *user);

/* Begin with queue_keeper_begin. */
typedef struct queue_keeper {
    queue_url url;
    queue_link *link;     /* NULL: there is none */
    unsigned connections; /* made so far: which one it is */
    unsigned failures;    /* since one that lasted */
    double due;           /* when the next one is tried, as cli_now */
    double since;         /* when the link was made */
    double lost;          /* since when there is none */
    bool once;            /* the first connection is not tried again */
    queue_set_up_fn set_up;
    void *user;
} queue_keeper;

/* The broker is that of the options. CLI_EXIT_FAILED after telling what is wrong with its URL. */
int queue_keeper_begin(queue_keeper *keeper, const cli_options *options, queue_set_up_fn set_up,
                       void *user);
/* Tries to connect, once, if there is no connection and it is time. CLI_EXIT_FAILED after telling
 * that there is no sense in trying again; else there may be a link. */
int queue_keeper_try(queue_keeper *keeper);
/* The link is lost: tells why, and lets it go. */
void queue_keeper_lose(queue_keeper *keeper);
/* Ends it in peace. */
void queue_keeper_end(queue_keeper *keeper);

/* A queue's name of the options, or the usual one. */
const char *queue_name(const char *given, const char *usual);
/* CLI_EXIT_FAILED after telling that it cannot be one. */
int queue_name_check(const char *option, const char *name);

#endif
