/* Numbers as Exif's properties are written in XMP -> decimal text. */
#ifndef CL_METADATA_XMP_NUMBER_H
#define CL_METADATA_XMP_NUMBER_H

#include "base/arena.h"

/* "33,51.6S" or "33,51,36S" -> "-33.86": at most six places, so that a metre can be told. False
 * when it is written in another way. */
CL_MUST_USE cl_status cl_xmp_position(cl_arena *arena, cl_span text, bool *is, cl_span *out);
/* "1234/10" -> "123.4", with a minus where it lies below the sea: at most three places. A decimal
 * number is taken as it is. */
CL_MUST_USE cl_status cl_xmp_height(cl_arena *arena, cl_span text, bool below_sea, bool *is,
                                    cl_span *out);

#endif
