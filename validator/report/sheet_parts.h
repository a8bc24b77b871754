/* What stands beside a stylesheet: its CSS and its script, which go into the page, and what the
 * page allows itself because of them. */
#ifndef CL_REPORT_SHEET_PARTS_H
#define CL_REPORT_SHEET_PARTS_H

#include "report/tree.h"

/* Of sheet.xsl the files sheet.css and sheet.js, where they are there, and the content security
 * policy: as the elements css, js and csp of the open one. CL_UNREADABLE, CL_LIMIT or CL_BAD_CONFIG
 * with the reason in `error`. */
CL_MUST_USE cl_status cl_sheet_parts_put(const char *stylesheet, cl_tree *tree, cl_error *error);

#endif
