/* The files below a rules folder, read once, in byte order of their paths; and by what one sees
 * later, without reading them, that they are still the same. */
#ifndef CL_RULESET_FILES_H
#define CL_RULESET_FILES_H

#include "base/array.h"

typedef struct cl_file {
    cl_span name;     /* relative to the folder: "restrictions/territory.yaml" */
    const char *path; /* as opened, for messages */
    cl_span bytes;
} cl_file;

/* What the system says of a file or folder: another file, other bytes or another name in a folder
 * change some of it. */
typedef struct cl_file_stamp {
    const char *path;
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t written; /* when, in nanoseconds */
    int64_t changed; /* the same of the inode: nobody can set it back */
} cl_file_stamp;

typedef struct cl_files {
    cl_arena *arena;
    cl_array items;  /* of cl_file */
    cl_array stamps; /* of cl_file_stamp: the files and all folders */
    int64_t read_at; /* in nanoseconds */
    cl_span hash;    /* SHA-256 over names and bytes, as 64 hexadecimal digits */
} cl_files;

/* Reads all .yaml and .tsv files below `folder`. Errors name the path: CL_BAD_RULES, CL_UNREADABLE,
 * CL_LIMIT. */
CL_MUST_USE cl_status cl_files_read(cl_arena *arena, const char *folder, cl_files *out,
                                    cl_error *error);
/* Whether the system still says the same of them all. */
bool cl_files_unchanged(const cl_array *stamps);
/* Whether what would change in them from now on gets another stamp: a file that was written the
 * moment before it was read may be written again in the same tick of the clock. */
bool cl_files_settled(const cl_files *files);
/* The file of that relative name, or NULL. */
const cl_file *cl_files_get(const cl_files *files, const char *name);

#endif
