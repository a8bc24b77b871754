/* What only the whole picture decides: dates that need a base or a year, and MANDATORY CREDIT that
 * names no credit. */
#ifndef CL_CAPTION_SETTLE_H
#define CL_CAPTION_SETTLE_H

#include "caption/record.h"

CL_MUST_USE cl_status cl_settle(cl_record *record);

#endif
