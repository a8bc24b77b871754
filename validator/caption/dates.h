/* Dates, clock times and durations in running text, as captions write them. */
#ifndef CL_CAPTION_DATES_H
#define CL_CAPTION_DATES_H

#include "caption/moment.h"
#include "ruleset/gazetteer.h"

typedef enum cl_time_kind {
    CL_TIME_DATE,
    CL_TIME_CLOCK,
    CL_TIME_DURATION
} cl_time_kind;

typedef struct cl_time_found {
    cl_time_kind kind;
    cl_moment moment;         /* date or clock */
    cl_duration duration;     /* duration */
    cl_confidence confidence; /* low where day and month may be swapped */
    size_t len;               /* bytes */
} cl_time_found;

/* Whether a time may begin at byte `at`, whose first letters `key` is: nowhere else is it worth
 * while to look for one. */
bool cl_dates_may(const cl_gazetteer *names, const cl_gazetteer_key *key, cl_span text, size_t at);
/* The longest time that begins at byte `at` of `text` (valid UTF-8, folded); false when there is
 * none, or when a word has begun before. `names`: months, weekdays, zones, units, numbers. */
bool cl_dates_find(const cl_gazetteer *names, cl_span text, size_t at, cl_time_found *out);

#endif
