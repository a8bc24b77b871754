/* Photoshop image resource blocks ("8BIM"), as JPEG keeps them in APP13, TIFF in tag 34377 and PNG
 * in a raw profile. Lying lengths are mended by the next signature, so that one broken resource
 * does not hide the others. */
#ifndef CL_CONTAINER_IRB_H
#define CL_CONTAINER_IRB_H

#include "container/container.h"

/* Adds the IIM, XMP, EXIF and URL resources of `stream`, whose container names them to people
 * ("APP13 Photoshop" gives "APP13 Photoshop 0x0404"). Damage becomes findings. */
CL_MUST_USE cl_status cl_irb_read(const cl_block *stream, cl_blocks *blocks);

/* Whether the bytes start with the signature of a resource. */
bool cl_irb_is(cl_span bytes);
/* Whether the bytes start as IIM datasets of the envelope or application record do. */
bool cl_irb_is_bare_iim(cl_span bytes);

#endif
