/* The record as a summary for a person: `extract` without --format. */
#ifndef CL_REPORT_TEXT_RECORD_H
#define CL_REPORT_TEXT_RECORD_H

#include "report/terminal.h"

void cl_text_record(const cl_terminal *terminal, const cl_report_item *item);

#endif
