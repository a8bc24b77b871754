/* What two values of one property have in common to a reader. Programs that copy a value change its
 * line ends, its blanks, the way an accent is stored, its quotes and dashes, and put "?" for what
 * their charset lacks: none of that is a difference. */
#ifndef CL_METADATA_ALIKE_H
#define CL_METADATA_ALIKE_H

#include "metadata/field.h"

typedef enum cl_likeness {
    CL_ALIKE,
    CL_ALIKE_BUT_CASE,
    CL_FIRST_IS_SHORTER,  /* the second begins with the first */
    CL_SECOND_IS_SHORTER, /* the first begins with the second */
    CL_DIFFERENT
} cl_likeness;

typedef struct cl_comparison {
    cl_likeness how;
    size_t first_at; /* the bytes where they part; 0 where they are alike */
    size_t second_at;
} cl_comparison;

/* Compares two texts; the characters beyond CL_COMPARED_MAX of each are taken as alike. */
cl_comparison cl_alike(cl_span first, cl_span second);
/* The same of two fields: characters that had to be guessed, and the end that IIM cut off, are no
 * difference. */
cl_comparison cl_fields_alike(const cl_field *first, const cl_field *second);
/* Equal for texts that are alike, whatever the case of their letters; characters beyond ASCII count
 * as one another. */
uint64_t cl_alike_key(cl_span text);
/* Whether they are alike, whatever the case of their letters. */
bool cl_alike_nocase(cl_span first, cl_span second);

#endif
