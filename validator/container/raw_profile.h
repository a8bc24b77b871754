/* "Raw profile type …" texts of PNG: metadata blocks of other containers, written as hex digits
 * (ImageMagick's way, from before PNG had chunks for them). */
#ifndef CL_CONTAINER_RAW_PROFILE_H
#define CL_CONTAINER_RAW_PROFILE_H

#include "container/container.h"

/* Whether a PNG keyword announces a raw profile. */
bool cl_raw_profile_is(cl_span keyword);
/* Adds the blocks of the profile `keyword` whose text stands at `offset`. */
CL_MUST_USE cl_status cl_raw_profile_read(cl_blocks *blocks, cl_span keyword, cl_span text,
                                          uint64_t offset);

#endif
