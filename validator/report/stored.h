/* Records as `--format ndjson` wrote them, read again: a line a picture, as record.schema.json
 * describes it. The text may be anybody's: what is no such record is told with file:line, and what
 * a record does not hold, or holds as something else, reads as nothing. */
#ifndef CL_REPORT_STORED_H
#define CL_REPORT_STORED_H

#include "base/spool.h"

/* A value of a record; NULL is nothing. It lives until the next record is read. */
typedef struct cl_stored cl_stored;

/* The value of a key; nothing where there is none. */
const cl_stored *cl_stored_get(const cl_stored *object, const char *key);
/* The items of a list. */
size_t cl_stored_count(const cl_stored *list);
const cl_stored *cl_stored_at(const cl_stored *list, size_t i);
/* The text; empty for what is none. */
cl_span cl_stored_text(const cl_stored *value);
/* The text of a key. */
cl_span cl_stored_text_of(const cl_stored *object, const char *key);
bool cl_stored_is_true(const cl_stored *value);
/* False for what is no whole number from 0 on. */
bool cl_stored_number(const cl_stored *value, uint64_t *out);
/* The number of a key; 0 where there is none. */
uint64_t cl_stored_number_of(const cl_stored *object, const char *key);

/* Some records that stand in one place. */
typedef struct cl_stored_file {
    cl_spool *lines;
    const char *name; /* for messages; NULL: they are our own */
} cl_stored_file;

/* Goes through the records of one file. Begin with the file alone; end with cl_stored_end. */
typedef struct cl_stored_reader {
    const cl_stored_file *file;
    cl_spool_lines lines;
    cl_stored *record; /* the last one read */
} cl_stored_reader;

/* The next record; nothing when there is none. Empty lines are passed over. CL_UNREADABLE, with
 * file:line in `error`, for a line that is no record. */
CL_MUST_USE cl_status cl_stored_next(cl_stored_reader *reader, const cl_stored **out,
                                     cl_error *error);
void cl_stored_end(cl_stored_reader *reader);

#endif
