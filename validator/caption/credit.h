/* A credit line taken apart: persons, agencies, other sources, qualifiers; and the comparison of a
 * printed credit with the required one. */
#ifndef CL_CAPTION_CREDIT_H
#define CL_CAPTION_CREDIT_H

#include "caption/record.h"
#include "ruleset/ruleset.h"

/* Fills persons, agencies and others of `credit` from its text. */
CL_MUST_USE cl_status cl_credit_parse(const cl_ruleset *rules, cl_arena *arena, cl_credit *credit);

typedef struct cl_credit_difference {
    cl_words missing_agencies; /* of the required credit, canonical names */
    cl_words missing_persons;
    cl_words missing_others;
    bool similar; /* a name differs by one letter or an accent: worth a look, not a fault */
} cl_credit_difference;

/* What the printed credit lacks of the required one. Case, order, accents, labels, separators and
 * agency aliases do not count. */
CL_MUST_USE cl_status cl_credit_compare(const cl_ruleset *rules, cl_arena *arena,
                                        const cl_credit *required, cl_span printed,
                                        cl_credit_difference *out);

#endif
