/* The path to the innermost open element, as people read it:
 * "Iptc4xmpExt:LocationShown[2]/Iptc4xmpExt:City". All paths live in the arena. */
#ifndef CL_METADATA_XMP_PATH_H
#define CL_METADATA_XMP_PATH_H

#include "metadata/xmp_rdf.h"

/* With its language where it has one: "dc:description[x-default]". */
CL_MUST_USE cl_status cl_rdf_path(cl_rdf *rdf, cl_span *out);
CL_MUST_USE cl_status cl_rdf_plain_path(cl_rdf *rdf, cl_span *out);
/* That of an attribute of the element. */
CL_MUST_USE cl_status cl_rdf_attribute_path(cl_rdf *rdf, cl_xmp_space space, cl_span local,
                                            cl_span *out);
/* The name of the property that the element is or stands in; empty outside any. */
cl_span cl_rdf_parent(const cl_rdf *rdf);

#endif
