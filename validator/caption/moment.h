/* Moments and durations: arithmetic on what a caption, a field or an option says of time. Years
 * 1800 to 2200, Gregorian; no locale, no system time zone. */
#ifndef CL_CAPTION_MOMENT_H
#define CL_CAPTION_MOMENT_H

#include "caption/record.h"

/* ISO 8601 / XMP ("2017-02-23T10:00:00+09:00"), Exif ("2017:02:23 10:00:00") or IIM
 * ("20170223", "20170223 100000+0900") into a moment; false when it is none of them. */
bool cl_moment_parse(cl_span text, cl_moment *out);
/* "2017-02-23", "2017-02-23T10:00", with "+09:00" or "Z" where a zone is known. Empty when unknown.
 */
cl_span cl_moment_format(cl_arena *arena, const cl_moment *moment);
enum {
    CL_MOMENT_TEXT_MAX = 80 /* of numbers as long as an int may be */
};
/* The same into `out`; gives its length. */
size_t cl_moment_write(const cl_moment *moment, uint8_t out[CL_MOMENT_TEXT_MAX]);
/* `moment` + `duration`; without a time of day the result is a date. */
cl_moment cl_moment_add(const cl_moment *moment, cl_duration duration);
/* Seconds since 1970 in UTC of the earliest and the latest instant the moment can mean: an unknown
 * zone is UTC+14 to UTC-12, an unknown time of day the whole day, 05/06/2024 May 6 or June 5. */
int64_t cl_moment_earliest(const cl_moment *moment);
int64_t cl_moment_latest(const cl_moment *moment);
bool cl_moment_valid(const cl_moment *moment);
/* Its other reading where day and month may be the other way round; else itself. */
cl_moment cl_moment_other_way(const cl_moment *moment);
/* The earlier of the two instants where its zone changes the clock; else itself. */
cl_moment cl_moment_sooner(const cl_moment *moment);

#endif
