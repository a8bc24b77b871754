/* XML as programs write it into pictures: elements, attributes, text and the references that XML
 * knows. Such a document is read here, in one walk over its bytes; one with anything else in it, be
 * it a comment or a fault, is left to libxml2. The events are the same either way. */
#ifndef CL_METADATA_XMP_PLAIN_H
#define CL_METADATA_XMP_PLAIN_H

#include "metadata/xmp_parse.h"

/* As cl_xmp_parse. *plain says whether the document was read; else nothing was done. The text is
 * what cl_xmp_text_of makes: without control characters and with good references only. */
CL_MUST_USE cl_status cl_xmp_plain_parse(cl_rdf *rdf, cl_xmp_document *document, bool *plain);

#endif
