/* What was read in a picture: its restrictions, notices, credits and what was not understood, each
 * with a number, and the texts in which they stand with each of them marked in place. */
#ifndef CL_REPORT_SHEET_NOTES_H
#define CL_REPORT_SHEET_NOTES_H

#include "report/sheet_fields.h"
#include "report/sheet_picture.h"

/* Both as elements of the open one. CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_sheet_notes_put(const cl_sheet_picture *picture,
                                         const cl_sheet_fields *fields, cl_tree *tree);

/* The attributes that say where a thing stands: field, label, origin, file, offset. */
void cl_sheet_put_place(cl_tree *tree, const cl_stored *place);

#endif
