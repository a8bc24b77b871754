/* The files below a rules folder, read once, in byte order of their paths. */
#ifndef CL_RULESET_FILES_H
#define CL_RULESET_FILES_H

#include "base/array.h"

typedef struct cl_file {
    cl_span name;     /* relative to the folder: "restrictions/territory.yaml" */
    const char *path; /* as opened, for messages */
    cl_span bytes;
} cl_file;

typedef struct cl_files {
    cl_arena *arena;
    cl_array items; /* of cl_file */
} cl_files;

/* Reads all .yaml and .tsv files below `folder`. Errors name the path: CL_BAD_RULES, CL_UNREADABLE,
 * CL_LIMIT. */
CL_MUST_USE cl_status cl_files_read(cl_arena *arena, const char *folder, cl_files *out,
                                    cl_error *error);
/* The file of that relative name, or NULL. */
const cl_file *cl_files_get(const cl_files *files, const char *name);
/* SHA-256 over names and bytes, as 64 hexadecimal digits. */
cl_span cl_files_hash(const cl_files *files);

#endif
