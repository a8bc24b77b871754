/* Events of an XML parser -> fields: RDF as XMP uses it. Knows containers, languages, structures in
 * their three forms and qualified values; whatever stands where it should not is read all the same.
 */
#ifndef CL_METADATA_XMP_RDF_H
#define CL_METADATA_XMP_RDF_H

#include "base/limits.h"
#include "base/out.h"
#include "metadata/metadata.h"
#include "metadata/xmp_map.h"

typedef struct cl_rdf_name {
    cl_span uri; /* empty: the prefix was not declared */
    cl_span prefix;
    cl_span local;
} cl_rdf_name;

enum {
    CL_RDF_LANGUAGE_MAX = 35
}; /* RFC 5646, 4.4.1 */

/* One open element. */
typedef struct cl_rdf_frame {
    const cl_xmp_property *property; /* whose value stands here; NULL: none that is read */
    bool own;                        /* this element names the property, it is not inherited */
    bool foreign;                    /* about another picture */
    bool has_elements;               /* inside it */
    uint8_t language[CL_RDF_LANGUAGE_MAX];
    size_t language_len;
} cl_rdf_frame;

typedef struct cl_rdf {
    cl_fields *fields;
    const cl_block *block;
    size_t skip; /* index in the block of the parsed text's first byte */
    bool exact;  /* indexes in the text are indexes in the block behind `skip` */
    cl_rdf_frame frames[CL_XMP_DEPTH_MAX];
    size_t depth;
    cl_out text;     /* of the innermost element, since its last child; free with cl_out_free */
    size_t text_at;  /* index of its first byte */
    bool undeclared; /* a prefix without a declaration was taken as usual */
    bool mixed;      /* a value has markup in it, and text at index `mixed_at` beside it */
    size_t mixed_at;
} cl_rdf;

/* A start tag; its text begins at index `at`. The caller keeps the depth below CL_XMP_DEPTH_MAX. */
CL_MUST_USE cl_status cl_rdf_start(cl_rdf *rdf, const cl_rdf_name *name, size_t at);
/* An attribute of the element just started; `tag` is the start tag and stands at index `at`. */
CL_MUST_USE cl_status cl_rdf_attribute(cl_rdf *rdf, const cl_rdf_name *name, cl_span value,
                                       cl_span tag, size_t at);
void cl_rdf_text(cl_rdf *rdf, cl_span text);
/* The end of the innermost element; what follows begins at index `at`. */
CL_MUST_USE cl_status cl_rdf_end(cl_rdf *rdf, size_t at);
/* The file offset of index `at` of the parsed text; of the packet when it was mended. */
uint64_t cl_rdf_offset(const cl_rdf *rdf, size_t at);

#endif
