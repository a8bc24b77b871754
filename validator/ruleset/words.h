/* A short list of texts, each once, in the order read: territories of a clause, agencies of a
 * credit. */
#ifndef CL_RULESET_WORDS_H
#define CL_RULESET_WORDS_H

#include "base/arena.h"

typedef struct cl_words {
    cl_span *items;
    size_t count;
    size_t capacity;
} cl_words;

bool cl_words_have(cl_words words, cl_span word);
/* Adds `word` (borrowed) unless it is there. */
CL_MUST_USE cl_status cl_words_add(cl_words *words, cl_arena *arena, cl_span word);
/* Adds each of `more`. */
CL_MUST_USE cl_status cl_words_add_all(cl_words *words, cl_arena *arena, cl_words more);
void cl_words_remove(cl_words *words, cl_span word);
/* Same words, in any order. */
bool cl_words_equal(cl_words a, cl_words b);
/* "KR, US" */
cl_span cl_words_join(cl_arena *arena, cl_words words, const char *separator);

#endif
