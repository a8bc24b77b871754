/* An expanded pattern as a tree, for those who ask what its matches hold. Only what the rules use
 * of PCRE2's language is known here; before the rest the reader gives up, it never guesses. */
#ifndef CL_RULESET_SYNTAX_H
#define CL_RULESET_SYNTAX_H

#include "base/arena.h"
#include "base/array.h"

/* Characters, as they are written. Those beyond ASCII are not told apart; bit 0 stands for the lack
 * of a character, at either end of a text: no text holds U+0000. */
typedef struct cl_characters {
    uint64_t ascii[2];
    bool others;
} cl_characters;

typedef enum cl_node_kind {
    CL_NODE_NOTHING,   /* takes no room and says nothing: an option, a definition, (?!…) */
    CL_NODE_START,     /* ^ and \A */
    CL_NODE_EDGE,      /* \b */
    CL_NODE_CHARACTER, /* `code` */
    CL_NODE_CLASS,     /* one of `codes` */
    CL_NODE_ANY,       /* one of `set`, which are too many to name */
    CL_NODE_UNKNOWN,   /* any text, also none: a back reference */
    CL_NODE_SEQUENCE,  /* the children, one behind the other */
    CL_NODE_CHOICE,    /* one of the children */
    CL_NODE_REPEAT,    /* the child, `least` times or more; `once`: never more than one time */
    CL_NODE_AHEAD,     /* asserts that the child stands here; takes no room */
    CL_NODE_BEHIND,    /* asserts that the child stands before; takes no room */
    CL_NODE_NOT_BEHIND,
    CL_NODE_CALL /* `called` again */
} cl_node_kind;

typedef struct cl_node {
    cl_node_kind kind;
    uint32_t code;     /* folded */
    cl_array codes;    /* of uint32_t, folded, each once */
    cl_characters set; /* what a character, a class and CL_NODE_ANY take; never less */
    bool exact;        /* nor more, of ASCII */
    unsigned least;
    bool once;
    cl_span name; /* of the group that a call names */
    const struct cl_node *called;
    struct cl_node *first; /* child */
    struct cl_node *next;  /* sibling */
} cl_node;

/* A code point as patterns and texts are compared: without case, any white space one space, any
 * agency one mark. Equal for all that a pattern takes for equal. */
uint32_t cl_literal_fold(uint32_t code);

bool cl_characters_have(const cl_characters *set, uint32_t code);

/* Reads a pattern that PCRE2 compiles, without case where it does not say otherwise. *out is NULL
 * where the pattern holds what is not known here. The tree lives in `arena`; it is at most
 * CL_PATTERN_DEPTH_MAX groups deep, but calls may be circular. */
CL_MUST_USE cl_status cl_syntax_read(cl_arena *arena, cl_span pattern, const cl_node **out);

#endif
