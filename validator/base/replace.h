/* Files that are changed in place: whoever reads one finds what was there before or what is there
 * now, never a half, and two processes do not undo each other's work. */
#ifndef CL_BASE_REPLACE_H
#define CL_BASE_REPLACE_H

#include "base/span.h"
#include "base/status.h"

/* Waits until no other process changes files in the folder of `path`; what is read and then
 * replaced stands between this and cl_replace_unlock. CL_UNWRITABLE with the reason in `error`. */
CL_MUST_USE cl_status cl_replace_lock(const char *path, int *lock, cl_error *error);
void cl_replace_unlock(int lock);

/* Whether there is anything of that name, also what cannot be read. */
bool cl_replace_exists(const char *path);
/* Gives the file these bytes, or makes it; a link stays one, and so does who may read it. They are
 * on the disk when it returns. CL_UNWRITABLE with the reason in `error`; the file is then as it
 * was. */
CL_MUST_USE cl_status cl_replace_file(const char *path, cl_span bytes, cl_error *error);

#endif
