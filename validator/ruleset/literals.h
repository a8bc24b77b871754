/* What every match of a pattern must hold: words of which at least one stands in the text. A text
 * without any of them need not be tried. What this reader of patterns does not know makes it say
 * nothing, never too much. */
#ifndef CL_RULESET_LITERALS_H
#define CL_RULESET_LITERALS_H

#include "ruleset/words.h"

/* A code point as words and texts are compared: without case, any white space one space, any agency
 * one mark. Equal for all that a pattern takes for equal. */
uint32_t cl_literal_fold(uint32_t code);

/* The words of an expanded pattern, folded; none where any text may match. They live in `arena`. */
CL_MUST_USE cl_status cl_literals_of(cl_arena *arena, cl_span pattern, cl_words *out);

#endif
