/* What every match of a pattern must hold: sets of words, and of each set at least one stands in
 * the text. A text without any of them need not be tried. */
#ifndef CL_RULESET_LITERALS_H
#define CL_RULESET_LITERALS_H

#include "ruleset/syntax.h"
#include "ruleset/words.h"

enum {
    CL_LITERAL_SETS = 3
};

/* The sets of a pattern, the rarest first, folded; empty ones say nothing. They live in `arena`. */
CL_MUST_USE cl_status cl_literals_of(cl_arena *arena, const cl_node *pattern,
                                     cl_words out[CL_LITERAL_SETS]);

#endif
