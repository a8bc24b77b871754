/* Why a picture was judged as it was, in the text report: what several editions share is said once.
 */
#ifndef CL_REPORT_REASONS_H
#define CL_REPORT_REASONS_H

#include "report/gather.h"
#include "report/terminal.h"

/* The reasons of a group of remarks, a line each, in column `indent`. */
void cl_reasons_put(const cl_terminal *terminal, size_t indent, const cl_report_item *item,
                    cl_remarks group);

/* What was weighed and does not stand against publication, for the editions that may publish; under
 * a heading of its own when findings or duties stand before it. */
void cl_reasons_put_rest(const cl_terminal *terminal, const cl_report_item *item, bool heading);

#endif
