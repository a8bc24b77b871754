/* The small parts of an expanded pattern, read one after the other: escapes, classes, what opens a
 * group, quantifiers. Where a part is not known here the pattern is `lost`. */
#ifndef CL_RULESET_LEXER_H
#define CL_RULESET_LEXER_H

#include "base/span.h"
#include "ruleset/char_set.h"

typedef struct cl_lexer {
    cl_span text;
    size_t at;
    bool lost;
} cl_lexer;

typedef enum cl_group_kind {
    CL_GROUP_PLAIN,
    CL_GROUP_ATOMIC,
    CL_GROUP_NAMED,
    CL_GROUP_ASSERTION,  /* of what stands before or behind */
    CL_GROUP_NOT_BEHIND, /* of what must not stand behind */
    CL_GROUP_DEFINE,     /* holds groups that (?&name) repeats */
    CL_GROUP_REPEATED,   /* such a one, closed already */
    CL_GROUP_OPTIONS     /* (?-i), closed already */
} cl_group_kind;

typedef struct cl_quantifier {
    uint32_t least;
    uint32_t most;   /* UINT32_MAX: no end */
    bool gives_back; /* not possessive */
} cl_quantifier;

bool cl_lexer_at_end(const cl_lexer *lexer);
bool cl_lexer_is(const cl_lexer *lexer, const char *text);
/* Moves past `text` where it stands there. */
bool cl_lexer_skip(cl_lexer *lexer, const char *text);
/* The next character, or 0. */
uint32_t cl_lexer_next(cl_lexer *lexer);

/* Adds the characters that an escape stands for, behind its backslash. */
void cl_lexer_escape(cl_lexer *lexer, cl_char_set *out);
/* Adds those of a class, behind its bracket; none where [^…] leaves out what is not known. */
void cl_lexer_class(cl_lexer *lexer, cl_char_set *out);
/* What a parenthesis opens, behind it. `name` is set where there is one. */
cl_group_kind cl_lexer_group(cl_lexer *lexer, cl_span *name);
/* How often what stands before is repeated: once where it says nothing. */
cl_quantifier cl_lexer_quantifier(cl_lexer *lexer);

#endif
