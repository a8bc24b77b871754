/* One value of an XMP property -> a field: positions and heights as decimal numbers, parts that
 * stand in a property of their own put together. */
#ifndef CL_METADATA_XMP_VALUE_H
#define CL_METADATA_XMP_VALUE_H

#include "metadata/xmp_rdf.h"

/* `path` names where it stands and lives in the arena; the value begins at index `at`. */
CL_MUST_USE cl_status cl_xmp_value_add(cl_rdf *rdf, const cl_xmp_property *property, cl_span path,
                                       cl_span value, size_t at);

#endif
