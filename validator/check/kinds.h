/* The kinds of checks, each in its file; check.c holds the table of them. */
#ifndef CL_CHECK_KINDS_H
#define CL_CHECK_KINDS_H

#include "check/judge.h"

extern const cl_check_kind cl_check_territory;
extern const cl_check_kind cl_check_medium;
extern const cl_check_kind cl_check_use;
extern const cl_check_kind cl_check_resale;
extern const cl_check_kind cl_check_time;
extern const cl_check_kind cl_check_outlet;
extern const cl_check_kind cl_check_alteration;
extern const cl_check_kind cl_check_ai;
extern const cl_check_kind cl_check_release;
extern const cl_check_kind cl_check_context;
extern const cl_check_kind cl_check_audience;
extern const cl_check_kind cl_check_credit;
extern const cl_check_kind cl_check_notice;
extern const cl_check_kind cl_check_unread;
extern const cl_check_kind cl_check_contradiction;
extern const cl_check_kind cl_check_drift;
extern const cl_check_kind cl_check_provenance;

#endif
