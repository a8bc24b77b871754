/* A small XML document, made from the root on, for a stylesheet to turn into a page. Everything in
 * it is a text or the value of an attribute, never markup, and safe to show: control and
 * bidirectional characters and those that no document may hold become visible escapes. Line ends
 * become line feeds, tabs become blanks. */
#ifndef CL_REPORT_TREE_H
#define CL_REPORT_TREE_H

#include "base/out.h"

struct _xmlDoc;

typedef struct cl_tree cl_tree;

/* A document with its root element open. Where memory ends, that is remembered and every later call
 * does nothing, also with NULL; ask cl_tree_failed once, at the end. */
cl_tree *cl_tree_new(const char *root);
void cl_tree_free(cl_tree *tree);
bool cl_tree_failed(const cl_tree *tree);

/* An element in the one that is open; it is then the one that is. */
void cl_tree_open(cl_tree *tree, const char *name);
void cl_tree_close(cl_tree *tree);

/* An attribute of the open element, which does not have it yet. */
void cl_tree_set(cl_tree *tree, const char *name, cl_span value);
void cl_tree_set_text(cl_tree *tree, const char *name, const char *value);
void cl_tree_set_number(cl_tree *tree, const char *name, uint64_t value);
/* "true" or "false". */
void cl_tree_set_flag(cl_tree *tree, const char *name, bool value);

/* Text in the open element. */
void cl_tree_text(cl_tree *tree, cl_span text);
/* The same for a text of our own, as it is: valid UTF-8 without what no document may hold. */
void cl_tree_plain(cl_tree *tree, cl_span text);
/* An element that holds that text alone. */
void cl_tree_leaf(cl_tree *tree, const char *name, cl_span text);

/* As libxml2 has it; it stays the tree's. */
struct _xmlDoc *cl_tree_document(const cl_tree *tree);
/* As XML, indented, for a person. */
void cl_tree_put(const cl_tree *tree, cl_out *out);

#endif
