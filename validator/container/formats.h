/* The formats, for the table in container.c: each promises what cl_format says. */
#ifndef CL_CONTAINER_FORMATS_H
#define CL_CONTAINER_FORMATS_H

#include "container/container.h"

extern const cl_format cl_format_jpeg;
extern const cl_format cl_format_png;
extern const cl_format cl_format_tiff; /* DNG and the raws that are TIFF with its magic, too */
extern const cl_format cl_format_webp;
extern const cl_format cl_format_xmp_file; /* a sidecar, or any file that is one XMP packet */

#endif
