/* One XML document of an XMP packet -> events of RDF, through libxml2 where it is not plain. No
 * entity is expanded, no document type and nothing else is loaded; what is no XML is read as far as
 * it can be. */
#ifndef CL_METADATA_XMP_PARSE_H
#define CL_METADATA_XMP_PARSE_H

#include "metadata/xmp_rdf.h"

typedef struct cl_xmp_document {
    cl_span text; /* from the document's start to the packet's end */
    size_t base;  /* index of its first byte in the packet's text */
    bool ended;   /* the root element ended, at index `end` of `text` */
    size_t end;
    bool too_deep;
    bool too_much; /* elements, namespaces or errors */
    bool doctype;
    bool broken; /* at index `broken_at`, for the reason `message` */
    size_t broken_at;
    cl_span message;
    bool has_left; /* from index `left` on, markup may have been passed over */
    size_t left;
} cl_xmp_document;

/* Reads the document into `rdf`; `text` and `base` are the caller's to set. */
CL_MUST_USE cl_status cl_xmp_parse(cl_rdf *rdf, cl_xmp_document *document);

#endif
