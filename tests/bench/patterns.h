/* A reader of captions that knows nothing better than to try every pattern of a rule set on every
 * text, with PCRE2 alone. */
#ifndef CL_BENCH_PATTERNS_H
#define CL_BENCH_PATTERNS_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "caption/view.h"

/* A text as the patterns of each stage see it. */
typedef struct naive_text {
    cl_span views[CL_STAGE_COUNT];
} naive_text;

/* What is read at first sees nothing masked; that is what the later stages are given too. */
void naive_text_of(cl_arena *arena, const cl_ruleset *rules, cl_span value, naive_text *out);

typedef struct naive naive;

/* Compiles every phrase of the rules, with JIT or without. */
naive *naive_new(const cl_ruleset *rules, bool jit);
/* Every match of every phrase in the text: how many there are. */
size_t naive_read(naive *engine, const naive_text *text);
/* Does nothing for NULL. */
void naive_free(naive *engine);

#endif
