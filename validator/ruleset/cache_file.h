/* The file in which compiled rules are kept: a head, a manifest of what they were made from, and
 * their image. Private to cache*.c. */
#ifndef CL_RULESET_CACHE_FILE_H
#define CL_RULESET_CACHE_FILE_H

#include "ruleset/cache.h"
#include "ruleset/loading.h"

#define CL_CACHE_PREFIX "rules-" /* of the names of the files */

/* What the rules were made from. */
typedef struct cl_cache_manifest {
    cl_span key;     /* the program, its libraries and the folder as it was named */
    cl_span hash;    /* of the content of the files */
    cl_array stamps; /* of cl_file_stamp */
    bool settled;    /* the stamps tell of every change */
} cl_cache_manifest;

/* A cache file: what rules need from the start is mapped, the rest is read from it as it is needed.
 */
typedef struct cl_cached {
    int file;
    uint8_t *bytes; /* NULL: there is none */
    size_t size;    /* of what is mapped */
    const cl_cache_manifest *manifest;
    size_t image;   /* where the rules begin; not opened yet */
    uint64_t whole; /* the size of the file */
} cl_cached;

/* The file of that name in the cache folder, if it is whole and nobody else could have written it;
 * false otherwise. */
bool cl_cache_map(const char *folder, const char *name, cl_cached *out);
void cl_cache_unmap(const cl_cached *cached);
/* The image of the rules, to be kept once more with another manifest; in `arena`. */
CL_MUST_USE cl_status cl_cache_read_image(const cl_cached *cached, cl_arena *arena, cl_span *out);

/* What stands before the image of the rules in a file; `out` keeps a failed growth. */
CL_MUST_USE cl_status cl_cache_begin(const cl_cache_manifest *manifest, cl_span image, cl_out *out);
/* Writes into the head of a file what tells damage of the rest. */
void cl_cache_seal(uint8_t *bytes, size_t size);
/* How many bytes of the file of which these are the first are needed from the start; 0: it is no
 * such file. *wanted gets where they are best mapped. */
size_t cl_cache_plain(cl_span first, uint64_t whole, void **wanted);
enum {
    CL_CACHE_HEAD = 64 /* so many first bytes tell that */
};
/* Checks those bytes and opens the manifest where it lies. */
bool cl_cache_check(cl_cached *cached);
/* Puts a file of those two parts into the folder, in the place of the one that was there; false
 * when that cannot be. */
bool cl_cache_store(const char *folder, const char *name, cl_span begin, cl_span image);

#endif
