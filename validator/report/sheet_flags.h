/* The flag of a territory as text, from its ISO 3166 code: nothing to draw or to load. */
#ifndef CL_REPORT_SHEET_FLAGS_H
#define CL_REPORT_SHEET_FLAGS_H

#include "base/out.h"

/* Two regional indicators for KR; the tag sequence of Unicode for GB-SCT; nothing for what is no
 * such code. */
void cl_sheet_flag(cl_out *out, cl_span code);

#endif
