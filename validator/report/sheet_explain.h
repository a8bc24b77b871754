/* What the rules mean that a sheet names, so that the page needs no other. */
#ifndef CL_REPORT_SHEET_EXPLAIN_H
#define CL_REPORT_SHEET_EXPLAIN_H

#include "report/sheet_names.h"
#include "report/tree.h"
#include "ruleset/ruleset.h"

/* An element for each rule of those names that the rule set, or damage, knows; by name. */
CL_MUST_USE cl_status cl_sheet_explain(const cl_names *used, const cl_ruleset *rules,
                                       cl_tree *tree);

#endif
