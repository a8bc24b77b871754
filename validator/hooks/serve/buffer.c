#include "hooks/serve/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hooks/limits.h"

static bool take(serve_budget *budget, size_t len)
{
    if (budget == NULL) {
        return true;
    }
    size_t before = atomic_fetch_add(&budget->used, len);
    if (before > budget->most || len > budget->most - before) {
        (void)atomic_fetch_sub(&budget->used, len);
        return false;
    }
    return true;
}

static void give(serve_budget *budget, size_t len)
{
    if (budget != NULL) {
        (void)atomic_fetch_sub(&budget->used, len);
    }
}

/* Twice as much as before, within the cap. */
static size_t wanted_room(const serve_buffer *buffer, size_t least)
{
    size_t room = buffer->room == 0 ? SERVE_BUFFER_FIRST : buffer->room;
    while (room < least) {
        room = room > buffer->most / 2 ? buffer->most : room * 2;
    }
    return room < buffer->most ? room : buffer->most;
}

static serve_room grow(serve_buffer *buffer, size_t least)
{
    size_t room = wanted_room(buffer, least);
    if (!take(buffer->budget, room - buffer->room)) {
        return SERVE_ROOM_FULL;
    }
    char *bytes = realloc(buffer->bytes, room);
    if (bytes == NULL) {
        give(buffer->budget, room - buffer->room);
        return SERVE_ROOM_FULL;
    }
    buffer->bytes = bytes;
    buffer->room = room;
    return SERVE_ROOM_OK;
}

serve_room serve_buffer_add(serve_buffer *buffer, const char *bytes, size_t len)
{
    if (len > buffer->most - buffer->len) {
        return SERVE_ROOM_LONG;
    }
    if (len > buffer->room - buffer->len) {
        serve_room grown = grow(buffer, buffer->len + len);
        if (grown != SERVE_ROOM_OK) {
            return grown;
        }
    }
    if (len > 0) {
        memcpy(buffer->bytes + buffer->len, bytes, len);
    }
    buffer->len += len;
    return SERVE_ROOM_OK;
}

serve_room serve_buffer_print(serve_buffer *buffer, const char *format, ...)
{
    char text[SERVE_PRINT_MAX];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (len < 0 || (size_t)len >= sizeof text) {
        return SERVE_ROOM_LONG;
    }
    return serve_buffer_add(buffer, text, (size_t)len);
}

void serve_buffer_free(serve_buffer *buffer)
{
    free(buffer->bytes);
    give(buffer->budget, buffer->room);
    buffer->bytes = NULL;
    buffer->len = 0;
    buffer->room = 0;
}
