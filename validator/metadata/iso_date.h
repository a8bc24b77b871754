/* Dates as IIM and EXIF write them -> the ISO 8601 profile of XMP. Parts that are unknown are left
 * out; a missing zone stays missing. */
#ifndef CL_METADATA_ISO_DATE_H
#define CL_METADATA_ISO_DATE_H

#include "base/arena.h"

/* "20170223" and "100000+0900" -> "2017-02-23T10:00:00+09:00"; also "2017:02:23" and
 * "10:00:00.5", a month or day of 00 and an empty time. What is not of that shape is kept as
 * written, both parts with a space between them. Empty when both are blank or zero. Both parts are
 * valid UTF-8. */
CL_MUST_USE cl_status cl_iso_date(cl_arena *arena, cl_span date, cl_span time, cl_span *out);

/* Whether a date says nothing: blanks, zeros and separators alone. */
bool cl_iso_date_is_blank(cl_span text);

#endif
