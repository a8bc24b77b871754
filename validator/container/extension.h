/* How the names of files end: whether that promises what their bytes are, and which endings are
 * those of pictures. The bytes alone decide how a file is read. */
#ifndef CL_CONTAINER_EXTENSION_H
#define CL_CONTAINER_EXTENSION_H

#include "base/span.h"

/* What stands behind the last dot of the last part of a path; empty without one. */
cl_span cl_extension_of(cl_span path);

/* Whether the path ends as files of other formats do, and not as those of `format` do. An ending
 * that nobody knows, or none, misleads nobody. */
bool cl_extension_misleads(cl_span path, const char *format);

/* Whether files of a format that is read, sidecars aside, end so; in any case. */
bool cl_extension_is_picture(cl_span ending);

/* A walk over the endings of pictures, the usual ones first; {0} begins it. */
typedef struct cl_extension_list {
    size_t at;
    bool inside;
    cl_span rest;
} cl_extension_list;

/* The next ending, in lower case; false when there are no more. Each comes once. */
bool cl_extension_next(cl_extension_list *list, cl_span *out);

#endif
