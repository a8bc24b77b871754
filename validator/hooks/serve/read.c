#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/read.h"

#include <errno.h>
#include <unistd.h>

bool serve_read(int file, char *room, size_t most, size_t *len)
{
    ssize_t n = 1;
    *len = 0;
    while (n != 0 && *len < most) {
        n = read(file, room + *len, most - *len);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        *len += n > 0 ? (size_t)n : 0;
    }
    return true;
}
