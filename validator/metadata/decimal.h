/* Numbers of metadata as text, whatever the locale. */
#ifndef CL_METADATA_DECIMAL_H
#define CL_METADATA_DECIMAL_H

#include "base/arena.h"

/* `number` divided by 10^places, without zeros at its end: "-33.86"; zero has no sign. At most nine
 * places. */
CL_MUST_USE cl_status cl_decimal(cl_arena *arena, uint64_t number, unsigned places, bool minus,
                                 cl_span *out);

#endif
