/* Reading a file that is open. */
#ifndef SERVE_READ_H
#define SERVE_READ_H

#include <stdbool.h>
#include <stddef.h>

/* Up to its end, but at most so many bytes, into *len. False, with errno, when it cannot be read.
 */
bool serve_read(int file, char *room, size_t most, size_t *len);

#endif
