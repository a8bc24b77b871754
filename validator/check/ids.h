/* Lists of picture ids: transmission references, numbers of an agency, file names. An id is the
 * same in capitals and small letters, and nothing less than the whole of it counts. */
#ifndef CL_CHECK_IDS_H
#define CL_CHECK_IDS_H

#include "base/array.h"

typedef struct cl_ids {
    cl_array items; /* of cl_span, in small letters; sorted once cl_ids_sort was called */
} cl_ids;

/* Adds a copy of the id without the blanks around it; does nothing for an empty one. */
CL_MUST_USE cl_status cl_ids_add(cl_ids *ids, cl_arena *arena, cl_span id);
/* Adds one id a line; empty lines and lines that begin with # say nothing. */
CL_MUST_USE cl_status cl_ids_add_lines(cl_ids *ids, cl_arena *arena, cl_span text);
/* Makes what was added known to cl_ids_have. */
void cl_ids_sort(cl_ids *ids);
bool cl_ids_have(const cl_ids *ids, cl_span id);

/* The next word of `text` from *at on that could be an id: letters, digits, and the signs that ids
 * hold between them. *at is moved behind it; false at the end. */
bool cl_ids_next(cl_span text, size_t *at, cl_span *out);

#endif
