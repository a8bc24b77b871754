/* Bytes as they come: a pipe whose writer may wait for our answer before it goes on. */
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>

/* Begin with the file, what to call and `most`; end with cli_stream_free, which leaves the file
 * open. What came and was not dropped stands in `bytes`. */
typedef struct cli_stream {
    int file;
    void (*before_waiting)(void *user); /* called when nothing is there to read; may be NULL */
    void *user;
    size_t most; /* bytes to hold at once */
    char *bytes;
    size_t len;
    size_t capacity;
    int error; /* errno of what ended it; 0: its end, or we were interrupted */
} cli_stream;

/* Adds what comes next. False when nothing does: at the end, on a failure, when no more fits. */
bool cli_stream_more(cli_stream *stream);
/* Forgets the first `len` bytes. */
void cli_stream_drop(cli_stream *stream, size_t len);
void cli_stream_free(cli_stream *stream);

#endif
