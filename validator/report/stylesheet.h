/* A stylesheet (XSLT 1.0) that turns trees into HTML. It reads nothing but the tree and its own
 * file: no other file, no network; it writes nothing; its depth and its work are bounded.
 * The function cl:message('English', …) in the namespace CL_STYLESHEET_SPACE gives the text in the
 * reader's language with {1}, {2} … replaced by what follows it. */
#ifndef CL_REPORT_STYLESHEET_H
#define CL_REPORT_STYLESHEET_H

#include "report/tree.h"

#define CL_STYLESHEET_SPACE "https://captionlint.dev/sheet"
/* The processing instruction where something else is put into the page. */
#define CL_STYLESHEET_GAP "captionlint-cards"

typedef struct cl_stylesheet cl_stylesheet;

/* CL_UNREADABLE or CL_BAD_CONFIG, with file:line in `error`. */
CL_MUST_USE cl_status cl_stylesheet_load(const char *path, cl_stylesheet **out, cl_error *error);
void cl_stylesheet_free(cl_stylesheet *sheet);

/* Adds what it makes of the tree to `out`: a whole page begins with <!DOCTYPE html>. *gap is where
 * in `out` the processing instruction stood, which is left out; SIZE_MAX when there was none.
 * CL_BAD_CONFIG with file:line when the stylesheet goes wrong, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_stylesheet_apply(cl_stylesheet *sheet, const cl_tree *tree, cl_out *out,
                                          size_t *gap, cl_error *error);

#endif
