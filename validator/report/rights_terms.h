/* What ODRL has words for: tables from the normal form of restrictions and notices to actions and
 * left operands of the ODRL 2.2 vocabulary, and what cannot be said with them, and why. */
#ifndef CL_REPORT_RIGHTS_TERMS_H
#define CL_REPORT_RIGHTS_TERMS_H

#include "caption/record.h"

/* How the values of a restriction are written as right operands. */
typedef enum cl_rights_form {
    CL_RIGHTS_NO_VALUES, /* the action says it all */
    CL_RIGHTS_CODES,     /* ISO 3166 */
    CL_RIGHTS_TERMS,     /* words of this program's vocabulary */
    CL_RIGHTS_NAMES      /* as written */
} cl_rights_form;

typedef struct cl_rights_term {
    cl_kind kind;
    const char *value; /* of the restriction; NULL: all that no row before names */
    const char *action;
    const char *operand; /* takes the values; NULL with CL_RIGHTS_NO_VALUES */
    cl_rights_form form;
    bool refines; /* the operand narrows the action; it is a word of this program's vocabulary */
} cl_rights_term;

/* NULL: there are no words for it. */
const cl_rights_term *cl_rights_term_of(cl_kind kind, cl_span value);
/* What a notice asks for: "prohibition" or "obligation" of an action. */
typedef struct cl_rights_act {
    const char *notice;
    const char *rule;
    const char *action;
} cl_rights_act;

/* NULL: there are no words for it. */
const cl_rights_act *cl_rights_act_of(cl_span notice);

/* Whether and how a restriction is said. */
typedef struct cl_rights_saying {
    bool said;       /* as it stands, or stricter */
    const char *why; /* what is not said, or is said stricter: static; NULL: nothing */
} cl_rights_saying;

/* `own_terms`: words of this program's vocabulary may narrow actions. */
cl_rights_saying cl_rights_saying_of(const cl_restriction *restriction, bool own_terms);
/* Whether the value is an ISO 3166 code. */
bool cl_rights_is_code(cl_span value);
/* All of them are. */
bool cl_rights_are_codes(cl_words words);

#endif
