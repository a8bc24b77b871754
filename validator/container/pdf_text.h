/* Text strings of a PDF (ISO 32000-1, 7.9.2.2): PDFDocEncoding, UTF-16 or UTF-8, told by how they
 * begin. */
#ifndef CL_CONTAINER_PDF_TEXT_H
#define CL_CONTAINER_PDF_TEXT_H

#include "container/container.h"

/* Decodes the string that `from` begins with: sets bytes, offset, inflated and charset of `out`. No
 * bytes when there is no text in it, or past the cap of the blocks. */
CL_MUST_USE cl_status cl_pdf_text(cl_blocks *blocks, const cl_block *from, cl_block *out);

#endif
