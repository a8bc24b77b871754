/* The namespaces of XMP, each with its usual prefix and every address under which it is known. */
#ifndef CL_METADATA_XMP_SPACE_H
#define CL_METADATA_XMP_SPACE_H

#include "base/span.h"

typedef enum cl_xmp_space {
    CL_XMP_SPACE_RDF,
    CL_XMP_SPACE_XML,
    CL_XMP_SPACE_X,
    CL_XMP_SPACE_DC,
    CL_XMP_SPACE_DCTERMS,
    CL_XMP_SPACE_XMP,
    CL_XMP_SPACE_RIGHTS,
    CL_XMP_SPACE_MM,
    CL_XMP_SPACE_NOTE,
    CL_XMP_SPACE_DM,
    CL_XMP_SPACE_IDQ,
    CL_XMP_SPACE_PHOTOSHOP,
    CL_XMP_SPACE_CORE,
    CL_XMP_SPACE_EXT,
    CL_XMP_SPACE_PLUS,
    CL_XMP_SPACE_TIFF,
    CL_XMP_SPACE_EXIF,
    CL_XMP_SPACE_EXIF_EX,
    CL_XMP_SPACE_AUX,
    CL_XMP_SPACE_CC,
    CL_XMP_SPACE_PRISM,
    CL_XMP_SPACE_PUR,
    CL_XMP_SPACE_PRL,
    CL_XMP_SPACE_PDF,
    CL_XMP_SPACE_ACDSEE,
    CL_XMP_SPACE_GETTY,
    CL_XMP_SPACE_LR,
    CL_XMP_SPACE_MICROSOFT,
    CL_XMP_SPACE_MP,
    CL_XMP_SPACE_MP_REGION,
    CL_XMP_SPACE_MWG_REGIONS,
    CL_XMP_SPACE_MWG_KEYWORDS,
    CL_XMP_SPACE_DIGIKAM,
    CL_XMP_SPACE_MEDIAPRO,
    CL_XMP_SPACE_MECHANIC,
    CL_XMP_SPACE_TDM,
    CL_XMP_SPACE_COUNT /* none of them */
} cl_xmp_space;

/* Which namespace the address is; a missing or added "/" or "#" at its end says nothing. */
cl_xmp_space cl_xmp_space_of(cl_span uri);
/* Which namespace the prefix usually stands for. */
cl_xmp_space cl_xmp_space_of_prefix(cl_span prefix);
/* "dc" */
const char *cl_xmp_prefix_of(cl_xmp_space space);

#endif
