/* One property, two values: where the blocks of a picture, and its sidecars, contradict one
 * another. What readers take for the same is no difference (metadata/alike.h). */
#ifndef CL_CHECK_DIFFER_H
#define CL_CHECK_DIFFER_H

#include "check/judge.h"
#include "metadata/alike.h"
#include "metadata/shown.h"

typedef struct cl_difference {
    const cl_field *first; /* the shown value, where it is one of the two */
    const cl_field *second;
    cl_likeness how;
    uint32_t start; /* code points of the first value: the word in which they part, or all of it */
    uint32_t end;
    cl_span first_text; /* the words around the place where they part, in one line */
    cl_span second_text;
} cl_difference;

/* The properties that are compared; CL_FIELD_NAME_COUNT ends. */
extern const cl_field_name cl_differ_names[];

/* The first value of the property that differs from `first`; of several, one that differs in more
 * than case. False when there is none. */
CL_MUST_USE cl_status cl_differ_find(cl_arena *arena, const cl_fields *fields,
                                     const cl_field *first, cl_difference *out, bool *found);
/* Compares the values of two fields' blocks. */
CL_MUST_USE cl_status cl_differ_two(cl_arena *arena, const cl_fields *fields, cl_difference *two);
/* The value of the property in the block of the picture itself that has that name, or NULL. */
const cl_field *cl_differ_in(const cl_fields *fields, cl_field_name name, const char *container);

#endif
