/* How the pictures spread over the weeks in which they were made (ISO 8601), with the agencies and
 * rules that come up most. */
#ifndef CL_REPORT_SHEET_WEEKS_H
#define CL_REPORT_SHEET_WEEKS_H

#include "report/sheet_facts.h"
#include "report/sheet_names.h"
#include "report/tree.h"

enum {
    CL_WEEKS_SHOWN = 53,
    CL_WEEKS_NAMES_SHOWN = 8
};

/* Begin with cl_weeks_begin; everything lives as long as the arena. */
typedef struct cl_weeks {
    cl_arena *arena;
    int64_t now;    /* seconds since 1970 */
    cl_names weeks; /* pictures by week */
    cl_names verdicts[CL_VERDICT_BLOCK + 1];
    cl_names agencies; /* pictures by week and agency */
    cl_names rules;    /* pictures by week and rule */
    size_t undated;
} cl_weeks;

void cl_weeks_begin(cl_weeks *weeks, cl_arena *arena, int64_t now);
/* Counts a picture. CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_weeks_add(cl_weeks *weeks, const cl_stored *record);
/* The counts as an element of the open one. */
CL_MUST_USE cl_status cl_weeks_put(const cl_weeks *weeks, cl_tree *tree);

/* "2026-W47" of a week, which is counted from that of 1970-01-01. */
enum {
    CL_WEEK_NAME = 8
};
void cl_week_name(int64_t week, uint8_t out[CL_WEEK_NAME]);
/* The week of a day, of which only the date counts. */
int64_t cl_week_of(const cl_moment *day);

#endif
