#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Memory that the arena gives from. A thing larger than CL_ARENA_CHUNK has a chunk to itself, which
 * is zeroed from the start: the system has pages of zeros for nothing. */
typedef struct chunk {
    struct chunk *next;
    size_t used;
    size_t size;
    max_align_t bytes[];
} chunk;

struct cl_arena {
    chunk *chunks; /* the newest first: the only one that still gives */
    chunk *spare;  /* left empty by a reset, all of CL_ARENA_CHUNK */
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

static void free_chunks(chunk *first)
{
    while (first != NULL) {
        chunk *next = first->next;
        free(first);
        first = next;
    }
}

void cl_arena_free(cl_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    free_chunks(arena->chunks);
    free_chunks(arena->spare);
    free(arena);
}

void cl_arena_reset(cl_arena *arena)
{
    chunk *used = arena->chunks;
    size_t kept = 0;
    for (const chunk *spare = arena->spare; spare != NULL; spare = spare->next) {
        kept++;
    }
    while (used != NULL) {
        chunk *next = used->next;
        if (used->size == CL_ARENA_CHUNK && kept < CL_ARENA_KEPT) {
            used->next = arena->spare;
            used->used = 0;
            arena->spare = used;
            kept++;
        } else {
            free(used);
        }
        used = next;
    }
    *arena = (cl_arena){.spare = arena->spare, .cap = arena->cap};
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

static chunk *new_chunk(cl_arena *arena, size_t size)
{
    chunk *made = arena->spare;
    if (size > CL_ARENA_CHUNK) {
        made = calloc(1, sizeof(chunk) + size);
    } else if (made != NULL) {
        arena->spare = made->next;
    } else {
        made = malloc(sizeof(chunk) + size);
    }
    if (made == NULL) {
        return refuse(arena, CL_NO_MEMORY);
    }
    made->used = 0;
    made->size = size;
    return made;
}

static chunk *add_chunk(cl_arena *arena, size_t wanted)
{
    size_t size = wanted > CL_ARENA_CHUNK ? wanted : CL_ARENA_CHUNK;
    chunk *added = new_chunk(arena, size);
    if (added == NULL) {
        return NULL;
    }
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

/* *unclean gets how many of its bytes are not known to be zero. */
static void *give(cl_arena *arena, size_t count, size_t size, size_t *unclean)
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
    *unclean = from->size > CL_ARENA_CHUNK ? 0 : wanted;
    return memory;
}

void *cl_arena_alloc(cl_arena *arena, size_t count, size_t size)
{
    size_t unclean = 0;
    void *memory = give(arena, count, size, &unclean);
    if (memory != NULL && unclean > 0) {
        memset(memory, 0, unclean);
    }
    return memory;
}

void *cl_arena_take(cl_arena *arena, size_t count, size_t size)
{
    size_t unclean;
    return give(arena, count, size, &unclean);
}

cl_status cl_arena_copy(cl_arena *arena, cl_span bytes, cl_span *out)
{
    if (bytes.len == SIZE_MAX) {
        return CL_LIMIT;
    }
    uint8_t *copy = cl_arena_take(arena, bytes.len + 1, 1);
    if (copy == NULL) {
        return cl_arena_status(arena);
    }
    if (bytes.len > 0) {
        memcpy(copy, bytes.data, bytes.len);
    }
    copy[bytes.len] = '\0';
    *out = (cl_span){copy, bytes.len};
    return CL_OK;
}

cl_status cl_arena_join(cl_arena *arena, const cl_span *parts, size_t count, cl_span *out)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len >= SIZE_MAX - len) {
            return CL_LIMIT;
        }
        len += parts[i].len;
    }
    uint8_t *joined = cl_arena_take(arena, len + 1, 1);
    if (joined == NULL) {
        return cl_arena_status(arena);
    }
    *out = (cl_span){joined, len};
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0) {
            memcpy(joined, parts[i].data, parts[i].len);
            joined += parts[i].len;
        }
    }
    *joined = '\0';
    return CL_OK;
}

cl_span cl_arena_format_list(cl_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = len < 0 ? NULL : cl_arena_take(arena, (size_t)len + 1, 1);
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
