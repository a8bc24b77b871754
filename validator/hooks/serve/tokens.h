/* The bearer tokens that open the service (RFC 6750): a file of them, read at start and again at
 * each reload. */
#ifndef SERVE_TOKENS_H
#define SERVE_TOKENS_H

#include <stdint.h>

#include "hooks/serve/span.h"

typedef struct serve_tokens serve_tokens;

/* One token a line, "name: token" or the token alone; lines that begin with # are comments. Only
 * its owner may be able to read the file. NULL after telling what is wrong. */
serve_tokens *serve_tokens_open(const char *path);
/* The same from text; `path` is what is told of. */
serve_tokens *serve_tokens_read(const char *path, serve_span text);
/* Does nothing for NULL. */
void serve_tokens_free(serve_tokens *tokens);
size_t serve_tokens_count(const serve_tokens *tokens);

/* Whether the header Authorization shows one of them; *who then gets a number that is the same for
 * each request with that token. It takes as long for a wrong one as for a right one. */
bool serve_tokens_allow(const serve_tokens *tokens, serve_span authorization, uint64_t *who);

#endif
