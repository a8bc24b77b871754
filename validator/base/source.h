/* The bytes of one input, in a file or in memory, read by offset. Of a file only the parts that are
 * asked for are read: its first bytes once and for good, all others through one window, so that a
 * large picture costs a few kilobytes. */
#ifndef CL_BASE_SOURCE_H
#define CL_BASE_SOURCE_H

#include "base/arena.h"

typedef struct cl_source cl_source;

/* Opens a regular file for reading. CL_UNREADABLE with the reason in `error` when it cannot be;
 * the source is freed with cl_source_close and lives no longer than `arena`. */
CL_MUST_USE cl_status cl_source_open(cl_arena *arena, const char *path, cl_source **out,
                                     cl_error *error);
/* The same for a relative path that leads through no symbolic link and never upwards, whoever
 * changes what while it is opened; any other path is CL_UNREADABLE. */
CL_MUST_USE cl_status cl_source_open_plain(cl_arena *arena, const char *path, cl_source **out,
                                           cl_error *error);
/* A source over bytes that the caller keeps alive. */
CL_MUST_USE cl_status cl_source_of(cl_arena *arena, cl_span bytes, cl_source **out);
/* The same bytes at the same offsets as if the input ended at `end`, for a picture that lies inside
 * another file. Lives as long as `source`, which stays the one to close. */
CL_MUST_USE cl_status cl_source_until(const cl_source *source, uint64_t end, cl_source **out);
void cl_source_close(cl_source *source);

uint64_t cl_source_size(const cl_source *source);

/* `len` bytes at `offset`, borrowed until the next call on this source; at most CL_SOURCE_WINDOW.
 * CL_TRUNCATED when the input ends before; CL_UNREADABLE when the system fails. */
CL_MUST_USE cl_status cl_source_peek(cl_source *source, uint64_t offset, size_t len, cl_span *out);
/* As many of `len` bytes as there are; CL_OK also for none. */
CL_MUST_USE cl_status cl_source_peek_some(cl_source *source, uint64_t offset, size_t len,
                                          cl_span *out);
/* `len` bytes at `offset` that live as long as the arena. `len` is the caller's to cap. */
CL_MUST_USE cl_status cl_source_take(cl_source *source, uint64_t offset, size_t len, cl_span *out);

/* All bytes of a regular file, in `arena`. CL_LIMIT, with the reason in `error`, when there are
 * more than `most`; otherwise as cl_source_open and cl_source_take. */
CL_MUST_USE cl_status cl_source_read_file(cl_arena *arena, const char *path, size_t most,
                                          cl_span *out, cl_error *error);

/* Asks the system to fetch the beginning of a file that will be read soon, unless it stands in
 * memory already; returns whether it did not. What cannot be opened is told when it is read. */
bool cl_source_fetch(const char *path);

#endif
