/* What was read in a picture: its restrictions, notices, credits and what was not understood, each
 * with a number, and the texts in which they stand with each of them marked in place. */
#ifndef CL_REPORT_SHEET_NOTES_H
#define CL_REPORT_SHEET_NOTES_H

#include "report/sheet_picture.h"

/* Both as elements of the open one. CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_sheet_notes_put(const cl_sheet_picture *picture, cl_tree *tree);

/* The field, of that property and that place in the file, in which a thing of the record stands;
 * nothing where it is none. `i` counts those of the same name and place. */
const cl_stored *cl_sheet_field_of(const cl_stored *record, const cl_stored *place, size_t i);
/* The attributes that say where a thing stands: field, label, origin, file, offset. */
void cl_sheet_put_place(cl_tree *tree, const cl_stored *place);

#endif
