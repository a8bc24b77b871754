/* What narrows a restriction - other axes, and a time after which it ends - against an edition. */
#ifndef CL_CHECK_SCOPE_H
#define CL_CHECK_SCOPE_H

#include "check/clock.h"
#include "check/judge.h"
#include "check/meeting.h"

/* The kind of the restrictions that speak on an axis. */
cl_kind cl_axis_kind(cl_axis axis);
bool cl_is_web_edition(const cl_edition *edition);
/* What the edition states on an axis. The territory of a web edition is the whole world where it
 * states none, keeps nobody out, or the house says that its web editions are read everywhere. */
cl_words cl_axis_values(const cl_edition *edition, cl_axis axis);
cl_meeting cl_axis_meet(const cl_edition *edition, cl_axis axis, cl_span value, cl_span note);

/* Whether what narrows a restriction holds for the edition. */
typedef struct cl_scope_answer {
    cl_meeting how;
    bool ended;    /* CL_APART because its time is over */
    bool ending;   /* CL_MAYBE because its time may be over */
    bool unstated; /* CL_MAYBE because the edition says nothing on `axis` */
    cl_axis axis;
} cl_scope_answer;

/* The closest that any of the edition's values comes to any of the note's. */
cl_meeting cl_axis_closest(const cl_edition *edition, cl_axis axis, cl_words values, cl_words note);

/* What the scope says on an axis. */
cl_words cl_scope_values(const cl_scope *scope, cl_axis axis);
cl_scope_answer cl_scope_meets(const cl_judge *judge, const cl_restriction *restriction);
/* " (in Japan; magazine)", or nothing. */
cl_span cl_scope_words(cl_judge *judge, const cl_scope *scope);

#endif
