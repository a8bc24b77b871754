/* Text that is kept until a report ends: in memory up to a cap, then in a temporary file that has
 * no name and goes when the program does. It is written once, then read line by line as often as
 * needed; a file on the disk can be read in the same manner. */
#ifndef CL_BASE_SPOOL_H
#define CL_BASE_SPOOL_H

#include "base/out.h"

/* Begin with {0}; end with cl_spool_free. */
typedef struct cl_spool {
    cl_out memory; /* all of it; once there is a file, what is not yet written to it */
    int file;      /* beside `in_file` */
    bool in_file;
    uint64_t size; /* of all that was put */
    cl_error lost; /* why something is missing; every later call fails with it */
} cl_spool;

/* Adds a text. CL_UNWRITABLE, with the reason in `error`, when the disk is full or more than
 * CL_SPOOL_MAX bytes were put. */
CL_MUST_USE cl_status cl_spool_put(cl_spool *spool, cl_span text, cl_error *error);
/* Adds all that can be read from an open file, which need not be a regular one; the file is named
 * in messages and not closed. CL_UNREADABLE when it cannot be read, else as cl_spool_put. */
CL_MUST_USE cl_status cl_spool_put_file(cl_spool *spool, int file, const char *name,
                                        cl_error *error);
/* A spool of what stands in an open regular file, which is closed with it. */
cl_spool cl_spool_of_file(int file, uint64_t size);
void cl_spool_free(cl_spool *spool);

/* Goes through the lines of a spool to which nothing is added meanwhile. Begin with the spool
 * alone; end with cl_spool_lines_end. */
typedef struct cl_spool_lines {
    cl_spool *spool;
    uint64_t at;   /* the next byte that is looked at */
    size_t number; /* of the line read last, from 1 */
    cl_out line;
    cl_out window; /* bytes of the file, from `window_at` on */
    uint64_t window_at;
} cl_spool_lines;

/* The next line without its line feed, borrowed until the next call; *more is false when there is
 * none. CL_LIMIT for a line of more than CL_SPOOL_LINE_MAX bytes, CL_UNREADABLE when the system
 * fails, both with the reason in `error`. */
CL_MUST_USE cl_status cl_spool_lines_next(cl_spool_lines *lines, cl_span *out, bool *more,
                                          cl_error *error);
/* Instead of lines: the next bytes, as many as are at hand, borrowed until the next call; none at
 * the end. Fails as cl_spool_lines_next. */
CL_MUST_USE cl_status cl_spool_chunk(cl_spool_lines *lines, cl_span *out, cl_error *error);
void cl_spool_lines_end(cl_spool_lines *lines);

#endif
