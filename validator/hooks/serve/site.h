/* What the service serves, as it was read at one moment: the house's set-up, the files of the desk
 * page, the list of rules. A request keeps the one that it began with; a reload makes another. */
#ifndef SERVE_SITE_H
#define SERVE_SITE_H

#include <pthread.h>

#include "hooks/house.h"
#include "hooks/serve/buffer.h"
#include "hooks/serve/span.h"

enum {
    SERVE_FILES = 7,
    SERVE_TAG_MAX = 80 /* a hash with its quotes */
};

/* A file that is served as it is. */
typedef struct serve_file {
    char *bytes; /* NULL where it is not there */
    size_t len;
    const char *type;
    bool is_page; /* what it may load is said with it */
    char tag[SERVE_TAG_MAX];
} serve_file;

typedef struct serve_site {
    hooks_setup *setup;
    serve_file files[SERVE_FILES];
    serve_buffer rules; /* JSON */
    char rules_tag[SERVE_TAG_MAX];
    size_t holds;
} serve_site;

typedef struct serve_sites {
    pthread_mutex_t lock; /* of what follows, and of the holds of every site */
    hooks_house *house;
    serve_site *now;
} serve_sites;

/* Reads all of it. CLI_EXIT_FAILED after telling what is wrong; a file that is not there is told
 * of, and is no error. */
int serve_sites_open(serve_sites *sites, const cli_options *options);
/* No site may be held any more. */
void serve_sites_close(serve_sites *sites);
/* CLI_EXIT_FAILED after telling what is wrong: what held before still does. */
int serve_sites_reload(serve_sites *sites);
/* The site that holds now, until it is given back. */
serve_site *serve_sites_take(serve_sites *sites);
void serve_sites_give(serve_sites *sites, serve_site *site);

/* The file at this path of a URL; NULL for none. */
const serve_file *serve_site_file(const serve_site *site, serve_span path);

#endif
