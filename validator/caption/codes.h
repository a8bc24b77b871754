/* Codes of three letters in text, and names glued to OUT. Many codes are words too (CAN, PER, NOR),
 * so a code is a territory only where the text shows that it is one: between the x of IMAGO, before
 * OUT, or in a list that ends in OUT. */
#ifndef CL_CAPTION_CODES_H
#define CL_CAPTION_CODES_H

#include "ruleset/fold.h"
#include "ruleset/ruleset.h"

/* The code or glued name that begins at byte `at` and stands for a territory there; NULL when none
 * does. *len gets its length. */
const cl_name *cl_code_find(const cl_ruleset *rules, const cl_folded *folded, size_t at,
                            size_t *len);

#endif
