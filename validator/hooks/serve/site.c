#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/site.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/limits.h"
#include "hooks/serve/read.h"
#include "hooks/serve/rules.h"

static const struct {
    const char *path;  /* of the URL */
    const char *place; /* below the folder of the rules */
    const char *type;
    bool is_page;
} known[SERVE_FILES] = {
    {"/", "desk/desk.html", "text/html; charset=utf-8", true},
    {"/desk.css", "desk/desk.css", "text/css; charset=utf-8", false},
    {"/desk.js", "desk/desk.js", "text/javascript; charset=utf-8", false},
    {"/sheet.css", "sheet/sheet.css", "text/css; charset=utf-8", false},
    {"/sheet.js", "sheet/sheet.js", "text/javascript; charset=utf-8", false},
    {"/openapi.json", "serve/openapi.json", "application/json", false},
    {"/record.schema.json", "serve/record.schema.json", "application/schema+json", false},
};

/* Another content has another tag. */
static void tag_of(serve_span text, char out[SERVE_TAG_MAX])
{
    (void)snprintf(out, SERVE_TAG_MAX, "\"%016llx\"", (unsigned long long)serve_span_hash(text));
}

/* --- files --- */

static const char *read_open(int file, serve_file *out)
{
    struct stat status;
    if (fstat(file, &status) != 0) {
        return cli_system_reason(errno);
    }
    if (!S_ISREG(status.st_mode) || status.st_size > (off_t)SERVE_FILE_MAX) {
        return "is no file, or is too long";
    }
    size_t len = (size_t)status.st_size;
    char *room = malloc(len + 1);
    if (room == NULL) {
        return "out of memory";
    }
    size_t got = 0;
    if (!serve_read(file, room, len, &got) || got < len) {
        free(room);
        return "cannot be read";
    }
    tag_of((serve_span){room, len}, out->tag);
    out->bytes = room;
    out->len = len;
    return NULL;
}

static void read_file(const char *folder, size_t i, serve_file *out)
{
    char path[CLI_PATH_MAX];
    int len = snprintf(path, sizeof path, "%s/%s", folder, known[i].place);
    bool fits = len > 0 && (size_t)len < sizeof path;
    int file = fits ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    const char *wrong =
        file == -1 ? cli_system_reason(fits ? errno : ENAMETOOLONG) : read_open(file, out);
    out->type = known[i].type;
    out->is_page = known[i].is_page;
    if (wrong != NULL) {
        cli_say("%s: %s; nothing is served at %s", path, wrong, known[i].path);
    }
    if (file != -1) {
        (void)close(file);
    }
}

const serve_file *serve_site_file(const serve_site *site, serve_span path)
{
    for (size_t i = 0; i < SERVE_FILES; i++) {
        if (serve_span_equal(path, serve_span_of(known[i].path))) {
            return site->files[i].bytes == NULL ? NULL : &site->files[i];
        }
    }
    return NULL;
}

/* --- one site --- */

static void free_site(serve_sites *sites, serve_site *site)
{
    for (size_t i = 0; i < SERVE_FILES; i++) {
        free(site->files[i].bytes);
    }
    serve_buffer_free(&site->rules);
    hooks_house_give(sites->house, site->setup);
    free(site);
}

/* NULL after telling what is wrong. */
static serve_site *new_site(serve_sites *sites)
{
    serve_site *site = calloc(1, sizeof *site);
    if (site == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    site->holds = 1;
    site->setup = hooks_house_take(sites->house);
    site->rules.most = SERVE_FILE_MAX;
    if (serve_rules_list(site->setup->lint, &site->rules) != SERVE_ROOM_OK) {
        (void)cli_fail("out of memory");
        free_site(sites, site);
        return NULL;
    }
    (void)snprintf(site->rules_tag, sizeof site->rules_tag, "\"%s\"",
                   captionlint_rules_hash(site->setup->lint));
    for (size_t i = 0; i < SERVE_FILES; i++) {
        read_file(captionlint_rules_folder(site->setup->lint), i, &site->files[i]);
    }
    return site;
}

/* --- the one that holds --- */

int serve_sites_open(serve_sites *sites, const cli_options *options)
{
    *sites = (serve_sites){.house = hooks_house_open(options)};
    if (sites->house == NULL) {
        return CLI_EXIT_FAILED;
    }
    sites->now = new_site(sites);
    if (sites->now == NULL || pthread_mutex_init(&sites->lock, NULL) != 0) {
        serve_sites_close(sites);
        return CLI_EXIT_FAILED;
    }
    return CLI_EXIT_OK;
}

void serve_sites_close(serve_sites *sites)
{
    if (sites->now != NULL) {
        free_site(sites, sites->now);
        (void)pthread_mutex_destroy(&sites->lock);
    }
    hooks_house_close(sites->house);
    *sites = (serve_sites){.house = NULL};
}

int serve_sites_reload(serve_sites *sites)
{
    if (hooks_house_reload(sites->house) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    serve_site *fresh = new_site(sites);
    if (fresh == NULL) {
        return CLI_EXIT_FAILED;
    }
    (void)pthread_mutex_lock(&sites->lock);
    serve_site *before = sites->now;
    sites->now = fresh;
    (void)pthread_mutex_unlock(&sites->lock);
    serve_sites_give(sites, before);
    return CLI_EXIT_OK;
}

serve_site *serve_sites_take(serve_sites *sites)
{
    (void)pthread_mutex_lock(&sites->lock);
    serve_site *site = sites->now;
    site->holds++;
    (void)pthread_mutex_unlock(&sites->lock);
    return site;
}

void serve_sites_give(serve_sites *sites, serve_site *site)
{
    (void)pthread_mutex_lock(&sites->lock);
    bool last = --site->holds == 0;
    (void)pthread_mutex_unlock(&sites->lock);
    if (last) {
        free_site(sites, site);
    }
}
