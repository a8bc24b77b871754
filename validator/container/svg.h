/* Tells a drawing by its root element, for those who find it late: behind a long prologue. */
#ifndef CL_CONTAINER_SVG_H
#define CL_CONTAINER_SVG_H

#include "container/container.h"

/* Whether the first element in these bytes, of which 4096 are looked at, is that of an SVG. */
bool cl_svg_is(cl_span head);

#endif
