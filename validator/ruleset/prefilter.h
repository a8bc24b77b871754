/* Where phrases can match in a text at all: one walk over it finds the words that their patterns
 * need and the places where their matches may begin. Built while rules load, then only read. */
#ifndef CL_RULESET_PREFILTER_H
#define CL_RULESET_PREFILTER_H

#include "ruleset/literals.h"
#include "ruleset/starts.h"

typedef struct cl_prefilter cl_prefilter;

/* A filter without phrases; it lives in `arena`, what it takes to build it does not: the caller
 * frees that with cl_prefilter_free. NULL: no memory. */
cl_prefilter *cl_prefilter_new(cl_arena *arena);
void cl_prefilter_free(cl_prefilter *filter);
/* Adds matches of the phrase of that index: they hold a word of each set that is not empty and
 * begin at one of `starts` (of cl_start). No starts: they may begin anywhere. What is said of one
 * phrase is said in one go. */
CL_MUST_USE cl_status cl_prefilter_add(cl_prefilter *filter, uint32_t phrase,
                                       const cl_words sets[CL_LITERAL_SETS],
                                       const cl_array *starts);
/* Makes the filter ready when all phrases are added. */
CL_MUST_USE cl_status cl_prefilter_end(cl_prefilter *filter);

/* From now on all phrases can match anywhere: to see that a filter loses none. */
void cl_prefilter_open(cl_prefilter *filter);

/* What was found in one text. */
typedef struct cl_possible cl_possible;

/* Looks for all phrases in `text`, which must live as long as what is found. NULL: no memory. */
cl_possible *cl_prefilter_run(const cl_prefilter *filter, cl_arena *arena, cl_span text);

/* A phrase that can match, and how far its places were asked for. */
typedef struct cl_candidate {
    uint32_t phrase; /* as it was added */
    bool anywhere;   /* its matches may begin at any place */
    uint32_t first;  /* what was said of it */
    uint32_t end;
} cl_candidate;

/* The next phrase, in the order of adding; false behind the last. `*at` counts on from 0. */
bool cl_possible_next(const cl_possible *found, size_t *at, cl_candidate *out);
/* The first byte at or after `from` where a match of the candidate may begin; SIZE_MAX when there
 * is none. `from` never falls from call to call. */
size_t cl_possible_place(const cl_possible *found, const cl_candidate *of, size_t from);

#endif
