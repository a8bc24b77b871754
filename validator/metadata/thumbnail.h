/* The thumbnail of an Exif block (Exif 3.0, 4.5.8): a JPEG of the first directory behind the
 * picture's own. It is shown to people as it is, so what is no JPEG is not taken for one. */
#ifndef CL_METADATA_THUMBNAIL_H
#define CL_METADATA_THUMBNAIL_H

#include "metadata/field.h"
#include "metadata/ifd.h"

/* Sets *out, unless it is set already, where the block holds a thumbnail whole; its bytes are the
 * block's. The TIFF header stands at index `start` of the block. */
void cl_thumbnail_find(const cl_block *block, size_t start, const cl_ifd_entries *entries,
                       cl_thumbnail *out);

#endif
