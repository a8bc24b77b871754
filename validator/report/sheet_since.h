/* What changed since an earlier run: findings that are new, that are resolved, that are told
 * otherwise, and pictures that are gone. A finding is known again by its id. */
#ifndef CL_REPORT_SHEET_SINCE_H
#define CL_REPORT_SHEET_SINCE_H

#include "base/array.h"
#include "report/sheet_merge.h"
#include "report/tree.h"

enum {
    CL_SINCE_SHOWN = 200 /* of each sort; all are counted */
};

typedef enum cl_since_what {
    CL_SINCE_NEW,
    CL_SINCE_CHANGED,
    CL_SINCE_RESOLVED,
    CL_SINCE_GONE,
    CL_SINCE_COUNT
} cl_since_what;

typedef struct cl_since_entry {
    cl_since_what what;
    size_t number; /* of the picture; 0: it is gone */
    cl_span name;
    cl_span edition;
    cl_span rule;
    cl_span message;
} cl_since_entry;

/* A record of the earlier run. Several may have one path and id: the first of them is the first of
 * this run, and so on. */
typedef struct cl_since_record {
    size_t now;  /* its number in this run; 0: it is gone */
    size_t next; /* the next one of that path and id; SIZE_MAX: none */
} cl_since_record;

/* The records of one path and id. */
typedef struct cl_since_queue {
    size_t first; /* that is not found again yet; SIZE_MAX: all are */
    size_t last;
} cl_since_queue;

/* What tells whether a finding is still what it was. */
typedef struct cl_since_said {
    uint64_t id; /* 0: it has none */
    uint64_t message;
    uint64_t level;
    bool waived;
} cl_since_said;

/* Begin with cl_since_begin; everything lives as long as the arena. */
typedef struct cl_since {
    cl_arena *arena;
    const cl_stored_file *file;
    cl_array before;      /* the records of the earlier run, of cl_since_record */
    cl_pictures pictures; /* of the earlier run: what its records are known by */
    cl_array queues;      /* of each: cl_since_queue */
    cl_pictures findings; /* of the earlier run */
    cl_array said;        /* of each: cl_since_said */
    uint8_t *seen;
    size_t counts[CL_SINCE_COUNT];
    size_t added;     /* pictures that the earlier run did not have */
    cl_array entries; /* of cl_since_entry */
} cl_since;

/* Reads the earlier run. */
CL_MUST_USE cl_status cl_since_begin(cl_since *since, cl_arena *arena, const cl_stored_file *file,
                                     cl_error *error);
/* Compares picture `number` of this run. */
CL_MUST_USE cl_status cl_since_add(cl_since *since, const cl_stored *record, size_t number);
/* Finds what this run does not have any more, when all its pictures were added. */
CL_MUST_USE cl_status cl_since_end(cl_since *since, cl_error *error);
/* All that as an element of the open one. */
void cl_since_put(const cl_since *since, cl_tree *tree);

#endif
