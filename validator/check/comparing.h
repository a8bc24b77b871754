/* What the files of the comparison share. Private to check/compare*.c. */
#ifndef CL_CHECK_COMPARING_H
#define CL_CHECK_COMPARING_H

#include "check/compare.h"

typedef struct cl_comparing {
    const cl_ruleset *rules;
    const cl_record *before;
    const cl_record *after;
    cl_arena *arena;
    cl_changes *out;
    uint64_t work; /* what is left of CL_COMPARE_WORK */
} cl_comparing;

/* Takes `steps` off the work that is left. False, and out->limited, when there is none. */
bool cl_comparing_may(cl_comparing *work, uint64_t steps);
/* Adds a change with the words in one line. */
CL_MUST_USE cl_status cl_comparing_add(cl_comparing *work, const cl_change *change);
/* The first wording of a note. */
cl_span cl_comparing_words(const cl_places *places);
/* "IIM 2:40", "XMP photoshop:Instructions of tram.xmp", each once. */
CL_MUST_USE cl_status cl_comparing_origins(cl_comparing *work, const cl_places *places,
                                           cl_words *out);
CL_MUST_USE cl_status cl_comparing_origin(cl_comparing *work, const cl_field *field, cl_words *out);

/* compare_restrictions.c, compare_credits.c, compare_fields.c */
CL_MUST_USE cl_status cl_compare_restrictions(cl_comparing *work);
CL_MUST_USE cl_status cl_compare_credits(cl_comparing *work);
CL_MUST_USE cl_status cl_compare_fields(cl_comparing *work);
CL_MUST_USE cl_status cl_compare_blocks(cl_comparing *work);

#endif
