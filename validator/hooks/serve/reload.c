#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/reload.h"

#include <unistd.h>

#include "cli/say.h"
#include "hooks/notify.h"
#include "hooks/serve/certificate.h"

static int reload_tokens(serve_server *server)
{
    if (server->settings.tokens == NULL) {
        return CLI_EXIT_OK;
    }
    serve_tokens *fresh = serve_tokens_open(server->settings.tokens);
    if (fresh == NULL) {
        return cli_fail("the tokens from before still hold");
    }
    (void)pthread_mutex_lock(&server->tokens_lock);
    serve_tokens *before = server->tokens;
    server->tokens = fresh;
    (void)pthread_mutex_unlock(&server->tokens_lock);
    serve_tokens_free(before);
    return CLI_EXIT_OK;
}

static int reload_certificate(serve_server *server)
{
    const serve_settings *settings = &server->settings;
    return server->certificates == NULL
               ? CLI_EXIT_OK
               : serve_certificates_reload(server->certificates, settings->certificate,
                                           settings->key);
}

/* Each part for itself: a wrong rule does not keep a token that was taken away. */
static void *run(void *user)
{
    const uint64_t one = 1;
    serve_reloader *reloader = user;
    serve_server *server = reloader->server;
    int tokens = reload_tokens(server);
    int certificate = reload_certificate(server);
    int site = serve_sites_reload(&server->sites);
    serve_metrics_reload(&server->metrics, tokens == CLI_EXIT_OK && certificate == CLI_EXIT_OK &&
                                               site == CLI_EXIT_OK);
    atomic_store(&reloader->done, true);
    (void)!write(server->wake, &one, sizeof one);
    return NULL;
}

void serve_reload(serve_reloader *reloader)
{
    if (reloader->begun) {
        reloader->again = true;
        return;
    }
    hooks_notify_reloading();
    atomic_store(&reloader->done, false);
    reloader->begun = pthread_create(&reloader->thread, NULL, run, reloader) == 0;
    if (!reloader->begun) {
        serve_metrics_reload(&reloader->server->metrics, false);
        (void)cli_fail("not reloaded: there can be no more threads");
        hooks_notify("READY=1");
    }
}

void serve_reload_look(serve_reloader *reloader)
{
    if (!reloader->begun || !atomic_load(&reloader->done)) {
        return;
    }
    serve_reload_end(reloader);
    hooks_notify("READY=1");
    if (reloader->again) {
        reloader->again = false;
        serve_reload(reloader);
    }
}

void serve_reload_end(serve_reloader *reloader)
{
    if (reloader->begun) {
        (void)pthread_join(reloader->thread, NULL);
    }
    reloader->begun = false;
}
