/* All formats of files: a new one is its file and a word here. Each promises what cl_format says.
 */
#ifndef CL_CONTAINER_FORMATS_H
#define CL_CONTAINER_FORMATS_H

#include "container/container.h"

/* In the order in which they are tried: a long magic before one that may only guess. `tiff` takes
 * DNG and the raws that are TIFF with its magic too; `xmp_file` is a sidecar, or any file that is
 * one XMP packet. `jpeg_late`, a JPEG with bytes before its start, comes last. */
#define CL_FORMATS(X)                                                                              \
    X(jpeg)                                                                                        \
    X(png)                                                                                         \
    X(webp)                                                                                        \
    X(tiff)                                                                                        \
    X(raf) X(mrw) X(jxl) X(jp2) X(isobmff) X(psd) X(gif) X(eps) X(svg) X(svgz) X(xmp_file) X(pdf)  \
        X(jpeg_late)
#define CL_FORMAT_DECLARE(name) extern const cl_format cl_format_##name;
CL_FORMATS(CL_FORMAT_DECLARE)

#endif
