/* Bytes that grow: bodies and answers. All of them together stay within one budget, so that many
 * requests at once cannot take all memory. */
#ifndef SERVE_BUFFER_H
#define SERVE_BUFFER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Shared by threads. */
typedef struct serve_budget {
    atomic_size_t used;
    size_t most;
} serve_budget;

typedef enum serve_room {
    SERVE_ROOM_OK,
    SERVE_ROOM_LONG, /* longer than one may be */
    SERVE_ROOM_FULL, /* there is no room for it now */
} serve_room;

/* Begin with the last two set and the others zero; it belongs to one thread at a time. */
typedef struct serve_buffer {
    char *bytes; /* NULL while it is empty */
    size_t len;
    size_t room;
    size_t most;          /* its own cap */
    serve_budget *budget; /* NULL: none */
} serve_buffer;

/* Adds bytes, all of them or none. */
serve_room serve_buffer_add(serve_buffer *buffer, const char *bytes, size_t len);
/* As printf; what is added is short. */
__attribute__((__format__(__printf__, 2, 3))) serve_room serve_buffer_print(serve_buffer *buffer,
                                                                            const char *format,
                                                                            ...);
/* Frees the bytes and gives back their room. */
void serve_buffer_free(serve_buffer *buffer);

#endif
