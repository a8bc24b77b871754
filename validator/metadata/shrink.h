/* A thumbnail made of a picture that carries none. It is built with libvips or without: one of two
 * files stands behind this, as CAPTIONLINT_VIPS says. */
#ifndef CL_METADATA_SHRINK_H
#define CL_METADATA_SHRINK_H

#include "base/source.h"
#include "metadata/field.h"

/* Sets *out to a small JPEG of the picture, upright, in the arena; leaves it alone where there is
 * no telling what the picture shows: a thumbnail says nothing that a decision hangs on. Any thread
 * may call it. CL_OK unless memory ends. */
CL_MUST_USE cl_status cl_shrink(cl_source *source, cl_arena *arena, cl_thumbnail *out);

#endif
