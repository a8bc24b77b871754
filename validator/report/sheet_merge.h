/* Several runs over the same pictures, a file each: of the records of one picture, told by its path
 * and id, those of its last file hold. One run may have several pictures of one path and id, as of
 * names that are no UTF-8; none of them replaces another. */
#ifndef CL_REPORT_SHEET_MERGE_H
#define CL_REPORT_SHEET_MERGE_H

#include "base/arena.h"
#include "base/fingerprint.h"
#include "report/stored.h"

enum {
    CL_PICTURE_KEY = 16 /* bytes */
};

typedef struct cl_picture_key {
    uint8_t bytes[CL_PICTURE_KEY];
} cl_picture_key;

/* The same for the same path and id; nobody makes two that share one. */
cl_picture_key cl_picture_key_of(const cl_stored *record);

/* Pictures by their keys. Begin with the arena. */
typedef struct cl_pictures {
    cl_arena *arena;
    cl_picture_key *keys; /* by number */
    uint32_t *table;      /* 1 + the number; a power of two long */
    size_t table_size;
    size_t count;
    size_t capacity;
} cl_pictures;

/* The number of the picture, from 0, which is new where *is_new. CL_LIMIT past
 * CL_SHEET_PICTURES_MAX. */
CL_MUST_USE cl_status cl_pictures_add(cl_pictures *pictures, const cl_picture_key *key,
                                      size_t *number, bool *is_new, cl_error *error);
/* SIZE_MAX for one that is not there. */
size_t cl_pictures_find(const cl_pictures *pictures, const cl_picture_key *key);

/* Which records hold. Begin with the arena. */
typedef struct cl_merge {
    cl_pictures pictures;
    uint32_t *last;    /* of each picture: the ordinal of its last record */
    size_t room;       /* of `last` */
    uint32_t *before;  /* of each record: 1 + the ordinal of one of its picture and file; 0: none */
    size_t befores;    /* room of `before` */
    uint8_t *replaced; /* a bit a record */
    size_t bits;
    size_t records;
    size_t file;  /* of the last record */
    size_t start; /* the ordinal of the first record of that file */
    size_t replaced_count;
} cl_merge;

/* Notes the next record, of that file; files come one behind the other. */
CL_MUST_USE cl_status cl_merge_add(cl_merge *merge, const cl_stored *record, size_t file,
                                   cl_error *error);
/* Whether the record of that ordinal, from 0, stands in the last file of its picture. */
bool cl_merge_holds(const cl_merge *merge, size_t ordinal);

#endif
