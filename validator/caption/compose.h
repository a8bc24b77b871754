/* Matches -> the record: values are taken from marks and groups, identical clauses become one with
 * all its places, and what the whole picture decides (dates, credits without wording) is settled.
 */
#ifndef CL_CAPTION_COMPOSE_H
#define CL_CAPTION_COMPOSE_H

#include "caption/match.h"

/* Adds what one match in the subject says. *said is false where it says nothing after all (no value
 * in any of its groups): then it has not been read. */
CL_MUST_USE cl_status cl_compose(const cl_subject *subject, const cl_match *match, bool *said);

/* Adds a place unless it is there; past CL_PLACES_MAX the rest is left out. */
CL_MUST_USE cl_status cl_places_add(cl_places *places, cl_arena *arena, const cl_place *place);

#endif
