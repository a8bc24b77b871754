#include "report/tree.h"

#include <inttypes.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stdlib.h>

#include "base/text.h"

struct cl_tree {
    xmlDocPtr document;
    xmlNodePtr open;
    cl_out text; /* what is made safe to show at the moment */
    bool failed;
};

static bool fail(cl_tree *tree)
{
    if (tree != NULL) {
        tree->failed = true;
    }
    return false;
}

static bool is_usable(const cl_tree *tree)
{
    return tree != NULL && !tree->failed;
}

cl_tree *cl_tree_new(const char *root)
{
    cl_tree *tree = calloc(1, sizeof *tree);
    if (tree == NULL) {
        return NULL;
    }
    tree->document = xmlNewDoc((const xmlChar *)"1.0");
    tree->open = tree->document == NULL
                     ? NULL
                     : xmlNewDocNode(tree->document, NULL, (const xmlChar *)root, NULL);
    if (tree->open == NULL) {
        (void)fail(tree);
        return tree;
    }
    (void)xmlDocSetRootElement(tree->document, tree->open);
    return tree;
}

void cl_tree_free(cl_tree *tree)
{
    if (tree != NULL) {
        xmlFreeDoc(tree->document);
        cl_out_free(&tree->text);
        free(tree);
    }
}

bool cl_tree_failed(const cl_tree *tree)
{
    return !is_usable(tree);
}

void cl_tree_open(cl_tree *tree, const char *name)
{
    xmlNodePtr node =
        is_usable(tree) ? xmlNewDocNode(tree->document, NULL, (const xmlChar *)name, NULL) : NULL;
    if (node == NULL || xmlAddChild(tree->open, node) == NULL) {
        xmlFreeNode(node);
        (void)fail(tree);
        return;
    }
    tree->open = node;
}

void cl_tree_close(cl_tree *tree)
{
    if (is_usable(tree)) {
        tree->open = tree->open->parent;
    }
}

/* --- texts --- */

static void put_safe(cl_out *out, cl_span text)
{
    uint32_t code;
    uint32_t before = 0;
    for (size_t at = 0; cl_utf8_next(text, &at, &code); before = code) {
        bool second = code == '\n' && before == '\r';
        if (code == '\n' || code == '\r') {
            cl_out_text(out, second ? "" : "\n");
        } else if (code == '\t') {
            cl_out_byte(out, ' ');
        } else if (cl_out_escapes(code) || cl_utf8_is_noncharacter(code)) {
            cl_out_format(out, "\\u%04" PRIx32, code);
        } else {
            cl_out_code(out, code);
        }
    }
}

/* The text with a NUL behind it; NULL when there is no memory for it. */
static const xmlChar *safe(cl_tree *tree, cl_span text)
{
    cl_out_clear(&tree->text);
    put_safe(&tree->text, text);
    cl_out_byte(&tree->text, '\0');
    if (tree->text.failed || tree->text.len > INT_MAX) {
        (void)fail(tree);
        return NULL;
    }
    return tree->text.data;
}

void cl_tree_set(cl_tree *tree, const char *name, cl_span value)
{
    const xmlChar *text = is_usable(tree) ? safe(tree, value) : NULL;
    if (text != NULL && xmlNewProp(tree->open, (const xmlChar *)name, text) == NULL) {
        (void)fail(tree);
    }
}

void cl_tree_set_text(cl_tree *tree, const char *name, const char *value)
{
    cl_tree_set(tree, name, cl_span_of(value));
}

void cl_tree_set_number(cl_tree *tree, const char *name, uint64_t value)
{
    cl_out digits = {0};
    cl_out_u64(&digits, value);
    cl_tree_set(tree, name, cl_out_span(&digits));
    cl_out_free(&digits);
}

void cl_tree_set_flag(cl_tree *tree, const char *name, bool value)
{
    cl_tree_set_text(tree, name, value ? "true" : "false");
}

void cl_tree_plain(cl_tree *tree, cl_span text)
{
    if (!is_usable(tree) || text.len == 0) {
        return;
    }
    xmlNodePtr node =
        text.len > INT_MAX ? NULL : xmlNewDocTextLen(tree->document, text.data, (int)text.len);
    if (node == NULL || xmlAddChild(tree->open, node) == NULL) {
        xmlFreeNode(node);
        (void)fail(tree);
    }
}

void cl_tree_text(cl_tree *tree, cl_span text)
{
    if (is_usable(tree) && safe(tree, text) != NULL) {
        cl_tree_plain(tree, cl_span_sub(cl_out_span(&tree->text), 0, tree->text.len - 1));
    }
}

void cl_tree_leaf(cl_tree *tree, const char *name, cl_span text)
{
    cl_tree_open(tree, name);
    cl_tree_text(tree, text);
    cl_tree_close(tree);
}

/* --- the whole --- */

struct _xmlDoc *cl_tree_document(const cl_tree *tree)
{
    return tree == NULL ? NULL : tree->document;
}

void cl_tree_put(const cl_tree *tree, cl_out *out)
{
    xmlChar *text = NULL;
    int len = 0;
    if (is_usable(tree)) {
        xmlDocDumpFormatMemoryEnc(tree->document, &text, &len, "UTF-8", 1);
    }
    if (text == NULL || len < 0) {
        out->failed = true;
        return;
    }
    cl_out_put(out, (cl_span){text, (size_t)len});
    xmlFree(text);
}
