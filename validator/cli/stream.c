#define _POSIX_C_SOURCE 200809L

#include "cli/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/interrupt.h"

enum {
    FIRST = 64 * 1024 /* what a pipe holds */
};

static bool make_room(cli_stream *stream)
{
    if (stream->len < stream->capacity) {
        return true;
    }
    size_t capacity = stream->capacity == 0 ? FIRST : stream->capacity * 2;
    if (capacity > stream->most) {
        stream->error = EFBIG;
        return false;
    }
    char *bytes = realloc(stream->bytes, capacity);
    if (bytes == NULL) {
        stream->error = ENOMEM;
        return false;
    }
    stream->bytes = bytes;
    stream->capacity = capacity;
    return true;
}

static bool must_wait(const cli_stream *stream)
{
    struct pollfd asked = {.fd = stream->file, .events = POLLIN};
    return poll(&asked, 1, 0) == 0;
}

bool cli_stream_more(cli_stream *stream)
{
    if (!make_room(stream)) {
        return false;
    }
    if (stream->before_waiting != NULL && must_wait(stream)) {
        stream->before_waiting(stream->user);
    }
    for (;;) {
        if (cli_interrupted()) {
            return false;
        }
        ssize_t n = read(stream->file, stream->bytes + stream->len, stream->capacity - stream->len);
        if (n >= 0) {
            stream->len += (size_t)n;
            return n > 0;
        }
        if (errno != EINTR) {
            stream->error = errno;
            return false;
        }
    }
}

void cli_stream_drop(cli_stream *stream, size_t len)
{
    stream->len -= len;
    if (stream->len > 0) {
        memmove(stream->bytes, stream->bytes + len, stream->len);
    }
}

void cli_stream_free(cli_stream *stream)
{
    free(stream->bytes);
    stream->bytes = NULL;
    stream->len = 0;
    stream->capacity = 0;
}
