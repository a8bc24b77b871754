/* Texts of QuickTime, iTunes and 3GP files: user data and the metadata lists. What each text means
 * is metadata/keywords.c's business. */
#ifndef CL_CONTAINER_QUICKTIME_H
#define CL_CONTAINER_QUICKTIME_H

#include "container/boxes.h"

/* A child of "udta": a text, or something that is known to be none; others are noted as unread. */
CL_MUST_USE cl_status cl_quicktime_read_user_data(cl_boxes *boxes, const cl_box *box);
/* An "ilst" box, whose entries are named by the "keys" box where `keys` is not NULL. */
CL_MUST_USE cl_status cl_quicktime_read_list(cl_boxes *boxes, const cl_box *keys,
                                             const cl_box *list);

#endif
