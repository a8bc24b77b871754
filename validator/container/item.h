/* What the boxes and items of ISO base-media files, JPEG XL and JPEG 2000 hold, made into blocks:
 * Exif behind an offset of its own, XMP, other XML, JUMBF, and the boxes that a UUID names. */
#ifndef CL_CONTAINER_ITEM_H
#define CL_CONTAINER_ITEM_H

#include "container/boxes.h"

/* The TIFF stream of an Exif item: behind `exif_tiff_header_offset` (ISO/IEC 23008-12, A.2.1), or
 * where it really begins when that lies. Sets the kind. */
CL_MUST_USE cl_status cl_item_add_exif(cl_blocks *blocks, cl_block *item);
/* One XMP packet, or none where the item is empty. */
CL_MUST_USE cl_status cl_item_add_xmp(cl_blocks *blocks, cl_block *item);
/* XMP where it looks like XMP, else a text under the key "xml"; what is no text is reported. */
CL_MUST_USE cl_status cl_item_add_xml(cl_blocks *blocks, cl_block *item);
/* A JUMBF box with its header, as cl_jumbf_add. */
CL_MUST_USE cl_status cl_item_add_jumbf(cl_boxes *boxes, const cl_box *box, const char *container);

/* A "uuid" box whose meaning is the same in all formats; *known is false, and nothing done, where
 * its UUID is none of these. */
CL_MUST_USE cl_status cl_item_read_uuid(cl_boxes *boxes, const cl_box *box, bool *known);

#endif
