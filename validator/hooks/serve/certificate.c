#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/certificate.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"
#include "hooks/limits.h"

/* A certificate with those that vouch for it, and its key. */
typedef struct identity {
    gnutls_pcert_st chain[SERVE_CHAIN_MAX];
    unsigned count;
    gnutls_privkey_t key;
    struct identity *before;
} identity;

struct serve_certificates {
    pthread_mutex_t lock;
    /* Connections use what they were given for as long as they last, so that earlier ones stay:
     * some kilobytes for each time that a certificate is renewed. */
    identity *now;
};

static void free_pair(identity *pair)
{
    for (unsigned i = 0; i < pair->count; i++) {
        gnutls_pcert_deinit(&pair->chain[i]);
    }
    gnutls_privkey_deinit(pair->key);
    free(pair);
}

static int wrong(const char *path, int cause)
{
    return cli_fail("%s: %s", path, gnutls_strerror(cause));
}

static int read_chain(const char *path, identity *out)
{
    gnutls_datum_t text = {NULL, 0};
    int cause = gnutls_load_file(path, &text);
    if (cause < 0) {
        return wrong(path, cause);
    }
    unsigned count = SERVE_CHAIN_MAX;
    cause = gnutls_pcert_list_import_x509_raw(out->chain, &count, &text, GNUTLS_X509_FMT_PEM, 0);
    gnutls_free(text.data);
    if (cause < 0) {
        return wrong(path, cause);
    }
    out->count = count;
    return CLI_EXIT_OK;
}

static int read_key(const char *path, identity *out)
{
    gnutls_datum_t text = {NULL, 0};
    int cause = gnutls_load_file(path, &text);
    if (cause < 0) {
        return wrong(path, cause);
    }
    cause = gnutls_privkey_init(&out->key);
    if (cause >= 0) {
        cause = gnutls_privkey_import_x509_raw(out->key, &text, GNUTLS_X509_FMT_PEM, NULL, 0);
    }
    gnutls_memset(text.data, 0, text.size);
    gnutls_free(text.data);
    return cause < 0 ? wrong(path, cause) : CLI_EXIT_OK;
}

/* Whether the key is that of the first certificate. */
static bool belong_together(const identity *pair)
{
    unsigned char ids[2][64] = {{0}, {1}};
    size_t lengths[2] = {sizeof ids[0], sizeof ids[1]};
    gnutls_pubkey_t public = NULL;
    bool same =
        gnutls_pubkey_init(&public) >= 0 &&
        gnutls_pubkey_import_privkey(public, pair->key, 0, 0) >= 0 &&
        gnutls_pubkey_get_key_id(public, GNUTLS_KEYID_USE_SHA256, ids[0], &lengths[0]) >= 0 &&
        gnutls_pubkey_get_key_id(pair->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, ids[1],
                                 &lengths[1]) >= 0 &&
        lengths[0] == lengths[1] && memcmp(ids[0], ids[1], lengths[0]) == 0;
    gnutls_pubkey_deinit(public);
    return same;
}

static identity *read_pair(const char *certificate, const char *key)
{
    identity *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    int status = read_chain(certificate, fresh);
    if (status == CLI_EXIT_OK) {
        status = read_key(key, fresh);
    }
    if (status == CLI_EXIT_OK && !belong_together(fresh)) {
        status = cli_fail("%s: is not the key of %s", key, certificate);
    }
    if (status != CLI_EXIT_OK) {
        free_pair(fresh);
        return NULL;
    }
    return fresh;
}

serve_certificates *serve_certificates_open(const char *certificate, const char *key)
{
    serve_certificates *certificates = calloc(1, sizeof *certificates);
    if (certificates == NULL || pthread_mutex_init(&certificates->lock, NULL) != 0) {
        (void)cli_fail("out of memory");
        free(certificates);
        return NULL;
    }
    certificates->now = read_pair(certificate, key);
    if (certificates->now == NULL) {
        serve_certificates_close(certificates);
        return NULL;
    }
    return certificates;
}

/* The same certificate read again is not kept a second time. */
static bool is_same(const identity *a, const identity *b)
{
    const gnutls_datum_t *x = &a->chain[0].cert;
    const gnutls_datum_t *y = &b->chain[0].cert;
    return a->count == b->count && x->size == y->size && memcmp(x->data, y->data, x->size) == 0;
}

int serve_certificates_reload(serve_certificates *certificates, const char *certificate,
                              const char *key)
{
    identity *fresh = read_pair(certificate, key);
    if (fresh == NULL) {
        return cli_fail("the certificate from before still holds");
    }
    (void)pthread_mutex_lock(&certificates->lock);
    bool same = is_same(fresh, certificates->now);
    if (!same) {
        fresh->before = certificates->now;
        certificates->now = fresh;
    }
    (void)pthread_mutex_unlock(&certificates->lock);
    if (same) {
        free_pair(fresh);
    }
    return CLI_EXIT_OK;
}

void serve_certificates_close(serve_certificates *certificates)
{
    if (certificates == NULL) {
        return;
    }
    while (certificates->now != NULL) {
        identity *last = certificates->now;
        certificates->now = last->before;
        free_pair(last);
    }
    (void)pthread_mutex_destroy(&certificates->lock);
    free(certificates);
}

int serve_certificates_give(serve_certificates *certificates, gnutls_pcert_st **chain,
                            unsigned *count, gnutls_privkey_t *key)
{
    (void)pthread_mutex_lock(&certificates->lock);
    identity *now = certificates->now;
    (void)pthread_mutex_unlock(&certificates->lock);
    *chain = now->chain;
    *count = now->count;
    *key = now->key;
    return 0;
}
