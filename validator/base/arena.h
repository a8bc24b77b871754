/* Memory that lives and dies together: one arena a rule set, one a picture, each with a cap.
 * Nothing in an arena is freed alone; nothing keeps a pointer beyond its arena. */
#ifndef CL_BASE_ARENA_H
#define CL_BASE_ARENA_H

#include "base/span.h"
#include "base/status.h"

typedef struct cl_arena cl_arena;

/* An empty arena that hands out at most `cap` bytes; NULL when the system gives no memory. */
cl_arena *cl_arena_new(size_t cap);
void cl_arena_free(cl_arena *arena);
/* Takes everything back at once and forgets its status; the arena is as new, but keeps its blocks
 * for what comes next, so that a thread that reads many pictures in one arena asks the system for
 * memory only once. What a picture needed beyond the ordinary is given back to the system. No
 * pointer into the arena may be used afterwards. */
void cl_arena_reset(cl_arena *arena);

/* Zeroed memory for `count` things of `size` bytes, aligned for any type; NULL when the cap is
 * reached or the system gives no memory: cl_arena_status says which. */
CL_MUST_USE void *cl_arena_alloc(cl_arena *arena, size_t count, size_t size);
/* The same for memory that is written before it is read: what it holds is left open. */
CL_MUST_USE void *cl_arena_take(cl_arena *arena, size_t count, size_t size);
/* Why the last allocation gave NULL: CL_LIMIT or CL_NO_MEMORY; CL_OK while none did. */
cl_status cl_arena_status(const cl_arena *arena);

/* A copy of the bytes, with a NUL behind it for the libraries that want one. */
CL_MUST_USE cl_status cl_arena_copy(cl_arena *arena, cl_span bytes, cl_span *out);
/* All parts one behind the other, as cl_arena_copy. */
CL_MUST_USE cl_status cl_arena_join(cl_arena *arena, const cl_span *parts, size_t count,
                                    cl_span *out);
/* A formatted text; .data is NUL-terminated. An allocation that gave NULL gives an empty span. */
CL_PRINTF(2, 3) cl_span cl_arena_format(cl_arena *arena, const char *format, ...);
CL_PRINTF(2, 0)
cl_span cl_arena_format_list(cl_arena *arena, const char *format, va_list arguments);

#endif
