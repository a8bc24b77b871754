/* An XMP document in a file of its own, as one to which properties are to be added: which there
 * are, and where others may go in, so that every byte that is there stays as it is. */
#ifndef CL_METADATA_XMP_GRAFT_H
#define CL_METADATA_XMP_GRAFT_H

#include "base/array.h"
#include "metadata/xmp_space.h"

typedef struct cl_xmp_graft {
    const char *why; /* nothing may be added, and why; NULL: all else here holds */
    size_t at;       /* index behind the last property; what is added stands in rdf:RDF */
    cl_span indent;  /* blanks that begin the line at `at`; it is a line of its own */
    bool own_line;   /* false: `at` is in the middle of a line */
    cl_span about;   /* what the descriptions are about */
    cl_array names;  /* of the properties, empty ones too; see cl_xmp_graft_has */
} cl_xmp_graft;

/* Only memory makes this fail: a document that is not well-formed, not in UTF-8 or not about one
 * thing has its `why`. What `out` holds lives in the arena or in `bytes`. */
CL_MUST_USE cl_status cl_xmp_graft_find(cl_arena *arena, cl_span bytes, cl_xmp_graft *out);
/* Whether the document has the property, with a value or without. */
bool cl_xmp_graft_has(const cl_xmp_graft *graft, cl_xmp_space space, cl_span local);

#endif
