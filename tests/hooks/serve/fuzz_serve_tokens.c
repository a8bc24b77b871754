#include <stdint.h>
#include <stdlib.h>

#include "hooks/serve/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is what a client shows; the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    serve_span rest = {(const char *)data, size};
    serve_span shown = serve_span_cut(&rest, '\n');
    uint64_t who = 0;
    serve_tokens *tokens = serve_tokens_read("tokens", rest);
    if (tokens != NULL && serve_tokens_allow(tokens, shown, &who) != (who != 0)) {
        abort();
    }
    serve_tokens_free(tokens);
    return 0;
}
