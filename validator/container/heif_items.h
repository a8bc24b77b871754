/* Where the bytes of HEIF items lie (ISO/IEC 14496-12, 8.11.3): in the file, in the "idat" box or
 * in another item, in one stretch or many. */
#ifndef CL_CONTAINER_HEIF_ITEMS_H
#define CL_CONTAINER_HEIF_ITEMS_H

#include "container/heif.h"

typedef struct cl_heif_items {
    cl_boxes *boxes;
    const cl_heif_boxes *in;
    uint8_t version; /* of "iloc" */
    uint8_t offset_size;
    uint8_t length_size;
    uint8_t base_size;
    uint8_t index_size;
    cl_block locations; /* the body of "iloc" */
    cl_array places;    /* what it says of each item, by item */
    cl_array links;     /* of "iref": which items lie in which, by item */
    bool faulty;        /* a fault of the item that is being taken was reported */
    size_t extents;     /* met so far, at most CL_ITEM_EXTENTS_MAX */
} cl_heif_items;

/* Reads the tables; damage becomes findings and leaves what was read before it. */
CL_MUST_USE cl_status cl_heif_items_open(cl_boxes *boxes, const cl_heif_boxes *in,
                                         cl_heif_items *out);
/* Makes the block hold the bytes of an item; they are none where it has no place. Damage becomes
 * findings. */
CL_MUST_USE cl_status cl_heif_items_take(cl_heif_items *items, uint32_t item, cl_block *block);

#endif
