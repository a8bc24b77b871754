/* Nodes that stand by themselves under a name (rdf:nodeID), and the properties that refer to them.
 * The main walk over a document notes both; each reference is followed in a walk of its own. */
#ifndef CL_METADATA_XMP_NODE_H
#define CL_METADATA_XMP_NODE_H

#include "metadata/xmp_rdf.h"

/* The innermost element is a property whose value is the node `id`. */
CL_MUST_USE cl_status cl_rdf_refer(cl_rdf *rdf, cl_span id, size_t at);
/* The innermost element is the node `id`. */
CL_MUST_USE cl_status cl_rdf_meet_node(cl_rdf *rdf, cl_span id, size_t at);
/* The reference `i`. */
cl_rdf_reference *cl_rdf_reference_at(const cl_rdf *rdf, size_t i);
/* Whether a node stands by itself that no reference names. */
bool cl_rdf_has_leftover(const cl_rdf *rdf);

#endif
