/* A tree of a pattern in one line, for tests: classes by their members, all that is too many to
 * name as a point. */
#ifndef CL_TEST_TREE_TEXT_H
#define CL_TEST_TREE_TEXT_H

#include "base/out.h"
#include "cl_test.h"
#include "ruleset/syntax.h"

static void put_tree(cl_out *out, const cl_node *node);

static inline void put_trees(cl_out *out, const cl_node *list, const char *between)
{
    for (const cl_node *node = list; node != NULL; node = node->next) {
        cl_out_text(out, node == list ? "" : between);
        put_tree(out, node);
    }
}

static inline void put_class(cl_out *out, const cl_node *node)
{
    cl_out_byte(out, '[');
    for (size_t i = 0; i < node->codes.count; i++) {
        cl_out_code(out, *CL_ARRAY_AT(&node->codes, const uint32_t, i));
    }
    cl_out_byte(out, ']');
}

static inline void put_choice(cl_out *out, const cl_node *node)
{
    cl_out_byte(out, '(');
    put_trees(out, node->first, "|");
    cl_out_byte(out, ')');
}

static void put_tree(cl_out *out, const cl_node *node)
{
    switch (node->kind) {
    case CL_NODE_START:
        cl_out_byte(out, '^');
        break;
    case CL_NODE_EDGE:
        cl_out_text(out, "\\b");
        break;
    case CL_NODE_CHARACTER:
        cl_out_code(out, node->code);
        break;
    case CL_NODE_CLASS:
        put_class(out, node);
        break;
    case CL_NODE_ANY:
        cl_out_byte(out, '.');
        break;
    case CL_NODE_UNKNOWN:
        cl_out_byte(out, '?');
        break;
    case CL_NODE_SEQUENCE:
        put_trees(out, node->first, "");
        break;
    case CL_NODE_CHOICE:
        put_choice(out, node);
        break;
    case CL_NODE_REPEAT:
        put_trees(out, node->first, "");
        cl_out_format(out, "{%u%s", node->least, node->once ? "}" : ",}");
        break;
    case CL_NODE_AHEAD:
        cl_out_byte(out, '=');
        put_trees(out, node->first, "");
        break;
    case CL_NODE_BEHIND:
        cl_out_byte(out, '<');
        put_trees(out, node->first, "");
        break;
    case CL_NODE_NOT_BEHIND:
        cl_out_text(out, "<!");
        put_trees(out, node->first, "");
        break;
    case CL_NODE_CALL:
        cl_out_format(out, "&%.*s", CL_SPAN_PRINT(node->name));
        break;
    default:
        break;
    }
}

/* The tree of a pattern that is known. */
static inline const cl_node *read_known(cl_arena *arena, const char *pattern)
{
    const cl_node *tree = NULL;
    assert_int_equal(cl_syntax_read(arena, cl_span_of(pattern), &tree), CL_OK);
    assert_non_null(tree);
    return tree;
}

#endif
