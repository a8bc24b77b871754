/* Dates as programs write them into IIM that do not care for its form. */
#ifndef CL_METADATA_LOOSE_DATE_H
#define CL_METADATA_LOOSE_DATE_H

#include "base/arena.h"

/* Puts a date and a time into IIM's form, CCYYMMDD and HHMMSS with an optional zone, where they are
 * of one of these forms: "2017-02-23T10:00:00.5Z" in the date, "Thu Feb 23 10:00:00 GMT 2017",
 * "2017/02/23", "201702", "2017", day and month in the wrong order ("20172302"), and "1000",
 * "10:00" or "1000Z" as the time. Others are left as they are. */
CL_MUST_USE cl_status cl_loose_date(cl_arena *arena, cl_span *date, cl_span *time);

#endif
