/* The certificate that TLS shows, and its key: read at start and again at each reload, for the
 * connections that come then. */
#ifndef SERVE_CERTIFICATE_H
#define SERVE_CERTIFICATE_H

#include <gnutls/abstract.h>

typedef struct serve_certificates serve_certificates;

/* Reads both (PEM). NULL after telling what is wrong. */
serve_certificates *serve_certificates_open(const char *certificate, const char *key);
/* Reads both again. CLI_EXIT_FAILED after telling what is wrong: what held before still does. */
int serve_certificates_reload(serve_certificates *certificates, const char *certificate,
                              const char *key);
/* Does nothing for NULL. No connection may be left. */
void serve_certificates_close(serve_certificates *certificates);

/* Those that hold now: as GnuTLS asks for them. */
int serve_certificates_give(serve_certificates *certificates, gnutls_pcert_st **chain,
                            unsigned *count, gnutls_privkey_t *key);

#endif
