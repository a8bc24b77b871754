/* Which phrases can match in a text at all: one walk over it finds the words that their patterns
 * need. Built while rules load, then only read. */
#ifndef CL_RULESET_PREFILTER_H
#define CL_RULESET_PREFILTER_H

#include "base/array.h"
#include "ruleset/words.h"

typedef struct cl_prefilter cl_prefilter;

/* A filter without phrases; it lives in `arena`. NULL: no memory. */
cl_prefilter *cl_prefilter_new(cl_arena *arena);
/* Phrase `index`, counted from 0 without gaps, needs one of `words`; none: it is always tried. */
CL_MUST_USE cl_status cl_prefilter_add(cl_prefilter *filter, size_t index, cl_words words);
/* Sets possible[i] to 1 for each phrase that can match in `text` and to 0 for the others. */
CL_MUST_USE cl_status cl_prefilter_run(const cl_prefilter *filter, cl_arena *arena, cl_span text,
                                       uint8_t *possible);

#endif
