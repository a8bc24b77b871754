#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

typedef struct chunk {
    struct chunk *next;
    size_t used;
    size_t size;
    max_align_t bytes[];
} chunk;

struct cl_arena {
    chunk *chunks; /* the newest first: the only one that still gives */
    size_t handed;
    size_t cap;
    cl_status status;
};

cl_arena *cl_arena_new(size_t cap)
{
    cl_arena *arena = calloc(1, sizeof *arena);
    if (arena != NULL) {
        arena->cap = cap;
    }
    return arena;
}

void cl_arena_free(cl_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->chunks != NULL) {
        chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
    free(arena);
}

cl_status cl_arena_status(const cl_arena *arena)
{
    return arena->status;
}

static void *refuse(cl_arena *arena, cl_status status)
{
    arena->status = status;
    return NULL;
}

static chunk *add_chunk(cl_arena *arena, size_t wanted)
{
    size_t size = wanted > CL_ARENA_CHUNK ? wanted : CL_ARENA_CHUNK;
    chunk *added = calloc(1, sizeof(chunk) + size);
    if (added == NULL) {
        return refuse(arena, CL_NO_MEMORY);
    }
    added->size = size;
    /* A big thing gets a chunk of its own behind the current one, which goes on giving. */
    if (arena->chunks != NULL && size > CL_ARENA_CHUNK) {
        added->next = arena->chunks->next;
        arena->chunks->next = added;
        return added;
    }
    added->next = arena->chunks;
    arena->chunks = added;
    return added;
}

void *cl_arena_alloc(cl_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > arena->cap / size) {
        return refuse(arena, CL_LIMIT);
    }
    size_t wanted = count * size;
    size_t align = sizeof(max_align_t);
    wanted = wanted == 0 ? align : wanted;
    if (wanted > arena->cap - arena->handed || arena->cap - arena->handed - wanted < align) {
        return refuse(arena, CL_LIMIT);
    }
    wanted = (wanted + align - 1) / align * align;
    chunk *from = arena->chunks;
    if (from == NULL || wanted > from->size - from->used) {
        from = add_chunk(arena, wanted);
    }
    if (from == NULL) {
        return NULL;
    }
    void *memory = (uint8_t *)from->bytes + from->used;
    from->used += wanted;
    arena->handed += wanted;
    return memory;
}

cl_status cl_arena_copy(cl_arena *arena, cl_span bytes, cl_span *out)
{
    if (bytes.len == SIZE_MAX) {
        return CL_LIMIT;
    }
    uint8_t *copy = cl_arena_alloc(arena, bytes.len + 1, 1);
    if (copy == NULL) {
        return cl_arena_status(arena);
    }
    if (bytes.len > 0) {
        memcpy(copy, bytes.data, bytes.len);
    }
    *out = (cl_span){copy, bytes.len};
    return CL_OK;
}

cl_span cl_arena_format_list(cl_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = len < 0 ? NULL : cl_arena_alloc(arena, (size_t)len + 1, 1);
    if (text == NULL) {
        return CL_SPAN("");
    }
    (void)vsnprintf(text, (size_t)len + 1, format, arguments);
    return (cl_span){(const uint8_t *)text, (size_t)len};
}

cl_span cl_arena_format(cl_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    cl_span text = cl_arena_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}
