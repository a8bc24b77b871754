#define _DEFAULT_SOURCE /* explicit_bzero */

#include "hooks/serve/tokens.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/limits.h"
#include "hooks/serve/read.h"

typedef struct token {
    char text[SERVE_TOKEN_MOST];
    size_t len;
} token;

struct serve_tokens {
    size_t count;
    token items[];
};

/* --- the file --- */

/* RFC 6750, 2.1: b64token */
static bool is_token(serve_span text)
{
    return text.len >= SERVE_TOKEN_LEAST && text.len <= SERVE_TOKEN_MOST &&
           serve_span_is_of(text, "-._~+/=");
}

/* The lines of the file that are not empty, as many as can be tokens. */
static size_t count_lines(serve_span text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++) {
        count += text.at[i] == '\n' ? 1 : 0;
    }
    return count < SERVE_TOKENS_MAX ? count : SERVE_TOKENS_MAX;
}

/* What is behind the name, if there is one; empty for a line without a token. */
static serve_span token_of(serve_span line)
{
    if (line.len > 0 && line.at[line.len - 1] == '\r') {
        line.len--;
    }
    serve_span text = serve_span_trim(line);
    if (text.len > 0 && text.at[0] == '#') {
        return serve_span_from(text, text.len);
    }
    size_t colon = serve_span_find(text, ':');
    return colon == text.len ? text : serve_span_trim(serve_span_from(text, colon + 1));
}

static int read_lines(const char *path, serve_span text, serve_tokens *out)
{
    const serve_span mark = SERVE_SPAN("\xEF\xBB\xBF"); /* some editors begin with it */
    text = serve_span_from(text, serve_span_starts(text, mark) ? mark.len : 0);
    for (size_t number = 1; text.len > 0; number++) {
        serve_span line = serve_span_cut(&text, '\n');
        serve_span found = token_of(line);
        bool said_nothing = found.len == 0 && serve_span_find(line, ':') == line.len;
        if (found.len == 0 &&
            (said_nothing || serve_span_starts(serve_span_trim(line), SERVE_SPAN("#")))) {
            continue;
        }
        if (!is_token(found)) {
            return cli_fail("%s:%zu: is no token; write one of %u to %u letters, digits and "
                            "-._~+/=, or NAME: and one",
                            path, number, SERVE_TOKEN_LEAST, SERVE_TOKEN_MOST);
        }
        if (out->count == SERVE_TOKENS_MAX) {
            return cli_fail("%s: has more than %u tokens", path, SERVE_TOKENS_MAX);
        }
        memcpy(out->items[out->count].text, found.at, found.len);
        out->items[out->count++].len = found.len;
    }
    return out->count > 0 ? CLI_EXIT_OK
                          : cli_fail("%s: there is no token in it; write one a line", path);
}

serve_tokens *serve_tokens_read(const char *path, serve_span text)
{
    serve_tokens *tokens = calloc(1, sizeof *tokens + count_lines(text) * sizeof(token));
    if (tokens == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    if (read_lines(path, text, tokens) != CLI_EXIT_OK) {
        serve_tokens_free(tokens);
        return NULL;
    }
    return tokens;
}

/* What systemd hands over to us alone: LoadCredential=. Its access list shows as the rights of the
 * group, mode 0440. */
static bool is_credential(const char *path)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    serve_span start = serve_span_of(folder);
    serve_span rest = serve_span_from(serve_span_of(path), start.len);
    return start.len > 0 && serve_span_starts(serve_span_of(path), start) && rest.len > 0 &&
           rest.at[0] == '/';
}

/* A file that others can read keeps no secret. */
static int check_file(const char *path, int file)
{
    struct stat status;
    if (fstat(file, &status) != 0) {
        return cli_fail("%s: %s", path, cli_system_reason(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return cli_fail("%s: is no file", path);
    }
    mode_t group = is_credential(path) ? S_IWGRP | S_IXGRP : S_IRWXG;
    if ((status.st_mode & (group | S_IRWXO)) != 0) {
        return cli_fail("%s: others than its owner may use it; chmod 600 it, and change the tokens "
                        "if it was so for long",
                        path);
    }
    return CLI_EXIT_OK;
}

static int read_all(const char *path, int file, char *room, size_t *len)
{
    if (!serve_read(file, room, SERVE_TOKENS_BYTES, len)) {
        return cli_fail("%s: %s", path, cli_system_reason(errno));
    }
    return *len < SERVE_TOKENS_BYTES
               ? CLI_EXIT_OK
               : cli_fail("%s: is longer than %u bytes", path, SERVE_TOKENS_BYTES - 1);
}

static serve_tokens *read_file(const char *path, int file)
{
    serve_tokens *tokens = NULL;
    size_t len = 0;
    char *room = malloc(SERVE_TOKENS_BYTES);
    if (room == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    if (read_all(path, file, room, &len) == CLI_EXIT_OK) {
        tokens = serve_tokens_read(path, (serve_span){room, len});
    }
    explicit_bzero(room, len);
    free(room);
    return tokens;
}

serve_tokens *serve_tokens_open(const char *path)
{
    serve_tokens *tokens = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file == -1) {
        (void)cli_fail("%s: %s", path, cli_system_reason(errno));
        return NULL;
    }
    if (check_file(path, file) == CLI_EXIT_OK) {
        tokens = read_file(path, file);
    }
    (void)close(file);
    return tokens;
}

void serve_tokens_free(serve_tokens *tokens)
{
    if (tokens != NULL) {
        explicit_bzero(tokens->items, tokens->count * sizeof tokens->items[0]);
    }
    free(tokens);
}

size_t serve_tokens_count(const serve_tokens *tokens)
{
    return tokens->count;
}

/* --- the header --- */

/* All of the given bytes are looked at, whatever the token is. */
static bool is_same(const token *known, serve_span given)
{
    size_t differs = known->len ^ given.len;
    for (size_t i = 0; i < given.len; i++) {
        differs |= (size_t)(unsigned char)(known->text[i < known->len ? i : 0] ^ given.at[i]);
    }
    return differs == 0;
}

bool serve_tokens_allow(const serve_tokens *tokens, serve_span authorization, uint64_t *who)
{
    serve_span given = serve_span_trim(authorization);
    serve_span scheme = serve_span_cut(&given, ' ');
    given = serve_span_trim(given);
    bool allowed = false;
    if (!serve_span_equal_nocase(scheme, SERVE_SPAN("Bearer")) || given.len > SERVE_TOKEN_MOST) {
        return false;
    }
    for (size_t i = 0; i < tokens->count; i++) {
        allowed |= is_same(&tokens->items[i], given);
    }
    *who = allowed ? serve_span_hash(given) : 0;
    return allowed;
}
