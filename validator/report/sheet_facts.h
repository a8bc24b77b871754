/* What the sheet says of a record as a whole: its name, its worst verdict, its agencies, its dates.
 */
#ifndef CL_REPORT_SHEET_FACTS_H
#define CL_REPORT_SHEET_FACTS_H

#include "caption/moment.h"
#include "check/check.h"
#include "report/stored.h"

/* The verdict of that name; CL_VERDICT_BLOCK for a name that there is not. */
cl_verdict cl_sheet_verdict(cl_span name);
/* The worst verdict of all editions; false where none was judged. */
bool cl_sheet_worst(const cl_stored *record, cl_verdict *out);
/* What to call the picture: its id, else the last part of its path. */
cl_span cl_sheet_name(const cl_stored *record);
/* The value of that field which programs show; the first one where none is said to be, and empty
 * where there is none. */
cl_span cl_sheet_shown(const cl_stored *record, const char *field);
/* The agencies that its credits name, each once; the texts are the record's. */
CL_MUST_USE cl_status cl_sheet_agencies(const cl_stored *record, cl_arena *arena, cl_words *out);
/* The day on which it was made; false where none is known. */
bool cl_sheet_date(const cl_stored *record, cl_moment *out);

/* A moment at which something begins to be allowed or ends. */
typedef struct cl_due {
    bool embargo; /* else an end */
    cl_span at;   /* as the record has it */
    int64_t time; /* seconds since 1970 in UTC, of the last instant that is meant */
    bool past;
} cl_due;

/* The i-th of the record; false past the last one. `now` is in seconds since 1970. */
bool cl_sheet_due(const cl_stored *record, size_t i, int64_t now, cl_due *out);
/* The next one that is to come; false when there is none. */
bool cl_sheet_next_due(const cl_stored *record, int64_t now, cl_due *out);

#endif
