/* What can be wrong with the bytes of an input: one table of ids, levels and advice. A reader that
 * meets damage reports it here, with the file offset, and reads on where it can. */
#ifndef CL_BASE_DAMAGE_H
#define CL_BASE_DAMAGE_H

#include "base/finding.h"

typedef enum cl_damage {
    CL_DAMAGE_EMPTY,          /* the file holds nothing */
    CL_DAMAGE_UNKNOWN_FORMAT, /* not a format we read */
    CL_DAMAGE_EXTENSION,      /* named as another format */
    CL_DAMAGE_UNREADABLE,     /* the system would not let us read it */
    CL_DAMAGE_TRUNCATED,      /* the file ends inside a structure */
    CL_DAMAGE_LENGTH,         /* a length points beyond its container */
    CL_DAMAGE_STRUCTURE,      /* bytes that the format does not allow */
    CL_DAMAGE_LIMIT,          /* a cap of limits.h was reached */
    CL_DAMAGE_ENCODING,       /* text that its declared charset does not allow */
    CL_DAMAGE_CUT,            /* a value that ends where its field ends */
    CL_DAMAGE_REPAIRED,       /* damage that was mended without loss */
    CL_DAMAGE_IGNORED,        /* a block that is legal but not read, and why */
    CL_DAMAGE_RECORD,         /* an ndjson record that cannot be read */
    CL_DAMAGE_RECORD_KEY,     /* a key of an ndjson record that is not known */
    CL_DAMAGE_WAIVER,         /* an entry of captionlint-waivers.yaml that waives nothing */
    CL_DAMAGE_TOO_MANY_FINDINGS,
    CL_DAMAGE_COUNT
} cl_damage;

typedef struct cl_damage_entry {
    const char *id; /* "damage.truncated" */
    cl_level level;
    bool incomplete;
    const char *title; /* one line, for `rules list` */
    const char *why;   /* for `explain` */
    const char *fix;   /* what to do */
} cl_damage_entry;

const cl_damage_entry *cl_damage_entry_of(cl_damage damage);

/* The kind of that id; false when there is none. */
bool cl_damage_of(cl_span id, cl_damage *out);

/* A finding with the entry's rule, level, incomplete and fix; message and proof still to be set. */
cl_finding cl_damage_finding(cl_damage damage);

/* Adds a finding at a file offset. Only running out of memory makes this fail. */
CL_PRINTF(4, 5)
CL_MUST_USE cl_status cl_damage_report(cl_findings *findings, cl_damage damage, uint64_t offset,
                                       const char *format, ...);

#endif
