/* What the files of report/plus*.c share. Private to them. */
#ifndef CL_REPORT_PLUS_PARTS_H
#define CL_REPORT_PLUS_PARTS_H

#include "report/plus.h"

typedef struct cl_plus_work {
    const cl_ruleset *rules;
    const cl_record *record;
    cl_arena *arena;
    cl_plus *out;
    bool missing;      /* only what the record lacks */
    const bool *taken; /* then: properties that are not to be written */
    cl_shown shown;    /* else: what is carried over */
    cl_words notes;    /* to stand as text where people read them */
    cl_words ai;       /* what machines must not do */
    cl_moment start;
    cl_moment end;
    bool no_model;
    bool no_property;
} cl_plus_work;

/* Whether the property may be written. */
bool cl_plus_may(const cl_plus_work *work, cl_plus_name name);
/* Whether the words stand in a property for notes, however they are read there. */
bool cl_plus_is_noted(const cl_plus_work *work, cl_span words);
CL_MUST_USE cl_status cl_plus_remark_on(cl_plus_work *work, cl_span text, const char *why);

/* plus_carry.c: the rights properties that the record has, as they are. */
CL_MUST_USE cl_status cl_plus_carry(cl_plus_work *work, cl_shown_order order);
/* Whether the value of that field was carried over. */
bool cl_plus_is_carried(const cl_plus_work *work, const cl_field *field);
/* Whether such a value was. */
bool cl_plus_carries(const cl_plus_work *work, cl_span value);

/* plus_credit.c: the credit line, and that it is demanded. */
CL_MUST_USE cl_status cl_plus_add_credits(cl_plus_work *work);

#endif
