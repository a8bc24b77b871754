/* What a JPEG XL keeps of the JPEG that it was made from without loss: all segments but Exif, XMP
 * and the colour profile, so IPTC and comments, stand compressed in its box "jbrd". */
#ifndef CL_CONTAINER_JBRD_H
#define CL_CONTAINER_JBRD_H

#include "container/boxes.h"

/* Reads the segments as those of a JPEG. Damage becomes findings. */
CL_MUST_USE cl_status cl_jbrd_read(cl_boxes *boxes, const cl_box *box);

#endif
