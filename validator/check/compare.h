/* What a picture says of its rights, before and after it went through a program: what is lost, what
 * says less, what says something else, what is new. It is the meaning that is compared: a note that
 * moved from one field to another is not lost, nor is one that is worded anew. */
#ifndef CL_CHECK_COMPARE_H
#define CL_CHECK_COMPARE_H

#include "caption/record.h"
#include "ruleset/ruleset.h"

typedef enum cl_change_kind {
    CL_CHANGE_LOST,     /* stands nowhere any more */
    CL_CHANGE_WEAKENED, /* stands, and bars or asks for less */
    CL_CHANGE_CHANGED,  /* something else stands in its place */
    CL_CHANGE_ADDED,
    CL_CHANGE_GONE, /* a block of metadata is no longer there */
    CL_CHANGE_KINDS
} cl_change_kind;

typedef struct cl_change {
    cl_change_kind kind;
    bool loss;        /* rights text is lost, or asks for less */
    const char *what; /* "restriction", "notice", "mandatory credit", "unread note", "block" or the
                         name of a property */
    const char *family; /* of a restriction: "territory"; else NULL */
    cl_span before;     /* the words, in one line; empty where there are none */
    cl_span after;
    cl_span detail;    /* what is less: "no longer names Japan"; often empty */
    cl_words stood_in; /* "IIM 2:40" */
    cl_words stands_in;
} cl_change;

typedef struct cl_changes {
    cl_arena *arena;
    cl_array items; /* of cl_change: the losses first */
    bool loss;      /* any of them is one */
    bool limited;   /* there was more to compare than is compared */
} cl_changes;

/* "lost", "weakened", "changed", "added", "gone"; static. */
const char *cl_change_name(cl_change_kind kind);

/* Compares two records that were read with `rules`; what is found lives in out->arena. CL_OK unless
 * memory ends. */
CL_MUST_USE cl_status cl_compare(const cl_ruleset *rules, const cl_record *before,
                                 const cl_record *after, cl_changes *out);

#endif
