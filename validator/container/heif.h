/* The metadata items of HEIF and AVIF (ISO/IEC 14496-12, 8.11; 23008-12): which items there are,
 * and where their bytes lie: in the file, in "idat" or in another item, in one extent or many. */
#ifndef CL_CONTAINER_HEIF_H
#define CL_CONTAINER_HEIF_H

#include "container/boxes.h"

/* The boxes of a "meta" box that are about items; NULL where there is none. */
typedef struct cl_heif_boxes {
    const cl_box *info;       /* "iinf" */
    const cl_box *locations;  /* "iloc" */
    const cl_box *data;       /* "idat" */
    const cl_box *references; /* "iref" */
} cl_heif_boxes;

/* Adds the blocks of all Exif and XMP items. `info` is not NULL. */
CL_MUST_USE cl_status cl_heif_read_items(cl_boxes *boxes, const cl_heif_boxes *in);

#endif
