/* Sentences with numbered blanks, "Not in {1}": what stands for a blank may be any text, and
 * another language may want the blanks in another order. */
#ifndef CL_REPORT_FILLED_H
#define CL_REPORT_FILLED_H

#include "base/out.h"

enum {
    CL_FILLED_MAX = 9 /* {1} to {9} */
};

/* The sentence with {n} replaced by blanks[n - 1], as it is; a blank beyond `count` vanishes. */
void cl_filled_put(cl_out *out, cl_span sentence, const cl_span *blanks, size_t count);

#endif
